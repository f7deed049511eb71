"""What an editor tells of the word under the pointer: the symbol it names, or the field it is."""

from pathlib import PurePosixPath
from typing import NamedTuple

from salesbook.core.language import gettext as _
from salesbook.core.source import LineColumn
from salesbook.editing.fields import field_at
from salesbook.editing.places import Location, head_pieces, named_at, own_item
from salesbook.editing.words import symbol_words
from salesbook.editing.workspace import Workspace


class HoverText(NamedTuple):
    """Markdown, and the words of the file that it is about."""

    words: str
    location: Location


def hover(workspace: Workspace, path: PurePosixPath, place: LineColumn) -> HoverText | None:
    """Return what there is to tell of a place; None where there is nothing."""
    editor_text, document, item = (
        workspace.texts.editor_text(path),
        workspace.texts.document(path),
        own_item(workspace, path),
    )
    if editor_text is None or document is None or item is None:
        return None
    found = named_at(workspace, path, place)
    if found is not None:
        words = symbol_words(workspace.book, found.symbol)
        location = Location(path, editor_text.place(found.start), editor_text.place(found.end))
        return None if words is None else HoverText(words, location)
    offset = editor_text.offset(place)
    for piece in head_pieces(document):
        if piece.key is not None and piece.key[0] <= offset <= piece.key[1]:
            field = field_at(item.kind.model, piece.route)
            if field is None:
                return None
            need = _("required") if field.required else _("optional")
            words = f"**{field.key}** ({need})\n\n{field.about}\n\n{field.kind}"
            return HoverText(words, Location(path, editor_text.place(piece.key[0]), editor_text.place(piece.key[1])))
    return None
