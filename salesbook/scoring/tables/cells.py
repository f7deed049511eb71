"""Texts of a table as cells of a sheet: which columns hold numbers and dates, and the XML of each cell, as SQL.

A text becomes a number or a date only where nothing is lost by it. A column with one identifier among its cells
(`007`, `+79001234567`, a number of eleven digits and more) keeps all of its digits as texts.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesbook.scoring.tables.table import identifier, literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROW = "\x02"
"""Stands in the XML for the number of the row: no text of a cell has it, for it is escaped there."""

LONGEST = 32_767
"""Characters of a cell; Excel calls a sheet with more damaged. A longer text is cut, and says so by its last one: …"""

GENERAL, DAY, MINUTE, SECOND, GROUPED, CENTS = range(6)
"""Formats of cells, by their places in the styles of the workbook."""

_GAPS = "[ \u00a0\u202f]"
_WHOLE = f"0|[1-9][0-9]{{0,9}}|[1-9][0-9]{{0,2}}(?:{_GAPS}[0-9]{{3}}){{1,3}}"
_FRACTION = r"(?:\.[0-9]{1,6}|,[0-9]{1,2}|,[0-9]{4,6})?"
_NUMBER = rf"(?:-?(?:{_WHOLE})|\+(?:0|[1-9][0-9]{{0,3}})){_FRACTION}"
"""Of 1,234 nobody knows whether it is a thousand."""

_IDENTIFIER = r"0[0-9]+|[0-9]{11,}|\+[0-9() -]{7,}"
_TIME = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
_DOTTED = rf"[0-3]?[0-9]\.[01]?[0-9]\.[0-9]{{4}}(?:[ T]{_TIME}(?::[0-5][0-9])?)?"
_OFFSET = "Z|[+-][0-2][0-9](?::?[0-5][0-9])?"
_ISO = rf"[0-9]{{4}}-[01][0-9]-[0-3][0-9](?:[ T]{_TIME}(?::[0-5][0-9](?:\.[0-9]+)?)?(?:{_OFFSET})?)?"
_EARLIEST = "1900-03-01"
"""Before it Excel counts a day that never was."""

_NUMBERS = frozenset(("TINYINT", "SMALLINT", "INTEGER", "UTINYINT", "USMALLINT", "UINTEGER", "FLOAT", "DOUBLE"))
_WIDE_NUMBERS = ("BIGINT", "HUGEINT", "UBIGINT", "UHUGEINT", "DECIMAL")
_MOMENTS = ("DATE", "TIMESTAMP")
_CONTROLS = [code for code in range(32) if code not in (9, 10)]

MACROS = (
    f"CREATE TEMP MACRO short(t) AS CASE WHEN strlen(t) > {LONGEST} AND length(t) > {LONGEST} "
    f"THEN left(t, {LONGEST} - 1) || '…' ELSE t END",
    # What XML cannot hold goes as _x0001_, as Excel writes it; so does what looks like that.
    "CREATE TEMP MACRO xml_text(t) AS replace(replace(replace(CASE WHEN regexp_matches(t, "
    "'[\\x00-\\x08\\x0b-\\x1f\\x{fffe}\\x{ffff}]|_x[0-9A-Fa-f]{4}_') THEN odd_text(t) ELSE t END, "
    "'&', '&amp;'), '<', '&lt;'), '>', '&gt;')",
    "CREATE TEMP MACRO is_number(t) AS t < ':' AND length(t) <= 16 AND regexp_full_match(t, " + literal(_NUMBER) + ")",
    "CREATE TEMP MACRO is_moment(t) AS t < ':' AND length(t) >= 8 AND "
    f"regexp_full_match(t, {literal(f'{_DOTTED}|{_ISO}')}) AND COALESCE(moment(t) >= TIMESTAMP '{_EARLIEST}', FALSE)",
    f"CREATE TEMP MACRO plain_number(t) AS replace(ltrim(regexp_replace(t, '{_GAPS}', '', 'g'), '+'), ',', '.')",
    "CREATE TEMP MACRO serial(m) AS CAST(epoch_us(m) / 86400000000.0 + 25569 AS VARCHAR)",
)


def _odd_text() -> str:
    """Return the macro that escapes what a sheet cannot hold."""
    text = "regexp_replace(t, '_(x[0-9A-Fa-f]{4}_)', '_x005F_\\1', 'g')"
    for code in _CONTROLS:
        text = f"replace({text}, chr({code}), '_x{code:04X}_')"
    for code in (0xFFFE, 0xFFFF):
        text = f"replace({text}, chr({code}), chr(65533))"
    return f"CREATE TEMP MACRO odd_text(t) AS {text}"


def _moment() -> str:
    """Return the macro that reads a date of a CRM, with the time as it stands there; NULL for a day that is none."""
    iso = f"TRY_CAST(replace(regexp_replace(t, '({_OFFSET})$', ''), 'T', ' ') AS TIMESTAMP)"
    dotted = "try_strptime(replace(t, 'T', ' '), ['%d.%m.%Y %H:%M:%S', '%d.%m.%Y %H:%M', '%d.%m.%Y'])"
    return (
        "CREATE TEMP MACRO moment(t) AS CASE WHEN t[5] <> '-' THEN "
        f"{dotted} WHEN length(t) = 10 THEN TRY_CAST(t AS TIMESTAMP) ELSE {iso} END"
    )


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: its SQL, its DuckDB type, and whether texts in it may be numbers and dates."""

    sql: str
    type: str
    numbers: bool = False
    moments: bool = False

    def xml(self, letters: str) -> str:
        """Return the SQL of the XML of its cells; `letters` name it in the sheet."""
        start = f'<c r="{letters}{ROW}"'
        if self.type == "BOOLEAN":
            return _cell(start, f"CAST(CAST({self.sql} AS INTEGER) AS VARCHAR)", kind="b")
        if self.type in _NUMBERS or self.type.startswith(_WIDE_NUMBERS):
            text = f"CAST({self.sql} AS VARCHAR)"
            number = f"CASE WHEN {text} IN ('nan', 'inf', '-inf') OR length({text}) > 16 THEN NULL ELSE {text} END"
            number = text if self.type in ("INTEGER", "SMALLINT", "TINYINT") else number
            return (
                f"CASE WHEN {self.sql} IS NULL THEN '' ELSE COALESCE({_cell(start, number)}, {_text(start, text)}) END"
            )
        if self.type.startswith(_MOMENTS) and "TIME ZONE" not in self.type:
            style = DAY if self.type == "DATE" else SECOND
            moment = f"CAST({self.sql} AS TIMESTAMP)"
            late = f"CASE WHEN {moment} >= TIMESTAMP '{_EARLIEST}' THEN serial({moment}) END"
            text = f"CAST({self.sql} AS VARCHAR)"
            return self._unless_null(_cell(start, late, style), _text(start, text))
        return self._text_xml(start, self.sql if self.type == "VARCHAR" else f"CAST({self.sql} AS VARCHAR)")

    def _unless_null(self, cell: str, text: str) -> str:
        return f"CASE WHEN {self.sql} IS NULL THEN '' ELSE COALESCE({cell}, {text}) END"

    def _text_xml(self, start: str, text: str) -> str:
        cases = [f"WHEN {text} IS NULL OR {text} = '' THEN ''"]
        if self.numbers:
            grouped = f"regexp_matches({text}, '{_GAPS}')"
            cents = f"regexp_matches({text}, '[.,][0-9]{{2}}$')"
            style = f"CASE WHEN {grouped} THEN '{GROUPED}' WHEN {cents} THEN '{CENTS}' ELSE '{GENERAL}' END"
            cases.append(f"WHEN is_number({text}) THEN {_cell(start, f'plain_number({text})', style)}")
        if self.moments:
            length = f"length({text})"
            style = f"CASE WHEN {length} <= 10 THEN '{DAY}' WHEN {length} <= 16 THEN '{MINUTE}' ELSE '{SECOND}' END"
            cases.append(f"WHEN is_moment({text}) THEN {_cell(start, f'serial(moment({text}))', style)}")
        return f"CASE {' '.join(cases)} ELSE {_text(start, text)} END"


def _cell(start: str, value: str, style: int | str = GENERAL, kind: str = "") -> str:
    """Return the SQL of a cell with a value; nothing for none. A style that is a text is SQL, too."""
    attributes = f' t="{kind}"' if kind else ""
    if isinstance(style, str):
        return f"{literal(start + ' s=' + chr(34))} || {style} || {literal(chr(34) + '><v>')} || {value} || '</v></c>'"
    attributes += f' s="{style}"' if style else ""
    return f"{literal(f'{start}{attributes}><v>')} || {value} || '</v></c>'"


def _text(start: str, text: str) -> str:
    opening = f'{start} t="inlineStr"><is><t xml:space="preserve">'
    return f"{literal(opening)} || xml_text(short({text})) || '</t></is></c>'"


def sheet_columns(connection: "DuckDBPyConnection", relation: str) -> list[SheetColumn]:
    """Return the columns of a table of the connection, its texts looked at: which hold numbers, which hold dates."""
    for macro in (_odd_text(), _moment(), *MACROS):
        connection.execute(macro)
    described = connection.execute(f"DESCRIBE {relation}").fetchall()
    columns = [(identifier(str(row[0])), str(row[1])) for row in described]
    texts = [name for name, kind in columns if kind == "VARCHAR"]
    looks = [_look(name) for name in texts]
    answer = connection.execute(f"SELECT {', '.join(looks)} FROM {relation}").fetchone() if looks else ()
    kinds = {name: _kinds(*(answer or ())[4 * n : 4 * n + 4]) for n, name in enumerate(texts)}
    return [SheetColumn(name, kind, *kinds.get(name, (False, False))) for name, kind in columns]


def _look(name: str) -> str:
    """Return the SQL of how many cells of a column are numbers, identifiers and moments, and of different offsets."""
    digits = f"{name} < ':'"
    return (
        f"count(*) FILTER ({digits} AND is_number({name})), "
        f"count(*) FILTER ({digits} AND regexp_full_match({name}, {literal(_IDENTIFIER)})), "
        f"count(*) FILTER ({digits} AND is_moment({name})), "
        f"count(DISTINCT nullif(regexp_extract({name}, ':[0-5][0-9](?:\\.[0-9]+)?({_OFFSET})$', 1), '')) "
        f"FILTER ({digits})"
    )


def _kinds(numbers: int, identifiers: int, moments: int, offsets: int) -> tuple[bool, bool]:
    """Tell whether texts may be numbers and dates; moments of different zones would stand in wrong order."""
    return numbers > 0 and not identifiers, moments > 0 and offsets <= 1
