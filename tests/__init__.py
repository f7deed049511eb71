"""Tests of salesbook."""
