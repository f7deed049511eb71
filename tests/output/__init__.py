"""Tests of salesbook.output."""
