"""The vocabularies of a company: one table that references, checks, schemas and the editor ask."""

from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.models.base import Names
from salesbook.models.company import Company
from salesbook.models.kinds import BY_NAME, KINDS
from salesbook.models.shapes import blocks_of, shape_of, shapes_of
from salesbook.models.vocabularies import VOCABULARIES, vocabulary_of
from tests.books import BASE, base_text, compiled

BOOK = load_book(BASE)[0]


@pytest.mark.parametrize("name", VOCABULARIES)
def test_words_stand_in_a_list_of_the_company(name: str) -> None:
    vocabulary = VOCABULARIES[name]
    assert vocabulary.name == name
    if not vocabulary.field:
        assert vocabulary.defaults
        assert vocabulary.listed(BOOK.company) == ()
        return
    field = shape_of(Company, vocabulary.field)
    assert field is not None
    assert field.model is not None
    assert {"id", "name"} <= {inner.key for inner in shapes_of(field.model)}
    assert BOOK.words[name] == {word.id: word.name for word in vocabulary.of(BOOK.company)} != {}


def test_whatever_a_field_names_is_a_kind_or_a_vocabulary() -> None:
    marks = {
        field.mark for kind in KINDS for block in blocks_of(kind.model) for field in shapes_of(block)
        if isinstance(field.mark, Names)
    }  # fmt: skip
    assert VOCABULARIES.keys().isdisjoint(BY_NAME)
    assert {name for mark in marks for name in mark.kinds} <= VOCABULARIES.keys() | BY_NAME.keys()
    assert all(len(mark.kinds) == 1 for mark in marks if vocabulary_of(mark) is not None)
    # Sections are named in addresses alone.
    assert {vocabulary_of(mark) for mark in marks} >= {v for n, v in VOCABULARIES.items() if n != "section"}


@pytest.mark.parametrize(
    ("names", "vocabulary"),
    [(None, None), (Names(), None), (Names(("script",)), None), (Names(("channel",)), VOCABULARIES["channel"])],
)
def test_vocabulary_of(names: Names | None, vocabulary: object) -> None:
    assert vocabulary_of(names) is vocabulary


def test_words_by_default_are_those_of_a_book_that_lists_none() -> None:
    group, company = VOCABULARIES["pipeline_group"], BOOK.company
    assert company.language == "ru"
    assert group.names(company) == {"sales": "продажи", "warmup": "прогрев", "production": "работа после продажи"}
    assert group.names(company, "en")["warmup"] == "warm-up"
    assert group.listed(company) == ()


def test_listed_words_take_the_place_of_those_by_default(tmp_path: Path) -> None:
    lists = "question_kinds: [{id: pain, name: о боли}, {id: closing}, {id: nameless}]\n"
    sections = "sections: [{id: talks, name: Разговоры}, {id: market}]\n"
    company = compiled(tmp_path, {"company.yml": base_text("company.yml") + lists + sections}).company
    assert VOCABULARIES["question_kind"].names(company) == {
        "pain": "о боли", "closing": "закрывающий", "nameless": "nameless",
    }  # fmt: skip
    # A kind of content must stand somewhere: sections that are not listed follow.
    names = list(VOCABULARIES["section"].names(company))
    assert names[:3] == ["talks", "market", "pipelines"]
    assert len(names) == len(set(names)) == len(VOCABULARIES["section"].defaults) + 1
