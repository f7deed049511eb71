"""Tests of the academy."""
