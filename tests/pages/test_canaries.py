"""Nothing of what a role may not see is anywhere in its edition: no string, no file name, no picture, no figure."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesbook.book.load import load_book
from salesbook.core.language import Translations
from salesbook.pages.academy import make_academy
from tests.academy.tiny import TEMPLATES
from tests.books import BASE, OTHER, TODAY
from tests.canaries import SECRET, TITLE, Cage, caged, hideable, said_in

OTHER_BOOK = load_book(OTHER)[0]
BASE_BOOK = load_book(BASE)[0]


def leaks(cage: Cage) -> list[str]:
    academy = make_academy(cage.book, (TEMPLATES,), Translations("ru"), (), cage.role, today=TODAY)
    return cage.found("\n".join(said_in(academy)))


def test_a_canary_is_found_where_it_may_be_seen() -> None:
    """The search for canaries finds them in the edition of whoever may see them."""
    cage = caged(
        OTHER_BOOK,
        "teacher",
        {"regulation:recording"} if "regulation:recording" in OTHER_BOOK.items else set(hideable(OTHER_BOOK)[:1]),
    )
    academy = make_academy(cage.book, (TEMPLATES,), Translations("ru"), (), None, today=TODAY)
    text = "\n".join(said_in(academy))
    assert cage.found(text)
    assert SECRET in text
    assert TITLE in text


@pytest.mark.parametrize("name", hideable(OTHER_BOOK))
def test_one_item_that_is_hidden_is_nowhere(name: str) -> None:
    assert leaks(caged(OTHER_BOOK, "teacher", {name})) == []


@pytest.mark.parametrize("kind", sorted({name.partition(":")[0] for name in hideable(OTHER_BOOK)}))
def test_a_kind_that_is_hidden_is_nowhere(kind: str) -> None:
    assert leaks(caged(OTHER_BOOK, "curator", {n for n in hideable(OTHER_BOOK) if n.partition(":")[0] == kind})) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_is_hidden_is_nowhere(data: st.DataObject) -> None:
    book = data.draw(st.sampled_from([OTHER_BOOK, BASE_BOOK]))
    role = data.draw(st.sampled_from([role.id for role in book.company.roles]))
    forbidden = data.draw(st.sets(st.sampled_from(hideable(book))))
    assert leaks(caged(book, role, forbidden)) == []
