"""Tests of salesbook.assistants."""
