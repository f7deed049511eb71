"""A tiny book as files: items of the kinds whose pages are looked at closely."""

import shutil
from pathlib import Path

from salesbook.academy.drawings import still_drawings
from salesbook.book.book import Book
from salesbook.book.load import load_book
from salesbook.core.language import Translations
from salesbook.pages.academy import make_academy
from salesbook.pages.model import Academy, Page
from tests.books import TODAY

REPOSITORY = Path(__file__).parents[2]
TEMPLATES = REPOSITORY / "templates"

COMPANY = """\
name: Бухта
format: 2
about: Продаём дома у моря.
language: en
time_zone: Europe/Moscow
hours: [{days: [mon], opens: '09:00', closes: '18:00'}]
calendar: {country: RU}
departments:
- {id: sales, name: Отдел продаж, prefix: ОП}
roles:
- {id: head, name: Руководитель, short: РОП, department: sales}
- {id: manager, name: Менеджер, short: МОП, department: sales}
channels:
- {id: email, name: Почта, format: html}
facts:
- {id: reply, name: Ответ, value: 15, unit: minutes}
"""
PIPELINE = """\
title: Продажа
group: sales
about: Путь клиента.
owner: head
stages:
- id: taken
  name: Заявка взята
  ground: Есть ответственный.
  closes_on: На встречу с экспертом.
  ideal: Клиент сам назвал день.
  responsible: manager
  may_move: [manager, head]
  channels: [email]
  actions: [Позвоните., Запишите.]
  forbidden: [Слать каталог.]
  tasks: [{what: Назначить встречу, deadline: "сегодня, {{ fact.reply }}", who: head}]
  sla: [{what: Первый ответ, within: reply}]
  fields: [{name: Бюджет, how: Цифрой, instruction: "instruction:fill"}]
  regulations: [ОП-001]
  scripts: ["script:call"]
  letters: ["letter:summary"]
  automations: [CRM ставит задачу.]
  moves: [{to: paid, when: Деньги пришли., by: manager}]
- id: paid
  name: Оплата получена
  ground: Деньги на счёте.
  closes_on: На рекомендацию.
  ideal: Клиент доволен.
  responsible: head
  may_move: [head]
  actions: [Поблагодарите.]
  end: won
"""
REGULATION = """\
---
title: Первый контакт
article: ОП-001
readers: [manager]
owner: head
status: active
review_months: 6
reviewed: 2026-08-31
control: ["Звонок сделан за {{ fact.reply }}?"]
---
## Порядок действий

Отвечаем за {{ fact.reply }}, см. [[pipeline:main#taken]] и [[glossary#лид|слово «лид»]].

![Карточка](../../img/card.png)
"""
RETIRED = """\
---
title: Старый порядок
article: ОП-002
readers: [manager]
owner: head
status: retired
replaced_by: ОП-001
review_months: 6
reviewed: 2025-01-01
---
Как было раньше.
"""
DRAFT = """\
---
title: Черновик скидок
readers: [manager]
owner: head
status: draft
review_months: 6
reviewed: 2026-08-31
---
Ещё не решено, см. [[ОП-999]].
"""
SCRIPT = """\
title: Звонок
stage: pipeline:main#taken
goal: Назначить встречу.
channels: [email]
prepare: [Прочитать карточку.]
blocks:
- title: Знакомство
  purpose: Понять задачу.
  say: [Добрый день!]
  questions: [{kind: open, ask: Что ищете?, listen: Срок.}]
  objections: [{objection: Дорого., answer: С чем сравниваете?}]
  closes_on: На встречу.
after: [Записать итог.]
regulations: [ОП-001]
"""
LETTER = """\
---
title: Саммари
subject: "Итоги: {{ client }}"
channels: [email]
stage: pipeline:main#taken
regulation: ОП-001
purpose: Закрепить итог.
fields:
- {id: client, label: Имя, type: line, hint: Без фамилии}
sample: {client: Анна}
---
{{ client }}, спасибо за встречу!
"""
SCORECARD = """\
title: Карта лида
edition: "1"
about: Оцениваем лида.
knockouts: [{id: no-money, title: Нет денег}]
refusal: {works: head, actions: [Отказать.], regulation: ОП-001}
blocks:
- id: request
  title: Запрос
  parameters: [{id: budget, title: Бюджет, minus: Нет., zero: Неясно., plus: Есть.}]
segments:
- {id: C, title: Начальный, from: -1, to: 0, works: manager, actions: [Письмо.], regulation: ОП-001}
- {id: A, title: Вип, from: 1, to: 1, works: head, actions: [Звонок.], regulation: ОП-001, letter: "letter:summary"}
rules: [{above: 0, who: head, action: Подключается.}]
"""
FILES = {
    "company.yml": COMPANY,
    "pipelines/main.yml": PIPELINE,
    "regulations/sales/first-contact.md": REGULATION,
    "regulations/sales/old.md": RETIRED,
    "regulations/sales/discounts.md": DRAFT,
    "scripts/call.yml": SCRIPT,
    "letters/summary.md": LETTER,
    "scorecards/leads.yml": SCORECARD,
    "audiences/family.yml": """\
title: Семья
portrait: Двое детей.
pains: [Тесно.]
needs: [Море.]
triggers: [Школа.]
objections: [{objection: Далеко., answer: Зато тихо.}]
found_at: [Форумы.]
products: ['product:house']
""",
    "products/house.yml": """\
title: Дом
about: У моря.
facts: [{name: Площадь, value: 120 м²}]
strengths: [Вид.]
audiences: ['audience:family']
materials: [{kind: plan, title: План, link: ../img/card.png, when: После встречи., updated: 2026-11-16}]
""",
    "book/closing.md": """\
---
title: Закрытие
order: 1
theme: Оплата
---
## Зачем

Чтобы деньги пришли.
""",
    "crm/fill.md": """\
---
title: Заполнить карточку
order: 1
roles: [manager]
screencast: https://example.com/v
explains: [Бюджет]
---
1. Откройте карточку.
""",
    "faq/pay.yml": """\
title: Оплата
questions: [{question: Можно в рассрочку?, answer: Да.}]
""",
    "glossary.yml": """\
title: Глоссарий
terms:
- {term: Лид, abbreviation: Л, definition: Человек с интересом., see: [ОП-001]}
""",
    "positions/manager.md": """\
---
title: Менеджер отдела
role: manager
mission: Продавать встречу.
reports_to: head
duties: [Звонить.]
kpis: [{name: Встречи, target: 10 в неделю, measured: Отчёт CRM}]
regulations: [ОП-001]
scripts: ['script:call']
instructions: ['instruction:fill']
onboarding: onboarding:manager
courses: ['course:start']
---
## Границы

Скидок не даёт.
""",
    "onboarding/manager.yml": """\
title: Первые недели
position: position:manager
about: План.
periods:
- title: День
  days: '1'
  tasks: [{what: Прочитать., see: [ОП-001], accepts: head}]
  checkpoint: Пересказал.
  accepts: head
""",
    "courses/start.yml": """\
title: Старт
about: База.
positions: ['position:manager']
lessons: [{item: ОП-001, task: Выучить.}]
quiz: [{question: Когда?, options: [Сейчас, Потом], answer: 1, because: Так решено., source: ОП-001}]
""",
    "checklists/call.yml": """\
title: Звонок ОКК
subject: call
auditor: head
about: Слушаем.
items: [{check: Назвал себя., weight: 5, regulation: ОП-001, critical: true}]
""",
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f8ff1f000301020019a4d0d2"
    "0000000049454e44ae426082"
)


def write_book(root: Path, **changes: str) -> Path:
    """Write the tiny book with some files changed; paths are relative to content/."""
    for name, text in (FILES | changes).items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "content" / "img").mkdir(exist_ok=True)
    (root / "content" / "img" / "card.png").write_bytes(PIXEL)
    return root


def compiled(root: Path, **changes: str) -> Book:
    """Write the book and compile it; nothing may be wrong with its form."""
    book, problems = load_book(write_book(root, **changes))
    assert problems == []
    return book


def academy_of(root: Path, **changes: str) -> Academy:
    """Make the academy of the tiny book."""
    book = compiled(root, **changes)
    return made(book, TEMPLATES)


def made(book: Book, templates: Path, role: str | None = None) -> Academy:
    """Make the academy of a book in its own language, with the drawings that lie on the disk."""
    labels = Translations(book.company.language)
    return make_academy(book, (templates,), labels, still_drawings(book.root, book.files), role, today=TODAY)


def page_of(academy: Academy, uri: str) -> Page:
    """Return a page by its address."""
    return next(page for page in academy.pages if page.uri == uri and isinstance(page, Page))


def with_press(root: Path) -> Path:
    """Give a book what it needs to be printed: templates, site, mkdocs.yml."""
    for name in ("templates", "site"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root
