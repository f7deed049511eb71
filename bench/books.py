"""Generated books: N items of about 1.5 KB of Russian with 5 references each, all of which resolve."""

import random
from pathlib import Path

WORDS = """
клиент менеджер сделка воронка звонок встреча договор счёт оплата скидка регламент срок ответ письмо возражение сценарий
заявка бюджет потребность решение предложение презентация отчёт руководитель карточка поле этап причина отказ повторный
контакт аудитория курс урок наставник план задача должен заполняет проверяет согласует передаёт фиксирует уточняет
направляет закрывает до конца рабочего дня без исключений при наличии подтверждения
""".split()
COMPANY = """\
name: Стенд
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
limits: {first_contact: sla, last_contact: sla, mailing_frequency: sla}
"""
LETTERS = "АБВГДЕЖЗИКЛМНПРСТУФХЦЧШЭЮЯ"


def generate(root: Path, n: int, *, seed: int = 7) -> None:
    """Write a book of `n` items: a fifth regulations in Markdown, the rest questions and checklists in YAML."""
    rng = random.Random(seed)
    content = root / "content"
    regulations = max(n // 5, 5)
    departments = -(-regulations // 900)
    content.mkdir(parents=True, exist_ok=True)
    company = COMPANY + "".join(f"- {{id: d{d}, name: Отдел {d}, prefix: {_prefix(d)}}}\n" for d in range(departments))
    (content / "company.yml").write_text(company + REST, encoding="utf-8")
    articles = [f"{_prefix(i // 900)}-{i % 900 + 1:03d}" for i in range(regulations)]
    for i, article in enumerate(articles):
        folder = content / "regulations" / f"d{i // 900}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"r{i:05d}.md").write_text(_regulation(rng, i, article, articles), encoding="utf-8")
    for i in range(regulations, n):
        kind = ("faq", "checklists")[i % 2]
        (content / kind).mkdir(exist_ok=True)
        text = _faq(rng, i, articles) if kind == "faq" else _checklist(rng, i, articles)
        (content / kind / f"i{i:05d}.yml").write_text(text, encoding="utf-8")


def _prefix(n: int) -> str:
    return LETTERS[n // len(LETTERS)] + LETTERS[n % len(LETTERS)]


def sentence(rng: random.Random) -> str:
    """Return a sentence of Russian words."""
    words = " ".join(rng.choice(WORDS) for _n in range(rng.randint(8, 14)))
    return words[0].upper() + words[1:] + "."


def prose(rng: random.Random, size: int) -> str:
    """Return about `size` bytes of sentences."""
    text = ""
    while len(text.encode()) < size:
        text += sentence(rng) + " "
    return text.strip()


def _regulation(rng: random.Random, i: int, article: str, articles: list[str]) -> str:
    links = " ".join(f"Смотрите [[{rng.choice(articles)}]]." for _n in range(5))
    return (
        f"---\ntitle: Регламент {i}\narticle: {article}\nreaders: [manager]\nowner: head\nstatus: active\n"
        f"review_months: 6\nreviewed: 2026-10-01\ncontrol:\n- {sentence(rng)}\n---\n"
        f"## Порядок действий\n\n{prose(rng, 500)}\n\n## Исключения\n\n{prose(rng, 400)} {links}\n"
    )


def _faq(rng: random.Random, i: int, articles: list[str]) -> str:
    entries = "".join(
        f"- question: Вопрос {i}.{n}\n  answer: >-\n    {prose(rng, 200)} Смотрите [[{rng.choice(articles)}]].\n"
        for n in range(5)
    )
    return f"title: Вопросы {i}\norder: {i}\nquestions:\n{entries}"


def _checklist(rng: random.Random, i: int, articles: list[str]) -> str:
    entries = "".join(
        f"- check: {prose(rng, 180)}\n  weight: {rng.randint(1, 20)}\n  regulation: {rng.choice(articles)}\n"
        for _n in range(5)
    )
    return f"title: Чек-лист {i}\norder: {i}\nsubject: call\nauditor: head\nabout: {sentence(rng)}\nitems:\n{entries}"
