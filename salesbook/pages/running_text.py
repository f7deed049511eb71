"""Where the running text of a page stands in its clean HTML: words of sentences, not names, labels, links or code."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = r'[^>"]*+(?:"[^"]*+"[^>"]*+)*+>'
"""The rest of a tag after its `<`: in clean HTML an attribute may hold any character but a quote."""
# Names of their own and words of controls. None of these elements holds another one of its kind.
_NAMES = "(?:a|button|caption|code|dt|figcaption|h[1-6]|kbd|label|pre|samp|summary|th|open-search|review-date)(?=[ >])"
# Tags that say nothing are taken together with those that follow: a page has hundreds.
_MARKUP = re.compile(
    rf"<({_NAMES}){_TAG}(?:[^<]++|<(?!/\1>){_TAG})*+</\1>\s*+"
    rf"|(?:</?(?!{_NAMES}|nav>)[a-z][a-z0-9-]*+>\s*+)++"
    rf"|<{_TAG}\s*+"
)
_LEFT_ALONE = re.compile(
    r' data-search-exclude=""| class="(?:[^"]* )?(?:badge|label|letter|letter__subject)[ "]|^<nav[ >]'
)
_ELEMENT = re.compile(r"<([a-z][a-z0-9-]*)")


class Stretch(NamedTuple):
    """Running text between two tags: where it stands, and in which section, counted by headings of level 2."""

    start: int
    end: int
    section: int


def running_text(html: str) -> Iterator[Stretch]:
    """Yield the stretches of running text of a page, in order.

    `html` is what the sanitizer has written: every element closed, every `<` of a text and every quote of an attribute
    a reference. Headings, links, code, labels and the words of controls are left out, and so is what the page does not
    say itself: whatever is kept out of the search, and a letter as it is sent.
    """
    position = section = 0
    for match in _MARKUP.finditer(html):
        start, end = match.span()
        if start < position:  # within an element that is left alone, or the tags that end it and others
            position = max(position, end)
            continue
        if start > position:
            yield Stretch(position, start, section)
        position = end
        if match[1] == "h2":
            section += 1
        elif match[1] is None and _LEFT_ALONE.search(match[0]):
            position = _end_of_element(html, match)
    if position < len(html):
        yield Stretch(position, len(html), section)


def _end_of_element(html: str, opening: re.Match[str]) -> int:
    """Return where an element ends, of which there may be others of its kind within."""
    name = _ELEMENT.match(opening[0])
    depth = 1
    position = opening.end()
    while name is not None and depth:
        tag = re.compile(rf"<(/?){name[1]}(?=[ >]){_TAG}").search(html, position)
        if tag is None:
            return len(html)
        depth += -1 if tag[1] else 1
        position = tag.end()
    return position
