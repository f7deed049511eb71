"""Findings and results out: for a terminal and for programs (JSON, each with `"version": 1`)."""
