"""Tests of the built academy in a browser."""
