"""Cards: what is one, what it is called, when it says something else than before."""

from pathlib import Path

from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.learning.cards import Card, CardKind, cards_of
from tests.books import OTHER, compiled, write_book

GLOSSARY = """\
title: Глоссарий
terms:
  - {{term: Лид, abbreviation: Л, forms: [{forms}], everyday: [{everyday}], definition: '{definition}'}}
"""
SCRIPT = """\
title: Разговор
stage: pipeline:main#taken
goal: Встреча.
channels: [phone]
blocks:
  - title: Начало
    purpose: Узнать.
    objections:
      - {{objection: '{objection}', everyday: [{everyday}], answer: '{answer}'}}
      - {{objection: Дорого, answer: Раз.}}
  - title: {end}
    purpose: Договориться.
    objections:
      - {{objection: «Дорого», answer: Два.}}
"""


def glossary(root: Path, forms: str = "лиды", everyday: str = "заявка", definition: str = "Кто спросил.") -> Card:
    text = GLOSSARY.format(forms=forms, everyday=everyday, definition=definition)
    book = compiled(root, {"glossary.yml": text})
    [card] = cards_of(book.items["glossary"], book.facts)
    return card


def script(
    root: Path,
    objection: str = "Я подумаю",
    answer: str = "О чём?",
    everyday: str = "надо подумать",
    end: str = "Конец",
) -> tuple[Card, ...]:
    text = SCRIPT.format(objection=objection, answer=answer, everyday=everyday, end=end)
    book, _problems = load_book(write_book(root, {"scripts/talk.yml": text}))
    return cards_of(book.items["script:talk"], book.facts)


def all_of(book: Book) -> list[Card]:
    return [card for item in book.items.values() for card in cards_of(item, book.facts)]


def test_terms_questions_and_objections_of_scripts_and_portraits_are_cards() -> None:
    book, _problems = load_book(OTHER)
    cards = all_of(book)
    assert {card.kind for card in cards} == set(CardKind)
    assert {card.item.kind.name for card in cards} == {"glossary", "course", "script", "audience"}
    assert len({card.id for card in cards}) == len(cards)
    assert [card.id for card in cards if card.kind is CardKind.TERM] == ["glossary#уровень", "glossary#цель"]


def test_a_card_of_a_term_tells_what_it_says_and_not_how_it_is_spelt_or_searched_for(tmp_path: Path) -> None:
    card = glossary(tmp_path / "a")
    same = glossary(tmp_path / "b", forms="лида", everyday="обращение", definition="кто  спросил")
    other = glossary(tmp_path / "c", definition="Кто купил.")
    assert (card.id, card.edition) == (same.id, same.edition)
    assert card.id == other.id
    assert card.edition != other.edition


def test_an_objection_keeps_its_name_when_its_answer_or_its_block_is_another_one(tmp_path: Path) -> None:
    cards = script(tmp_path / "a")
    assert [card.block for card in cards] == ["Начало", "Начало", "Конец"]
    assert [card.anchor for card in cards] == ["начало", "начало", "конец"]
    other = script(
        tmp_path / "b", objection="«Я подумаю».", answer="Над чем?", everyday="возьму время", end="Завершение"
    )
    assert [card.id for card in cards] == [card.id for card in other]
    assert [one.edition == two.edition for one, two in zip(cards, other, strict=True)] == [False, True, True]
    assert script(tmp_path / "c", objection="Я спрошу жену")[0].id != cards[0].id


def test_what_an_item_asks_twice_is_two_cards(tmp_path: Path) -> None:
    _first, once, again = script(tmp_path)
    assert again.id == f"{once.id}-2"


def test_a_question_keeps_its_name_when_its_answer_is_another_one(tmp_path: Path) -> None:
    def asked(answer: int, words: str = "Кто звонит первым?") -> Card:
        quiz = f"{{question: {words}, options: [Менеджер, Клиент], answer: {answer}, because: Так., source: ОП-001}}"
        course = f"title: Курс\nabout: О.\nlessons: [{{item: ОП-001}}]\nquiz:\n  - {quiz}\n"
        book, _problems = load_book(write_book(tmp_path / f"{answer}{words}", {"courses/start.yml": course}))
        [card] = cards_of(book.items["course:start"], book.facts)
        return card

    one, other = asked(1), asked(2)
    assert one.id == other.id
    assert one.id.startswith("course:start/")
    assert one.edition != other.edition
    assert asked(1, "Кто пишет первым?").id != one.id


def test_kinds_without_cards_have_none() -> None:
    book, _problems = load_book(OTHER)
    assert all(cards_of(item, book.facts) == () for item in book.of_kind("regulation"))
