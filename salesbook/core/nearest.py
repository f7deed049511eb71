"""The names that a mistyped one is most likely meant to be, and the words in which they are offered."""

from collections.abc import Iterable, Iterator, Sequence

from salesbook.core.language import gettext as _
from salesbook.core.spelling import in_one_alphabet, other_layout

ALIKE = 65
"""The least likeness, in percent, of two names of which one may be meant for the other: letters that both have in the
same order, of all their letters."""

NEARLY = 10
"""So many percent behind the best name others are offered beside it."""

_BEGINNING = 3
_SHORTLIST = 40


class KnownNames:
    """The names that there are, made ready once for all the mistyped ones that are looked for among them.

    Of `kind:slug` and of a path the last part is compared, what stands before it decides between equals: whoever
    mistypes the kind or the folder has most likely the name right.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)
        self._last_parts = [_last_part(name) for name in self._names]

    def nearest(self, name: str, limit: int = 3) -> list[str]:
        """Return up to `limit` of the names, the most alike first; neither case nor alphabet matters.

        When none is alike, those alike what the same keys write in the other keyboard layout; then those that begin
        with what was typed.
        """
        return self._alike(name, limit) or self._alike(other_layout(name), limit) or self._begun(name, limit)

    def _alike(self, name: str, limit: int) -> list[str]:
        # Imported where something was mistyped: whoever makes no mistake does not wait for it.
        from rapidfuzz import fuzz, process  # noqa: PLC0415

        typed = _last_part(name)
        alike = process.extract(typed, self._last_parts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=_SHORTLIST)
        near = [(score, index) for _part, score, index in alike if score >= alike[0][1] - NEARLY]
        return self._ordered(near, name)[:limit]

    def _begun(self, name: str, limit: int) -> list[str]:
        typed = _last_part(name)
        if len(typed) < _BEGINNING:
            return []
        near = [(ALIKE, index) for index, part in enumerate(self._last_parts) if part.startswith(typed)]
        return self._ordered(near, name)[:limit]

    def _ordered(self, near: Sequence[tuple[float, int]], name: str) -> list[str]:
        """Return the names of the indices by their scores; what stands before the last part decides between equals."""
        from rapidfuzz import fuzz  # noqa: PLC0415

        before = _before(name)
        ordered = sorted(near, key=lambda pair: (-pair[0], -fuzz.ratio(before, _before(self._names[pair[1]]))))
        return [self._names[index] for _score, index in ordered]


def nearest(name: str, names: Iterable[str], limit: int = 3) -> list[str]:
    """Return up to `limit` of `names` that `name` may be meant to be: see `KnownNames`."""
    return KnownNames(names).nearest(name, limit)


def looks_like(names: Sequence[str]) -> str:
    """Return the advice that offers names in place of an unknown one; nothing when there are none."""
    return _("it looks like {names}").format(names=", ".join(names)) if names else ""


def a_slip_away(word: str, others: Iterable[str]) -> Iterator[str]:
    """Yield those that differ from a word by one slip: a letter more, less or another, or two that changed places."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    for other in others:
        if abs(len(other) - len(word)) <= 1 and OSA.distance(word, other, score_cutoff=1) <= 1:
            yield other


def _last_part(name: str) -> str:
    return in_one_alphabet(name.rpartition("/")[2].rpartition(":")[2])


def _before(name: str) -> str:
    """Return the kind or the folder that stands before the last part of a name."""
    return (name.rpartition("/")[0] or name.rpartition(":")[0]).upper()
