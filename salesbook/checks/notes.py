"""Comments of authors: they never leave the source, so they must begin and end where their author thinks they do."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.context import Context
from salesbook.core.diagnostics import WHOLE, Finding, Span
from salesbook.core.language import gettext as _
from salesbook.models.kinds import kind_made_of, kind_of
from salesbook.models.letter import Letter
from salesbook.reading.comments import Comment
from salesbook.reading.document import comments_in, split
from salesbook.text import markup

_OPENING, _CLOSINGS = "<!--", ("-->", "--!>")


def broken_comment(path: PurePosixPath, text: str, _context: Context) -> Iterator[Finding]:
    """A comment is never closed, or begins inside another one.

    A comment is a note to authors and never leaves its file. It ends at the first `-->`: without one all that stands
    below is hidden with it, and of two comments, one in the other, the end of the outer one is shown to everybody.
    In code (`…`) or behind a backslash there are no comments.

    Bad: `<!-- спросить юриста` without an end; `<!-- до мая <!-- или июня --> старый порог -->`

    Good: `<!-- спросить юриста -->`
    """
    for comment in _comments(path, text):
        note = text[comment.start : comment.end]
        inner = note.find(_OPENING, len(_OPENING))
        if note.startswith(_OPENING) and not note.endswith(_CLOSINGS):
            message = _("a comment is never closed: all that stands below is hidden")
            yield Finding(path, WHOLE, message, _("close it with “-->”"), Span(comment.start, _OPENING))
        elif inner >= 0:
            message = _("a comment begins inside a comment: the first “-->” ends both, what stands behind is shown")
            advice = _("close the first one before the second begins")
            yield Finding(path, WHOLE, message, advice, Span(comment.start + inner, _OPENING))


def comment_in_letter(path: PurePosixPath, text: str, _context: Context) -> Iterator[Finding]:
    """A letter holds a comment.

    It is a note to authors: it stays in the file, and no client gets it in any channel. Tags of the template inside it
    are not run. A note in the template's own way, `{# … #}`, is not reported.

    Bad: `<!-- не забудь цену -->`, when the client was to read it

    Good: `{# не забудь цену #}`
    """
    comments = _comments(path, text)
    if not comments or kind_of(path.relative_to(path.parts[0]).as_posix()) != kind_made_of(Letter):
        return
    for comment in comments:
        if comment.order is None:
            message = _("a comment is a note to authors: it stays in this file, no client gets it")
            advice = _("write what the client is to read outside of it; as a note write {# … #}")
            yield Finding(path, WHOLE, message, advice, Span(comment.start, text[comment.start : comment.end]))


def _comments(path: PurePosixPath, text: str) -> list[Comment]:
    """Return the comments of an item's file; pictures keep their own."""
    if not markup.may_hold_comments(text) or path.suffix not in (".md", ".yml"):
        return []
    document, problems = split(path, text)
    return [] if problems else comments_in(document)
