"""What the models say of the kinds of content: a page of the reference, and JSON Schemas for editors."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from salesbook.models.base import Link, Mark, Names
from salesbook.models.kinds import KINDS, Kind
from salesbook.models.schemas import field_docs, files, model_doc, schema
from salesbook.models.shapes import FieldShape, ValueShape, blocks_of, shapes_of
from salesbook.models.vocabularies import vocabulary_of
from salesbook.starters.surroundings import as_json, schema_files

_SCALARS: dict[type | None, str] = {
    str: "text", int: "whole number", float: "number", Decimal: "number", bool: "true or false", date: "date",
}  # fmt: skip


def schema_bytes(kind: Kind, say: Callable[[str], str]) -> bytes:
    """Return a kind's JSON Schema as a file, its words translated by `say`."""
    return as_json(schema(kind, say)).encode()


def editor_settings(settings: bytes) -> bytes:
    """Return settings of VS Code that tell which schema is whose; whatever else they say is kept."""
    return as_json(json.loads(settings) | {"yaml.schemas": schema_files()}).encode()


def kinds_page() -> str:
    """Return the fields of every kind of content."""
    parts = [
        "# Kinds of content\n\nFields marked * are required. Unknown keys are errors. Editors take the same from "
        "schemas/*.json (docs/editors.md).\n"
    ]
    for kind in KINDS:
        parts.append(f"\n## {kind.name}\n\n`{files(kind)}`\n")
        for model in blocks_of(kind.model):
            about = model_doc(model).split("\n\n")[0].replace("\n", " ")
            docs = field_docs(model)
            parts.append(
                f"\n### {kind.name}: {model.__name__}\n\n{about}\n\n| field | value | meaning |\n|---|---|---|\n"
            )
            parts += [_row(field, docs[field.name]) for field in shapes_of(model)]
    return "".join(parts)


def _row(field: FieldShape, meaning: str) -> str:
    star = "*" if field.required else ""
    words = "the Markdown under the front matter" if field.name == "body" else _words(field.value)
    return f"| `{field.key}`{star} | {words} | {meaning} |\n"


def _words(shape: ValueShape) -> str:
    """Say in words what may stand at a place."""
    if shape.entries is not None:
        return f"list: {_words(shape.entries)}"
    if shape.values is not None:
        return "mapping"
    if shape.choices:
        return " · ".join(f"`{choice}`" for choice in shape.choices)
    if shape.model is not None:
        return f"block: {shape.model.__name__}"
    return _SCALARS[shape.scalar] if shape.mark is None else _led_to(shape.mark)


def _led_to(mark: Mark) -> str:
    if isinstance(mark, Link):
        return "a file of the book or an https address"
    if not isinstance(mark, Names):
        return "Markdown"
    vocabulary = vocabulary_of(mark)
    if vocabulary is not None:
        defaults = " · ".join(f"`{name}`" for name in vocabulary.defaults)
        if not vocabulary.field:
            return f"one of {defaults}"
        return f"id in `{vocabulary.field}` of company.yml" + (f", by default {defaults}" if defaults else "")
    kinds = " or ".join(f"a {kind}" for kind in mark.kinds) or "any item"
    return f"name of {kinds}{'’s stage' if mark.anchor else ''}"
