"""Russian quotes: «…», and „…“ inside them."""

from collections.abc import Iterator

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.checks.passages import Correction, edited
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.text.markup import UNREAD

_BEFORE = frozenset(" \t\u00a0([{«„—–-/|*_>")
_BEHIND = frozenset(" \t\u00a0)]}»“.,:;!?…—–-/|*_<")


def straight_quotes(item: Item, context: Context) -> Iterator[Finding]:
    """Straight quotes in Russian text.

    Russian sets «guillemets», and „these“ inside them. Straight ones come from the keyboard, and a page with both
    looks unfinished. Only pairs that cannot be understood otherwise are replaced by `check --fix`.

    Bad: `Этап "Заявка получена"`

    Good: `Этап «Заявка получена»`; `«Книга „Как продавать“»`
    """
    if context.company.language == "ru" and '"' in item.words:
        message = _("straight quotes: {words}")
        yield from edited(item, quotes, message, _("write «…», and „…“ inside them"))


def quotes(text: str, clear: str) -> Iterator[Correction]:
    """Yield one edit for every outermost pair of straight quotes in Russian lines, and for what has no pair."""
    start = 0
    for line in clear.split("\n"):
        if '"' in line and _is_russian(line):
            yield from _of_line(text, line, start)
        start += len(line) + 1


def _is_russian(line: str) -> bool:
    return any("а" <= letter <= "я" for letter in line.lower())


def _of_line(text: str, line: str, offset: int) -> Iterator[Correction]:
    """Pair the quotes of a line; nothing in it is replaced when one of them has no pair."""
    open_quotes: list[tuple[int, int]] = []
    marks: dict[int, str] = {}
    pairs: list[tuple[int, int]] = []
    guillemets, sound = 0, True
    for n, letter in enumerate(line):
        if letter in "«»":
            guillemets = max(0, guillemets + (1 if letter == "«" else -1))
        if letter != '"':
            continue
        opens, closes = _sides(line, n)
        if opens and not (closes and open_quotes):
            open_quotes.append((n, guillemets + len(open_quotes)))
        elif closes and open_quotes:
            first, depth = open_quotes.pop()
            marks[first], marks[n] = ("„", "“") if depth else ("«", "»")
            if not open_quotes:
                pairs.append((first, n))
        elif not line[max(0, n - 1) : n].isdigit():  # the mark of an inch follows a digit
            sound = False
            open_quotes.append((n, 0))
    if not sound or open_quotes:
        first = min([n for n, _depth in open_quotes] + [n for n, _last in pairs])
        yield Correction(offset + first, offset + first + 1, None)
        return
    for first, last in pairs:
        letters = (marks.get(n, text[offset + n]) for n in range(first, last + 1))
        yield Correction(offset + first, offset + last + 1, "".join(letters))


def _sides(line: str, n: int) -> tuple[bool, bool]:
    """Tell whether the quote at `n` can open and whether it can close; beside a template's tag it may do either."""
    before, behind = line[n - 1] if n else " ", line[n + 1] if n + 1 < len(line) else " "
    opens = (before in _BEFORE or before == UNREAD) and not behind.isspace()
    closes = (behind in _BEHIND or behind == UNREAD) and not before.isspace()
    return opens, closes
