"""What the models say of the kinds of content: a page of the reference, and JSON Schemas for editors."""

import json
from collections.abc import Callable
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from salesbook.models.base import Link, Names, Prose
from salesbook.models.kinds import KINDS, Kind
from salesbook.models.schemas import blocks_of, field_docs, files, model_doc, schema


def schema_bytes(kind: Kind, say: Callable[[str], str]) -> bytes:
    """Return a kind's JSON Schema as a file, its words translated by `say`."""
    return (json.dumps(schema(kind, say), ensure_ascii=False, indent=2) + "\n").encode()


def editor_settings(settings: bytes) -> bytes:
    """Return settings of VS Code that tell which schema is whose; whatever else they say is kept."""
    schemas = {f"./schemas/{kind.name}.json": files(kind) for kind in KINDS if kind.suffix == ".yml"}
    return (json.dumps(json.loads(settings) | {"yaml.schemas": schemas}, ensure_ascii=False, indent=2) + "\n").encode()


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
            parts += [_row(name, info, docs[name]) for name, info in model.model_fields.items()]
    return "".join(parts)


def _row(name: str, info: FieldInfo, meaning: str) -> str:
    star = "*" if info.is_required() else ""
    words = "the Markdown under the front matter" if name == "body" else _words(info.annotation, tuple(info.metadata))
    return f"| `{info.alias or name}`{star} | {words} | {meaning} |\n"


def _words(annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    """Say in words what a field takes."""
    for mark in metadata:
        if isinstance(mark, Names):
            return (
                "name of "
                + (" or ".join(f"a {kind}" for kind in mark.kinds) or "any item")
                + ("’s stage" if mark.anchor else "")
            )
        if isinstance(mark, Prose):
            return "Markdown"
        if isinstance(mark, Link):
            return "a file of the book or an https address"
    origin = get_origin(annotation)
    if origin is tuple:
        return f"list: {_words(get_args(annotation)[0])}"
    if hasattr(annotation, "__metadata__"):
        return _words(get_args(annotation)[0], annotation.__metadata__)
    options = [a for a in get_args(annotation) if a is not type(None)]
    if options and all(isinstance(o, str) for o in options):
        return " · ".join(f"`{o}`" for o in options)
    if origin is dict:
        return "mapping"
    if options:
        return " or ".join(_words(o, metadata) for o in options)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"block: {annotation.__name__}"
    return {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "date": "date"}.get(
        getattr(annotation, "__name__", ""), str(getattr(annotation, "__forward_arg__", annotation))
    )
