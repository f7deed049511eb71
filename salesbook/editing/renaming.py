"""Renaming an item, a stage, a figure, a role or a channel everywhere it is named, by the smallest edits."""

import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, unquote

from salesbook.book.item import Item
from salesbook.book.parts import PLACE
from salesbook.core.edits import TextEdit
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.source import LineColumn
from salesbook.editing.places import Location, Occurrence, location_of, named_at
from salesbook.editing.symbols import Naming, Symbol, namings
from salesbook.editing.workspace import Workspace
from salesbook.models.base import ContentModel
from salesbook.models.company import Company
from salesbook.models.shapes import shape_at, shape_of
from salesbook.models.vocabularies import VOCABULARIES
from salesbook.reading.decode import form_words
from salesbook.reading.file_names import DEVICES, device_advice


class Renaming(NamedTuple):
    """All that a new name changes: the edits of every file's text, and the file of an item that moves."""

    edits: Mapping[PurePosixPath, tuple[TextEdit, ...]]
    moved: tuple[PurePosixPath, PurePosixPath] | None = None


def renamed_at(workspace: Workspace, path: PurePosixPath, place: LineColumn) -> tuple[Location, str] | None:
    """Return the words that a new name takes the place of, and the name as it is; None where nothing has a name.

    Raises `UserError` for what is never renamed.
    """
    found = named_at(workspace, path, place)
    editor_text = workspace.texts.editor_text(path)
    if found is None or editor_text is None:
        return None
    _refuse_fixed(workspace, found)
    # script:key-meeting and ../scripts/key-meeting.yml are both renamed by their slug.
    name = found.text.rpartition("/")[2].rpartition(":")[2].removesuffix(".md").removesuffix(".yml")
    start = found.start + found.text.rindex(name)
    return Location(path, editor_text.place(start), editor_text.place(start + len(name)), literal=True), unquote(name)


def rename(workspace: Workspace, path: PurePosixPath, place: LineColumn, new: str) -> Renaming | None:
    """Plan a new name for what is named at a place; None where nothing has a name.

    Raises `UserError` for what is never renamed, a name of a wrong form or one that is taken, and when a file that
    cannot be read now may hold the old name.
    """
    found = named_at(workspace, path, place)
    if found is None:
        return None
    _refuse_fixed(workspace, found)
    symbol = found.symbol
    new = new.strip()
    old = _shown(workspace, found)
    if new == old:
        return Renaming({})
    _refuse_form(workspace, symbol, new)
    _refuse_taken(workspace, symbol, new)
    _refuse_unread(workspace, old)
    _refuse_beneath(workspace, symbol)
    edits: defaultdict[PurePosixPath, dict[TextEdit, None]] = defaultdict(dict)
    for naming in namings(workspace.book, symbol):
        words = _words(workspace, naming, new)
        at = location_of(workspace, naming) if words is not None else None
        if words is not None and (at is None or not at.literal):
            message = _("{path} names “{name}” in a way that cannot be told from its text").format(
                path=naming.item.path, name=old
            )
            raise UserError(message, _("write the name there plainly, then rename"))
        editor_text = None if at is None else workspace.texts.editor_text(at.path)
        if words is not None and at is not None and editor_text is not None:
            edits[at.path][TextEdit(editor_text.offset(at.start), editor_text.offset(at.end), words)] = None
    item = workspace.book.items.get(symbol.name) if symbol.kind == "item" else None
    moved = None if item is None else (item.path, item.path.with_stem(new))
    return Renaming({path: tuple(sorted(of_file)) for path, of_file in edits.items()}, moved)


def _refuse_beneath(workspace: Workspace, symbol: Symbol) -> None:
    """Refuse to rename what the book that this one extends names: it would no longer be found there."""
    sources = workspace.texts.sources
    for naming in namings(workspace.book, symbol):
        if sources.base_of(naming.item.path) is not None:
            message = _("“{name}” stands in {path}, in the book that this one extends")
            message = message.format(name=symbol.anchor or symbol.name, path=sources.shown(naming.item.path))
            raise UserError(message, _("rename it there, and in this book after that"))


def _shown(workspace: Workspace, found: Occurrence) -> str:
    """Return the name that is to change: an item's slug, a place's anchor, an id."""
    if found.symbol.kind == "item":
        return workspace.book.items[found.symbol.name].slug
    return found.symbol.anchor or found.symbol.name


def _words(workspace: Workspace, naming: Naming, new: str) -> str | None:
    """Return what is written in place of a naming; None when it does not hold the name (an article number)."""
    if naming.symbol.kind != "item":
        return new
    item = workspace.book.items[naming.symbol.name]
    text = naming.span.text
    if text == item.name:
        return f"{item.kind.name}:{new}"
    folder, slash, file = text.rpartition("/")
    if unquote(file) != item.path.name:
        return None
    name = f"{new}{item.path.suffix}"
    return folder + slash + (quote(name) if "%" in file else name)


def _refuse_fixed(workspace: Workspace, found: Occurrence) -> None:
    symbol = found.symbol
    item = workspace.book.items.get(symbol.name)
    advice = _("write a new item and refer to it")
    if symbol.kind in VOCABULARIES:
        _refuse_default(workspace, symbol)
        if symbol.kind == "department":
            message = _("a department is a folder with numbers of its own: it is not renamed from here")
            raise UserError(
                message, _("rename content/regulations/{name} and its id together").format(name=symbol.name)
            )
        return
    if item is None:
        raise UserError(_("there is no “{name}” to rename").format(name=symbol.name), advice)
    if symbol.kind == "item" and item.article is not None and found.text == item.article:
        message = _("{article} is never renamed: people know the number").format(article=item.article)
        raise UserError(message, _("retire the regulation and give a new one the next number"))
    if symbol.kind == "item" and item.kind.single:
        raise UserError(_("{path} has the only name it can have").format(path=item.path), advice)
    block = item.block(symbol.anchor) is not None and _anchor_field(item)
    if symbol.kind == "place" and not (block or _has_tag(item, symbol.anchor)):
        message = _("“#{anchor}” follows its heading or title").format(anchor=symbol.anchor)
        raise UserError(message, _("change the heading, then mend what salesbook check names"))


def _refuse_default(workspace: Workspace, symbol: Symbol) -> None:
    """Refuse to rename what the program names: a word that company.yml does not list, a section that it has anyway."""
    vocabulary = VOCABULARIES[symbol.kind]
    if symbol.name not in vocabulary.defaults:
        return
    if vocabulary.lasting or not vocabulary.field:
        message = _("“{name}” is a name of the program's own: it is not renamed").format(name=symbol.name)
        called = _("its line `name` in company.yml may call it otherwise")
        raise UserError(message, called if vocabulary.field else _("name another one there"))
    if symbol.name not in {word.id for word in vocabulary.listed(workspace.book.company)}:
        message = _("“{name}” is a word by default: company.yml does not list it").format(name=symbol.name)
        raise UserError(message, _("list the words of “{field}” there, then rename").format(field=vocabulary.field))


def _has_tag(item: Item, anchor: str) -> bool:
    """Tell whether an author has given a place its anchor: no heading, no block has it too."""
    return {part.level for part in item.parts if part.anchor == anchor} == {PLACE}


def _anchor_field(item: Item) -> str:
    """Return the field in which a block of the item keeps its anchor; nothing where anchors follow titles."""
    return (item.data.PARTS.anchor or "") if item.data.PARTS is not None else ""


def _refuse_form(workspace: Workspace, symbol: Symbol, new: str) -> None:
    model, field = _naming_field(workspace, symbol)
    if not re.fullmatch(_pattern(model, field), new) or len(new) > 80:
        advice = form_words(shape_at(model, (field,)))
        raise UserError(_("“{name}” cannot be a name here").format(name=new), advice)
    if symbol.kind == "item" and new in DEVICES:
        raise UserError(_("“{name}” cannot be a name here").format(name=new), device_advice())


def _naming_field(workspace: Workspace, symbol: Symbol) -> tuple[type[ContentModel], str]:
    """Return the field whose form a name has: the `id` of what it names; those of items and tags, that of a role."""
    if symbol.kind == "place" and not _has_tag(workspace.book.items[symbol.name], symbol.anchor):
        item = workspace.book.items[symbol.name]
        block = item.block(symbol.anchor)
        assert block is not None  # others are refused before
        assert block.data is not None
        return type(block.data), _anchor_field(item)
    vocabulary = VOCABULARIES.get(symbol.kind, VOCABULARIES["role"])
    words = shape_of(Company, vocabulary.field)
    assert words is not None
    assert words.model is not None
    return words.model, "id"


def _pattern(model: type[ContentModel], field: str) -> str:
    return next(str(m.pattern) for m in model.model_fields[field].metadata if getattr(m, "pattern", None))


def _refuse_taken(workspace: Workspace, symbol: Symbol, new: str) -> None:
    book = workspace.book
    if symbol.kind in VOCABULARIES:
        taken = new in book.words[symbol.kind]
    elif symbol.kind == "place":
        taken = new in book.items[symbol.name].card.anchors
    else:
        item = book.items[symbol.name]
        path = item.path.with_stem(new)
        taken = f"{item.kind.name}:{new}" in book.items or workspace.entry(path) is not None
    if taken:
        raise UserError(_("the name “{name}” is taken").format(name=new), _("choose another"))


def _refuse_unread(workspace: Workspace, old: str) -> None:
    for path in workspace.broken:
        if old in (workspace.texts.text(path) or old):
            message = _("{path} cannot be read now and may hold “{name}”").format(path=path, name=old)
            raise UserError(message, _("mend that file first"))
