"""A letter as data for a script: its fields, its channels, its templates as trees, what every letter may use.

Nothing in it is code, and nothing is looked up afterwards: with `tables.book_tables` it is all that
`site/assets/letter.js` needs to write the letter as `writing.LetterWriter` does.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from salesbook.book.context import Context
from salesbook.core.language import gettext as _
from salesbook.letters.channels import channels_of, program_of
from salesbook.letters.environment import given, prepared, sandbox
from salesbook.letters.expressions import Node, NotInBrowserError
from salesbook.letters.gaps import marking
from salesbook.letters.tree import template_tree
from salesbook.letters.writing import as_text, without_marks
from salesbook.models.company import Channel, Company
from salesbook.models.letter import Letter, LetterField
from salesbook.sandbox.reasons import FAILURES, reason

_MARKS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_FIGURE = re.compile(r"\bfact\b(?:\s*\.\s*(\w+)|\s*\[\s*['\"]([\w-]+)['\"]\s*\])?")

YES, NO = "да", "нет"
"""What a choice of yes and no stands for in typed data; `values.YES` and `values.NO` hold both."""


def letter_data(context: Context, letter: Letter) -> dict[str, Any]:
    """Return all that a script needs to write a letter of a book; `refused` says why it cannot, None when it can.

    `letter` are the trees of the subject (None without one), of the text, and of the body with its marks; None where
    it cannot be written.
    """
    data: dict[str, Any] = {
        "fields": [field_data(field) for field in letter.fields],
        "channels": [_channel(channel) for channel in channels_of(context, letter).values()],
        "given": _given(context.company, letter),
        "sample": _typed(letter.fields, letter.sample),
        "letter": None,
        "refused": None,
    }
    try:
        data["letter"] = _trees(context, letter)
    except NotInBrowserError as error:
        data["refused"] = _("its template uses what a browser cannot do in the same way: {name}").format(name=error)
    except FAILURES as error:
        data["refused"] = reason(error)
    return data


def _given(company: Company, letter: Letter) -> dict[str, dict[str, str]]:
    """Return what a letter may use without declaring it: of the figures of the company those that it names.

    Others may be nobody's business who may read the letter; one that makes names up gets all of them.
    """
    whole = given(company)
    marks = [match[0] for text in (letter.body, letter.subject or "") for match in _MARKS.finditer(text)]
    named = [match[1] or match[2] for mark in marks for match in _FIGURE.finditer(mark)]
    if None in named:
        return whole
    return whole | {"fact": {name: words for name, words in whole["fact"].items() if name in named}}


def field_data(field: LetterField) -> dict[str, Any]:
    """Return a field as a script reads it, with those in it."""
    return field.model_dump(include={"id", "label", "type", "required", "hint", "ahead", "past", "choices"}) | {
        "fields": [field_data(inner) for inner in field.fields]
    }


def has_zone(letter: Letter) -> bool:
    """Tell whether a letter asks for a zone, also in a group."""
    return any(field.type == "zone" for field in _all_fields(letter.fields))


def asks_for_cases(data: Mapping[str, Any]) -> bool:
    """Tell whether the templates in a letter's data put a name into a case."""
    return any(_applies("in_case", tree) for tree in (data["letter"] or {}).values())


def _applies(name: str, tree: Node | None) -> bool:
    """Tell whether a filter is applied anywhere in a tree."""
    return isinstance(tree, list) and (tree[:2] == ["apply", name] or any(_applies(name, node) for node in tree))


def _trees(context: Context, letter: Letter) -> dict[str, Node | None]:
    if any(field.id == "self" for field in letter.fields):
        raise NotInBrowserError("self")
    environment = sandbox(context, as_text)

    def tree(source: str) -> Node:
        return template_tree(environment, prepared(source), marking)

    text = without_marks(letter.body)
    for source in filter(None, (letter.subject, text)):
        environment.changed(prepared(source), marking)  # raises what Jinja2 finds only when it compiles
    return {
        "subject": None if letter.subject is None else tree(letter.subject),
        "text": tree(text),
        "rich": tree(letter.body),
    }


def _all_fields(fields: Iterable[LetterField]) -> Iterable[LetterField]:
    for field in fields:
        yield field
        yield from _all_fields(field.fields)


def _channel(channel: Channel) -> dict[str, Any]:
    program = program_of(channel)
    return {
        "id": channel.id, "name": channel.name, "program": program, "parts": channel.parts,
        "max_length": channel.max_length,
    }  # fmt: skip


def _typed(fields: Iterable[LetterField], sample: object) -> dict[str, Any]:
    """Return a sample as somebody would type it: words, lists of words and groups of them."""
    if not isinstance(sample, Mapping):
        return {}
    typed: dict[str, Any] = {}
    for field in fields:
        value = sample.get(field.id)
        if field.type == "group":
            typed[field.id] = _typed(field.fields, value)
        elif field.type == "list":
            typed[field.id] = [str(entry) for entry in value] if isinstance(value, list) else []
        elif isinstance(value, bool):
            typed[field.id] = YES if value else NO
        elif isinstance(value, date):
            typed[field.id] = f"{value:%d.%m.%Y}"
        elif value is not None:
            typed[field.id] = str(value)
    return typed
