"""HTML and SVG that would run or load something: a book is text and still pictures."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import WHOLE, Finding, Span
from salesbook.core.language import gettext as _
from salesbook.models.base import Prose
from salesbook.reading.document import comments_in, split
from salesbook.text import anchors, attributes, drawings, markup, safety

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
    if safety.is_drawing(path):
        message, advice = (
            _("“{tag}” may not stand in a drawing"),
            _("keep shapes, words and links; save it as plain SVG"),
        )
        lively = drawings.faults(text)
    else:
        message, advice = _("“{tag}” would run or load something"), _("take it out; give a link instead")
        lively = safety.live_markup(text)
    for live in lively:
        tag = _quoted(re.split("[>{]", live.text)[0])
        yield Finding(path, WHOLE, message.format(tag=tag), advice, Span(live.start, live.text))


def unkept_attribute(item: Item, _context: Context) -> Iterator[Finding]:
    """An attribute in braces, or the name of a place, is one that no page keeps.

    Such an attribute could run a script, ask another server for a picture, hide a part of the page or take the place
    of what the academy's own scripts look for: names that begin with `__` are theirs. The page is shown without it.

    Bad: `![Вид](../img/view.png){ srcset="https://example.com/view.png 2x" }`, `## Порядок {#__search}`

    Good: `![Вид](../img/view.png){ width=300 }`, `## Порядок {#order}`
    """
    if "{" not in item.words and not anchors.may_hold_anchors(item.words):
        return
    for string in item.strings:
        if isinstance(string.mark, Prose) and ("{" in string.value or anchors.may_hold_anchors(string.value)):
            text = markup.replace(string.value, lambda token: token.text, code=lambda code: " " * len(code))
            for start, attribute in attributes.unkept(text):
                message = _("no page keeps “{attribute}”").format(attribute=_quoted(attribute))
                advice = _("take it out; a place may have any name that does not begin with __")
                yield Finding(item.path, string.route, message, advice, Span(start, attribute))


def disguised_address(item: Item, _context: Context) -> Iterator[Finding]:
    """An address of a link or a picture names another host or a program, and does not say so plainly.

    A browser reads `/\\example.com`, `///example.com` and `java&#115;cript:` otherwise than a person does: it would
    ask a foreign server or run something. The page is shown without it. Addresses under the text (`[план]: …`) count.

    Bad: `[план]: /\\example.com/plan.png`

    Good: `[план]: https://example.com/plan.png`
    """
    if "](" not in item.words and "]:" not in item.words:
        return
    for string in item.strings:
        if isinstance(string.mark, Prose) and ("](" in string.value or "]:" in string.value):
            for start, address in attributes.disguised(string.value):
                message = _("the address “{url}” is not allowed").format(url=_quoted(address))
                advice = _("use https://…, mailto:, tel: or a path relative to this file")
                yield Finding(item.path, string.route, message, advice, Span(start, address))


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def _without_comments(path: PurePosixPath, text: str) -> str:
    if not markup.may_hold_comments(text):
        return text
    parts: list[str] = []
    end = 0
    for comment in comments_in(split(path, text)[0]):
        parts += text[end : comment.start], " " * (comment.end - comment.start)
        end = comment.end
    return "".join(parts) + text[end:]
