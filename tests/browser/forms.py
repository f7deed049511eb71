"""Pages with one form, opened from a folder as a reader may open them; cards and answers that chance has made."""

import random
import shutil
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from salesbook.models.scorecard import Scorecard
from salesbook.pages.tools import Tool, placeholder, with_tools
from salesbook.scoring.totals import totals_of

ASSETS = Path(__file__).parents[2] / "site" / "assets"
NEXT = {"works": "manager", "actions": ["Позвонить за  15 минут.", "Записать <b>ответ</b>."], "regulation": "ОП-001"}
IDS = ("constructor", "tostring", "hasownproperty", "10", "9", "да", "yes", "null-and-void", "a_b", "length", "valueof")
"""Names that mean something to somebody: to JavaScript, to YAML, or as numbers."""
HOSTILE = "</script><img src=x onerror=alert(1)>"
WORDS = ("Бюджет", HOSTILE, "{n} из {all}", "«Срок»", "[bold]жирный[/]", "a\\b", "$&", "Цель 😀")


def write_form(folder: Path, tool: Tool) -> str:
    """Write a page that holds a form alone, with the scripts and styles it needs; return its address."""
    assets = folder / "assets" / "salesbook"
    if not assets.exists():
        shutil.copytree(ASSETS, assets)
    name, place = placeholder(0)
    styles = "".join(
        f'<link rel="stylesheet" href="assets/salesbook/{css}.css">' for css in ("colours", "tools", "course", "letter")
    )
    body = with_tools(
        f'<article class="md-typeset">{place}<h2 id="after_">Дальше</h2></article>', {name: tool}, "form.md"
    )
    # The policy that the academy is made for: nothing written in the page runs, nothing is asked of anybody.
    policy = "default-src 'none'; script-src 'self' file:; style-src 'self' file:"
    screen = '<meta name="viewport" content="width=device-width,initial-scale=1">'
    screen += (
        '<script src="assets/salesbook/begin.js" data-palettes=""></script>'  # what the browser keeps is read by it
    )
    head = f'<meta charset="utf-8">{screen}<meta http-equiv="Content-Security-Policy" content="{policy}">{styles}'
    page = folder / "form.html"
    page.write_text(f'<!doctype html><html lang="ru"><head>{head}</head><body>{body}</body></html>', encoding="utf-8")
    return page.as_uri()


def open_form(context: Any, folder: Path, tool: Tool) -> Any:
    """Return a page of a browser with a form; its `faults` are errors, and requests to anybody else."""
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith("file:") else page.faults.append(request.url))
    page.goto(write_form(folder, tool))
    return page


def chance_card(seed: int) -> Scorecard:
    """Return a card of any shape: answers with points or −1, 0, 1, weights, “unknown” of both sorts, fractions."""
    chance = random.Random(seed)
    names = iter(chance.sample(IDS, len(IDS)) + [f"p{n}" for n in range(40)])

    def points() -> float:
        return chance.choice([chance.randint(-5, 5), chance.randint(-900, 900) / 100, 0])

    def some(text: str) -> dict[str, Any]:
        return {"text": text} | ({"points": points()} if chance.random() < 0.6 else {})

    def parameter() -> dict[str, Any]:
        made: dict[str, Any] = {
            "id": next(names),
            "title": chance.choice(WORDS),
            "weight": chance.choice([1, 1, 2, 0.5, 1.33, 0]),
        }
        if chance.random() < 0.5:
            made |= {"minus": "Нет.", "zero": "Неясно.", "plus": "Есть."}
        else:
            ids = chance.sample([*IDS[:3], "да", "a", "b", "c"], chance.randint(2, 5))
            made["answers"] = [{"id": each, "text": chance.choice(WORDS), "points": points()} for each in ids]
        if chance.random() < 0.3:
            made["unknown"] = some("Спросить.")
        return made

    blocks = [
        {"id": f"b{n}", "title": chance.choice(WORDS), "parameters": [parameter() for _ in range(chance.randint(1, 4))]}
        for n in range(chance.randint(1, 4))
    ]
    data = {
        "title": f"Карта {seed}",
        "edition": f"2026-{seed}",
        "about": "О лиде.",
        "knockouts": [{"id": f"k{n}", "title": chance.choice(WORDS)} for n in range(chance.randint(0, 3))],
        "refusal": NEXT,
        "blocks": blocks,
        "segments": [{"id": "A", "title": "Все", "from": -(10**12), "to": 10**12} | NEXT],
    } | ({"unknown": some("Не спросили.")} if chance.random() < 0.5 else {})
    return with_segments(Scorecard.model_validate(data), chance)


def with_segments(card: Scorecard, chance: random.Random) -> Scorecard:
    """Return a card with segments that begin and end at totals that can come out, and rules above such."""
    totals = totals_of(card)
    low, high = totals.lowest, totals.highest
    inner = [low + (high - low) * Decimal(chance.randint(0, 100)) / 100 for _ in range(chance.randint(0, 4))]
    starts = sorted({start for each in inner if (start := totals.at_or_above(each)) is not None and start > low})
    bounds = [low, *starts]
    ends = [totals.below(after) for _before, after in pairwise(bounds)] + [high]
    ids = chance.sample(["A", "B", "C", "__proto__", "constructor", "1"], len(bounds))
    segments = [
        {"id": name, "title": chance.choice(WORDS), "from": start, "to": end} | NEXT
        for name, start, end in zip(ids, bounds, ends, strict=True)
    ]
    chance.shuffle(segments)
    rules = [
        {"above": each, "who": "manager", "action": f"Выше {each}."}
        for each in chance.sample(bounds, min(2, len(bounds)))
    ]
    return Scorecard.model_validate(
        card.model_dump(by_alias=True, exclude_unset=True) | {"segments": segments, "rules": rules}
    )


def chance_answers(card: Scorecard, chance: random.Random, share: float = 1) -> dict[str, str]:
    """Return answers to the parameters of a card, to a share of them alone."""
    return {p.id: chance.choice(card.choices(p)).id for p in card.parameters() if chance.random() <= share}


def places(card: Scorecard, answers: dict[str, str]) -> list[int | None]:
    """Return answers as the script takes them: the place of the answer by the place of its parameter."""
    ids = [[choice.id for choice in card.choices(p)] for p in card.parameters()]
    return [
        None if p.id not in answers else each.index(answers[p.id])
        for p, each in zip(card.parameters(), ids, strict=True)
    ]
