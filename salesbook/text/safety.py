"""What could run, where an address leads, what may be copied: decided here, and asked by all.

Whoever may commit to a book may be hostile. Its texts, drawings and templates are read as a browser reads them; where
two browsers would differ, the answer is the stricter one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

# --- addresses

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*+):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]+")
_ZEROS = re.compile(r"(&#x?)0++(?=[0-9a-f])", re.IGNORECASE)
_TOO_LONG = re.compile(r"&#x?[0-9a-f]{9,}+;?", re.IGNORECASE)
_ORDINARY_PATH = re.compile(r"[\w.][\w./-]*+")
_FOLLOWED = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_WEB = re.compile(r"https?:", re.IGNORECASE)
_SOUND = re.compile(r"https://|mailto:|tel:", re.IGNORECASE)
_INSECURE = re.compile(r"http:|ftp:|//(?![/\\])", re.IGNORECASE)


def scheme_of(url: str) -> str:
    """Return the scheme that a browser finds in an address, in lower case; nothing for a relative one."""
    match = _SCHEME.match(_as_read(url))
    return match[1].lower() if match else ""


def is_safe(url: str) -> bool:
    """Tell whether an address can be followed without running anything: relative, or of a harmless scheme."""
    return scheme_of(url) in ("", *SAFE_SCHEMES)


def leads_out(url: str) -> bool:
    """Tell whether an address names another host or program: it has a scheme, or begins with two slashes."""
    address = _as_read(url)
    return address.startswith("//") or _SCHEME.match(address) is not None


def is_relative(url: str) -> bool:
    """Tell whether an address is a path that starts at the file it stands in; no name of a file has a colon."""
    if _ORDINARY_PATH.fullmatch(url):
        return True
    return ":" not in url.split("/", 1)[0] and not leads_out(url) and not _as_read(url).startswith("/")


def may_be_followed(url: str) -> bool:
    """Tell whether an address leads out of the book by a scheme that pages and letters may have, plainly written."""
    return _FOLLOWED.match(url) is not None


def is_web(url: str) -> bool:
    """Tell whether an address is plainly one of a site."""
    return _WEB.match(url) is not None


def is_sound(url: str) -> bool:
    """Tell whether nothing is wrong with an address that leads out of the book."""
    return _SOUND.match(url) is not None


def is_insecure(url: str) -> bool:
    """Tell whether what an address brings could be read and changed on its way."""
    return _INSECURE.match(url) is not None


def _as_read(url: str) -> str:
    """Return an address as a browser reads it: `&#106;ava\\tscript:` runs a script, and `/\\example.com` is a host."""
    return _IGNORED.sub("", _unescaped(url)).replace("\\", "/")


def _unescaped(text: str) -> str:
    """Resolve character references; Python would not count thousands of digits, and no character has nine."""
    if "&" not in text:
        return text
    from html import unescape  # noqa: PLC0415 - its table of names takes as long to load as all patterns here

    return unescape(_TOO_LONG.sub("\ufffd", _ZEROS.sub(r"\1", text)))


# --- tags and their attributes

RUNNING = frozenset("applet base embed foreignobject frame frameset iframe object script".split())
"""Elements that run something, or bring something in that could."""

NOT_ON_PAGES = RUNNING | frozenset("form link meta style".split())
"""Elements that a page template may not write either: scripts and styles of the academy live in site/."""

_LOADED = frozenset(
    "archive background base classid codebase data dynsrc imagesrcset lowsrc manifest ping poster src srcset".split()
)
_ADDRESSES = _LOADED | {"action", "cite", "formaction", "href", "longdesc"}
_ANIMATED = ("by", "from", "to", "values")
_LINKS = ("a", "area")

# A tag is read from every `<`, with its quotes and as if they were none. A reading is outside of quotes, in double or
# in single ones; a mark swaps two of these states, so readings in different ones never fall together, and the one that
# is outside at the next `<` ends there: no more than three overlap, and the time is linear.
_HTML_TAG = re.compile(r"<([a-z][^\s<>/]*+)", re.IGNORECASE)
_QUOTED = re.compile(r"(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+")
_BARE = re.compile(r"[^<>]*+")
_ATTRIBUTE = re.compile(r"(?<![^\s/\"'])([^\s/<>=\"']++)\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s<>\"']*+)")
_INNOCENT = re.compile(r"[^:/&(\\]*+")
_HANDLER = re.compile(r"on[a-z]{3,40}", re.IGNORECASE)
_HEAD = re.compile(r"[\"']?\s*+(?:(?:https?:|ftp:)?//|[a-z]*+)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:avif|gif|jpe?g|png|webp)[;,]", re.IGNORECASE)
_STYLE = re.compile(r"</?(?:[^\s<>/:]*+:)?style(?=[\s/>])", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_CSS_LOADS = re.compile(r"@import|url\(\s*+[\"']?+(?!#)|(?:image-set|image|cross-fade|src)\(", re.IGNORECASE)
_DECLARATION = re.compile(r"<!(?:ENTITY|ATTLIST)|<\?xml-stylesheet", re.IGNORECASE)


_SHORT = 300
"""Characters of a tag that is judged once, however often it is met."""


class Live(NamedTuple):
    """Something that would run or load something: where it starts, and its tag up to what is wrong with it."""

    start: int
    text: str


def live_markup(text: str, elements: frozenset[str] = RUNNING) -> list[Live]:
    """Return what would run or load something in HTML, one for each tag; none of `elements` may be there."""
    declared = [Live(match.start(), match[0]) for match in _DECLARATION.finditer(text)]
    return sorted([*_live_tags(text, elements), *declared])


def _live_tags(text: str, elements: frozenset[str]) -> Iterator[Live]:
    for match in _HTML_TAG.finditer(text):
        element = _local(match[1])
        if element in elements:
            yield Live(match.start(), match[0])
            continue
        if not element:  # an address in angle brackets
            continue
        behind = _end_of_tag(text, match.end())
        judge = _live_length if behind - match.start() <= _SHORT else _live_length.__wrapped__
        length = judge(element, match[0], text[match.end() : behind])
        end = None if length is None else match.start() + length
        if end is None and element == "style" and _css_loads(_style_sheet(text, behind)):
            end = behind
        if end is not None:
            yield Live(match.start(), text[match.start() : end])


@lru_cache(maxsize=10_000)
def _live_length(element: str, opening: str, rest: str) -> int | None:
    """Return how far a tag goes up to the end of its first live attribute; pages have the same few tags everywhere."""
    attributes = _ATTRIBUTE.finditer(opening + rest, len(opening))
    return next((_end_of(attribute) for attribute in attributes if _is_live(element, attribute)), None)


def _end_of_tag(text: str, start: int) -> int:
    return max(match.end() for pattern in (_QUOTED, _BARE) if (match := pattern.match(text, start)))


def _is_live(element: str, attribute: re.Match[str]) -> bool:
    name, value = attribute[1].lower(), attribute[2].strip("\"'")
    if _HANDLER.fullmatch(name) or name == "srcdoc" or (element, name) == ("meta", "http-equiv"):
        return True
    if _INNOCENT.fullmatch(value):
        return False
    local, addresses = _local(name), value.split(";") if name in _ANIMATED else [value]
    if any(scheme_of(address) in ("javascript", "vbscript") for address in addresses):
        return True
    if name in _ANIMATED or local in _LOADED or (local == "href" and element not in _LINKS):
        return any(map(_brings_in, addresses if not local.endswith("srcset") else value.split(",")))
    if local in _ADDRESSES and scheme_of(value) == "data":
        return True
    return "(" in value and _css_loads(value)


def _brings_in(address: str) -> bool:
    """Tell whether an address that is followed without a click brings in more than a picture that it holds itself."""
    return leads_out(address) and not _PICTURE.match(_as_read(address))


def _css_loads(style: str) -> bool:
    """Tell whether a style brings something in; an escaped letter is that letter."""
    style = _unescaped(style)
    if "\\" in style:
        style = _CSS_ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else match[2], style)
    return _CSS_LOADS.search(style) is not None


def _style_sheet(text: str, start: int) -> str:
    end = _STYLE.search(text, start)
    return text[start : end.start() if end else len(text)]


def _end_of(attribute: re.Match[str]) -> int:
    """Return where an attribute has shown what is wrong with it: behind its =, or behind the head of its address."""
    if _HANDLER.fullmatch(attribute[1]):
        return attribute.start(2)
    head = _HEAD.match(attribute.string, attribute.start(2))
    return head.end() if head else attribute.end()


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


# --- files

COPIED = frozenset(
    ".png .jpg .jpeg .gif .webp .avif .svg .pdf .mp4 .webm .mp3 .ogg .docx .xlsx .pptx .odt .ods .csv .txt .zip".split()
)
"""Endings of files that a page may show or offer. A browser would run HTML and scripts, so they are never copied."""


def is_drawing(path: PurePosixPath) -> bool:
    """Tell whether a file is a drawing: a picture only when `drawings.is_still` says so."""
    return path.suffix.lower() == ".svg"


def may_be_copied(path: PurePosixPath) -> bool:
    """Tell whether a page may show or offer a file; a drawing, only when `drawings.is_still`."""
    return path.suffix.lower() in COPIED
