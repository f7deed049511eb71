"""Hostile inputs made from nothing but a seed: each module speaks one language, `words` is what they all hide in it."""
