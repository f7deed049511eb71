"""Tables of leads: cards and rows that come of chance, for all that must agree about them."""

from decimal import Decimal
from random import Random
from typing import Any

from salesbook.models.scorecard import UNKNOWN, Scorecard
from salesbook.scoring.editions import CardStamp
from salesbook.scoring.score import covers
from salesbook.scoring.tables.spellings import NO, UNKNOWNS, YES, answers_by_key
from salesbook.scoring.totals import totals_of

STAMP = CardStamp("scorecard:leads", "2026-11", "abcdefgh")
OUTCOME = {"works": "manager", "actions": ["Позвонить."], "regulation": "ОП-001"}
WRONG = ("5", "abc", "да", "--1", "1 1", "не знаю", "'", '"', "0x1", "1e0", "=1", "null", "NaN", "٣", "один,два")


def chance_card(chance: Random) -> Scorecard:
    """Return a card with one to four blocks, whose segments are parted at totals that can come out."""
    places = chance.choice((0, 0, 1, 2))
    blocks = [
        {
            "id": f"block-{b}",
            "title": f"Блок {b}",
            "parameters": [_parameter(chance, f"p-{b}-{n}", places) for n in range(chance.randint(1, 3))],
        }
        for b in range(chance.randint(1, 3))
    ]
    knockouts = [
        {"id": f"out-{n}", "title": chance.choice((f"Отсев {n}", f"Отсев {n}, или нет", f"или нет {n}"))}
        for n in range(chance.randint(0, 3))
    ]
    data: dict[str, Any] = {
        "title": "Карта",
        "edition": "2026-11",
        "about": "Кого оцениваем.",
        "knockouts": knockouts,
        "refusal": OUTCOME,
        "blocks": blocks,
        "segments": [{"id": "X", "title": "Все", "from": -(10**9), "to": 10**9, **OUTCOME}],
    }
    if chance.random() < 0.5:
        data["unknown"] = {"text": "Спросить.", **({"points": 0.5} if chance.random() < 0.5 else {})}
    totals = totals_of(Scorecard.model_validate(data))
    bounds, bound = [], totals.lowest
    for _n in range(chance.randint(0, 3)):
        further = totals.above(bound + Decimal(chance.randint(0, 3)))
        if further is None:
            break
        bound = further
        bounds.append(bound)
    starts = [totals.lowest, *(b for b in (totals.above(x) for x in bounds) if b is not None)]
    ends = [*bounds[: len(starts) - 1], totals.highest]
    data["segments"] = [
        {"id": f"S{n}", "title": f"Сегмент {n}", "from": float(start), "to": float(end), **OUTCOME}
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    card = Scorecard.model_validate(data)
    assert covers(card), data["segments"]
    return card


def _parameter(chance: Random, name: str, places: int) -> dict[str, Any]:
    parameter: dict[str, Any] = {"id": name, "title": f"Параметр {name}"}
    if chance.random() < 0.3:
        parameter |= {"minus": f"нет {name}.", "zero": f"Неясно, {name}", "plus": f"есть {name}"}
    else:
        parameter["answers"] = [
            {"id": f"a{n}", "text": f"Ответ {n}: {name}", "points": round(chance.uniform(-20, 20), places)}
            for n in range(chance.randint(2, 4))
        ]
    if chance.random() < 0.3:
        parameter["weight"] = round(chance.uniform(0, 3), places)
    if chance.random() < 0.3:
        parameter["unknown"] = {"text": "Узнать.", **({"points": -1} if chance.random() < 0.5 else {})}
    return parameter


def headers_of(card: Scorecard) -> list[str]:
    """Return the headers of a table for a card: an id, every parameter, yes or no for one knock-out, a list of them."""
    marks = [card.knockouts[0].id] if card.knockouts else []
    return ["ID", *(p.id for p in card.parameters()), *marks, *(["knockouts"] if card.knockouts else [])]


def chance_rows(chance: Random, card: Scorecard, rows: int) -> list[list[str]]:
    """Return rows of such a table: answers in all spellings, unknown and empty ones, wrong ones, knock-outs."""
    keys = {p.id: list(answers_by_key(card, p)) for p in card.parameters()}
    table = []
    for n in range(rows):
        wrong, blank = chance.random() < 0.1, chance.random() < 0.05
        row = [str(n)]
        for parameter in card.parameters():
            cell = chance.choice(keys[parameter.id])
            if chance.random() < 0.1:
                cell = chance.choice(("", *UNKNOWNS, UNKNOWN.upper()))
            if wrong and chance.random() < 0.3:
                cell = chance.choice(WRONG)
            if chance.random() < 0.1:
                cell = chance.choice((f" {cell} ", cell.upper(), f"\u00a0{cell}", cell.title()))
            row.append("" if blank else cell)
        if card.knockouts:
            row.append(chance.choice(YES if chance.random() < 0.1 else ("", *NO, "Нет", "может быть")))
            row.append(_listed(chance, card))
        table.append(row)
    return table


def _listed(chance: Random, card: Scorecard) -> str:
    if chance.random() < 0.7:
        return chance.choice(("", "", " ", "нет", "-"))
    names = [chance.choice((k.id, k.title, k.title.upper())) for k in card.knockouts]
    names += ["out-9"] if chance.random() < 0.1 else []
    return chance.choice(("; ", ",", ", ", " | ")).join(chance.sample(names, chance.randint(1, len(names))))
