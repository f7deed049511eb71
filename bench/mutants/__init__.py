"""Mutants: does a test fail when the code says something else? `make mutants`, some hours of two idle cores."""
