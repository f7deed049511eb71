"""Checks of letters: the template is sound and uses exactly the fields that the manager is asked for."""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route, Span
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.letter import Letter, LetterField

# Jinja2 and what is built on it are imported where a letter is looked at: an edit of prose does without them.
if TYPE_CHECKING:
    from jinja2 import nodes

    from salesbook.sandbox.environment import Sandbox

GIVEN = ("company", "fact", "role", "channel")
"""Names that every letter may use without declaring them."""


def broken_template(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter's template cannot be read, or uses what the sandbox does not allow.

    No manager could send it.

    Bad: `{% if liked %}` without `{% endif %}`; `{{ name | no_such_filter }}`.

    Good: every block is closed, filters are those of docs/letters.md.
    """
    from jinja2 import TemplateError

    from salesbook.sandbox.reasons import reason

    sandbox = sandbox_of(context)
    for route, source in templates_of(letter):
        try:
            sandbox.compile(source)
        except TemplateError as error:
            line = getattr(error, "lineno", None) or 1
            start = sum(len(text) + 1 for text in source.split("\n")[: line - 1])
            message = _("the template cannot be read: {reason}").format(reason=reason(error))
            yield Finding(item.path, route, message, _("mend the line"), Span(start, source[start : start + 1]))


def undeclared_field(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter uses a field that it does not declare.

    The manager is never asked for it, and the letter cannot be rendered.

    Bad: `{{ meeting_time }}` in the text while `fields` has only `meeting_date`.

    Good: every name in the text is declared in `fields`, with a label.
    """
    sandbox = sandbox_of(context)
    declared = {field.id: field for field in letter.fields}
    for use in uses_of(sandbox, letter):
        field = declared.get(use.name)
        if use.name == "fact" and use.attribute is not None:
            if use.attribute not in context.facts and context.known:
                message = _("there is no figure “{name}”").format(name=use.attribute)
                yield _finding(item, use, message, _("add it to content/company.yml"))
        elif field is None and use.name not in GIVEN:
            message = _("the letter uses “{name}”, which is not declared").format(name=use.name)
            yield _finding(item, use, message, _near(use.name, list(declared)))
        elif field is not None and use.attribute is not None:
            inner = [f.id for f in field.fields]
            if use.attribute not in inner:
                name = f"{use.name}.{use.attribute}"
                message = _("the letter uses “{name}”, which is not declared").format(name=name)
                yield _finding(item, use, message, _near(use.attribute, inner))


def unused_field(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter declares a field that its text never uses.

    The manager fills it in for nothing, and believes that the client has read it.

    Bad: `fields` asks for `budget`, the text does not mention it.

    Good: the text uses it, or the field is removed.
    """
    sandbox = sandbox_of(context)
    if not _readable(sandbox, letter):
        return  # broken_template reports it
    used = {(use.name, use.attribute) for use in uses_of(sandbox, letter)}
    names = {name for name, _attribute in used}
    for n, field in enumerate(letter.fields):
        if field.type in ("channel", "zone"):
            continue  # it says where the letter goes, and by whose clocks its times are told
        if field.id not in names:
            yield _unused(item, ("fields", n, "id"), field.id)
        elif field.type == "group" and (field.id, None) not in used:
            for m, inner in enumerate(field.fields):
                if (field.id, inner.id) not in used:
                    yield _unused(item, ("fields", n, "fields", m, "id"), f"{field.id}.{inner.id}")


def bad_field(item: Item, letter: Letter, context: Context) -> Iterator[Finding]:
    """A letter's field cannot be filled in as it is declared.

    A choice needs choices, a group needs fields, and two fields of one name would share one answer. A letter goes one
    way and to one client: it has one channel and one time zone, beside its other fields.

    Bad: `type: choice` without `choices`; two fields with `id: client`; two fields with `type: channel`.

    Good: `type: choice` with `choices: [Zoom, офис]`.
    """
    yield from _bad_fields(item, letter.fields, ("fields",))
    for kind in ("channel", "zone"):
        top = [("fields", n) for n, field in enumerate(letter.fields) if field.type == kind]
        inner = [
            ("fields", n, "fields", m)
            for n, field in enumerate(letter.fields)
            for m, within in enumerate(field.fields)
            if within.type == kind
        ]
        for route in (*top[1:], *inner):
            message = _("a letter has one field of the type “{type}”, and it stands in no group").format(type=kind)
            yield Finding(item.path, (*route, "type"), message, _("keep one of them"))


class Use(NamedTuple):
    """A name that a template reads: `next_step`, or `next_step.date` with its attribute."""

    route: Route
    name: str
    attribute: str | None
    span: Span


@lru_cache(maxsize=2)
def sandbox_of(context: Context) -> "Sandbox":
    """Make the sandbox once for all letters of a context."""
    from salesbook.letters.environment import sandbox

    return sandbox(context)


def templates_of(letter: Letter) -> Iterator[tuple[Route, str]]:
    """Yield the templates of a letter with their routes: subject and body."""
    if letter.subject is not None:
        yield ("subject",), letter.subject
    yield ("body",), letter.body


def _readable(sandbox: "Sandbox", letter: Letter) -> bool:
    from jinja2 import TemplateError

    try:
        for _route, source in templates_of(letter):
            sandbox.compile(source)
    except TemplateError:
        return False
    return True


def uses_of(sandbox: "Sandbox", letter: Letter) -> Iterator[Use]:
    """Yield the names that a letter's templates read and do not define themselves, each at its first place."""
    for route, source in templates_of(letter):
        for name, attribute, span in sandbox.recalled("uses", source, partial(_uses, sandbox, source)):
            yield Use(route, name, attribute, span)


def _uses(sandbox: "Sandbox", source: str) -> list[tuple[str, str | None, Span]]:
    """Return the names that a template reads and does not define, with what is read of each, and their first places."""
    from jinja2 import TemplateError, meta

    try:
        tree = sandbox.parse(source)
        outside = meta.find_undeclared_variables(tree)
        names = list(_names(tree))
    except (TemplateError, RecursionError):
        return []  # broken_template reports it
    first: dict[tuple[str, str | None], Span] = {}
    for name, attribute, line in names:
        if name in outside and (name, attribute) not in first:
            first[name, attribute] = span_of(source, line, f"{name}.{attribute}" if attribute else name)
    return [(name, attribute, span) for (name, attribute), span in first.items()]


def _names(tree: "nodes.Template") -> Iterator[tuple[str, str | None, int]]:
    """Yield the names a template loads, with the attribute that is read of each."""
    from jinja2 import nodes

    attributes: dict[int, str] = {}
    for dotted in tree.find_all(nodes.Getattr):
        attributes[id(dotted.node)] = dotted.attr
    for indexed in tree.find_all(nodes.Getitem):
        if isinstance(indexed.arg, nodes.Const) and isinstance(indexed.arg.value, str):
            attributes[id(indexed.node)] = indexed.arg.value
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load":
            yield node.name, attributes.get(id(node)), node.lineno


def span_of(source: str, line: int, words: str) -> Span:
    """Return the first place of `words` at or after a line of a template."""
    start = sum(len(text) + 1 for text in source.split("\n")[: line - 1])
    at = source.find(words, start)
    return Span(at if at >= 0 else start, words)


def _bad_fields(item: Item, fields: tuple[LetterField, ...], route: Route) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, field in enumerate(fields):
        here = (*route, n)
        if field.id in seen:
            message = _("the field “{id}” is declared twice").format(id=field.id)
            yield Finding(item.path, (*here, "id"), message, _("give every field an id of its own"))
        seen.add(field.id)
        if field.id in GIVEN and len(route) == 1 and (field.id, field.type) != ("channel", "channel"):
            message = _("“{id}” is a name that every letter has already").format(id=field.id)
            yield Finding(item.path, (*here, "id"), message, _("choose another id"))
        if (field.type == "choice") != bool(field.choices):
            message = _("the field “{id}”: choices go with the type “choice”").format(id=field.id)
            yield Finding(item.path, (*here, "type"), message, _("list the choices, or change the type"))
        if (field.type == "group") != bool(field.fields):
            message = _("the field “{id}”: fields of its own go with the type “group”").format(id=field.id)
            yield Finding(item.path, (*here, "type"), message, _("list the fields, or change the type"))
        yield from _bad_fields(item, field.fields, (*here, "fields"))


def _finding(item: Item, use: Use, message: str, advice: str) -> Finding:
    return Finding(item.path, use.route, message, advice, use.span)


def _unused(item: Item, route: Route, name: str) -> Finding:
    message = _("the field “{name}” is declared but never used").format(name=name)
    return Finding(item.path, route, message, _("use it in the text, or remove it"))


def _near(name: str, declared: list[str]) -> str:
    return looks_like(nearest(name, declared)) or _("declare it in “fields” with a label, or remove it from the text")
