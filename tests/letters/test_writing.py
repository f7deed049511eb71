"""Letters: what the manager has filled in comes out word for word, and can do nothing to the letter."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.cli.delivery import keep_out
from salesbook.core.errors import UserError
from salesbook.letters.channels import asked_channel
from salesbook.letters.lengths import too_long
from salesbook.letters.values import read_values, value_context
from salesbook.letters.writing import RenderedLetter, choose_channel, sample, write
from salesbook.models.letter import Letter
from tests.books import BASE, changed, compiled

BOOK = load_book(BASE)[0]
TODAY = date(2026, 11, 25)
SUMMARY, REFUSAL = "letters/summary.md", "letters/refusal.md"
FACTS: dict[str, Any] = {
    "client": "Анна",
    "meeting_date": date(2026, 11, 25),
    "liked": ["вид на море", "первая линия"],
    "next_step": {"action": "бронь", "date": date(2026, 11, 27), "time": "9:30"},
}


def item_of(book: Book, name: str = "summary") -> tuple[Item, Letter]:
    item = book.items[f"letter:{name}"]
    assert isinstance(item.data, Letter)
    return item, item.data


def written(
    facts: dict[str, Any], *, book: Book = BOOK, name: str = "summary", asked: str | None = None
) -> RenderedLetter:
    item, letter = item_of(book, name)
    channel = None if asked is None else asked_channel(book.context, letter, asked)
    reading = value_context(book.context, letter, today=TODAY, asked=channel)
    values, unfit = read_values(letter, facts, reading)
    assert unfit == []
    channel = choose_channel(letter, values, reading)
    return write(book.context, item, letter, values, channel, today=TODAY, html=True)


def test_text() -> None:
    letter = written(FACTS)
    assert letter.subject == "Итоги встречи 25\u00a0ноября"
    assert letter.text == (
        "Анна, спасибо за встречу 25\u00a0ноября 2026\u00a0года!\n\n"
        "Что понравилось\n\n— вид на море\n— первая линия\n\n"
        "Следующий шаг: бронь\u00a0— 27\u00a0ноября, 09:30 по\u00a0Москве.\n\nБерег\n"
    )


def test_html() -> None:
    html = written(FACTS).html
    assert html is not None
    assert '<html lang="ru">' in html
    assert "<title>Итоги встречи 25\u00a0ноября</title>" in html
    assert "<p><strong>Что понравилось</strong></p>\n<ul>\n<li>вид на море</li>\n<li>первая линия</li>\n</ul>" in html


def test_what_is_optional_leaves_no_trace() -> None:
    facts = FACTS | {"liked": [], "next_step": {"action": "бронь", "date": date(2026, 11, 27)}}
    text = written(facts).text
    assert "понравилось" not in text
    assert "27\u00a0ноября.\n" in text
    assert "None" not in text
    assert "\n\n\n" not in text


def test_html_is_made_only_when_asked_for() -> None:
    item, letter = item_of(BOOK, "refusal")
    reading = value_context(BOOK.context, letter, today=TODAY)
    values, unfit = read_values(letter, {"client": "А", "reason": "нет объекта"}, reading)
    assert unfit == []
    assert write(BOOK.context, item, letter, values, BOOK.company.channels[1], today=TODAY, html=False).html is None


@pytest.mark.parametrize(
    ("agreed", "asked", "channel"),
    [
        (None, None, "email"),
        ("telegram", None, "telegram"),
        ("Почта", None, "email"),
        ("телега", None, "telegram"),
        ("telegram", "тг", "telegram"),
        (None, "sms", "sms"),
        (None, "смс", "sms"),
        (None, "Telegram", "telegram"),
    ],
)
def test_channel(agreed: str | None, asked: str | None, channel: str) -> None:
    assert written(FACTS | ({"channel": agreed} if agreed else {}), asked=asked).channel == channel


@pytest.mark.parametrize("asked", ["phone", "звонок", "fax", ""])
def test_a_channel_the_letter_is_not_made_for(asked: str) -> None:
    with pytest.raises(UserError, match="is not sent by"):
        asked_channel(BOOK.context, item_of(BOOK)[1], asked)


def test_a_letter_that_goes_nowhere(tmp_path: Path) -> None:
    book = compiled(tmp_path, changed(REFUSAL, ("channels: [email, sms]", "channels: [fax]")))
    letter = item_of(book, "refusal")[1]
    with pytest.raises(UserError, match="by none of the company's channels"):
        choose_channel(letter, {}, value_context(book.context, letter, today=TODAY))


@pytest.mark.parametrize(("over", "fits"), [(0, True), (1, False)])
def test_a_channel_takes_so_many_characters(over: int, fits: bool) -> None:
    bare = len(written({"client": "А", "reason": "нет объекта"}, name="refusal", asked="sms").text.rstrip("\n"))
    letter = written({"client": "А" * (211 - bare + over), "reason": "нет объекта"}, name="refusal", asked="sms")
    assert len(letter.text.rstrip("\n")) == 210 + over
    unfit = too_long(letter.text, BOOK.company.channels[3])
    assert (unfit is None) == fits
    assert unfit is None or unfit.message == "the letter has 211 characters; SMS takes 210"


def test_samples() -> None:
    shown = sample(BOOK.context, *item_of(BOOK), today=TODAY)
    assert shown is not None
    assert "бронь апартаментов 412" in shown.text
    assert "бронь апартаментов 412" in (shown.html or "")


def test_no_sample_and_one_that_does_not_fit(tmp_path: Path) -> None:
    line = "sample: {client: Анна, reason: нет объекта}\n"
    for number, text in enumerate(("", "sample: {client: Анна, reason: дорого}\n")):
        book = compiled(tmp_path / str(number), changed(REFUSAL, (line, text)))
        assert sample(book.context, *item_of(book, "refusal"), today=TODAY) is None


TEMPLATE = "{{ client }}, помочь не сможем: {{ reason }}."


@pytest.mark.parametrize(
    "body",
    [
        "{{ reason.__class__ }}",
        "{{ client.upper() }}",
        "{{ 1 // 0 }}",
        "{{ client + 1 }}",
        "{{ client | date }}",
        "{{ client | money }}",
        "{{ missing }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include '../../content/company.yml' %}",
        "{{ client | round }}",
        "{{ {}['a'] }}",
        "{% set x = client %}" + "{% set x = x ~ x %}" * 22 + "{{ x }}",
    ],
)
def test_a_template_that_fails_is_a_message(tmp_path: Path, body: str) -> None:
    book = compiled(tmp_path, changed(REFUSAL, (TEMPLATE, body)))
    with pytest.raises(UserError, match=r"refusal\.md fails"):
        written({"client": "Анна", "reason": "нет объекта"}, book=book, name="refusal")


def test_a_date_that_is_not_given_is_not_today(tmp_path: Path) -> None:
    book = compiled(
        tmp_path,
        changed(
            REFUSAL,
            (TEMPLATE, "{{ day | date }}"),
            ("fields:\n", "fields:\n  - {id: day, label: День, type: date, required: false}\n"),
        ),
    )
    with pytest.raises(UserError, match="is not a date"):
        written({"client": "Анна", "reason": "нет объекта"}, book=book, name="refusal")


@pytest.mark.parametrize(
    ("envelope", "message"),
    [
        ("{{ nothing }}", "envelope.html fails"),
        ("{% if %}", "envelope.html fails"),
        ("{{ 1 / 0 }}", "envelope.html fails: line 1: something is divided by zero"),
        ("{% include 'envelope.html' %}", "envelope.html fails"),
        (b"\xff", "envelope.html fails: line 1: it cannot be read: it is not in UTF-8"),
    ],
)
def test_an_envelope_that_fails_is_a_message(tmp_path: Path, envelope: str | bytes, message: str) -> None:
    book = compiled(tmp_path, {"templates/letters/envelope.html": envelope})
    with pytest.raises(UserError, match=message) as caught:
        written(FACTS, book=book)
    assert "delete it: then the default" in caught.value.advice


def test_a_book_without_an_envelope_has_the_default(tmp_path: Path) -> None:
    book = compiled(tmp_path, {"templates/letters/envelope.html": None})
    letter = written(FACTS, book=book)
    assert letter.html is not None
    assert letter.html.startswith("<!doctype html>")


@pytest.mark.parametrize("name", ["out.txt", "content/x.html", "../{root}/x", "new/folder/x"])
def test_a_letter_is_never_written_into_the_book(tmp_path: Path, name: str) -> None:
    book = compiled(tmp_path / "book")
    with pytest.raises(UserError, match="lies inside the book"):
        keep_out(book.root, book.root / name.format(root=book.root.name))
    keep_out(book.root, tmp_path / "out.txt")


def test_a_link_that_leads_into_the_book_is_the_book(tmp_path: Path) -> None:
    book = compiled(tmp_path / "book")
    (tmp_path / "link").symlink_to(book.root, target_is_directory=True)
    with pytest.raises(UserError, match="lies inside the book"):
        keep_out(book.root, tmp_path / "link" / "x.txt")
