"""Scoring: answers about a lead in, a segment and what to do next out."""
