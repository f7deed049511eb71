"""YAML in, plain data out: libyaml parses, and a short builder of our own makes the values.

The builder takes the place of PyYAML's constructor: it is faster, knows nothing but strings, numbers, booleans, dates,
lists and mappings, and finds repeated keys. Words stay words: `9:00`, `no`, `on` and `007` are strings. Texts that are
plain enough are read without libyaml (`plain_yaml`), to the same values.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import yaml

from salesbook.core.language import gettext as _
from salesbook.core.source import LineColumn
from salesbook.reading import rules
from salesbook.reading.plain_yaml import NUMERIC, WORDS, read_plain
from salesbook.reading.syntax import Problem, place_of, syntax

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PARSER: Any = getattr(getattr(yaml, "cyaml", None), "CParser", _BASE)
_SCALAR = yaml.ScalarNode

_STR, _INT, _FLOAT, _BOOL, _NULL, _DATE = (
    f"tag:yaml.org,2002:{t}" for t in ("str", "int", "float", "bool", "null", "timestamp")
)
_MAP, _SEQ = "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"
_TAGS = {word: _NULL if value is None else _BOOL for word, value in WORDS.items()}

MAX_DEPTH = 40
MAX_PROBLEMS = 200
"""More of them in one file nobody reads."""

# Cheap signs that a text may hold aliases or deep nesting; only such a text is walked event by event beforehand,
# because libyaml's composer recurses in C and would end the process.
_ALIAS = re.compile(r"(?:^|[\s\[{,:?])[&*][^\s,\[\]{}*&]", re.MULTILINE)
_DEEP = re.compile(r"^[ ]{80}|(?:[-?][ \t]+){20}", re.MULTILINE)
_UNSEEN_LINE_ENDS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
_INDENTED = " " * 80
_MANY_BRACKETS = 400


class _Loader(_BASE):  # type: ignore[misc]  # chosen at run time: libyaml may be missing
    """libyaml's composer with the book's own idea of what a plain word is."""

    def __init__(self, text: str) -> None:
        # Nothing is constructed: a constructor and a resolver that nobody asks would cost as much as a short text.
        _PARSER.__init__(self, text)

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        """Return the tag of a node; only plain scalars can be anything but text."""
        if kind is _SCALAR:
            assert value is not None
            if not implicit[0]:
                return _STR
            if value in _TAGS:
                return _TAGS[value]
            if value[0] in "0123456789-+" and (match := NUMERIC.match(value)):
                return _DATE if match["date"] else _INT if match["int"] else _FLOAT
            return _STR
        return _MAP if kind is yaml.MappingNode else _SEQ

    def descend_resolver(self, parent: Any, index: Any) -> None:
        """Path resolvers are not used."""

    def ascend_resolver(self) -> None:
        """Path resolvers are not used."""


def compose(text: str) -> yaml.Node | None:
    """Return the tree of nodes with their marks; raises `yaml.YAMLError`."""
    loader = _Loader(_lines(text))
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def tree(text: str) -> yaml.Node | None:
    """Return the tree of nodes of any text; None for one that is empty, cannot be read, or might end the composer."""
    try:
        return None if _suspicious(text) else compose(text)
    except (yaml.YAMLError, UnicodeEncodeError):  # an editor may hold half of an emoji
        return None


def _lines(text: str) -> str:
    """Return a text whose lines are those that editors count: for YAML three more characters end a line."""
    if "\u2028" in text or "\u2029" in text or "\x85" in text:
        return text.translate(_UNSEEN_LINE_ENDS)
    return text


def read(text: str) -> tuple[Any, list[Problem]]:
    """Return the data of a YAML text (None when there is any problem, or nothing in it) and the problems."""
    data = read_plain(text)
    return read_any(text) if data is None else (data, [])


def read_any(text: str, fraction: Callable[[str], float] = float) -> tuple[Any, list[Problem]]:
    """Return what `read` returns, by libyaml alone; `fraction` makes the numbers that have one."""
    problems = _suspicious(text)
    if problems:
        return None, problems
    try:
        node = compose(text)
    except yaml.YAMLError as error:
        return None, [syntax(error, text)]
    if node is None:
        return None, []
    data = _build(node, problems, fraction)
    return (None, problems[:MAX_PROBLEMS]) if problems else (data, problems)


def _build(node: yaml.Node, problems: list[Problem], fraction: Callable[[str], float]) -> Any:
    """Return the value of a node, and note repeated keys, odd keys, tags and impossible dates."""
    if type(node) is yaml.ScalarNode:
        return node.value if node.tag == _STR else _scalar(node, problems, fraction)
    if type(node) is yaml.MappingNode and node.tag == _MAP:
        data: dict[str, Any] = {}
        for key, value in node.value:
            if len(problems) >= MAX_PROBLEMS:
                break  # nobody reads more, and a file may hold hundreds of thousands
            name = key.value
            if type(key) is not yaml.ScalarNode:
                problems.append(
                    Problem(
                        rules.YAML,
                        _place(key),
                        _("a key must be a word, not a list or a block"),
                        _("write “key: value”"),
                    )
                )
            elif name in data:
                problems.append(
                    Problem(
                        rules.DUPLICATE_KEY,
                        _place(key),
                        _("the key “{key}” stands twice in one block").format(key=name),
                        _("keep one of them"),
                    )
                )
            else:
                data[name] = _build(value, problems, fraction)
        return data
    if type(node) is yaml.SequenceNode and node.tag == _SEQ:
        return [_build(item, problems, fraction) for item in node.value]
    return _unknown_tag(node, problems)


def _scalar(node: yaml.ScalarNode, problems: list[Problem], fraction: Callable[[str], float]) -> Any:
    """Return a number, boolean, date or nothing."""
    tag, value = node.tag, node.value
    if tag == _NULL:
        return None
    if tag == _BOOL and value in _TAGS:
        return value == "true"
    try:
        if tag == _INT:
            return int(value)
        if tag == _FLOAT:
            return fraction(value)
        if tag == _DATE:
            return date.fromisoformat(value)
    except ValueError:
        message = _("“{value}” is not a date or a number").format(value=value)
        advice = _("write a date that the calendar has, such as 2026-11-30; put text in quotes")
        problems.append(Problem(rules.YAML, _place(node), message, advice))
        return None
    return _unknown_tag(node, problems)


def _unknown_tag(node: yaml.Node, problems: list[Problem]) -> None:
    message = _("the tag “{tag}” is not used in a book").format(tag=node.tag.replace("tag:yaml.org,2002:", "!!"))
    problems.append(Problem(rules.TAG, _place(node), message, _("remove it; put the value in quotes if it is text")))


def _suspicious(text: str) -> list[Problem]:
    """Walk the events of a text that may hold aliases or deep nesting; return the first of them."""
    if not _may_be_hostile(text):
        return []
    problems: list[Problem] = []
    depth = 0
    try:
        for event in yaml.parse(_lines(text), Loader=_BASE):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                message = _("the alias “{name}” is not allowed in a book").format(name=getattr(event, "anchor", ""))
                problems.append(
                    Problem(
                        rules.ALIAS,
                        place_of(event.start_mark),
                        message,
                        _("write the value itself; put text in quotes"),
                    )
                )
                break
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > MAX_DEPTH:
                    message = _("values are nested deeper than {n} levels").format(n=MAX_DEPTH)
                    problems.append(
                        Problem(
                            rules.DEPTH, place_of(event.start_mark), message, _("mend the brackets or the indentation")
                        )
                    )
                    break
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except yaml.YAMLError as error:
        problems.append(syntax(error, text))
    return problems


def _may_be_hostile(text: str) -> bool:
    """Look for the signs; plain searches come first, because nearly every text has none of them."""
    if ("&" in text or "*" in text) and _ALIAS.search(text):
        return True
    dashes = text.count("- ") + text.count("? ")
    if (dashes >= 20 or _INDENTED in text or "\t" in text) and _DEEP.search(text):
        return True
    return text.count("[") + text.count("{") > _MANY_BRACKETS


def _place(node: yaml.Node) -> LineColumn:
    return place_of(node.start_mark)
