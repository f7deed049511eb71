"""Titles in running text: where they stand in quotation marks, and in which."""

import pytest

from salesbook.text.standing import Standing, quoted, standings

ALONE, SENTENCE, QUOTED = Standing.ALONE, Standing.SENTENCE, Standing.QUOTED


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("[[a]]", [ALONE]),
        ("**[[a]]**", [ALONE]),
        ("- [[a]]\n- [[b]].", [ALONE, ALONE]),
        ("1. [[a]], [[b|слова]] и [[c]]", [ALONE, ALONE, ALONE]),
        ("## [[a]]", [ALONE]),
        ("| этап | [[a]], [[b]] |\n|---|---|\n| [[c|x]] | см. [[d]] |", [ALONE, ALONE, ALONE, SENTENCE]),
        ("Регламент: [[a]]", [ALONE]),
        ("**Письма:** [[a]], [[b]].", [ALONE, ALONE]),
        ("Текст.\n\n[[a]]\n\nЕщё.", [ALONE]),
        ("Ставит баллы в [[a]].", [SENTENCE]),
        ("Шаблон — [[a]], порядок — [[b]].", [SENTENCE, SENTENCE]),
        ("Слова стоят\n[[a]]\nи в письме.", [SENTENCE]),
        ("Отправьте: [[a]], потом позвоните.", [SENTENCE]),
        ("Одно. Другое: [[a]]", [ALONE]),
        ("Одно по [[a]]. Письма: [[b]], [[c]]. Ещё [[d]].", [SENTENCE, ALONE, ALONE, SENTENCE]),
        ("Он: «Письма: [[a]]. Ещё».", [QUOTED]),
        ("Вот что: [[a]] и дальше.", [SENTENCE]),
        ("- Отправьте [[a]]\n- [[b]]", [SENTENCE, ALONE]),
        ("Портрет «[[a]]».", [ALONE]),
        ("Портрет «**[[a]]**».", [ALONE]),
        ("Он сказал: «Смотрите [[a]], там всё».", [QUOTED]),
        ("«[[a]] и [[b]]»", [QUOTED, QUOTED]),
        ("«Раз» и [[a]]", [SENTENCE]),
        ("> «Открою [[a]]»", [QUOTED]),
        ("«Не закрыл\n\nДальше [[a]].", [SENTENCE]),
        ("`[[a]]` и [[b]]", [SENTENCE]),
        ("[[a|слова]]", [ALONE]),
        ("", []),
    ],
)
def test_where_a_reference_stands(text: str, placed: list[Standing]) -> None:
    found = standings(text, "ru")
    assert list(found.values()) == placed
    assert all(text[start:].startswith("[[") for start in found)


def test_english_quotation_marks() -> None:
    assert list(standings("He says “open [[a]]”, then “[[b]]” and [[c]].", "en").values()) == [QUOTED, ALONE, SENTENCE]


@pytest.mark.parametrize(
    ("title", "standing", "language", "printed"),
    [
        ("Карта лида", ALONE, "ru", "Карта лида"),
        ("Карта лида", SENTENCE, "ru", "«Карта лида»"),
        ("Карта лида", QUOTED, "ru", "„Карта лида“"),
        ("Если «дорого»", SENTENCE, "ru", "«Если „дорого“»"),
        ("«Маяк»", SENTENCE, "ru", "«Маяк»"),
        ("«Маяк» и «Причал»", SENTENCE, "ru", "«„Маяк“ и „Причал“»"),
        ("Есть рассрочка?", SENTENCE, "ru", "«Есть рассрочка?»"),
        ("The card", SENTENCE, "en", "“The card”"),
        ("The card", QUOTED, "en", "‘The card’"),
        ("If “dear”", SENTENCE, "en", "“If ‘dear’”"),
    ],
)
def test_how_a_title_is_printed(title: str, standing: Standing, language: str, printed: str) -> None:
    assert quoted(title, standing, language) == printed


@pytest.mark.parametrize("words", ["[[a]] ", "[[a]], ", "«[[a]] ", "| [[a]] ", "x: [[a]]\n", "[[a]] и ", "«" * 10])
def test_ten_thousand_of_them_are_read_in_time(words: str) -> None:
    assert len(standings(words * 10_000, "ru")) in (0, 10_000)
