"""JSON Schemas of the kinds of content: what an editor needs to complete, explain and check a file as it is typed.

pydantic gives the shape; the words are ours. A field's description is the string that stands under it in the model:
the interpreter drops such strings, so they cost nothing until a schema is asked for.
"""

import ast
import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Any

from salesbook.core.language import gettext, mark
from salesbook.models.base import ContentModel, Link, Mark, Names
from salesbook.models.kinds import BY_NAME, Kind
from salesbook.models.shapes import blocks_of, shapes_of
from salesbook.models.vocabularies import Vocabulary, vocabulary_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Say = Callable[[str], str]

Words = Mapping[str, Mapping[str, str]]
"""The words of a book: vocabulary → id → what the word is called."""


def schema(kind: Kind, say: Say = gettext, words: Words | None = None, *, extends: bool = False) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind's files; for Markdown, of their front matter.

    Dates are strings (`2026-11-30`), as editors read them. `say` translates titles and descriptions. Fields stand in
    the model's order: editors insert the required ones as the schema lists them. With the `words` of a book, a field
    that names one of them takes nothing else. In a book that `extends` another an item that is merged with its namesake
    need not say what that one says.
    """
    model = kind.model
    shape = model.model_json_schema()
    blocks = shape.pop("$defs", {})
    for block in blocks_of(model):
        _describe(block, shape if block is model else blocks[block.__name__], say, words or {})
    shape["properties"].pop("body", None)
    implied = {field.key for field in shapes_of(model) if field.implied}
    shape["required"] = [name for name in shape["required"] if name not in implied]
    if extends and kind.merged:
        for block in (shape, *blocks.values()):
            block["required"] = [name for name in block.get("required", ()) if name == "id"]
    head = {"$schema": DIALECT, "$id": f"{kind.name}.json", "title": say(kind.one)}
    return head | shape | ({"$defs": blocks} if blocks else {})


def files(kind: Kind) -> str:
    """Return where a kind's files lie, as a pattern relative to the book: `content/pipelines/*.yml`."""
    if kind.single:
        return f"content/{kind.folder}"
    return f"content/{kind.folder}/{'*/' * kind.in_departments}*{kind.suffix}"


def model_doc(model: type[ContentModel]) -> str:
    """Return what a model's own docstring says."""
    return inspect.cleandoc(model.__doc__ or "")


@cache
def field_docs(model: type[ContentModel]) -> Mapping[str, str]:
    """Return the strings that stand under a model's fields, inherited ones first, by the fields' Python names.

    Raises `OSError` when the sources are not there to be read.
    """
    docs: dict[str, str] = {}
    for cls in reversed([c for c in model.__mro__ if issubclass(c, ContentModel)]):
        definition = ast.parse(dedent(inspect.getsource(cls))).body[0]
        assert isinstance(definition, ast.ClassDef)
        for field, below in pairwise(definition.body):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                    docs[name] = " ".join(words.split())
    return docs


def _describe(model: type[ContentModel], shape: dict[str, Any], say: Say, words: Words) -> None:
    """Put descriptions into the shape of a model, and take out what tells an author nothing."""
    shape.pop("title")
    shape["description"] = say(model_doc(model))
    docs = field_docs(model)
    for field in shapes_of(model):
        about = say(docs[field.name])
        if field.mark is not None:
            about += " " + expected(field.mark, say)
        tidy = _tidied(shape["properties"][field.key])
        vocabulary = vocabulary_of(field.mark) if isinstance(field.mark, Names) else None
        if vocabulary is not None and words.get(vocabulary.name):
            _close(tidy, words[vocabulary.name])
        shape["properties"][field.key] = {"description": about} | tidy


def _close(field: dict[str, Any], words: Iterable[str]) -> None:
    """Let a field, or each entry of it, be one of some words alone; an optional one may still be empty."""
    value = field.get("items", field)
    optional = isinstance(value["type"], list)
    value["enum"] = [*words, None] if optional else [*words]


def _tidied(field: dict[str, Any]) -> dict[str, Any]:
    """Return a field's shape without generated titles and empty defaults, and closed where pydantic leaves it open."""
    tidy = {key: value for key, value in field.items() if key not in ("title", "anyOf")}
    if tidy.get("default", True) in (None, []):
        del tidy["default"]
    options = [option for option in field.get("anyOf", ()) if option != {"type": "null"}]
    if options:
        # An optional field is `X | None`: one shape that may also be empty is easier on an editor than a choice of two.
        (option,) = options
        if "$ref" in option:
            return tidy | {"anyOf": field["anyOf"]}
        tidy |= option | {"type": [option["type"], "null"]}
        if "enum" in option:
            tidy["enum"] = [*option["enum"], None]
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    return tidy


def expected(marked: Mark, say: Say = gettext) -> str:
    """Say what a reference, a link or prose is made of."""
    if isinstance(marked, Link):
        return say(mark("A file of the book, relative to this one, or an https address."))
    if not isinstance(marked, Names):
        return say(mark("Markdown."))
    if not marked.kinds:
        return say(mark("The name of any item: an article number, or kind:file-name."))
    vocabulary = vocabulary_of(marked)
    if vocabulary is not None:
        return _word_expected(vocabulary, say)
    if marked.local:
        return say(mark("Stage: its id in this pipeline, or pipeline:file-name#stage-id in another."))
    if marked.anchor:
        return say(mark("Stage: pipeline:file-name#stage-id."))
    (name,) = marked.kinds
    kind = BY_NAME[name]
    if kind.in_departments:
        return say(mark("Article number: {kind}, prefix of the department, hyphen, three digits.")).format(
            kind=say(kind.one)
        )
    return say(mark("Reference: {kind}, written as {name}:file-name.")).format(kind=say(kind.one), name=name)


def _word_expected(vocabulary: Vocabulary, say: Say) -> str:
    """Say which words a field may name; those by default with what they are called."""
    kind = say(vocabulary.one)
    if not vocabulary.defaults:
        return say(mark("Id from company.yml: {kind}.")).format(kind=kind)
    defaults = ", ".join(f"{name} ({say(title)})" for name, title in vocabulary.defaults.items())
    if not vocabulary.field:
        return say(mark("Id of a {kind}: {names}.")).format(kind=kind, names=defaults)
    message = say(mark("Id of a {kind}: those listed in `{field}` of company.yml, by default {names}."))
    return message.format(kind=kind, field=vocabulary.field, names=defaults)
