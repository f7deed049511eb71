"""The text of a new file: every field explained above it; what is optional, or still to come, with an example.

A required field that nobody has filled in stands there empty: the file says itself what is missing, and `check` names
every such line. Optional ones are comments; without the “# ” in front they are fields.
"""

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from salesbook.core.language import mark
from salesbook.models.base import ContentModel, Names
from salesbook.models.kinds import Kind
from salesbook.models.schemas import model_doc
from salesbook.models.shapes import FieldShape, ValueShape, shapes_of
from salesbook.reading.plain_yaml import WORDS
from salesbook.starters.examples import UNSAID, Guide

WIDTH = 100
_NO_BREAK = "\u00a0"
_UNQUOTED = frozenset(f" {_NO_BREAK}.-–—…/()№%+_!?")
_FIGURE = re.compile(r"\{\{[^{}]*\}\}")
_UNBROKEN = "\x00"
"""Stands for a space at which no line may end."""
_HOW_TO = mark(
    "Fill in what is empty: an example stands beside it. A field behind “# ” may be left out; to use it, take the “# ” "
    "away. Explanations may be deleted."
)

Values = Mapping[str, Any]


def new_text(kind: Kind, values: Values, guide: Guide, headings: Sequence[str] = ()) -> str:
    """Return the text of a new item of a kind; `values` are those of its fields that are known, as a file holds them.

    Blocks in `values` may lack fields; `body` is the Markdown, or the template, under the front matter. `headings` are
    those that the company asks of such a text.
    """
    model = kind.model
    about = guide.say(model_doc(model)).partition("\n")[0]
    head = _comment(about, guide, translated=True) + _comment(_HOW_TO, guide)
    if kind.suffix == ".md":
        fields = [*head, "", *_fields(model, values, guide, spaced=True), "", *_about_body(kind, guide)]
        body = str(values.get("body") or "").strip() or _skeleton(kind, guide, headings)
        return "\n".join(["---", *fields, "---", *([body] if body else [])]) + "\n"
    return "\n".join([*head, "", *_fields(model, values, guide, spaced=True)]) + "\n"


def _about_body(kind: Kind, guide: Guide) -> list[str]:
    """Say in the front matter what comes below it; a template holds no comments for authors, so its example is here."""
    about = guide.say(mark("Below the next “---”: {text}")).format(text=_body_words(kind, guide))
    example = "" if kind.markdown_body else guide.say(kind.model.example_of("body"))
    return _comment(about, guide, translated=True) + [f"# {line}".rstrip() for line in example.splitlines()]


def _skeleton(kind: Kind, guide: Guide, headings: Sequence[str]) -> str:
    """Return the body of an item of which nothing is written: a comment, so that `check` finds it empty."""
    if not kind.markdown_body:
        return ""
    example = "\n\n".join(f"## {words}" for words in headings) or guide.say(kind.model.example_of("body"))
    return f"<!--\n{_body_words(kind, guide)}\n" + (f"\n{example}\n" if example else "") + "-->"


def _body_words(kind: Kind, guide: Guide) -> str:
    return guide.explanation(kind.model, next(field for field in shapes_of(kind.model) if field.name == "body"))


def _fields(
    model: type[ContentModel],
    values: Values,
    guide: Guide,
    *,
    sample: bool = False,
    spaced: bool = False,
    within: tuple[type[ContentModel], ...] = (),
) -> list[str]:
    """Return the lines of a block's fields; of a `sample` the required ones hold examples.

    A block that need not have any field shows its first: it must have one. A block in one of its own kind shows only
    what it must have: it would never end.
    """
    fields = [field for field in shapes_of(model) if not field.implied]
    if not spaced:
        # The dash of a list's entry stands before its first field: it must be one that stays.
        fields.sort(key=lambda field: not field.required)
    lines: list[str] = []
    first = fields[0] if not spaced and not (values or fields[0].required) else None
    for field in fields:
        live = field.required or field.key in values or field is first
        if not live and model in within:
            continue
        inner = (*within, model)
        if lines and spaced:
            lines.append("")
        lines += _comment(guide.explanation(model, field), guide, translated=True)
        if live:
            lines += _live(model, field, values.get(field.key), guide, sample=sample, within=inner)
        else:
            shown = _live(model, field, None, guide, sample=True, within=inner)
            lines += [f"# {line}" for line in shown]
    return lines


def _live(
    model: type[ContentModel], field: FieldShape, value: Any, guide: Guide, *, sample: bool, within: Any
) -> list[str]:
    """Return the lines of a field: its value; without one an example, or nothing with the example as a comment."""
    shape, key = field.value, field.key
    block = shape.model or (shape.entries and shape.entries.model)
    if block is not None:
        entries = value if isinstance(value, list) else [value or {}]
        lines = [f"{key}:"]
        for entry in entries:
            inside = _fields(block, entry, guide, sample=sample, within=within)
            lines += _indented(_entry(inside) if shape.entries is not None else inside)
        return lines
    if shape.keys is not None:
        told = guide.say(model.example_of(field.name)) or UNSAID
        return [f"{key}:", f"  {told}" if sample else f"  # {told}"]
    example = guide.example(model, field)
    if value is None and sample:
        value = example
    if shape.entries is None:
        return [_beside(f"{key}: {scalar(value)}".rstrip(), example if value is None else None, guide)]
    if _is_name(shape.entries):
        return [_beside(f"{key}: {_bracketed(value)}".rstrip(), example if value is None else None, guide)]
    if value is None:
        return [f"{key}:", *(_beside("  -", each, guide) for each in guide.fewest(model, field))]
    return [f"{key}:", *(f"  - {scalar(each)}" for each in value)]


def _bracketed(values: Sequence[Any] | None) -> str:
    return "" if values is None else f"[{', '.join(map(scalar, values))}]"


def _is_name(entry: ValueShape) -> bool:
    """Tell whether the entries of a list are short: names, choices, numbers, days."""
    return isinstance(entry.mark, Names) or bool(entry.choices) or entry.code or entry.scalar is not str


def _beside(line: str, example: Any, guide: Guide) -> str:
    """Return a line with an example behind it, as it would be typed."""
    if example is None:
        return line
    typed = _bracketed(example) if isinstance(example, list) else scalar(example)
    words = guide.say(mark("for example: {value}")).format(value=typed)
    return f"{line}  # {words}"


def scalar(value: Any) -> str:
    """Return a value as YAML that the book reads as the very same one; nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case int() | float():
            return str(value)
    words = str(value)
    if words and words[0].isalpha() and not words[-1].isspace() and words not in WORDS and all(map(_is_plain, words)):
        return words
    if all(character.isprintable() or character == _NO_BREAK for character in words):
        return "'" + words.replace("'", "''") + "'"
    return '"' + "".join(map(_escaped, words)) + '"'


def _is_plain(character: str) -> bool:
    return character.isalnum() or character in _UNQUOTED


def _escaped(character: str) -> str:
    """Return a character in double quotes; what nobody sees is written by its number."""
    if character in '"\\':
        return "\\" + character
    if character == "\n":
        return "\\n"
    if character.isprintable():
        return character
    return f"\\u{ord(character):04x}" if ord(character) < 0x10000 else f"\\U{ord(character):08x}"


def _comment(message: str, guide: Guide, *, translated: bool = False) -> list[str]:
    words = message if translated else guide.say(message)
    # A word of the company may hold anything; what nobody sees would end a line, or the file for YAML.
    words = "".join(c if c.isprintable() or c == _NO_BREAK else " " for c in words)
    words = _FIGURE.sub(lambda figure: figure[0].replace(" ", _UNBROKEN), words)
    lines = textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)
    return [f"# {line.replace(_UNBROKEN, ' ')}" for line in lines]


def _entry(lines: Iterable[str]) -> list[str]:
    """Return the lines of a block as an entry of a list: a dash before its first field, under its explanation."""
    entry: list[str] = []
    for line in lines:
        dashed = any(not other.startswith("#") for other in entry)
        if line.startswith("#") and not dashed:
            entry.append(line)
        else:
            entry.append(f"  {line}" if dashed else f"- {line}")
    return entry


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" if line else line for line in lines]
