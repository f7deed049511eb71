"""Markdown to HTML with nothing in it that could run: the guard over everything that content and data become."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from salesbook.text import allowlist, safety

MAX_CHARACTERS, MAX_LINES = 20_000, 2_000
_LINK = re.compile(r"!?\[[^\[\]\n]{0,1000}\]\([^()\n]{0,2000}\)")
_DEEP = re.compile(r"^(?:[ \t]*(?:[-+*>]|\d{1,9}[.)])(?=[ \t>])){20}", re.MULTILINE)
MANY_IN_A_LETTER, FAR_TOO_MANY = 60, 2_000
"""Stray brackets that a letter may have; more are written as references to their character.

Of thousands of references, too, each would be taken out of the text and all of it copied: brackets and marks of code
become signs that look like them.
"""
_MANY, _STEPS = 200, 2_000_000
"""Stray brackets in a page, and characters that are looked at for all of them together: a third of a second."""
_UNBEARABLE = 10 * _STEPS
"""The same of one paragraph, whatever has written it: prose is kept far below, a template may write anything."""
_ALIKE = str.maketrans("[`", "\uff3b\u02cb")


def neutralise(element: Element) -> None:
    """Remove the attributes of an element that no page keeps; a letter shows pictures of a site and aligned columns."""
    for name, value in list(element.attrib.items()):
        shown = name == "src" and safety.may_be_followed(value)
        aligned = name == "style" and element.tag in ("td", "th") and allowlist.side_of(value) is not None
        if not shown and not aligned and allowlist.kept(element.tag, name, value) != value:
            del element.attrib[name]


class Guard(Extension):
    """A Markdown extension that neutralises every element; `raw_html` says whether HTML in the source stays HTML."""

    def __init__(self, *, raw_html: bool = False) -> None:
        super().__init__()
        self.raw_html = raw_html

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the guard as the last of the tree processors."""
        if not self.raw_html:
            md.preprocessors.deregister("html_block")
            md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Neutralise(md), "salesbook_guard", -100)


class _Neutralise(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            neutralise(element)


def tamed(text: str) -> str:
    """Return Markdown that its library reads in linear time: few stray brackets, no lists in lists in lists.

    For every opening bracket the library looks for the closing one up to the end of the paragraph, and it calls itself
    for every level of a list: ten thousand of either take it minutes or end it.
    """
    if text.count("[") > MANY_IN_A_LETTER:
        text = without_brackets(text)
    if max(text.count("&#91;"), text.count("`")) > FAR_TOO_MANY:
        text = text.replace("&#91;", "[").translate(_ALIKE)
    return shallow(text)


def bearable_brackets(text: str) -> int:
    """Return how many stray brackets the library can bear in a page: fewer, the longer a paragraph it has."""
    if len(text) <= _STEPS // _MANY:
        return _MANY
    return min(_MANY, _STEPS // max(map(len, text.split("\n\n"))))


def unbearable(text: str) -> bool:
    """Tell whether a page has so many stray brackets in one paragraph that its library would read it for seconds."""
    for paragraph in text.split("\n\n"):
        if paragraph.count("[") * len(paragraph) > _UNBEARABLE:
            strays = _LINK.sub("", paragraph).count("[")
            if strays * len(paragraph) > _UNBEARABLE:
                return True
    return False


def shallow(text: str) -> str:
    """Return Markdown in which the twentieth list or quotation mark of a line is a word."""
    return _DEEP.sub(lambda match: f"{match[0]} &#32;", text)


def without_brackets(text: str) -> str:
    """Return Markdown in which opening brackets that begin no link are references to their character."""
    parts: list[str] = []
    end = 0
    for link in _LINK.finditer(text):
        parts += text[end : link.start()].replace("[", "&#91;"), link[0]
        end = link.end()
    return "".join(parts) + text[end:].replace("[", "&#91;")


def to_html(text: str) -> str:
    """Return the HTML of a letter's light Markdown: paragraphs, lists, bold, links; one line end is a line break.

    Raises `ValueError` for a text that nobody would read as a letter: its library would need minutes for it.
    """
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        raise ValueError(len(text))
    renderer = Markdown(extensions=["sane_lists", "nl2br", Guard()], output_format="html")
    return renderer.convert(tamed(text))
