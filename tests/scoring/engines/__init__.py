"""Cards run where the leads are: addresses, and a file of DuckDB; a real server: tests/engines."""
