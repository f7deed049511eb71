"""A book begun: starter and answers in, a plan of its files out, and the plan carried out."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from salesbook.calendar.clock import time_zone
from salesbook.core.errors import UserError
from salesbook.core.language import Translations, mark
from salesbook.core.language import gettext as _
from salesbook.starters.answers import Answers
from salesbook.starters.catalogue import Files, Starter
from salesbook.starters.composition import company_of, composed, without_short_messages
from salesbook.starters.place import put_book
from salesbook.starters.repository import Kept, commit_all
from salesbook.starters.surroundings import surroundings
from salesbook.starters.trial import tried, unfit

_TOO_LONG = "letter-too-long"
_FIRST = mark("A sales book to begin with")


@dataclass(frozen=True, slots=True)
class NewBook:
    """A book that is to be written into a folder: its files, and the language that its first commit speaks."""

    folder: Path
    language: str
    files: Files

    def write(self) -> Kept:
        """Write the book, commit it, and return how far it came into git; raises `UserError` when that cannot be."""
        words = Translations(self.language).gettext(_FIRST)
        kept = Kept.FAILED

        def finish(aside: Path) -> None:
            nonlocal kept
            kept = commit_all(aside, self.folder, words)

        put_book(self.folder, self.files, finish)
        return kept


def begun(starter: Starter, language: str, answers: Answers, folder: Path, now: datetime) -> NewBook:
    """Return the book that comes of a starter and answers at a moment (aware).

    Raises `UserError` for an answer with which the book would not check clean, and says what is wrong with it.
    """
    before = starter.files(language)
    zone = time_zone(answers.time_zone or company_of(before).time_zone)
    content = composed(before, answers, now.astimezone(zone).date())
    around = surroundings(company_of(content).name, language, content)
    files, findings = tried(content | around, now)
    if too_long := {finding.path for finding in findings if finding.rule == _TOO_LONG}:
        files, findings = tried(without_short_messages(files, too_long), now)
    for finding in unfit(findings, before, files):
        message = _("with these answers the book would not check clean: {path}, {message}")
        raise UserError(message.format(path=finding.path, message=finding.message), finding.advice)
    company = company_of(files).name
    if company != company_of(content).name:  # the trial has mended its quotes or letters
        files |= surroundings(company, language, content)
    return NewBook(folder, language, files)
