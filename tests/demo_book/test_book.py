"""The demo book shows what the engine promises of a book."""

import pytest

from salesbook.book.item import Item
from salesbook.letters.channels import channels_of
from salesbook.letters.lengths import too_long
from salesbook.letters.values import read_values, value_context
from salesbook.letters.writing import write
from salesbook.models.kinds import KINDS
from salesbook.models.letter import Letter
from salesbook.models.regulation import Regulation
from salesbook.reading.document import split
from salesbook.reading.files import SourceFile, read_text
from salesbook.reading.plain_yaml import read_plain
from salesbook.reading.sources import Sources
from salesbook.text.drawings import is_still
from salesbook.text.naming import ARTICLE
from tests.books import TODAY, found, shown
from tests.demo_book.demo import DAY, ROOT, demo_book

BOOK = demo_book()
LETTERS = [item for item, _letter in BOOK.data(Letter)]


def test_nothing_is_wrong_with_it() -> None:
    assert [shown(d) for d in found(ROOT, DAY)] == []


def test_its_yaml_is_plain() -> None:
    """What people write of every kind can be read without libyaml, which takes several times as long."""
    assert [entry.path for entry in Sources(ROOT).scan()[0] if entry.kind is not None and not _is_plain(entry)] == []


def _is_plain(entry: SourceFile) -> bool:
    text, _problem = read_text(entry)
    assert text is not None
    return read_plain(split(entry.path, text)[0].head) is not None


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_is_shown_in_it(kind: str) -> None:
    assert BOOK.of_kind(kind)


@pytest.mark.parametrize("item", LETTERS, ids=lambda item: item.slug)
def test_every_sample_fits_every_channel_of_its_letter(item: Item) -> None:
    letter = item.data
    assert isinstance(letter, Letter)
    values, unfit = read_values(letter, letter.sample, value_context(BOOK.context, letter, today=TODAY))
    assert unfit == []
    assert {f.id for f in letter.fields if f.required} <= set(letter.sample)
    for channel in channels_of(BOOK.context, letter).values():
        written = write(BOOK.context, item, letter, values, channel, today=TODAY, html=True)
        assert too_long(written.text, channel) is None
        assert written.html is not None
        for left in ("{{", "{%", "None", "&amp;#", "\n\n\n"):
            assert left not in written.text + (written.subject or "") + written.html.replace("\n\n\n", "")
        assert "**" not in written.text


def test_regulations_are_numbered_without_holes_in_the_record() -> None:
    for item, regulation in BOOK.data(Regulation):
        match = ARTICLE.fullmatch(regulation.article or "")
        assert match is not None, item.name
        assert int(match["number"]) <= BOOK.register[match["prefix"]]


def test_its_drawings_are_still() -> None:
    drawings = list((ROOT / "content").rglob("*.svg"))
    assert len(drawings) > 10
    assert [path for path in drawings if not is_still(path.read_bytes())] == []
