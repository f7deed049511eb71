"""Previews: every letter of a book with its sample, as it goes by each of its channels."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from salesbook.book.book import Book
from salesbook.calendar.working_time import WorkingTime
from salesbook.core.errors import UserError
from salesbook.letters.channels import channels_of
from salesbook.letters.lengths import too_long
from salesbook.letters.values import read_values, value_context
from salesbook.letters.writing import LetterWriter, RenderedLetter
from salesbook.models.company import Channel
from salesbook.models.letter import Letter


@dataclass(frozen=True, slots=True)
class ChannelPreview:
    """A letter with its sample as it goes by a channel; `fault` says what keeps it from going."""

    channel: Channel
    rendered: RenderedLetter
    fault: str


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """A letter by all channels that it may go by; without any, `fault` says why there is nothing to see."""

    slug: str
    title: str
    purpose: str
    channels: tuple[ChannelPreview, ...]
    fault: str = ""

    def says(self) -> tuple[object, ...]:
        """Return what a reader of the preview can tell from another one of the letter."""
        shown = (
            (each.channel.id, each.rendered.subject, each.rendered.text, each.rendered.html) for each in self.channels
        )
        return (self.title, self.purpose, self.fault, *shown)


def previews(
    book: Book, *, today: date, working: WorkingTime | None, slug: str | None = None
) -> Iterator[LetterPreview]:
    """Yield the previews of all letters of a book, or of the one named by its slug, in its order, on a day."""
    for item, letter in book.data(Letter):
        if slug not in (None, item.slug):
            continue
        reading = value_context(book.context, letter, today=today, of_sample=True, working=working)
        values, unfit = read_values(letter, letter.sample, reading)
        writer = LetterWriter(book.context, item, letter)
        shown: list[ChannelPreview] = []
        fault = unfit[0].message if unfit else ""
        try:
            for channel in () if unfit else channels_of(book.context, letter).values():
                rendered = writer.write(values, channel, today=today, html=True)
                over = too_long(rendered.text, channel)
                shown.append(ChannelPreview(channel, rendered, "" if over is None else over.message))
        except UserError as error:
            shown, fault = [], error.message
        yield LetterPreview(item.slug, letter.title, letter.purpose, tuple(shown), fault)
