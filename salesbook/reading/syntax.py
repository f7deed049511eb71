"""What is wrong with a YAML text, in a reader's words: libyaml's own are for those who wrote it."""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

from salesbook.core.diagnostics import Rule
from salesbook.core.language import gettext as _
from salesbook.core.source import LineColumn, line_column
from salesbook.reading import rules

_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""YAML 1.1, chapter 5.1: what may not stand in a text."""


class Problem(NamedTuple):
    """Something wrong in a text: the rule, the place in that text, what was found, what to do."""

    rule: Rule
    place: LineColumn
    message: str
    advice: str


def syntax(error: yaml.YAMLError, text: str) -> Problem:
    """Say in a reader's words what libyaml has found."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        place = place_of(error.problem_mark)
        problem, context = str(error.problem), str(error.context)
        line = text.split("\n")[min(place.line, text.count("\n") + 1) - 1]
        tab = line.find("\t") + 1
        if 0 < tab <= place.column:
            message = _("a tab in place of spaces")
            return Problem(
                rules.YAML, LineColumn(place.line, tab), message, _("indent with spaces: two for each level")
            )
        for words, said, advised in _SYNTAX:
            if words in problem or words in context:
                if error.context_mark is not None and "unexpected end" in problem:
                    place = place_of(error.context_mark)
                return Problem(rules.YAML, place, said(), advised())
        message = _("this is not YAML: {found}").format(found=problem)
        return Problem(
            rules.YAML, place, message, _("check the indentation, colons and quotes of this line and the one above")
        )
    # The only other errors are those of characters, whose marks count bytes.
    allowed, *_others = _FORBIDDEN.split(text)
    return Problem(
        rules.YAML,
        line_column(allowed, len(allowed)),
        _("a control character that YAML does not allow"),
        _("delete it: it cannot be seen, retype the line"),
    )


_SYNTAX: tuple[tuple[str, Callable[[], str], Callable[[], str]], ...] = (
    (
        "mapping values are not allowed",
        lambda: _("a colon where YAML does not expect one"),
        lambda: _("put the whole value in quotes, or mend the indentation"),
    ),
    ("could not find expected ':'", lambda: _("no colon after the key"), lambda: _("write “key: value”")),
    (
        "unexpected end of stream",
        lambda: _("a quote is never closed"),
        lambda: _("close the quote that is opened here"),
    ),
    (
        "cannot start any token",
        lambda: _("a value begins with a character that YAML keeps for itself"),
        lambda: _("put the value in quotes"),
    ),
    (
        "expected alphabetic or numeric character",
        lambda: _("a value begins with a character that YAML keeps for itself"),
        lambda: _("put the value in quotes"),
    ),
    (
        "while scanning a tag",
        lambda: _("a value begins with a character that YAML keeps for itself"),
        lambda: _("put the value in quotes"),
    ),
    (
        "while parsing a block",
        lambda: _("the indentation does not fit the lines above"),
        lambda: _("align the line with its neighbours"),
    ),
    (
        "while parsing a flow",
        lambda: _("a bracket is never closed, or a comma is missing"),
        lambda: _("close the bracket, or put the text in quotes"),
    ),
    (
        "single document",
        lambda: _("a second “---” in the file"),
        lambda: _("one file holds one item: remove the line"),
    ),
    (
        "but found another document",
        lambda: _("a second “---” in the file"),
        lambda: _("one file holds one item: remove the line"),
    ),
)


def place_of(mark: Any) -> LineColumn:
    """Return the place of one of libyaml's marks."""
    return LineColumn(mark.line + 1, mark.column + 1)
