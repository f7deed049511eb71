"""Tests of salesbook.checks."""
