"""Jinja2 where nothing can run or run for long, and what is wrong with a template."""
