"""Tests of the demo book. They are skipped where content/ holds another one."""
