"""Hostile input: `make fuzz` drives every target with mutated files; a short run and what was found are in the gate."""
