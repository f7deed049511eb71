"""Every letter of the demo book, written with its own sample: golden files that are read in the diff.

`pytest --update-golden tests/demo_book` writes them anew.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest

from salesbook.book.item import Item
from salesbook.calendar.working_time import working_time_of
from salesbook.letters.doubts import doubts
from salesbook.letters.lengths import sms_size
from salesbook.letters.links import share_link
from salesbook.letters.previews import LetterPreview, previews
from salesbook.letters.samples import sample_data
from salesbook.letters.values import read_values, value_context
from salesbook.models.letter import Letter
from tests.books import TODAY
from tests.demo_book.demo import demo_book

GOLDEN = Path(__file__).parent / "letters"
BOOK = demo_book()


def by_channels(preview: LetterPreview) -> str:
    """Return a letter by all its channels: what is said of each, and the text once, however many say the same."""
    first = preview.channels[0].rendered
    parts = [f"{first.subject or ''}\n"]
    texts: dict[str, list[str]] = {}
    for each in preview.channels:
        rendered, text = each.rendered, each.rendered.text
        link = share_link(rendered.program, text, rendered.subject)
        sms = f", {sms_size(text.rstrip()).parts} in parts of an SMS" if rendered.program == "sms" else ""
        about = "no link" if link is None else f"{link.partition('?')[0]}, {len(link)} characters"
        assert each.fault == ""
        texts.setdefault(text, []).append(f"{each.channel.id}: {len(text.rstrip())} characters{sms}; {about}")
    parts += ["\n".join(f"[{about}]" for about in abouts) + f"\n{text}" for text, abouts in texts.items()]
    return "\n".join(parts)


@pytest.mark.parametrize(("item", "letter"), [*BOOK.data(Letter)], ids=[i.slug for i in BOOK.of_kind("letter")])
def test_a_letter_reads_as_it_did(item: Item, letter: Letter, golden: bool) -> None:
    (preview,) = previews(BOOK, today=date(2026, 11, 25), working=working_time_of(BOOK), slug=item.slug)
    assert preview.channels, f"{item.path}: {preview.fault or 'no channel'}"
    html = preview.channels[0].rendered.html
    assert html is not None
    for suffix, text in ((".txt", by_channels(preview)), (".html", html)):
        path = GOLDEN / f"{item.slug}{suffix}"
        if golden:
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("item", "letter"), [*BOOK.data(Letter)], ids=[i.slug for i in BOOK.of_kind("letter")])
def test_a_sample_passes_its_own_letter_for_two_years(item: Item, letter: Letter) -> None:
    working = working_time_of(BOOK)
    for n in range(2 * 366):
        today = TODAY + timedelta(days=n)
        reading = value_context(BOOK.context, letter, today=today, working=working)
        values, unfit = read_values(letter, sample_data(letter, reading), reading)
        assert unfit == [], today
        assert doubts(letter, values, reading) == [], today


def test_no_golden_file_is_left_behind() -> None:
    letters = {item.slug for item in BOOK.of_kind("letter")}
    assert {path.stem for path in GOLDEN.iterdir()} == letters
