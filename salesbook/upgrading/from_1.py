"""From format 1, that of version 0.1.0, to format 2."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from salesbook.book.load import compile_book
from salesbook.book.seals import seal
from salesbook.checks.usage import shut_out_learners
from salesbook.core.errors import quoted
from salesbook.core.language import gettext as _
from salesbook.models.regulation import Regulation
from salesbook.models.scorecard import Scorecard
from salesbook.models.training import Course
from salesbook.reading.document import data_of, split
from salesbook.reading.files import COMPANY
from salesbook.reading.proof import GONE
from salesbook.reading.sources import Sources
from salesbook.text.naming import parted
from salesbook.upgrading.rewriting import Left, Rewrite
from salesbook.upgrading.seals_of_1 import said

_LIMITS = "limits"
_DEFAULT_CARD = "leads"


def without_limits(sources: Sources) -> Iterator[Rewrite | Left]:
    """Remove `limits` of company.yml: it named three of the `facts`, which stay, and nothing else asked for it.

    What names no figure of `facts` says something that would be lost: it is left, and with it the whole book.
    """
    fields = data_at(sources, COMPANY)
    if not isinstance(fields, dict) or _LIMITS not in fields:
        return
    limits, facts = fields[_LIMITS] or {}, fields.get("facts")
    figures = {fact.get("id") for fact in facts if isinstance(fact, dict)} if isinstance(facts, list) else set()
    entries = limits.items() if isinstance(limits, dict) else (("", limits),)
    strange = next(((key, value) for key, value in entries if not isinstance(value, str) or value not in figures), None)
    if strange is None:
        yield Rewrite(COMPANY, {(_LIMITS,): GONE})
        return
    name = f"{_LIMITS}.{strange[0]}" if strange[0] else _LIMITS
    message = _("“{field}” holds {value}, which is no figure of `facts`").format(field=name, value=quoted(strange[1]))
    yield Left(COMPANY, message, _("write the figure into `facts`, or delete that line, and run the command again"))


def default_card(sources: Sources) -> Iterator[Rewrite | Left]:
    """Mark the scorecard `leads`: of several cards it judged when none was named, by its name alone."""
    book, _problems = compile_book(sources, {"scorecard"})
    cards = list(book.data(Scorecard))
    if len(cards) < 2 or any(card.default for _item, card in cards):
        return
    for item, _card in cards:
        if item.slug == _DEFAULT_CARD:
            yield Rewrite(item.path, {("default",): True})


def readers_of_lessons(sources: Sources) -> Iterator[Rewrite | Left]:
    """Add to the `readers` of a regulation whoever is sent to it by a position, a plan or a course.

    They were those who must know it, and everybody could read it; now they are those who may.
    """
    book, _problems = compile_book(sources)
    shut_out: dict[PurePosixPath, set[str]] = defaultdict(set)
    for _source, _reference, target, roles in shut_out_learners(book):
        shut_out[target.path].update(roles)
    for item, regulation in book.data(Regulation):
        added = [role.id for role in book.company.roles if role.id in shut_out[item.path]]
        if added:
            yield Rewrite(item.path, {("readers",): [*regulation.readers, *added]})


def seals_made_anew(sources: Sources) -> Iterator[Rewrite | Left]:
    """Make the seals of questions anew whose source says what it said when they were sealed.

    What a field holds by default counts no more, so the same words have another seal. A question whose source has
    changed keeps the seal that tells so.
    """
    book, _problems = compile_book(sources)
    for item, course in book.data(Course):
        values: dict[tuple[str | int, ...], Any] = {}
        for n, question in enumerate(course.quiz):
            target, anchor = parted(question.source)
            source = book.resolve(target)
            if source is None or question.seen != seal(source, anchor, book.facts, said):
                continue
            current = seal(source, anchor, book.facts)
            if current != question.seen:
                values["quiz", n, "seen"] = current
        if values:
            yield Rewrite(item.path, values)


def data_at(sources: Sources, path: PurePosixPath) -> Any:
    """Return the data of a file; None when it cannot be read."""
    text = sources.text_of(path)
    document, problems = split(path, text or "")
    return None if text is None or problems else data_of(document)[0]
