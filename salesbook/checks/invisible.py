"""Characters in a text that nobody sees and that act all the same."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.context import Context
from salesbook.core.diagnostics import WHOLE, Finding, Span
from salesbook.core.language import gettext as _
from salesbook.text.invisible import acting


def invisible_character(path: PurePosixPath, text: str, _context: Context) -> Iterator[Finding]:
    """A text holds a character that nobody sees and that acts all the same.

    Marks of direction turn words round, so that a reader sees another text than the one that is meant; separators of
    lines break a subject; characters without width hide a word from search and from checks; control characters steer
    a terminal. They come along when a text is copied from a messenger, a PDF or a web page. Soft hyphens, no-break
    spaces and the joiners of emoji are none of them.

    Bad: `Скидка` with U+200B between its letters; `цена` behind U+202E

    Good: the same words typed by hand
    """
    matches = [(match.start(), match[0]) for match in acting(text)]
    for n, (start, character) in enumerate(matches):
        if n and matches[n - 1] == (start - 1, character):
            continue  # of a row of the same one the first is told
        message = _("an invisible character, U+{code:04X}, stands in the text").format(code=ord(character))
        yield Finding(path, WHOLE, message, _("delete it, or type the word anew"), Span(start, character))
