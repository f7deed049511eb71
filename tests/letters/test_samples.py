"""A sample is good on every day."""

from datetime import date, timedelta

import pytest

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.calendar.working_time import working_time
from salesbook.letters.doubts import doubts
from salesbook.letters.samples import sample_data
from salesbook.letters.values import read_values, value_context
from salesbook.letters.writing import sample
from salesbook.models.letter import Letter
from tests.books import BASE, OTHER

START = date(2026, 11, 27)
DAYS = [START + timedelta(days=n) for n in range(2 * 366)]
BOOKS = {root.name: load_book(root)[0] for root in (BASE, OTHER)}
LETTERS = [(book, item, letter) for book in BOOKS.values() for item, letter in book.data(Letter)]


@pytest.mark.parametrize(("book", "item", "letter"), LETTERS, ids=[item.slug for _book, item, _letter in LETTERS])
def test_a_sample_passes_its_own_letter_for_two_years(book: Book, item: Item, letter: Letter) -> None:
    working = working_time(book.company)
    for today in DAYS:
        reading = value_context(book.context, letter, today=today, working=working)
        values, unfit = read_values(letter, sample_data(letter, reading), reading)
        assert unfit == [], today
        assert doubts(letter, values, reading) == [], today
    shown = sample(book.context, item, letter, today=DAYS[-1], html=False)
    assert shown is not None


def test_a_sample_is_a_data_file_of_its_day() -> None:
    letter = BOOKS["base"].items["letter:summary"].data
    assert isinstance(letter, Letter)
    reading = value_context(BOOKS["base"].context, letter, today=START, of_sample=True)
    data = sample_data(letter, reading)
    assert data["meeting_date"] == START
    assert data["next_step"] == {"action": "бронь апартаментов 412", "date": date(2026, 12, 1)}
    assert data["liked"] == letter.sample["liked"]


def test_what_is_no_day_stays_as_it_is() -> None:
    letter = BOOKS["base"].items["letter:summary"].data
    assert isinstance(letter, Letter)
    odd = letter.model_copy(update={"sample": {"meeting_date": "скоро", "next_step": 5, "extra": "завтра"}})
    reading = value_context(BOOKS["base"].context, odd, today=START, of_sample=True)
    assert sample_data(odd, reading) == odd.sample
