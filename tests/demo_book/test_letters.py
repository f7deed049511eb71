"""Every letter of the demo book, written with its own sample: golden files that are read in the diff.

`pytest --update-golden tests/demo_book` writes them anew.
"""

from pathlib import Path

import pytest

from salesbook.book.item import Item
from salesbook.letters.writing import sample
from salesbook.models.letter import Letter
from tests.demo_book.demo import demo_book

GOLDEN = Path(__file__).parent / "letters"
BOOK = demo_book()


@pytest.mark.parametrize(("item", "letter"), [*BOOK.data(Letter)], ids=[i.slug for i in BOOK.of_kind("letter")])
def test_a_letter_reads_as_it_did(item: Item, letter: Letter, golden: bool) -> None:
    written = sample(BOOK.context, item, letter)
    assert written is not None, f"{item.path}: no sample, or one that does not fit the fields"
    assert written.html is not None
    for suffix, text in ((".txt", f"{written.subject or ''}\n\n{written.text}"), (".html", written.html)):
        path = GOLDEN / f"{item.slug}{suffix}"
        if golden:
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text


def test_no_golden_file_is_left_behind() -> None:
    letters = {item.slug for item in BOOK.of_kind("letter")}
    assert {path.stem for path in GOLDEN.iterdir()} == letters
