"""Names in any form of their words: what is found, what only looks like it, and how long the worst text takes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.text.endings import Names


def found(name: str, text: str) -> list[str]:
    return [text[match.start : match.end] for match in Names([(name, name)]).find(text)]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("горячий лид", "Горячих лидов нет, горячему лиду звоним.", ["Горячих лидов", "горячему лиду"]),
        ("Шахматка", "Откройте Шахматку: в «Шахматке» видно.", ["Шахматку", "Шахматке"]),
        ("Прогрев", "Из Прогрева. В прогреве.", ["Прогрева"]),
        ("КЭВ", "На КЭВ и после КЭВа; кэвы", ["КЭВ", "КЭВа"]),
        (
            "дежурный стажёр",
            "дежурному стажеру, дежурными\u00a0стажёрами",
            ["дежурному стажеру", "дежурными\u00a0стажёрами"],
        ),
        ("смета готова", "Смета\nготова. Смета. Готова ли она?", ["Смета\nготова"]),
        ("Call centre", "the Call centres, a call centre", ["Call centres"]),
        ("ОП", "ОП, опа, ОПА", ["ОП"]),
        ("лид-магнит", "лид-магнита, лид магнитом", ["лид-магнита", "лид магнитом"]),
    ],
)
def test_found_in_its_forms(name: str, text: str, words: list[str]) -> None:
    assert found(name, text) == words


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Шахматка", "Шахматы, шахматный, Шахматок"),
        ("лид", "лидер лидирует, сплиды"),
        ("горячий лид", "горячий, лид; горячий новый лид"),
        ("!!!", "Как! Что!!!"),
    ],
)
def test_not_found(name: str, text: str) -> None:
    assert found(name, text) == []


def test_of_names_from_one_place_the_longest() -> None:
    names = Names([("лид", 1), ("горячий лид", 2), ("горячий", 3)])
    assert [match.value for match in names.find("Горячие лиды, потом горячий чай и лид.")] == [2, 3, 1]


def test_a_name_in_lower_case_is_found_in_either() -> None:
    names = Names([("Лид", "capital"), ("лид", "any")])
    assert [match.value for match in names.find("Лида и лида")] == ["capital", "any"]


@given(st.text("абвгде ёАБ-ия\n", max_size=60), st.lists(st.text("абвгдеия ", min_size=1, max_size=12), max_size=4))
def test_matches_stand_in_order_and_the_quick_look_is_right(text: str, spellings: list[str]) -> None:
    names = Names((name, name) for name in spellings)
    matches = list(names.find(text))
    assert all(one.end <= other.start for one, other in pairwise(matches))
    assert not matches or names.may_be_in(text)
