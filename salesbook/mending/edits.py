"""From findings to the edits that mend them."""

from collections.abc import Iterable

from salesbook.core.diagnostics import Diagnostic
from salesbook.core.edits import TextEdit
from salesbook.core.source import offset_of


def edits_of(diagnostics: Iterable[Diagnostic], text: str) -> list[TextEdit] | None:
    """Return the edits of a text that findings ask for, from the top down; two that ask for the same are one.

    Edits may touch. Of those that overlap only the first is returned: whoever asks for the others will do so again, of
    the text as it is then, if there is still something to mend. None when a finding is of another text: this one has no
    such place.
    """
    asked = {edit_of(d, text) for d in diagnostics if d.end is not None and d.replacement is not None}
    if None in asked:
        return None
    edits: list[TextEdit] = []
    for edit in sorted(edit for edit in asked if edit is not None):
        if not edits or (edits[-1].end <= edit.start and edits[-1][:2] != edit[:2]):
            edits.append(edit)
    return edits


def edit_of(diagnostic: Diagnostic, text: str) -> TextEdit | None:
    """Return the edit of a text that a finding asks for; None when it asks for none, or the text has no such place."""
    if diagnostic.end is None or diagnostic.replacement is None:
        return None
    start, end = offset_of(text, diagnostic.place), offset_of(text, diagnostic.end)
    return None if start is None or end is None else TextEdit(start, end, diagnostic.replacement)
