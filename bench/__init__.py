"""Benchmarks against peers and floors, run by hand: `make bench`, or `python -m bench.check` for one."""
