"""The vocabularies of a company: one table that references, checks, schemas and the editor ask."""

import pytest

from salesbook.book.load import load_book
from salesbook.models.base import Names
from salesbook.models.company import VOCABULARIES, Company, vocabulary_of
from salesbook.models.kinds import BY_NAME, KINDS
from salesbook.models.shapes import blocks_of, shape_of, shapes_of
from tests.books import BASE

BOOK = load_book(BASE)[0]


@pytest.mark.parametrize("name", VOCABULARIES)
def test_words_stand_in_a_list_of_the_company(name: str) -> None:
    vocabulary = VOCABULARIES[name]
    assert vocabulary.name == name
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
    assert {vocabulary_of(mark) for mark in marks} >= set(VOCABULARIES.values())


@pytest.mark.parametrize(
    ("names", "vocabulary"),
    [(None, None), (Names(), None), (Names(("script",)), None), (Names(("channel",)), VOCABULARIES["channel"])],
)
def test_vocabulary_of(names: Names | None, vocabulary: object) -> None:
    assert vocabulary_of(names) is vocabulary
