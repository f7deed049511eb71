"""What is wrong with a YAML text is said in a reader's words, at its place, whichever of PyYAML's parsers finds it."""

from typing import Any

import pytest
import yaml

from salesbook.core.source import LineColumn
from salesbook.reading import rules
from salesbook.reading.syntax import Problem, syntax
from salesbook.reading.yaml import compose

PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]

TAB = ("a tab in place of spaces", "indent with spaces: two for each level")
COLON = ("a colon where YAML does not expect one", "put the whole value in quotes, or mend the indentation")
KEY = ("no colon after the key", "write “key: value”")
QUOTE = ("a quote is never closed", "close the quote that is opened here")
KEPT = ("a value begins with a character that YAML keeps for itself", "put the value in quotes")
INDENT = ("the indentation does not fit the lines above", "align the line with its neighbours")
BRACKET = ("a bracket is never closed, or a comma is missing", "close the bracket, or put the text in quotes")
SECOND = ("a second “---” in the file", "one file holds one item: remove the line")
UNSEEN = ("a control character that YAML does not allow", "delete it: it cannot be seen, retype the line")
OTHER = "check the indentation, colons and quotes of this line and the one above"


def found(text: str, parser: Any) -> Problem:
    with pytest.raises(yaml.YAMLError) as caught:
        yaml.compose(text, Loader=parser)
    return syntax(caught.value, text)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a:\n\tb: 1\n", 2, 1, TAB),
        ("a:\n\t\tb: 1\n", 2, 1, TAB),
        ("a:\n \t \tb: 1\n", 2, 2, TAB),
        ("- a\n-\tb: @\n", 2, 2, TAB),
        ("a: x\tb: c\n", 1, 5, TAB),
        ("a: b: c\td\n", 1, 5, COLON),
        ("a: 1\nb: @c\td\n", 2, 4, KEPT),
        ("a: `b`\n", 1, 4, KEPT),
        ("a: %b\n", 1, 4, KEPT),
        ("a: & b\n", 1, 5, KEPT),
        ("a: *\n", 1, 5, KEPT),
        ("a: 1\nслово\nb: 2\n", 3, 1, KEY),
        ('a: 1\nb: "c\nd\n', 2, 4, QUOTE),
        ("a: 'b", 1, 4, QUOTE),
        ("a:\n  b: 1\n c: 2\n", 3, 2, INDENT),
        ("a: 'b' c\td\n", 1, 8, INDENT),
        ("a: [b\nc: d\n", 2, 2, BRACKET),
        ("a: {b: c]\n", 1, 9, BRACKET),
        ("a: 1\n---\nb: 2\n", 2, 1, SECOND),
    ],
)
def test_what_is_wrong_and_where(parser: Any, text: str, line: int, column: int, words: tuple[str, str]) -> None:
    assert found(text, parser) == Problem(rules.YAML, LineColumn(line, column), *words)


def test_what_has_no_words_of_its_own() -> None:
    problem = found('a: "\\z"\n', PARSERS[-1])
    assert (problem.place, problem.advice) == (LineColumn(1, 5), OTHER)
    assert problem.message == "this is not YAML: found unknown escape character"


def test_a_place_below_the_last_line_that_the_text_has() -> None:
    """For YAML a lone carriage return ends a line; for whoever counts the lines of the text it does not."""
    assert found("a:\r\rb: [\n", PARSERS[-1]).message == BRACKET[0]


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x1f", "\x7f", "\x80", "\x84", "\x86", "\x9f", "\ufffe", "\uffff"]
)
@pytest.mark.parametrize(
    ("before", "line", "column"),
    [
        ("", 1, 1),
        ("\n", 2, 1),
        ("a: ё\n\nb: 😀", 3, 5),
        ("a: \xad\u200e\u200b\xa0\u2028\ue000\ufffd\U0010ffff~ ", 1, 14),
    ],
)
def test_a_character_that_yaml_does_not_allow(parser: Any, character: str, before: str, line: int, column: int) -> None:
    """The first one is named: not another one that cannot be seen, but may stand in a text."""
    assert found(f"{before}{character}x\x01", parser) == Problem(rules.YAML, LineColumn(line, column), *UNSEEN)


def test_unseen_characters_that_yaml_allows() -> None:
    assert compose("a: b\xad\u200e\u200b\xa0\ue000\ufffd\n") is not None
