"""Pages of repetition and of talks by themselves, opened from a folder, with the cards of a small book."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from salesbook.book.book import Book
from salesbook.core.language import Translations, spoken
from salesbook.finding.forms import Dictionary
from salesbook.finding.index import Index
from salesbook.pages.model import Data
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from salesbook.pages.repeating import Repeating
from salesbook.pages.repetition import repetition_data
from salesbook.pages.tools import Tool
from tests.browser.forms import HOSTILE, write_form

MOSCOW = timezone(timedelta(hours=3))
GLOSSARY = f"""\
title: Глоссарий
terms:
  - {{term: Лид, abbreviation: Л, definition: 'Кто спросил. {HOSTILE}', see: [ОП-001]}}
  - {{term: Бронь, definition: Объект за клиентом.}}
"""
SCRIPT = """\
title: Ключевая встреча
stage: pipeline:main#meeting-held
goal: Бронь.
channels: [phone]
prepare: [Открыть карточку., Проверить имя., Найти расчёт.]
blocks:
  - title: Начало
    purpose: Узнать задачу.
    say: ['«Здравствуйте!»']
    questions: [{kind: open, ask: Для чего вам дом?, listen: Слово клиента.}]
    objections:
      - {objection: «Дорого», everyday: [кусается, не по карману], answer: С чем сравниваете?}
      - {objection: «Я подумаю», answer: О чём именно?}
  - title: Предложение
    purpose: Показать два варианта.
    listen_for: ['Торопится — [[script:push#пауза|см. паузу]].']
    closes_on: День брони.
  - title: Конец
    purpose: Попрощаться.
    objections: [{objection: «Нет денег», answer: Когда появятся?}]
after: [Записать итог., Поставить задачу.]
"""
PUSH = """\
title: Дожим
stage: pipeline:main#meeting-held
goal: Оплата.
channels: [phone]
blocks:
  - title: Пауза
    purpose: Понять причину.
    objections: [{objection: «Мне некогда», answer: Когда удобно?}]
"""
COURSE = """\
title: Начало
about: О главном.
positions: ['position:manager']
lessons: [{item: ОП-001}]
quiz:
  - {question: Кто звонит первым?, options: [Менеджер, Клиент], answer: 1, because: Так в регламенте., source: ОП-001}
"""
CHANGES: dict[str, str | bytes | None] = {
    "glossary.yml": GLOSSARY,
    "scripts/key-meeting.yml": SCRIPT,
    "scripts/push.yml": PUSH,
    "courses/start.yml": COURSE,
}


def data_of(book: Book) -> list[Data]:
    """Return the cards of a book as the scripts of an academy."""
    dictionary = Dictionary()
    return list(repetition_data(Places(book), Translations(spoken()), Index.of(book, None, dictionary), dictionary))


def deck_of(data: Iterable[Data]) -> dict[str, Any]:
    """Return the deck as it lies in its script."""
    [text] = [each.text for each in data if each.uri == "repetition/deck.js"]
    deck: dict[str, Any] = json.loads(text.removeprefix('bookCards.told("deck",').removesuffix(");\n"))
    return deck


def repeating(book: Book, page: str = "form.md") -> Repeating:
    """Return what a page of a book has of repetition."""
    writer = Writer(Places(book), Translations(spoken()))
    writer.turn_to(page)
    return Repeating(writer, Translations(spoken()))


def write_room(folder: Path, tool: Tool, data: Iterable[Data]) -> str:
    """Write a page with a tool that keeps something, and the scripts it may ask for; return its address."""
    for each in data:
        (folder / each.uri).parent.mkdir(parents=True, exist_ok=True)
        (folder / each.uri).write_text(each.text, encoding="utf-8")
    address = write_form(folder, tool)
    page, begin = folder / "form.html", '<script src="assets/salesbook/begin.js" data-palettes=""></script>'
    styles = "".join(
        f'<link rel="stylesheet" href="assets/salesbook/{css}.css">' for css in ("repeat", "walk", "course")
    )
    text = page.read_text(encoding="utf-8").replace("</head>", f"{styles}</head>").replace("<body>", f"<body>{begin}")
    page.write_text(text, encoding="utf-8")
    return address


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of November 2026 in Moscow."""
    return datetime(2026, 11, day, hour, minute, tzinfo=MOSCOW)
