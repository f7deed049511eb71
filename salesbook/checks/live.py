"""HTML and SVG that would run or load something: a book is text and still pictures."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.context import Context
from salesbook.core.diagnostics import WHOLE, Finding, Span
from salesbook.core.language import gettext as _
from salesbook.reading.document import comments_in, split
from salesbook.text import markup, safety

_QUOTED = 40


def active_html(path: PurePosixPath, text: str, _context: Context) -> Iterator[Finding]:
    """Raw HTML or a picture (SVG) of the book would run a script or load something from elsewhere.

    The academy shows the tags of content as text and leaves such pictures out, so the reader gets rubbish or an empty
    frame; and whoever opens the file by itself runs it. Tags named in code (`…`) are only words; a comment is shown to
    nobody.

    Bad: `<iframe src="https://example.com">`, `<svg onload="…">`, `<image href="https://example.com/a.png"/>`

    Good: `[Видео](https://example.com/video)`, pictures drawn with shapes and text
    """
    if "<" not in text:
        return
    if path.suffix in (".md", ".yml"):
        text = _without_comments(path, text)
        text = markup.replace(text, lambda token: token.text, code=lambda code: " " * len(code))
    found = safety.live_drawing(text) if safety.is_drawing(path) else safety.live_markup(text)
    for live in found:
        tag = " ".join(re.split("[>{]", live.text)[0].split())
        tag = tag if len(tag) <= _QUOTED else tag[: _QUOTED - 1] + "…"
        message = _("“{tag}” would run or load something").format(tag=tag)
        yield Finding(path, WHOLE, message, _("take it out; give a link instead"), Span(live.start, live.text))


def _without_comments(path: PurePosixPath, text: str) -> str:
    if not markup.may_hold_comments(text):
        return text
    parts: list[str] = []
    end = 0
    for comment in comments_in(split(path, text)[0]):
        parts += text[end : comment.start], " " * (comment.end - comment.start)
        end = comment.end
    return "".join(parts) + text[end:]
