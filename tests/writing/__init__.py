"""Tests of salesbook.tools."""
