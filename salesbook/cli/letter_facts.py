"""A letter that was picked: its facts from a file, flags, questions or a draft, and what is written of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from salesbook.cli.session import pick, session
from salesbook.cli.shell import expanded
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.core.errors import Doubt, Unfit
    from salesbook.letters.drafts import DraftFolder
    from salesbook.letters.field_values import ValueContext
    from salesbook.letters.writing import RenderedLetter
    from salesbook.models.letter import Letter


@dataclass(frozen=True)
class PickedLetter:
    """A letter of a book, and by what its facts are read now."""

    book: "Book"
    item: "Item"
    template: "Letter"
    reading: "ValueContext"

    def rendered(self, facts: Any, *, html: bool) -> "tuple[RenderedLetter | None, Sequence[Unfit], Sequence[Doubt]]":
        """Return the letter as it goes out or all that keeps it from that, and what is odd about its facts."""
        from salesbook.letters import writing as letters
        from salesbook.letters.doubts import doubts
        from salesbook.letters.lengths import too_long
        from salesbook.letters.values import read_values

        values, unfit = read_values(self.template, facts, self.reading)
        if unfit:
            return None, unfit, []
        chosen = letters.choose_channel(self.template, values, self.reading)
        rendered = letters.write(
            self.book.context, self.item, self.template, values, chosen, today=self.reading.today, html=html
        )
        over = too_long(rendered.text, chosen)
        return (rendered, [], doubts(self.template, values, self.reading)) if over is None else (None, [over], [])

    def written(self, facts: Any, *, html: bool) -> "RenderedLetter":
        """Return a letter of which nothing keeps it from going out."""
        rendered, unfit, _doubts = self.rendered(facts, html=html)
        assert rendered is not None, unfit
        return rendered


def pick_letter(ctx: typer.Context, name: str, channel: str | None) -> PickedLetter:
    """Return the letter of a name; all letters are read only when there is none, to find the one that was meant.

    Raises `UserError` for an unknown name, or a channel that the letter is not made for.
    """
    from salesbook.models.letter import Letter

    slug = name.removeprefix("letter:")
    book, problems = session(ctx).load({f"letter:{slug}", "calendar"})
    if f"letter:{slug}" not in book.items and not book.is_broken(f"letter:{slug}"):
        book, problems = session(ctx).load({"letter", "calendar"})
    item, template = pick(book, problems, Letter, slug)
    drafts = drafts_here(book)
    if drafts is not None:
        drop_old(book, drafts)
    return PickedLetter(book, item, template, reading_of(book, template, channel))


def reading_of(book: "Book", template: "Letter", channel: str | None, *, of_sample: bool = False) -> "ValueContext":
    """Return by what the letter's facts are read now; raises `UserError` for a channel that it is not made for."""
    from salesbook.calendar import clock
    from salesbook.calendar.working_time import working_time_of
    from salesbook.letters.channels import asked_channel
    from salesbook.letters.values import value_context

    return value_context(
        book.context, template, today=clock.today(book.company, clock.now()), working=working_time_of(book),
        asked=None if channel is None else asked_channel(book.context, template, channel), of_sample=of_sample,
    )  # fmt: skip


def given_facts(
    template: "Letter", reading: "ValueContext", data: str | None, settings: Sequence[str], *, json: bool
) -> Any:
    """Return the facts of a file with those of flags laid over them; None when neither says anything.

    Flags that set nothing are named together with all that is wrong with the facts, and end the command by 2.
    """
    from salesbook.letters.flags import flagged, laid_over
    from salesbook.letters.values import read_values
    from salesbook.output.answers import write_unfit
    from salesbook.reading.data import read_data

    facts = None if data is None else read_data(str(expanded(data)))
    if not settings:
        return facts
    flags, faulty = flagged(template, settings)
    facts = laid_over({} if facts is None else facts, flags)
    if faulty:
        write_unfit([*faulty, *read_values(template, facts, reading)[1]], json=json)
        raise typer.Exit(2)
    return facts


def ask_facts(
    letter: PickedLetter, given: "Mapping[str, Any] | None" = None, *, draft: str | None = None
) -> dict[str, Any]:
    """Ask for the facts that are not given; what keeps the letter from going out is shown until it goes.

    Whoever leaves before the end finds the answers in a draft, the one they come from if it has a name.
    """
    from salesbook.cli.ask import need_terminal
    from salesbook.cli.letter_questions import answers_of, facts_of, letter_interview
    from salesbook.output.answers import write_unfit

    need_terminal(f"salesbook letter {letter.item.slug} --data ../facts.yml")
    interview = letter_interview(letter.template, letter.reading, answers_of(letter.template, given, letter.reading))
    try:
        facts = facts_of(interview.ask())
        while unfit := letter.rendered(facts, html=False)[1]:
            write_unfit(unfit, json=False)
            facts = facts_of(interview.review())
    except typer.Abort:
        if interview.answers:
            _keep_for_later(letter, facts_of(interview.answers, empty=True), draft)
        raise
    return facts


def keep_draft(letter: PickedLetter, facts: Any, *, json: bool) -> None:
    """Keep what is given of a letter as a draft; raises `UserError` when it is nothing, or there is no place for it.

    Facts that the letter could not be written with are not kept; the command then ends by 1.
    """
    from salesbook.core.errors import UserError
    from salesbook.letters.values import misfits
    from salesbook.output.answers import write_unfit
    from salesbook.output.drafts import write_kept

    if not isinstance(facts, dict) or not facts:
        names = ", ".join(field.id for field in letter.template.fields)
        message = _("nothing of the letter is filled in: there is no draft to keep")
        raise UserError(message, _("write: --set field=value; fields: {names}").format(names=names))
    if unfit := misfits(letter.template, facts, letter.reading):
        write_unfit(unfit, json=json)
        raise typer.Exit(1)
    drafts = drafts_here(letter.book)
    if drafts is None:
        message = _("there is no folder of your own in which a draft could be kept")
        raise UserError(message, _("keep the facts in a file outside the book, and hand it to --data"))
    write_kept(letter.item, drafts.keep(letter.item.slug, _channel(letter), facts), json=json)


def drafts_here(book: "Book") -> "DraftFolder | None":
    """Return the drafts of a book; see `drafts_of`."""
    from salesbook.letters.drafts import drafts_of

    return drafts_of(book.root)


def drop_old(book: "Book", drafts: "DraftFolder") -> None:
    """Delete the drafts that have been kept longer than the book wants."""
    from salesbook.calendar import clock

    drafts.sweep(book.company.draft_days, clock.now())


def _keep_for_later(letter: PickedLetter, facts: dict[str, Any], name: str | None) -> None:
    """Keep the answers of somebody who has left; nothing is said where there is no place for them."""
    from salesbook.core.errors import UserError
    from salesbook.core.interruption import say_no_more
    from salesbook.output.drafts import say_kept
    from salesbook.output.terminal import complain

    drafts = drafts_here(letter.book)
    if drafts is None:
        return
    try:
        path = drafts.keep(letter.item.slug, _channel(letter), facts, name)
    except UserError as error:
        complain(error.message, error.advice)
        return
    say_kept(path)
    say_no_more()


def _channel(letter: PickedLetter) -> str | None:
    return None if letter.reading.asked is None else letter.reading.asked.id


def save_place(output: Path | None, root: Path) -> Path | None:
    """Return where an answer is to be written; raises `UserError` for a place inside the book."""
    from salesbook.cli.delivery import keep_out

    if output is None:
        return None
    output = expanded(output)
    keep_out(root, output)
    return output
