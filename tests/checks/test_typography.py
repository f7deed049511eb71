"""Russian typography and spelling: what is mended stays mended, and nothing else is touched."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.checks.alphabets import alphabets
from salesbook.checks.passages import ENOUGH, Correction, Corrector, applied, edited, stretches
from salesbook.checks.quotes import quotes
from salesbook.checks.typography import dashes, stray, unbound
from salesbook.checks.yo import dotless, dotted, written_both_ways
from salesbook.text.markup import masked
from tests.books import base_text, compiled

RULES = (quotes, dashes, unbound, stray, alphabets, dotted, dotless)


def edits(rule: Corrector, text: str) -> list[Correction]:
    return stretches(text, rule(text, masked(text)))


def mended(rule: Corrector, text: str) -> str:
    return applied(text, edits(rule, text))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ('"Да"', "«Да»"),
        ('Он сказал: "да", "нет".', "Он сказал: «да», «нет»."),
        ('"Книга "О продажах" ждёт"', "«Книга „О продажах“ ждёт»"),
        ('«Книга "О продажах" ждёт»', "«Книга „О продажах“ ждёт»"),
        ('("да")', "(«да»)"),
        ('"{{ company.name }}" и да', "«{{ company.name }}» и да"),
        ('[["а"]] "[[ОП-001|да]]"', '[["а"]] «[[ОП-001|да]]»'),
        ('{% if x == "да" %}Да{% endif %}', None),
        ('`"да"`', None),
        ('Экран 15" и 27" — да', None),
        ('Экран 15" и "да"', 'Экран 15" и «да»'),
        ('Да "нет', None),
        ('да" нет "да', None),
        ('"yes"', None),
    ],
)
def test_quotes(text: str, right: str | None) -> None:
    assert mended(quotes, text) == (right or text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("а - б -- в --- г – д", "а\u00a0— б\u00a0— в\u00a0— г\u00a0— д"),
        ("{{ x }} - да", "{{ x }}\u00a0— да"),
        ("5-7 минут, 5 - 7\u00a0дней, 5--7%, 1,5-2 млн", "5–7 минут, 5–7\u00a0дней, 5–7%, 1,5–2 млн"),
        ("25-27 ноября", "25–27 ноября"),
        ("- пункт\n  - пункт\n1. - да\n> - да\n| - | а |", None),
        ("7-5 минут, 5-5%, 10 - 3 = 7, ОП-001, 2026-11-25, 12-34-56 минут, 5-7", None),
        ("+7 900 000-10-20 минут, дом 5-7-9 м", None),
        ("кое-кто, `а - б`", None),
        ("x - y = z, n - 1", None),
        (
            "CRM - это база, витамин C - для детей, Zoom - 5",
            "CRM\u00a0— это база, витамин C\u00a0— для детей, Zoom\u00a0— 5",
        ),
    ],
)
def test_dashes(text: str, right: str | None) -> None:
    assert mended(dashes, text) == (right or text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("15 минут, 30 %, 5 млн ₽", "15\u00a0минут, 30\u00a0%, 5\u00a0млн ₽"),
        ("№ 5, 2 мая, 2026 г.", "№\u00a05, 2\u00a0мая, 2026\u00a0г."),
        ("и т. д., т.е. да", "и т.\u00a0д., т.\u00a0е. да"),
        ("А. П. Чехов, А.П. Чехов", "А.\u00a0П.\u00a0Чехов, А.П.\u00a0Чехов"),
        ("Чехов А. П., да", "Чехов\u00a0А.\u00a0П., да"),
        ("Спросите А. П. Чехова", "Спросите А.\u00a0П.\u00a0Чехова"),
        ("да — нет\n— да\n| — | — |\n> — да", "да\u00a0— нет\n— да\n| — | — |\n> — да"),
        (
            "15 менеджеров, 15 мин-макс, 2 г, корпус А. Иван, 5 часть",
            "15 менеджеров, 15 мин-макс, 2 г, корпус А. Иван, 5 часть",
        ),
        ("`15 минут` [а](15-минут)", None),
    ],
)
def test_no_break_spaces(text: str, right: str | None) -> None:
    assert mended(unbound, text) == (right or text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("а  б   в", "а б в"),
        ("да , нет . Да ? Да ! да : да ; да", "да, нет. Да? Да! да: да; да"),
        ("да  , нет", "да, нет"),
        ("да\u00a0 нет", "да\u00a0нет"),
        ("{{ x }} , да", "{{ x }}, да"),
        ("-   пункт\n    1.  пункт\n| а  | б |\n>  да\nда  \nда", None),
        ("да :) и ;) и ;-) .docx … :имя ![схема](а.svg)", None),
        ("`а  , б` а ... б", None),
    ],
)
def test_spaces(text: str, right: str | None) -> None:
    assert mended(stray, text) == (right or text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Cкидка Тeлефон", "Скидка Телефон"),
        ("Zооm и IТ", "Zoom и IT"),
        ("встреча c клиентом, да o нём", "встреча с клиентом, да о нём"),
        ("КEВ ВИП BИП", "КЕВ ВИП ВИП"),
        ("МОСт", None),
        ("iPhone-ы, PDFы, Zoomе, план c, c нами, x и y, SMSка, `Cкидка`, [да](Cкидка.md)", None),
        ("[[ОП-007|Cкидка]]", "[[ОП-007|Скидка]]"),
    ],
)
def test_alphabets(text: str, right: str | None) -> None:
    assert mended(alphabets, text) == (right or text)


def test_a_word_of_two_alphabets_in_equal_parts_is_for_a_person() -> None:
    (edit,) = edits(alphabets, "ТO")
    assert edit.new is None


def test_yo() -> None:
    assert mended(dotted, "Еще партнеры, ЕЕ и все, `еще`") == "Ещё партнёры, ЕЁ и все, `еще`"
    assert mended(dotted, "Оплатите счета со счета, прием в отчете") == "Оплатите счета со счета, приём в отчёте"
    assert written_both_ways("Снятие со счёта: счета оплачены; сёл и сел") == frozenset()
    assert mended(dotless, "Ещё Ёлка, `ё`") == "Еще Елка, `ё`"
    assert written_both_ways("Отчёт, отчет и всё: все, жильё в жилье; узнаёт, узнает") == {"отчет"}


def test_neighbours_are_mended_at_once() -> None:
    assert edits(stray, "а  б  в") == [Correction(0, 7, "а б в")]
    assert edits(stray, "аб  бв  вг") == [Correction(1, 5, "б б"), Correction(5, 9, "в в")]


SIGNS = ' "«»„“-–—.,:;!?()[]{}|<>`#*_/№%₽\n\u00a0' + "абвАБВеёЕЁ" + "acoCOABy" + "0159"
WORDS = st.sampled_from(
    '15 минут,№ 5, - , -- ,"да",«,»," ,т.д.,т. е.,А. П. Чехов,5-7 дней,Cкидка,c,Zооm,еще,ещё,{{ x }},[[ОП-001|да]],'
    '`а  б`,[да](а.md),!!! note "да",| а | б |,- ,  , ,\n,1,5 - 7 %'.split(",")
)
TEXTS = st.lists(WORDS | st.text(SIGNS, max_size=4), max_size=12).map("".join)


@pytest.mark.parametrize("rule", RULES)
@given(text=TEXTS)
def test_what_is_mended_stays_mended(rule: Corrector, text: str) -> None:
    once = mended(rule, text)
    assert mended(rule, once) == once
    before = [edit for edit in edits(rule, text) if edit.new is None]
    assert len(edits(rule, once)) <= len(before)


@given(text=TEXTS)
def test_masks_keep_every_place(text: str) -> None:
    assert len(masked(text)) == len(text)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    "piece", ["а  б ", '"а" ', '"', "а - ", "5-5-", "т.д.", "ё е ", "Cк ", "{{", "<a ", "| ", "А. Б. "]
)
def test_a_hostile_text_is_looked_through(rule: Corrector, piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert mended(rule, mended(rule, text)) == mended(rule, text)


def test_no_more_is_found_than_anybody_has_written(tmp_path: Path) -> None:
    body = base_text("book/objections.md") + "слово  и " * (ENOUGH + 100)
    book = compiled(tmp_path, {"book/objections.md": body})
    item = book.items["article:objections"]
    found = list(edited(item, stray, "{words}", ""))
    assert (len(found), found[0].replacement) == (ENOUGH, "о и")


def test_many_words_are_looked_up_in_linear_time() -> None:
    letters = "абвгдежзик"
    words = [f"{a}{b}{c}{d}е" for a in letters for b in letters for c in letters for d in letters]
    text = " ".join(words) + " " + " ".join(word[:-1] + "ё" for word in words[::2])
    assert written_both_ways(text) == frozenset(words[::2]) - {"все"}
