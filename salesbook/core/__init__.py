"""What everything stands on: language, errors, places in texts, diagnostics, plans of writes, settings."""
