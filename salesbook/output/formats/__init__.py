"""The formats of a report: each a module with one pure function, Report → str, and a row in `reporting.FORMATS`."""

from typing import Literal

Format = Literal["text", "json", "sarif", "github", "gitlab", "junit"]
"""What `--format` may be. It stands apart from the table because every command loads it, and the formats take 9 ms."""

LISTING_RULES: tuple[Format, ...] = ("sarif", "junit")
"""Those that also name the checks that have found nothing; the others need not load the checks."""
