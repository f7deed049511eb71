"""The repository's own book is what the engine promises of a book."""

from datetime import date
from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.checks import RULES
from salesbook.core import language
from salesbook.letters.lengths import too_long
from salesbook.letters.writing import channels_of, check_values, write
from salesbook.models.kinds import KINDS
from salesbook.models.letter import Letter
from salesbook.models.regulation import Regulation
from salesbook.text.naming import ARTICLE
from tests.books import found, shown

ROOT = Path(__file__).parents[2]
BOOK, _PROBLEMS = load_book(ROOT)
LETTERS = [(item, letter) for item, letter in BOOK.data(Letter)]
RU = language.LOCALE / "ru" / "LC_MESSAGES" / "salesbook.mo"
needs_russian = pytest.mark.skipif(not RU.exists(), reason="the Russian catalogue is not made yet")


def test_nothing_is_wrong_with_it() -> None:
    assert [shown(d) for d in found(ROOT)] == []


@pytest.mark.parametrize(("item", "letter"), LETTERS, ids=[item.slug for item, _letter in LETTERS])
def test_every_sample_fits_every_channel_of_its_letter(item: object, letter: Letter) -> None:
    found = BOOK.items[f"letter:{getattr(item, 'slug', '')}"]
    values, unfit = check_values(BOOK.context, letter, letter.sample, today=date(2026, 11, 1))
    assert unfit == []
    assert {f.id for f in letter.fields if f.required} <= set(letter.sample)
    for channel in channels_of(BOOK.context, letter).values():
        written = write(BOOK.context, found, values, channel, html=True)
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


@needs_russian
@pytest.mark.parametrize("slug", sorted(RULES))
def test_every_manual_is_told_in_russian(slug: str) -> None:
    language.speak("ru")
    manual = language.gettext(RULES[slug].manual)
    assert manual != RULES[slug].manual
    assert "Плохо:" in manual
    assert "Хорошо:" in manual


@needs_russian
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_a_russian_name(kind: object) -> None:
    names = [getattr(kind, name) for name in ("singular", "plural")]
    words = [name() if callable(name) else name for name in names]
    language.speak("ru")
    russian = [name() if callable(name) else language.gettext(name) for name in names]
    assert russian != words
    assert all(word and not word.isascii() for word in russian)
