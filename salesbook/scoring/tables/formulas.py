"""Cells that a spreadsheet would run when it opens a CSV file: made texts by an apostrophe, numbers and telephones not.

What begins with `=`, `+`, `-`, `@`, a tab or an end of line may be a formula (OWASP, CSV Injection), in full-width
forms, too. `+7 900 123-45-67` and `-5` stay as they are: there is nothing in them that could act.
"""

import re

_NUMBER = "[+-]?[0-9(][0-9 ().,\u00a0\u2007\u202f-]*"
_BEGINNING = "=+\\-@\t\r\n＝＋－＠"
_DANGEROUS = re.compile(f"[{_BEGINNING}]")
_HARMLESS = re.compile(f"{_NUMBER}(?:e[+-]?[0-9]+)?", re.IGNORECASE)


def defused(cell: str) -> str:
    """Return a cell in which nothing acts."""
    return "'" + cell if _DANGEROUS.match(cell) and not _HARMLESS.fullmatch(cell) and cell not in "+-" else cell


def defused_sql(column: str) -> str:
    """Return the SQL of `defused` for a column of texts; most cells are let through after two comparisons."""
    dangerous = f"regexp_matches({column}, '^[{_BEGINNING}]')"
    harmless = f"regexp_full_match({column}, '(?i){_NUMBER}(e[+-]?[0-9]+)?')"
    precise = (
        f"CASE WHEN TRY_CAST({column} AS DOUBLE) IS NOT NULL OR {column} IN ('+', '-') THEN {column} "
        f"WHEN {dangerous} AND NOT {harmless} THEN '''' || {column} ELSE {column} END"
    )
    letters = f"{column} >= 'A' AND {column} < '＋'"
    digits = f"{column} >= '.' AND {column} < '='"
    return f"CASE WHEN {letters} THEN {column} WHEN {digits} THEN {column} ELSE {precise} END"
