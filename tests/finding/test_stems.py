"""Words without endings: crude, and the same for all forms and all relatives that matter."""

import pytest

from salesbook.finding.stems import root, stem


@pytest.mark.parametrize(
    "relatives",
    [
        ("звонок", "звонить"), ("подготовка", "подготовиться", "подготовить"), ("встреча", "встретить", "встречаться"),
        ("оценка", "оценивать", "оценить", "оценщик"), ("бронь", "бронирование", "бронировать"),
        ("реклама", "рекламировать", "рекламный"), ("отказ", "отказаться", "отказывать"), ("meeting", "meets"),
    ],
)  # fmt: skip
def test_words_made_of_one_another_have_one_root(relatives: tuple[str, ...]) -> None:
    assert len({root(word) for word in relatives}) == 1


@pytest.mark.parametrize(("one", "other"), [("бронь", "бритва"), ("договор", "дозвон"), ("цена", "центр"), ("7", "77")])
def test_other_words_have_another(one: str, other: str) -> None:
    assert root(one) != root(other)


def test_a_short_word_is_left_as_it_is() -> None:
    assert (root("я"), root("сам"), root(""), stem("я")) == ("я", "сам", "", "я")
