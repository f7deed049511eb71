"""Tests of salesbook.finding."""
