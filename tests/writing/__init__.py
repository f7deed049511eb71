"""Tests of salesbook.writing."""
