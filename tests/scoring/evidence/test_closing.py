"""How deals end, in the words of CRMs and of people."""

import pytest

from salesbook.scoring.evidence.closing import LOST, OPEN, WON, outcome_key, was_won


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "Успешно реализовано",
            "Сделка успешна",
            "Сделка: успешна.",
            "успешная сделка",
            "C2:WON",
            "142",
            "Да",
            "Выиграна",
        ),
        *("Closed Won", "Deal won", "Успешно завершена", "Сделка выиграна!", "Продажа"),
    ],
)
def test_won(cell: str) -> None:
    assert was_won(outcome_key(cell)) is True


@pytest.mark.parametrize(
    "cell",
    [
        *("Закрыто и не реализовано", "Сделка провалена", "Сделка не успешна", "C4:LOSE", "APOLOGY", "143", "Нет"),
        *("Closed Lost", "Сделка проиграна", "Анализ причины провала", "Отказ", "Лид потерян", "неуспешная сделка"),
    ],
)
def test_lost(cell: str) -> None:
    assert was_won(outcome_key(cell)) is False


@pytest.mark.parametrize("cell", ["", "В работе", "—", None])
def test_open(cell: str | None) -> None:
    assert was_won(outcome_key(cell)) is None


@pytest.mark.parametrize("cell", ["Договор подписан", "Оплата получена", "сделка", "сделка в пути", "Ключи выданы"])
def test_what_may_be_a_stage_on_the_way_is_asked_about(cell: str) -> None:
    with pytest.raises(ValueError):
        was_won(outcome_key(cell))


def test_no_word_means_two_things() -> None:
    assert not WON & LOST and not (WON | LOST) & OPEN
    for words in (WON, LOST, OPEN):
        assert all(outcome_key(word) == word for word in words)
