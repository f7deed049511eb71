"""Checks of the CRM: its fields are what stages ask for and texts name, and somebody fills them in."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route, Span
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.crm import CardField, Crm
from salesbook.models.knowledge import Instruction
from salesbook.models.pipeline import Pipeline
from salesbook.text.naming import folded
from salesbook.text.quoted import Quoted, leading, names_field, quoted

_ENDING = re.compile(r"[аеиоуыэюяьй]+\Z")
_LONGEST_ENDING = 3


def unknown_crm_field(book: Book) -> Iterator[Finding]:
    """A stage, an instruction or a text names a field that the CRM does not have.

    The deal would wait for a field that nobody can fill in, and the newcomer looks for it in vain. Fields that stages
    require and those that instructions list in `explains` are compared with content/crm.yml, and in texts what is
    called a field: «поле «Источник»». A book without content/crm.yml is not asked.

    Bad: a stage with `fields: [{name: Источник заявки}]` where content/crm.yml has the field «Источник».

    Good: `fields: [{name: Источник}]`
    """
    fields = _fields_of(book)
    if fields is None:
        return
    for item, route, name in _asked(book):
        if folded(name) not in fields.by_name:
            yield Finding(item.path, route, _unknown(name), fields.advice(name))
    for item in _suspects(book, fields.names_unknown_field):
        for route, each in _quotations(item):
            if names_field(each.owner) and each.words not in fields.by_name:
                name = each.written[1:-1]
                span = Span(each.start, each.written)
                yield Finding(item.path, route, _unknown(name), fields.advice(name), span)


def unknown_crm_value(book: Book) -> Iterator[Finding]:
    """A text names a value that the list in the CRM does not have.

    People look for a line that is not there and choose whatever is near: reports by source and by reason go wrong. A
    value stands in quotation marks behind the field's name, in whatever case, «источник «Партнёр»», «поле «Источник» —
    «Партнёр»», «[[crm#source]]: «Партнёр»», and at the beginning of what a stage says of its field (`how`). Only lists
    whose `values` stand in content/crm.yml are looked at.

    Bad: «выберите источник «Партнеры»» where the list has «Партнёр».

    Good: «выберите источник «Партнёр»»
    """
    fields = _fields_of(book)
    if fields is None or not fields.lists:
        return
    for item, pipeline in book.data(Pipeline):
        for n, stage in enumerate(pipeline.stages):
            for m, asked in enumerate(stage.fields):
                for each in leading(asked.how or ""):
                    if (field := fields.without_value(folded(asked.name), each.words)) is not None:
                        yield _no_value(item, ("stages", n, "fields", m, "how"), field, each)
    for item in _suspects(book, lambda owner, words: fields.missing(owner, words) is not None):
        for route, each in _quotations(item):
            if (field := fields.missing(each.owner, each.words)) is not None:
                yield _no_value(item, route, field, each)


def bad_crm_field(item: Item, crm: Crm, _context: Context) -> Iterator[Finding]:
    """A field of the CRM is described so that nobody could make it.

    Two fields of one card have one name or one id, a value stands twice, a field that is no list has values, or a list
    has neither values nor a `source` that says where they are kept.

    Bad: `{id: source, name: Источник, type: text, values: [Сайт, Партнёр], …}`

    Good: `{id: source, name: Источник, type: list, values: [Сайт, Партнёр], …}`
    """
    ids: set[str] = set()
    names: set[tuple[str, str]] = set()
    for n, field in enumerate(crm.fields):
        if field.id in ids:
            message = _("the field id “{id}” stands twice").format(id=field.id)
            yield Finding(item.path, ("fields", n, "id"), message, _("give every field an id of its own"))
        if (field.entity, folded(field.name)) in names:
            message = _("the card has the field “{field}” twice").format(field=field.name)
            yield Finding(item.path, ("fields", n, "name"), message, _("make one field of both, or rename one"))
        ids.add(field.id)
        names.add((field.entity, folded(field.name)))
        if field.type != "list" and (field.values or field.several):
            message = _("the field “{field}” has values but is no list").format(field=field.name)
            yield Finding(item.path, ("fields", n, "type"), message, _("set “type: list”, or remove the values"))
        if field.type == "list" and not field.values and field.source is None:
            message = _("the list “{field}” has no values").format(field=field.name)
            advice = _("list them in “values”, or say in “source” where they are kept")
            yield Finding(item.path, ("fields", n, "name"), message, advice)
        yield from _repeated_values(item, n, field)


def unfilled_crm_field(item: Item, crm: Crm, _context: Context) -> Iterator[Finding]:
    """Nobody fills in a field of the CRM.

    A field that nobody is asked to fill in stays empty, and whoever relies on it is misled.

    Bad: a field with neither `filled_by` nor `source`.

    Good: `filled_by: [manager]`, or `source: Ставит CRM по каналу заявки` where no person does it.
    """
    for n, field in enumerate(crm.fields):
        if not field.filled_by and field.source is None:
            message = _("nobody fills in the field “{field}”").format(field=field.name)
            advice = _("name the roles in “filled_by”, or say in “source” where the value comes from")
            yield Finding(item.path, ("fields", n, "name"), message, advice)


def unused_crm_field(book: Book) -> Iterator[Finding]:
    """Nothing in the book asks for a field of the CRM.

    No stage requires it, no instruction explains it, no text refers to it, and it says of no stage that it is filled in
    there. A card full of fields that nobody needs is filled in carelessly, the needed ones too.

    Bad: a field «Хобби» that was once made and that nobody mentions.

    Good: a stage has it in `fields`, an instruction in `explains`, or a text names it: `[[crm#hobby]]`, «поле «Хобби»».
    """
    crm = book.resolve_as(Crm, "crm")
    if crm is None or book.unread():
        return  # the one that asks for it may stand in the file that could not be read
    item, data = crm
    asked = {folded(name) for _item, _route, name in _asked(book)}
    named = {note for each in book.items.values() if each is not item for note in each.card.named}
    asked |= {words for owner, _tab, words in (note.partition("\t") for note in named) if names_field(owner)}
    linked = {brief.partition("\tcrm\t")[2] for each in book.items.values() for brief in each.mentions}
    for n, field in enumerate(data.fields):
        if folded(field.name) not in asked and field.id not in linked and not (field.stages or field.instruction):
            message = _("nothing in the book asks for the field “{field}”").format(field=field.name)
            advice = _("require it at a stage, explain it in an instruction, or remove it")
            yield Finding(item.path, ("fields", n, "name"), message, advice)


@dataclass(frozen=True)
class _Fields:
    """The fields of the CRM as texts name them."""

    crm: Crm

    @cached_property
    def by_name(self) -> Mapping[str, tuple[CardField, ...]]:
        """Fields by their folded names; cards of two sorts may each have one of a name."""
        names: dict[str, tuple[CardField, ...]] = {}
        for field in self.crm.fields:
            names[folded(field.name)] = (*names.get(folded(field.name), ()), field)
        return names

    @cached_property
    def lists(self) -> Mapping[str, frozenset[str]]:
        """The folded values of lists by the folded name of the field; those of equal names are put together."""
        return {
            name: frozenset(folded(value) for field in fields for value in field.values)
            for name, fields in self.by_name.items()
            if all(field.type == "list" and field.values for field in fields)
        }

    @cached_property
    def _by_last_stem(self) -> Mapping[str, tuple[str, ...]]:
        """The names of lists by the stem of their last word."""
        names: dict[str, tuple[str, ...]] = {}
        for name in filter(str.strip, self.lists):
            stem = _stem(name.split()[-1])
            names[stem] = (*names.get(stem, ()), name)
        return names

    def _named_by(self, owner: str) -> str | None:
        """Return the list that words end in, its name in whatever case: the longest name of several."""
        last = owner.rpartition(" ")[2]
        stems = (last[: len(last) - ending] for ending in range(_LONGEST_ENDING + 1))
        near = (name for stem in stems for name in self._by_last_stem.get(stem, ()))
        return max((name for name in near if _ends_in(owner, name)), key=len, default=None)

    def names_unknown_field(self, owner: str, words: str) -> bool:
        """Tell whether a quotation is called a field and is none."""
        return names_field(owner) and words not in self.by_name

    def missing(self, owner: str, words: str) -> CardField | None:
        """Return the list to which a quotation belongs and that has no such value."""
        if owner.startswith("«"):
            return self.without_value(owner[1:-1], words)
        if owner.startswith("crm#"):
            names = [folded(field.name) for field in self.crm.fields if field.id == owner[4:]]
            return self.without_value(names[0], words) if names else None
        name = self._named_by(owner)
        return None if name is None else self.without_value(name, words)

    def without_value(self, name: str, words: str) -> CardField | None:
        """Return the list of a folded name when it lacks a value; what is itself the name of a field is none."""
        if words in self.by_name or words in self.lists.get(name, {words}):
            return None
        return self.by_name[name][0]

    def advice(self, name: str) -> str:
        """Say which field was most likely meant."""
        near = nearest(name, (field.name for field in self.crm.fields))
        return looks_like(near) or _("describe it in content/crm.yml, or name one of its fields")


def _fields_of(book: Book) -> _Fields | None:
    crm = book.resolve_as(Crm, "crm")
    return None if crm is None else _Fields(crm[1])


def _asked(book: Book) -> Iterator[tuple[Item, Route, str]]:
    """Yield the fields that stages require and instructions explain, with the routes at which they stand."""
    for item, pipeline in book.data(Pipeline):
        for n, stage in enumerate(pipeline.stages):
            for m, field in enumerate(stage.fields):
                yield item, ("stages", n, "fields", m, "name"), field.name
    for item, instruction in book.data(Instruction):
        for n, name in enumerate(instruction.explains):
            yield item, ("explains", n), name


def _suspects(book: Book, wrong: Callable[[str, str], bool]) -> Iterator[Item]:
    """Yield the items of which the card says that something in them is wrong: only those are opened."""
    judged: dict[str, bool] = {}
    for item in book.items.values():
        for note in item.card.named:
            if note not in judged:
                owner, _tab, words = note.partition("\t")
                judged[note] = wrong(owner, words)
        if any(judged[note] for note in item.card.named):
            yield item


def _quotations(item: Item) -> Iterator[tuple[Route, Quoted]]:
    """Yield what stands in quotation marks in the words of an item, with the route of the string."""
    for string in item.strings:
        if string.words:
            yield from ((string.route, each) for each in quoted(string.value))


def _repeated_values(item: Item, n: int, field: CardField) -> Iterator[Finding]:
    met: set[str] = set()
    for m, value in enumerate(field.values):
        if folded(value) in met:
            message = _("the list “{field}” has the value “{value}” twice").format(field=field.name, value=value)
            yield Finding(item.path, ("fields", n, "values", m), message, _("remove one of them"))
        met.add(folded(value))


def _no_value(item: Item, route: Route, field: CardField, each: Quoted) -> Finding:
    value = each.written[1:-1]
    message = _("the list “{field}” has no value “{value}”").format(field=field.name, value=value)
    advice = looks_like(nearest(value, field.values)) or _listed(field.values)
    return Finding(item.path, route, message, advice, Span(each.start, each.written))


def _listed(values: Iterable[str]) -> str:
    return _("its values: {names}").format(names=", ".join(values))


def _unknown(name: str) -> str:
    return _("the CRM has no field “{field}”").format(field=name)


def _ends_in(owner: str, name: str) -> bool:
    """Tell whether folded words end in a name in any case: each of its words may end otherwise."""
    words, names = owner.split(" "), name.split()
    return len(words) >= len(names) and all(map(_is_case_of, words[-len(names) :], names))


def _is_case_of(word: str, name: str) -> bool:
    stem = _stem(name)
    ending = word[len(stem) :]
    return word.startswith(stem) and len(ending) <= _LONGEST_ENDING and (not ending or ending.isalnum())


def _stem(word: str) -> str:
    return _ENDING.sub("", word) or word
