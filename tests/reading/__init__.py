"""Tests of salesbook.reading."""
