"""Values for the fields of a new item, as people type them: read and held against the model and the book."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from salesbook.book.book import Book
from salesbook.core.diagnostics import Route
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.source import nfc
from salesbook.core.spelling import spelt
from salesbook.letters.field_values import NO, YES
from salesbook.models.base import ContentModel, Names
from salesbook.models.kinds import BY_NAME
from salesbook.models.points import plain_number
from salesbook.models.shapes import ValueShape, shape_of, shapes_of
from salesbook.models.vocabularies import VOCABULARIES, vocabulary_of
from salesbook.reading.decode import decode

_WHOLE = re.compile(r"-?\d{1,9}")
_NUMBER = re.compile(r"-?\d{1,9}(?:[.,]\d{1,9})?")
_OFFERED = 12


class UnfitError(ValueError):
    """What was typed does not fit its field: `message` quotes it, `advice` says what does."""

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(f"{message}: {advice}" if advice else message)
        self.message = message
        self.advice = advice


def values_from(model: type[ContentModel], settings: Iterable[str], book: Book) -> dict[str, Any]:
    """Return the values that `FIELD=VALUE` settings give, as a file holds them; lists may be given in several.

    `stages.id=new-lead` sets a field of the first block in a list. Raises `UserError` for one that does not fit.
    """
    values: dict[str, Any] = {}
    for setting in settings:
        name, equals, typed = setting.partition("=")
        if not equals:
            raise UserError(_("“{setting}” sets no field").format(setting=setting), _("write it as FIELD=VALUE"))
        keys = tuple(name.strip().split("."))
        try:
            shape = field_shape(model, keys)
            _put(values, model, keys, read_value(model, keys, typed, book), is_list=shape.entries is not None)
        except UnfitError as error:
            raise UserError(error.message, error.advice) from None
    return values


def field_shape(model: type[ContentModel], keys: tuple[str, ...]) -> ValueShape:
    """Return what may stand in a field by its keys from the outermost block; raises `UnfitError` for an unknown one."""
    for n, key in enumerate(keys):
        field = shape_of(model, key)
        allowed = [f.key for f in shapes_of(model) if not f.implied or f.key == "body"]
        if field is None or key not in allowed:
            otherwise = _("the fields are: {fields}").format(fields=", ".join(allowed))
            raise UnfitError(
                _("there is no field “{name}”").format(name=".".join(keys[: n + 1])),
                looks_like(nearest(key, allowed)) or otherwise,
            )
        block = field.model
        if n == len(keys) - 1:
            if block is not None:
                inner = ", ".join(f"{'.'.join(keys)}.{f.key}" for f in shapes_of(block) if f.required)
                message = _("“{name}” is a block of fields").format(name=".".join(keys))
                raise UnfitError(message, _("set those in it: {fields}").format(fields=inner))
            if field.value.keys is not None:
                message = _("“{name}” is a block of fields").format(name=".".join(keys))
                raise UnfitError(message, _("write it in the file"))
            return field.value
        if block is None:
            raise UnfitError(_("there are no fields in “{name}”").format(name=".".join(keys[: n + 1])))
        model = block
    raise AssertionError("a name has at least one key")


def read_value(model: type[ContentModel], keys: tuple[str, ...], typed: str, book: Book) -> Any:
    """Return what was typed for a field as a file holds it; raises `UnfitError` when it cannot stand there.

    The entries of a list are parted by “;”, names also by “,”. Names count in any spelling that is surely one.
    """
    shape = field_shape(model, keys)
    words = nfc(typed)
    try:
        words.encode()
    except UnicodeEncodeError:
        raise UnfitError(_("“{name}” was given no text").format(name=".".join(keys)), _("type it in UTF-8")) from None
    if shape.entries is None:
        value = _single(shape, words, book)
    else:
        parts = re.split(r"[;,\n]" if _is_named(shape.entries) else r"[;\n]", words)
        value = [_single(shape.entries, part.strip(), book) for part in parts if part.strip()]
    _vouch(model, keys, value)
    return value


def offered(names: Names, book: Book) -> list[tuple[str, str]]:
    """Return what a reference may name, each with what it is called."""
    called: dict[str, str] = {}
    for name, meant in _named(names, book):
        if name != meant or meant not in called:
            called[meant] = name
    return list(called.items())


def _single(shape: ValueShape, words: str, book: Book) -> Any:
    if isinstance(shape.mark, Names):
        return words if shape.mark.local else _meant(shape.mark, words, book)
    if shape.choices:
        meanings = spelt(words, ((choice, choice) for choice in shape.choices))
        return meanings[0] if len(meanings) == 1 else words
    if shape.scalar is bool and words.casefold() in (*YES, *NO, "true", "false"):
        return words.casefold() in (*YES, "true")
    if shape.scalar is int and _WHOLE.fullmatch(words):
        return int(words)
    if shape.scalar in (float, Decimal) and _NUMBER.fullmatch(words):
        return plain_number(Decimal(words.replace(",", ".")))
    if shape.scalar is date:
        try:
            return date.fromisoformat(words)
        except ValueError:
            return words
    return words


def _is_named(shape: ValueShape) -> bool:
    return isinstance(shape.mark, Names) or bool(shape.choices) or shape.code or shape.scalar is not str


def _meant(names: Names, typed: str, book: Book) -> str:
    """Return the name of what `typed` surely means, among what a reference may name."""
    pairs = list(_named(names, book))
    meanings = spelt(typed, pairs)
    if len(meanings) == 1:
        return meanings[0]
    if meanings:
        message = _("“{name}” may mean several things").format(name=typed)
        raise UnfitError(message, _("choose one of: {names}").format(names=", ".join(meanings[:_OFFERED])))
    vocabulary = vocabulary_of(names)
    if vocabulary is not None:
        message = _(VOCABULARIES[vocabulary.name].unknown).format(name=typed)
    elif names.anchor:
        message = _("no part of an item is called “{name}”").format(name=typed)
    else:
        kind = BY_NAME[names.kinds[0]].singular() if names.kinds else _("item")
        message = _("there is no {kind} “{name}”").format(kind=kind, name=typed)
    there = list(dict.fromkeys(meaning for _name, meaning in pairs))[:_OFFERED]
    called = dict(pairs)
    alike = list(dict.fromkeys(called[name] for name in nearest(typed, called)))
    raise UnfitError(message, looks_like(alike) or _("there are: {names}").format(names=", ".join(there) or "—"))


def _named(names: Names, book: Book) -> Iterator[tuple[str, str]]:
    """Yield what goes by which name among what a reference may name: by its id, its article, what people call it."""
    vocabulary = vocabulary_of(names)
    if vocabulary is not None:
        for word in vocabulary.of(book.company):
            names_of_word = (word.id, getattr(word, "short", None), word.name)
            yield from ((name, word.id) for name in names_of_word if name)
        return
    for kind_name in names.kinds or tuple(BY_NAME):
        for item in book.of_kind(kind_name):
            if item.retired or item.kind.page is None:
                continue
            if names.anchor:
                blocks = [part for part in item.parts if part.data is not None]
                for block in blocks:
                    called = f"{item.name}#{block.anchor}"
                    yield from ((name, called) for name in (called, f"{item.slug}#{block.anchor}"))
                    yield from ((name, called) for name in (block.anchor, block.title))
            else:
                called = item.article or item.name
                yield from ((name, called) for name in (called, item.name, item.slug, item.title))


def _vouch(model: type[ContentModel], keys: tuple[str, ...], value: Any) -> None:
    """Raise `UnfitError` when the model does not take a value at its place."""
    data: dict[str, Any] = {}
    route = _put(data, model, keys, value, is_list=False)
    for misfit in decode(model, data)[1]:
        if misfit.route[: len(route)] == route:
            raise UnfitError(misfit.message, misfit.advice)


def _put(data: dict[str, Any], model: type[ContentModel], keys: tuple[str, ...], value: Any, *, is_list: bool) -> Route:
    """Put a value into its place, the blocks around it made; return its route. A list goes on where one is."""
    block, route = data, list[str | int]()
    for key in keys[:-1]:
        field = shape_of(model, key)
        assert field is not None and field.model is not None  # `field_shape` has vouched for it
        model = field.model
        route.append(key)
        if field.value.entries is not None:
            block = block.setdefault(key, [{}])[0]
            route.append(0)
        else:
            block = block.setdefault(key, {})
    if is_list and keys[-1] in block:
        block[keys[-1]] += value
    elif keys[-1] in block:
        raise UnfitError(_("the field “{name}” is set twice").format(name=".".join(keys)), _("set it once"))
    else:
        block[keys[-1]] = value
    return (*route, keys[-1])


def missing_in(model: type[ContentModel], values: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys of the fields that must stand in an item, hold no blocks, and have no value yet."""
    for field in shapes_of(model):
        asked = field.required and not field.implied and field.model is None and field.value.keys is None
        if asked and values.get(field.key) is None:
            yield field.key
