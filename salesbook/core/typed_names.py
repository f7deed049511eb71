"""Names as people and programs type them: the one that was surely meant is taken, otherwise the nearest are offered."""

from collections.abc import Iterable

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.spelling import other_layout, spelt

Named = Iterable[tuple[str, str]]
"""Names that may be typed, each with the name of what goes by it: an item goes by its article, slug and title."""

_OFFERED = 3
_COMPARED = 12


def meant(typed: str, named: Named, unknown: str, otherwise: str) -> str:
    """Return the name of what `typed` surely means, whatever its case, alphabet, hyphens and zeros.

    Raises `UserError` when nothing or several things may be meant: it says `unknown` and offers the nearest names, or
    advises `otherwise` when there are none.
    """
    pairs = list(named)
    meanings = spelt(typed, pairs)
    if len(meanings) == 1:
        return meanings[0]
    if typed in meanings:
        return typed  # whatever else goes by this name has a name of its own
    if meanings:
        message = _("“{name}” may mean several things").format(name=typed)
        raise UserError(message, _("choose one of: {names}").format(names=", ".join(meanings)))
    raise UserError(unknown, looks_like(_nearest(typed, pairs)) or otherwise)


def one_of(names: Iterable[str]) -> Named:
    """Return names that stand for themselves."""
    return ((name, name) for name in names)


def _nearest(typed: str, pairs: list[tuple[str, str]]) -> list[str]:
    """Return what goes by the names nearest to `typed`, the same things called once."""
    retyped = spelt(other_layout(typed), pairs)
    if not retyped:
        called = dict(reversed(pairs))
        retyped = list(dict.fromkeys(called[name] for name in nearest(typed, called, _COMPARED)))
    return retyped[:_OFFERED]
