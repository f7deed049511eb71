"""What is found for a question, however it is typed, and what never is."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.book.load import load_book
from salesbook.finding.excerpts import excerpt, marked
from salesbook.finding.index import Index
from salesbook.finding.questions import read
from salesbook.finding.search import find
from tests.books import base_text, regulation, write_book

GLOSSARY = """
title: Глоссарий
about: Слова.
terms:
  - {term: Лид, forms: [лиды], definition: Обращение до квалификации.}
  - {term: Планёрка, everyday: [летучка, оперативка], definition: 'Десять минут в начале дня.'}
  - {term: Плата за бронь, everyday: [задаток], definition: Деньги за снятие с продажи.}
  - {term: Ключевая встреча, abbreviation: КЭВ, definition: 'Встреча, на которой клиент решает.'}
"""
DISCOUNTS = """## Порядок

Скидку согласует руководитель. Скидок без обмена нет.

## Запрещено

Обещать подарок и переезд.
"""
NO_ANSWER = """## Когда клиент не взял трубку

Перезвоните трижды: утром, днём и вечером.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    script = base_text("scripts/key-meeting.yml").replace(
        "{objection: Дорого, answer: С чем сравниваете?}",
        "{objection: У соседей дешевле, everyday: [переплачу], answer: 'Сравним по строкам, {{ fact.hold }}.'}",
    )
    morning = regulation(
        "Утро", "ОП-013", "## Планёрка\n\nВ 9:15, стоя.\n\n## Порядок\n\nБронь держим {{ fact.hold }}.\n"
    )
    fact = "facts:\n  - {id: hold, name: Срок резервирования, value: 3, unit: working_days, about: По просьбе.}\n"
    root = write_book(
        tmp_path_factory.mktemp("book"),
        {
            "glossary.yml": GLOSSARY,
            "regulations/sales/discounts.md": regulation("Скидки", "ОП-007", DISCOUNTS),
            "regulations/sales/no-answer.md": regulation("Недозвон", "ОП-012", NO_ANSWER),
            "regulations/sales/morning.md": morning.replace("\nowner:", "\neveryday: [побудка]\nowner:", 1),
            "company.yml": base_text("company.yml").replace("facts:\n", fact, 1),
            "scripts/key-meeting.yml": script,
        },
    )
    return Index.of(load_book(root)[0])


def names(index: Index, typed: str) -> list[str]:
    return [f"{hit.section.item.name}#{hit.section.anchor}".rstrip("#") for hit in find(index, typed)]


@pytest.mark.parametrize(
    "typed",
    [
        "скидками", "СКИДКА", "скидок", "скидку", "crblrf", "скидак", "скдика", "скидкаа", "какие скидки", "скид",
        "cкидка", "  скидка?! ", "скидка\u00a0клиенту",
    ],
)  # fmt: skip
def test_a_word_however_it_is_typed(index: Index, typed: str) -> None:
    assert names(index, typed)[0].startswith("regulation:discounts")


@pytest.mark.parametrize(
    "typed",
    [
        "оп7", "ОП 7", "op-007", "ОП-007", "OП7", "jg7", "что в оп-7", "оп007", "ОП №7", "ОПОО7", "оп-оо7", "опО07",
    ],
)  # fmt: skip
def test_an_article_number_however_it_is_typed(index: Index, typed: str) -> None:
    assert names(index, typed)[0] == "regulation:discounts"


@pytest.mark.parametrize(
    "typed", ["регламент 12", "Регламент №12", "12 регламент", "12-й регламент", "регламента номер 012"]
)
def test_a_number_alone_names_a_regulation(index: Index, typed: str) -> None:
    assert names(index, typed)[0] == "regulation:no-answer"


def test_a_number_that_two_departments_have_names_that_of_the_larger_one_first(index: Index) -> None:
    assert read("регламент 1", index).articles == ("ОП-001", "МК-001")


def test_a_preposition_is_no_prefix_of_a_department(index: Index) -> None:
    assert read("по 2 дня", index).articles == ()


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("летучка", "regulation:morning#планёрка"),
        ("на оперативке", "regulation:morning#планёрка"),
        ("не берет трубку", "regulation:no-answer#когда-клиент-не-взял-трубку"),
        ("у соседей дешевле", "script:key-meeting#"),
        ("дешевле у соседа", "script:key-meeting#"),
        ("менеджер", "position:manager"),
        ("что обещать", "regulation:discounts#запрещено"),
        ("побудка", "regulation:morning"),
        ("боюсь переплатить", "script:key-meeting#"),
        ("что запрещать", "regulation:discounts#запрещено"),
        ("перезд зимой", "regulation:discounts#запрещено"),  # and no call: перезвонить begins so, too
    ],
)
def test_a_question_in_words_of_ones_own(index: Index, typed: str, best: str) -> None:
    assert names(index, typed)[0].startswith(best)


def test_what_is_marked_is_what_was_meant_where_it_was_found(index: Index) -> None:
    (hit, *_others) = find(index, "летучка")
    assert "планерка" in hit.meanings
    (other, *_others) = find(index, "подарок")
    assert "планерка" not in other.meanings


def test_a_word_is_a_form_of_those_whose_ending_it_has(index: Index) -> None:
    assert index.words_of("скидок") == ("скидка",)
    several = {stem: words for stem, words in index.stems.items() if len(words) > 1}
    assert several.keys() == index.endings.keys()
    for stem, words in several.items():
        for word, endings in zip(words, index.endings[stem], strict=True):
            assert all(word in index.words_of(stem + ending) for ending in endings.split("|") if ending == "")


def test_words_that_say_nearly_the_same_are_found_by_one_another(index: Index) -> None:
    assert names(index, "бонус")[0].startswith("regulation:discounts")  # the book says «подарок»
    weights = index.weights["подарок"]
    assert all(index.weights["бонус"][n] < weight for n, weight in weights.items())


def test_a_phrase_in_which_people_ask_counts_more_than_its_words(tmp_path: Path) -> None:
    asked = {"apart": "закрыть дверь, окно настежь", "whole": "закрыть окно, дверь настежь"}
    files: dict[str, str | bytes | None] = {}
    for n, (slug, said) in enumerate(asked.items()):
        text = regulation(slug, f"ОП-02{n}", "Текст.")
        files[f"regulations/sales/{slug}.md"] = text.replace("\nowner:", f"\neveryday: [{said}]\nowner:", 1)
    index = Index.of(load_book(write_book(tmp_path, files))[0])
    assert [hit.section.item.slug for hit in find(index, "закрыть окно")][:2] == ["whole", "apart"]
    assert [hit.section.item.slug for hit in find(index, "закрыть дверь")][:2] == ["apart", "whole"]


def test_a_figure_is_found_by_what_the_company_calls_it(index: Index) -> None:
    assert names(index, "срок резервирования")[:2] == ["regulation:morning#порядок", "script:key-meeting#начало"]
    (hit, *_others) = find(index, "срок резервирования")
    assert "3 рабочих дня" in "".join(stretch.text for stretch in excerpt(index, hit))


def test_who_speaks_of_himself_is_answered_as_a_client(index: Index) -> None:
    kinds = {word for wanted in read("а я переплачу", index).readings[0].wanted for word in wanted.meanings}
    assert "#objection" in kinds
    assert "#objection" not in {w for each in read("переплата", index).readings[0].wanted for w in each.meanings}


def test_words_of_how_people_ask_are_not_shown(index: Index) -> None:
    assert "побудка" not in " ".join(section.text for section in index.sections)


def test_words_without_a_subject_count_where_there_are_no_others(index: Index) -> None:
    assert names(index, "скидка и") == names(index, "скидка")


def test_wrong_answers_of_a_quiz_are_not_found(index: Index) -> None:
    said = " ".join(section.text for section in index.sections if section.item.kind.name == "course")
    assert "Кто ведёт прогрев?" in said
    assert "Маркетолог." not in said


def test_what_a_role_may_not_see_is_not_found(tmp_path: Path) -> None:
    secret = base_text("regulations/sales/first-contact.md").replace("[manager]", "[head]")
    book, _problems = load_book(write_book(tmp_path, {"regulations/sales/first-contact.md": secret}))
    assert "regulation:first-contact" in names(Index.of(book), "первый контакт")
    assert "regulation:first-contact" not in names(Index.of(book, "manager"), "первый контакт")


def test_nothing_is_found_for_nothing(index: Index) -> None:
    assert find(index, "") == find(index, "щщщщщщ") == find(index, "!?") == []


def test_the_words_that_were_asked_for_are_marked(index: Index) -> None:
    (hit, *_others) = find(index, "скидкой")
    assert (hit.section.anchor, hit.section.text) == ("", "")  # the regulation says it in its title, then in its body
    assert [s.text for s in excerpt(index, hit) if s.marked] == ["Скидку", "Скидок"]
    assert [s.text for s in marked(index, hit, "Две скидки")] == ["Две ", "скидки", ""]
    assert "".join(s.text for s in excerpt(index, hit, 40)).count("…") >= 1


@given(st.text(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_text_may_be_typed(index: Index, typed: str) -> None:
    hits = find(index, typed)
    assert len({hit.section.item.name for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        told = " ".join(" ".join(s.text for s in index.sections if s.item is hit.section.item).split())
        assert "".join(stretch.text for stretch in excerpt(index, hit)).strip(" …") in told


@pytest.mark.parametrize("typed", ["скидк " * 20_000, "а" * 1_000_000, "оп7 " * 50_000, "ъ;'][" * 9_000])
def test_a_question_of_any_length_is_answered_at_once(index: Index, typed: str) -> None:
    begun = time.process_time()
    find(index, typed)
    assert time.process_time() - begun < 2
