"""Tests of salesbook.cli."""
