"""The corpus as a book: regulations in Markdown, pages of questions and checklists in YAML."""

import os
import shutil
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from bench.items import Item, corpus

COMPANY = """\
name: Стенд
format: 2
language: ru
time_zone: Europe/Moscow
hours: [{days: [mon, tue, wed, thu, fri], opens: '09:00', closes: '18:00'}]
calendar: {country: RU}
departments:
"""
REST = """\
roles:
- {id: head, name: Руководитель отдела продаж, department: d0}
- {id: manager, name: Менеджер, department: d0}
channels:
- {id: phone, name: Телефон, format: voice}
facts:
- {id: sla, name: Срок, value: 15, unit: minutes}
"""
REGULATION = """\
---
title: {title}
article: {article}
readers: [manager]
owner: head
status: active
review_months: 6
reviewed: {reviewed}
control:
- Записан ли результат?
---
## Порядок действий

{body}
"""
LETTERS = "АБВГДЕЖЗИКЛМНПРСТУФХЦЧШЭЮЯ"
PER_DEPARTMENT = 900


def generate(root: Path, n: int, *, seed: int = 7) -> None:
    """Write a book of `n` items."""
    write(root, corpus(n, seed=seed))


def write(root: Path, items: Iterable[Item], *, reviewed: date | None = None) -> None:
    """Write the items as a book; its regulations were reviewed today, or the checks would find them overdue one day."""
    day = reviewed or date.today()
    departments = 0
    for item in items:
        if item.kind == "regulation":
            department = (item.number - 1) // PER_DEPARTMENT
            departments = max(departments, department + 1)
            path = Path("regulations", f"d{department}", f"r{item.number:05d}.md")
            text = _regulation(item, day)
        else:
            path = Path("faq" if item.kind == "faq" else "checklists", f"i{item.number:05d}.yml")
            text = _faq(item) if item.kind == "faq" else _checklist(item)
        _put(root / "content" / path, text)
    rows = (f"- {{id: d{d}, name: Отдел {d}, prefix: {_prefix(d)}}}\n" for d in range(departments))
    _put(root / "content" / "company.yml", COMPANY + "".join(rows) + REST)


def article(link: str) -> str:
    """Return the article number by which a book knows a regulation: `REG-00901` → `АБ-001`."""
    department, number = divmod(int(link.removeprefix("REG-")) - 1, PER_DEPARTMENT)
    return f"{_prefix(department)}-{number + 1:03d}"


def age(root: Path, seconds: float = 10) -> None:
    """Make all content look written some time ago: a cache may not trust what has been written just now."""
    then = time.time() - seconds
    for path in (root / "content").rglob("*.*"):
        os.utime(path, (then, then))


def forget(root: Path) -> None:
    """Delete the book's cache, so that the next run is cold."""
    if (root / ".salesbook").exists():
        shutil.rmtree(root / ".salesbook")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _prefix(n: int) -> str:
    return LETTERS[n // len(LETTERS)] + LETTERS[n % len(LETTERS)]


def _see(link: str | None) -> str:
    return f" Смотрите [[{article(link)}]]." if link else ""


def _regulation(item: Item, reviewed: date) -> str:
    body = "\n\n".join(part.text + _see(part.link) for part in item.parts)
    return REGULATION.format(title=item.title, article=article(item.id), body=body, reviewed=reviewed)


def _faq(item: Item) -> str:
    entries = "".join(
        f"- question: Вопрос {item.number}.{n}?\n  answer: >-\n    {part.text}{_see(part.link)}\n"
        for n, part in enumerate(item.parts, 1)
    )
    return f"title: {item.title}\norder: {item.number}\nquestions:\n{entries}"


def _checklist(item: Item) -> str:
    entries = "".join(
        f"- check: {part.text}\n  weight: {n}\n  regulation: {article(part.link)}\n"
        for n, part in enumerate(item.parts, 1)
        if part.link
    )
    about = "Как судить о звонке."
    return f"title: {item.title}\norder: {item.number}\nsubject: call\nauditor: head\nabout: {about}\nitems:\n{entries}"
