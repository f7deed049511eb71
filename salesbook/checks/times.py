"""Checks of the times in letters: whoever reads one knows by which clock."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.checks.letters import sandbox_of, span_of, templates_of
from salesbook.core.diagnostics import Finding, Span
from salesbook.core.language import gettext as _
from salesbook.models.letter import Letter

if TYPE_CHECKING:
    from jinja2 import nodes

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CLOCK = re.compile(r"(?<![\w:.,/-])(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?![\w:/]|[.,][0-9])")
_ZONE = re.compile(
    r"UTC|GMT|\bМСК|\b[Мм]ск\b|московск|местн|вашему времени|\bпо[ \u00a0][А-ЯЁ]|\btime\b", re.IGNORECASE
)
_FILTER = "time"


def time_without_zone(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter says a time and not by which clock.

    Clients live in other zones: noon in Moscow is seven in the evening in Vladivostok. The filter
    `time` says the zone, and the client's time too where the letter has a field of the type `zone` and it differs. It
    takes the day as its argument: in some countries clocks are put forward in summer.

    Bad: `Встреча в {{ meeting.time }}`; `звоните с 9:00`

    Good: `Встреча в {{ meeting.time | time(meeting.date) }}`; `звоните с 9:00 по Москве`
    """
    names = {field.id for field in letter.fields if field.type == "time"} | {
        f"{group.id}.{field.id}" for group in letter.fields for field in group.fields if field.type == "time"
    }
    for route, source in templates_of(letter):
        for name, line in _untold(source, names, context) if names else ():
            message = _("the letter says “{name}” and not by which clock").format(name=name)
            advice = _("write it as {{{{ {name} | time }}}}, with its day in brackets: time(date)").format(name=name)
            yield Finding(item.path, route, message, advice, span_of(source, line, name))
        if ":" in source:
            for start, words in _literal(source):
                message = _("the letter says “{name}” and not by which clock").format(name=words)
                yield Finding(item.path, route, message, _("say the zone behind it"), Span(start, words))


def _untold(source: str, names: set[str], context: Context) -> Iterator[tuple[str, int]]:
    """Yield the fields that a template writes as they are, with their lines."""
    from jinja2 import TemplateError, nodes

    try:
        outputs = sandbox_of(context).parse(source).find_all(nodes.Output)
        written = [place for output in outputs for expression in output.nodes for place in _written(expression)]
    except (TemplateError, RecursionError):
        return  # broken_template reports it
    yield from (place for place in written if place[0] in names)


def _written(node: "nodes.Node") -> Iterator[tuple[str, int]]:
    """Yield the names that an expression writes, but for those that the filter makes times of."""
    from jinja2 import nodes

    if isinstance(node, nodes.Filter):
        if node.name != _FILTER and node.node is not None:
            yield from _written(node.node)
    elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        yield f"{node.node.name}.{node.attr}", node.lineno
    elif isinstance(node, nodes.Name):
        yield node.name, node.lineno
    elif isinstance(node, nodes.CondExpr):
        for branch in filter(None, (node.expr1, node.expr2)):
            yield from _written(branch)
    elif isinstance(node, nodes.BinExpr | nodes.Concat):
        for inner in node.iter_child_nodes():
            yield from _written(inner)


def _literal(source: str) -> Iterator[tuple[int, str]]:
    """Yield the times that stand in a template itself on lines that name no zone."""
    text = _TAG.sub(lambda match: " " * len(match[0]), source)
    for match in _CLOCK.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        if not _ZONE.search(text[start : end if end >= 0 else len(text)]):
            yield match.start(), match[0]
