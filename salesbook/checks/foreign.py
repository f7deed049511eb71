"""Markup of other editors: readers would be shown its signs."""

from collections.abc import Iterator
from itertools import islice

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.checks.passages import ENOUGH
from salesbook.core.diagnostics import Finding, Span
from salesbook.core.language import gettext as _
from salesbook.models.base import Prose
from salesbook.models.letter import Letter
from salesbook.models.walk import Marked
from salesbook.text import foreign
from salesbook.text.foreign_rules import Medium

_QUOTED = 40


def foreign_markup(item: Item, _context: Context) -> Iterator[Finding]:
    """Markup of another editor that is not read here: readers would be shown its signs.

    Prose knows Markdown and much of what GitHub, Obsidian and Docusaurus add to it: tables, `- [ ]` tasks, `[^1]`
    footnotes, `~~struck~~`, `==marked==`, `> [!WARNING]` and `:::warning` … `:::` with the usual names, `<br>`, and
    `<a id="p-1"></a>`, to which links lead as `#p-1`. A letter knows paragraphs, lists, `**bold**` and links; a title
    knows plain words alone.

    Bad: `<b>срочно</b>`, `:fire:`, `{% hint %}`, a reference `[^1]` to no note; `~~было~~` in a letter

    Good: `**срочно**`, `!!! note "Совет"`, `[^1]` and below it `[^1]: Считаем от дня отправки.`
    """
    if not foreign.may_hold_signs(item.words):
        return
    for string in item.strings:
        medium = _medium(item, string)
        if medium is None or not foreign.may_hold_signs(string.value):
            continue
        for sign in islice(foreign.signs(string.value, medium), ENOUGH):
            words = string.value[sign.start : sign.end]
            quoted = " ".join(words.split())
            quoted = quoted if len(quoted) <= _QUOTED else quoted[: _QUOTED - 1] + "…"
            message = _("“{found}” would be shown as it stands").format(found=quoted)
            yield Finding(item.path, string.route, message, _(sign.advice), Span(sign.start, words), sign.new)


def _medium(item: Item, string: Marked) -> Medium | None:
    """Return what a string is read as; None for what people do not read, and for a client's words in a sample."""
    if isinstance(string.mark, Prose):
        return "page"
    if isinstance(item.data, Letter) and string.route in (("body",), ("subject",)):
        return "letter"
    return "words" if string.words and string.route[:1] != ("sample",) else None
