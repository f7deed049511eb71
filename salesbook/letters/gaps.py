"""What a value that was left out leaves in a letter: no second blank, no blank before a comma, no empty line.

A template is made to write a mark of its own where there is nothing to write: a value that is absent, a condition that
does not hold, a loop over nothing. When the letter is written, the mark goes and takes the blanks around it along. So
only blanks of the template are touched, and only there: those of a value, and indentation, stay as they are.
"""

import re
from collections.abc import Iterable
from typing import Any

from jinja2 import nodes

ABSENT = "\ufdd0"
"""Stands where nothing was written; no text holds it, for Unicode has taken it out of all of them."""

MARK = "or_absent"
"""The filter through which a marked template sends what it writes."""

_BLANK = "[ \u00a0]"
_MARKS = f"(?:{ABSENT}{_BLANK}*)+"
_EMPTY_LINE = re.compile(rf"^[ \t]*(?:[-*—] +)?{_MARKS}(?:\n|\Z)", re.MULTILINE)
_BOLD = re.compile(rf"\*\*{_BLANK}*{_MARKS}\*\*")
_LINE_START = re.compile(rf"^([ \t]*){ABSENT}(?: ?{ABSENT})*(?: (?! ))?", re.MULTILINE)
_BEFORE_MARK = re.compile(rf"{_BLANK}*{_MARKS}(?=[,.;:!?…»)\]]|$)", re.MULTILINE)
_AFTER_BRACKET = re.compile(rf"(?<=[«„(\[]){_MARKS}")
_BETWEEN = re.compile(rf"{_BLANK}*{_MARKS}")

TABLES = {
    "empty_line": _EMPTY_LINE,
    "bold": _BOLD,
    "line_start": _LINE_START,
    "before_mark": _BEFORE_MARK,
    "after_bracket": _AFTER_BRACKET,
    "between": _BETWEEN,
}
"""By what gaps are closed here, for whoever closes them elsewhere in the same way (`site/assets/letter_text.js`)."""


def or_absent(value: Any) -> Any:
    """Return what a template is to write: the mark of what is absent for nothing, an empty text or list."""
    return ABSENT if value is None or (isinstance(value, str | list | tuple) and not value) else value


def marking(tree: nodes.Template) -> None:
    """Have a template mark what is absent; what macros and blocks of words hand on stays unmarked.

    A condition may ask whether they have written anything.
    """
    _mark(tree.body)


def closed(text: str, *, bold: bool = False) -> str:
    """Return what a marked template has written without the marks and the gaps around them.

    With `bold` an absent value takes the stars of Markdown around it along.
    """
    if ABSENT not in text:
        return text
    if bold:
        text = _BOLD.sub(ABSENT, text)
    text = _EMPTY_LINE.sub("", text)
    text = _LINE_START.sub(r"\1", text)
    text = _AFTER_BRACKET.sub("", text)
    text = _BEFORE_MARK.sub("", text)
    return _BETWEEN.sub(_one_blank, text)


def _one_blank(match: re.Match[str]) -> str:
    return " " if " " in match[0] else "\u00a0" if "\u00a0" in match[0] else ""


def _mark(body: Iterable[nodes.Node]) -> None:
    for node in body:
        match node:
            case nodes.Output():
                node.nodes = [n if isinstance(n, nodes.TemplateData) else _or_absent(n) for n in node.nodes]
            case nodes.If():
                for branch in (node.body, *(other.body for other in node.elif_), node.else_):
                    _mark(branch)
                node.else_ = node.else_ or _nothing(node)
            case nodes.For():
                _mark(node.body)
                _mark(node.else_)
                node.else_ = node.else_ or _nothing(node)
            case nodes.With() | nodes.Block() | nodes.Scope():
                _mark(node.body)
            case _:
                pass


def _or_absent(node: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, MARK, [], [], None, None, lineno=node.lineno)


def _nothing(node: nodes.Node) -> list[nodes.Node]:
    return [nodes.Output([nodes.TemplateData(ABSENT)], lineno=node.lineno)]
