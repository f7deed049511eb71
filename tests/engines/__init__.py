"""The card as SQL on real engines: `pytest -m engines`, left out of the daily suite."""
