"""What might stand in a field: told from its model and from the words and items of the book, never from a list here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.book.book import Book
from salesbook.core.language import Translations, mark
from salesbook.models.base import ContentModel, Link, Names
from salesbook.models.kinds import BY_NAME
from salesbook.models.points import plain_number
from salesbook.models.schemas import Say, expected, field_docs
from salesbook.models.shapes import FieldShape, ValueShape
from salesbook.models.vocabularies import VOCABULARIES, vocabulary_of
from salesbook.reading.decode import decode

UNSAID = "…"
"""Stands where words are to come of which the model gives no example."""
_MOST_NAMES = 12
_LONGEST = 6
"""No list must be longer than this."""
_WORD = re.compile(r"[^\s,;“”()«»…]+")
_FIRST_NUMBER = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Guide:
    """What the explanations and examples of one file are made from: the book, its language, the day.

    The words of a vocabulary are listed where the first field asks for one.
    """

    book: Book
    today: date
    _listed: set[str] = field(default_factory=set)

    @property
    def say(self) -> Say:
        """Translates a message into the book's language, whatever the program speaks to its user."""
        return Translations(self.book.company.language).gettext

    def explanation(self, model: type[ContentModel], shape: FieldShape) -> str:
        """Return what a field is for and what may stand in it, in the book's language."""
        sentences = [self.say(_docs(model).get(shape.name, ""))]
        value = shape.value.innermost
        if value.choices and not all(choice in sentences[0] for choice in value.choices):
            sentences.append(self.say(mark("One of: {names}.")).format(names=", ".join(value.choices)))
        elif isinstance(value.mark, Names | Link):
            words = self._words(value.mark) if isinstance(value.mark, Names) else ""
            sentences.append(words or expected(value.mark, self.say))
        return " ".join(sentence for sentence in sentences if sentence)

    def example(self, model: type[ContentModel], shape: FieldShape) -> Any:
        """Return what might stand in a field, a list with as many entries as it must have; None where nobody can tell.

        The model gives the entries of a list parted by “;”.
        """
        told = self.say(model.example_of(shape.name))
        if shape.value.entries is None:
            return _converted(shape.value, told) if told else self._single(model, shape)
        single = None if told else self._single(model, shape)
        entries = [_converted(shape.value.entries, entry.strip()) for entry in told.split(";")] if told else [single]
        return None if entries == [None] else _filled(model, shape, entries)

    def fewest(self, model: type[ContentModel], shape: FieldShape) -> list[Any]:
        """Return the examples for the entries that a list must have, one at least."""
        entries = self.example(model, shape) or [None]
        return next((entries[:n] for n in range(1, len(entries)) if _fits(model, shape, entries[:n])), entries)

    def _single(self, model: type[ContentModel], shape: FieldShape) -> Any:
        """Return a value, or an entry of a list, as the type of a field asks for it."""
        value = shape.value.innermost
        if value.choices:
            return next((choice for choice in value.choices if choice != shape.default), value.choices[0])
        if isinstance(value.mark, Names):
            return self._name(value.mark)
        if isinstance(value.mark, Link):
            return "https://example.com"
        if value.scalar is bool:
            return shape.default is False
        if value.scalar is date:
            return self.today
        fits = _fits if shape.value.entries is None else (lambda m, f, entry: _filled(m, f, [entry]) is not None)
        return next((c for c in self._candidates(model, shape, value) if fits(model, shape, c)), None)

    def _candidates(self, model: type[ContentModel], shape: FieldShape, value: ValueShape) -> Iterator[Any]:
        """Yield what may be an example: what the explanation ends in, the default, the words of the advice."""
        about = self.say(_docs(model).get(shape.name, ""))
        closing = about.rpartition(": ")[2].removesuffix(".").strip("“”«»")
        if value.scalar in (int, float, Decimal):
            if match := _FIRST_NUMBER.match(closing):
                yield int(match[0])
            if isinstance(shape.default, int | float | Decimal):
                yield plain_number(Decimal(str(shape.default)))
            yield from range(1, 3000)
        elif value.code:
            yield closing
            if value.form is not None:
                yield from reversed(_WORD.findall(value.form.advice))
        elif value.scalar is str:
            yield UNSAID

    def _name(self, names: Names) -> str:
        """Return what a reference might name: the first that the book has, else the form of a name."""
        vocabulary = vocabulary_of(names)
        if vocabulary is not None:
            return next(iter(self.book.words[vocabulary.name]), vocabulary.name)
        kinds = [BY_NAME[name] for name in names.kinds or ("regulation",)]
        for kind in kinds:
            for item in self.book.of_kind(kind.name):
                blocks = [part.anchor for part in item.parts if part.data is not None] if names.anchor else []
                if not item.retired and bool(blocks) == names.anchor:
                    return f"{item.name}#{blocks[0]}" if blocks else item.article or item.name
        if kinds[0].in_departments and self.book.company.departments:
            return f"{self.book.company.departments[0].prefix}-001"
        return f"{kinds[0].name}:{UNSAID}" + f"#{UNSAID}" * names.anchor

    def _words(self, names: Names) -> str:
        """Say which words of the company may be named, when they are few enough to be read."""
        vocabulary = vocabulary_of(names)
        words = {} if vocabulary is None else self.book.words[vocabulary.name]
        if vocabulary is None or vocabulary.name in self._listed or not 0 < len(words) <= _MOST_NAMES:
            return ""
        self._listed.add(vocabulary.name)
        listed = ", ".join(f"{name} ({called})" if called != name else name for name, called in words.items())
        kind = self.say(VOCABULARIES[vocabulary.name].one)
        return self.say(mark("Id of a {kind}: {names}.")).format(kind=kind, names=listed)


def _fits(model: type[ContentModel], shape: FieldShape, value: Any) -> bool:
    """Tell whether a field takes a value, a list where it holds one."""
    return not any(m.route[:1] == (shape.key,) for m in decode(model, {shape.key: value})[1])


def _filled(model: type[ContentModel], shape: FieldShape, entries: list[Any]) -> list[Any] | None:
    """Return a list of the entries, repeated until a field takes it; None when it takes none."""
    longer = ((entries * _LONGEST)[:n] for n in range(len(entries), _LONGEST + 1))
    return next((entries for entries in longer if _fits(model, shape, entries)), None)


def _converted(value: ValueShape, words: str) -> Any:
    """Return an example as a file would hold it: numbers and days are written in words in the model."""
    if value.scalar is int:
        return int(words)
    if value.scalar in (float, Decimal):
        return plain_number(Decimal(words))
    return date.fromisoformat(words) if value.scalar is date else words


def _docs(model: type[ContentModel]) -> Mapping[str, str]:
    try:
        return field_docs(model)
    except OSError:
        return {}  # installed without its sources: fields go without words
