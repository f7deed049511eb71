"""Every kind has its page with what the model holds; drafts have none; retired regulations say so."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from threading import Barrier

import pytest

from salesbook.core import language
from salesbook.core.errors import UserError
from salesbook.core.language import LANGUAGES, Translations
from salesbook.models.kinds import KINDS
from salesbook.pages.academy import make_academy
from salesbook.pages.model import Academy
from salesbook.reading.sources import Sources
from tests.academy.tiny import COMPANY, FILES, TEMPLATES, academy_of, compiled, made, page_of
from tests.books import TODAY
from tests.books import compiled as base_book

SHOWN = {
    "pipelines/main.md": [
        "На встречу с экспертом.",
        "Слать каталог.",
        "15\u00a0minutes",
        "[Заполнить карточку](../crm/fill.md)",
        "[Оплата получена](#paid)",
        'id="taken"',
        "CRM ставит задачу.",
    ],
    "regulations/sales/first-contact.md": [
        "ОП-001",
        "February\u00a028, 2027",
        "[Менеджер](../../positions/manager.md)",
        "Звонок сделан за 15\u00a0minutes?",
        "[Заявка взята](../../pipelines/main.md#taken)",
        "![Карточка](../../media/img/card.png)",
    ],
    "scripts/call.md": ["Назначить встречу.", "Что ищете?", "Дорого.", "[Заявка взята](../pipelines/main.md#taken)"],
    "letters/summary.md": ["Закрепить итог.", "<code>client</code>", "Без фамилии", "salesbook letter summary"],
    "scorecards/leads.md": ["Нет денег", "Неясно.", "−1 … 0", "&#43;1 … &#43;1", "Подключается."],
    "audiences/family.md": ["Двое детей.", "Тесно.", "Школа.", "Зато тихо.", "[Дом](../products/house.md)"],
    "products/house.md": [
        "120 м²",
        "Вид.",
        "[Семья](../audiences/family.md)",
        "](../media/img/card.png)",
        "checked on November\u00a016, 2026",
    ],
    "book/closing.md": ["Оплата", "## Зачем {#зачем}"],
    "crm/fill.md": ["1. Откройте карточку.", "](https://example.com/v)", "Бюджет"],
    "faq/pay.md": ["Можно в рассрочку?", "#можно-в-рассрочку", "Да."],
    "glossary.md": [
        "Лид",
        "{: #лид }",
        "Человек с интересом.",
        "[ОП-001 Первый контакт](regulations/sales/first-contact.md)",
    ],
    "positions/manager.md": [
        "Продавать встречу.",
        "10 в неделю",
        "[Старт](../courses/start.md)",
        "Скидок не даёт.",
        "[Заявка взята](../pipelines/main.md#taken)",
    ],
    "onboarding/manager.md": ["Прочитать.", "Пересказал.", "РОП"],
    "courses/start.md": ["Выучить.", "<li>Потом</li>", "Так решено."],
    "checklists/call.md": ["Назвал себя.", "critical", "5"],
}


@pytest.mark.parametrize("uri", SHOWN)
def test_a_page_holds_what_the_item_says(tmp_path: Path, uri: str) -> None:
    text = page_of(academy_of(tmp_path), uri).text
    for words in SHOWN[uri]:
        assert words in text


def test_every_paged_kind_has_a_page(tmp_path: Path) -> None:
    shown = {page.item.kind.name for page in made(base_book(tmp_path), TEMPLATES).pages if page.item}
    assert shown == {kind.name for kind in KINDS if kind.page}


def test_drafts_are_left_out_everywhere(tmp_path: Path) -> None:
    academy = academy_of(tmp_path)
    assert not any("Черновик" in page.text or "discounts" in page.uri for page in academy.pages)
    assert not any("discounts" in uri for entry in academy.navigation for uri in entry.uris())


def test_a_retired_regulation_keeps_its_page_under_a_banner(tmp_path: Path) -> None:
    text = page_of(academy_of(tmp_path), "regulations/sales/old.md").text
    assert "No longer in force." in text
    assert "[ОП-001 Первый контакт](first-contact.md)" in text
    assert "Next review" not in text


def test_backlinks_name_the_stage_and_its_pipeline(tmp_path: Path) -> None:
    text = page_of(academy_of(tmp_path), "regulations/sales/first-contact.md").text
    used = text.partition("Where it is used")[2]
    assert '[Заявка взята](../../pipelines/main.md#taken) <span class="muted">Продажа</span>' in used
    assert "[Звонок](../../scripts/call.md)" in used
    assert "Черновик" not in used


def test_the_review_date_of_a_long_month_falls_on_the_last_day_of_a_short_one(tmp_path: Path) -> None:
    text = page_of(academy_of(tmp_path), "regulations/sales/first-contact.md").text
    assert 'datetime="2027-02-28"' in text


def test_a_review_is_never_due_after_the_last_day_of_the_calendar(tmp_path: Path) -> None:
    name = "regulations/sales/first-contact.md"
    academy = academy_of(tmp_path, **{name: FILES[name].replace("reviewed: 2026-08-31", "reviewed: 9999-12-01")})
    assert 'datetime="9999-12-31"' in page_of(academy, name).text


def test_only_pictures_in_use_are_copied(tmp_path: Path) -> None:
    root = tmp_path / "book"
    (root / "content" / "img").mkdir(parents=True)
    (root / "content" / "img" / "unused.png").write_bytes(b"")
    assert [asset.uri for asset in academy_of(root).assets] == ["media/img/card.png"]


@pytest.mark.parametrize("name", ["page.html", "run.js", "live.svg"])
def test_files_that_a_browser_would_run_are_never_copied(tmp_path: Path, name: str) -> None:
    (tmp_path / "content" / "img").mkdir(parents=True)
    (tmp_path / "content" / "img" / name).write_text("<svg><script>alert(1)</script></svg>", encoding="utf-8")
    article = f"---\ntitle: Закрытие\norder: 1\ntheme: Т\n---\n[файл](../img/{name})\n"
    academy = academy_of(tmp_path, **{"book/closing.md": article})
    assert all(name not in asset.uri for asset in academy.assets)
    assert '<span class="absent">файл</span>' in page_of(academy, "book/closing.md").text


def test_navigation_has_sections_with_regulations_by_department(tmp_path: Path) -> None:
    academy = academy_of(tmp_path)
    sections = {entry.title: entry for entry in academy.navigation}
    department = sections["Regulations"].children[0]
    assert department.title == "Отдел продаж"
    assert [(leaf.title, leaf.faded) for leaf in department.children] == [
        ("ОП-001 Первый контакт", False),
        ("ОП-002 Старый порядок", True),
    ]
    assert sections["Positions"].uri == "positions/index.md"
    pages = {page.uri for page in academy.pages}
    assert {uri for entry in academy.navigation for uri in entry.uris()} == pages


def test_sections_of_the_book_s_own(tmp_path: Path) -> None:
    """Listed ones come first; a kind stands where it is named; what is not named stays; what is empty is not shown."""
    sections = """\
sections:
- {id: positions, name: Who does what}
- {id: talks, name: Talks and letters, about: What to say, kinds: [letter, script]}
- {id: training, kinds: [glossary]}
- {id: nothing, name: Nothing, kinds: [calendar, nobody]}
"""
    academy = academy_of(tmp_path, **{"company.yml": COMPANY + sections})
    titles = [entry.title for entry in academy.navigation]
    assert titles[:5] == ["Home", "Who does what", "Talks and letters", "Training", "Pipelines"]
    assert {"Scripts", "Letters", "Nothing"}.isdisjoint(titles)
    talks, training = academy.navigation[2:4]
    assert talks.uri == "talks/index.md"
    assert [group.title for group in talks.children] == ["Letters", "Scripts"]
    assert training.children[0].title == "Glossary"
    page = page_of(academy, "talks/index.md")
    assert page.text.startswith('# Talks and letters\n\n<p class="lead">What to say</p>')
    pages = {each.uri for each in academy.pages}
    assert {uri for entry in academy.navigation for uri in entry.uris()} == pages
    home = page_of(academy, "index.md").text
    assert "(talks/index.md)" in home
    assert "(positions/index.md)" not in home  # people have cards of their own there


def test_words_of_the_company_are_labels_of_pages(tmp_path: Path) -> None:
    own = (
        "question_kinds: [{id: pain, name: Where it hurts}]\npipeline_groups: [{id: sales}, {id: other, name: Other}]\n"
    )
    pipeline = next(name for name in FILES if name.startswith("pipelines/"))
    script = next(name for name in FILES if name.startswith("scripts/"))
    academy = academy_of(tmp_path, **{
        "company.yml": COMPANY + own,
        script: re.sub(r"kind: \w+", "kind: pain", FILES[script]),
        pipeline: FILES[pipeline].replace("group: sales", "group: other"),
    })  # fmt: skip
    assert '<p class="ask__kind">Where it hurts</p>' in page_of(academy, script.replace(".yml", ".md")).text
    assert "<dd>Other</dd>" in re.sub(r"<dd[^>]*>", "<dd>", page_of(academy, pipeline.replace(".yml", ".md")).text)


def test_the_menu_of_a_role_leads_to_what_it_needs_and_its_edition_holds_all_that_it_may_see(tmp_path: Path) -> None:
    academy = made(compiled(tmp_path), TEMPLATES, "head")
    listed = {uri for entry in academy.navigation for uri in entry.uris()}
    pages = {page.uri for page in academy.pages}
    assert {"checklists/call.md", "faq/pay.md"} <= listed
    assert "crm/fill.md" not in listed
    assert {"crm/fill.md", "crm/index.md"} | listed <= pages
    assert "](fill.md)" in page_of(academy, "crm/index.md").text


def test_an_item_called_index_does_not_take_the_page_of_its_section(tmp_path: Path) -> None:
    academy = academy_of(tmp_path, **{"faq/index.yml": "title: Разное\nquestions: [{question: Как?, answer: Так.}]\n"})
    assert page_of(academy, "faq/_index.md").title == "Разное"
    assert len({page.uri for page in academy.pages}) == len(academy.pages)


def test_a_template_can_reach_nothing_but_what_it_is_given(tmp_path: Path) -> None:
    book = compiled(tmp_path / "book")
    pages = tmp_path / "templates" / "pages"
    pages.mkdir(parents=True)
    for attack in (
        "{{ item.__class__ }}",
        "{{ link.__globals__ }}",
        "{{ item.kind.model.model_validate({}) }}",
        "{{ data.model_copy() }}",
        "{% include '../../book/content/company.yml' %}",
        "{{ nothing }}",
        "{% for",
    ):
        (pages / "home.md").write_text(attack, encoding="utf-8")
        with pytest.raises(UserError, match=r"home\.md"):
            made(book, tmp_path / "templates")


@pytest.mark.parametrize(
    "line",
    [
        "<script>pwn(1)</script>",
        '<details open/ontoggle="pwn(1)">x</details>',
        '<img src="https://example.com/t.png">',
        '<p style="background: url(//example.com/t.png)">',
        "<form action=a>",
        "<a href='&#106;avascript:pwn(1)'>x</a>",
    ],
)
def test_a_template_puts_nothing_on_a_page_that_would_run_or_load(tmp_path: Path, line: str) -> None:
    book = compiled(tmp_path / "book")
    shutil.copytree(TEMPLATES, tmp_path / "templates")
    home = tmp_path / "templates" / "pages" / "home.md"
    home.write_text(f"{home.read_text('utf-8')}\n{line}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"home\.md:\d+ would put a script on index\.md"):
        made(book, tmp_path / "templates")


def test_academies_in_two_languages_are_made_at_once(tmp_path: Path) -> None:
    """The language is an argument: neither the process nor another thread is asked for it, or told."""
    book = compiled(tmp_path)
    alone = {code: make_academy(book, (TEMPLATES,), Translations(code), (), today=TODAY) for code in LANGUAGES}
    start = Barrier(4)

    def make(code: str) -> Academy:
        start.wait(timeout=60)
        return make_academy(book, (TEMPLATES,), Translations(code), (), today=TODAY)

    with ThreadPoolExecutor(4) as pool:
        academies = list(pool.map(make, [*LANGUAGES, *LANGUAGES]))
    assert academies == [alone[code] for code in [*LANGUAGES, *LANGUAGES]]
    assert [entry.title for entry in alone["ru"].navigation][:3] == ["Главная", "Воронки", "Регламенты"]
    assert [entry.title for entry in alone["en"].navigation][:3] == ["Home", "Pipelines", "Regulations"]
    for code, words in (("ru", "На что закрываем"), ("en", "What we close the client on")):
        assert words in page_of(alone[code], "pipelines/main.md").text
    assert language.spoken() == "en"


def test_a_book_that_is_nowhere_on_the_disk_becomes_an_academy(tmp_path: Path) -> None:
    book = compiled(tmp_path / "book")
    nowhere = replace(book, sources=Sources(tmp_path / "nowhere"))
    labels = Translations("en")
    academy = make_academy(nowhere, (TEMPLATES,), labels, (), today=TODAY)
    assert academy == make_academy(book, (TEMPLATES,), labels, (), today=TODAY)
    assert "Анна, спасибо за встречу!" in page_of(academy, "letters/summary.md").text


def test_a_letter_shows_the_sample_of_the_day(tmp_path: Path) -> None:
    book = base_book(tmp_path)
    for today, words in (
        (date(2026, 11, 27), ("1\u00a0декабря", "November\u00a027, 2026", "Почта")),
        (date(2026, 12, 30), ("12\u00a0января", "December\u00a030, 2026", "Почта")),
    ):
        academy = make_academy(book, (TEMPLATES,), Translations("en"), (), today=today)
        text = page_of(academy, "letters/summary.md").text
        assert all(word in text for word in words), text


def test_only_drawings_that_are_vouched_for_are_shown(tmp_path: Path) -> None:
    drawing = PurePosixPath("content/img/plan.svg")
    (tmp_path / drawing.parent).mkdir(parents=True)
    (tmp_path / drawing).write_text("<svg/>", encoding="utf-8")
    article = "---\ntitle: Закрытие\norder: 1\ntheme: Т\n---\n![План](../img/plan.svg)\n"
    book = compiled(tmp_path, **{"book/closing.md": article})
    assert drawing in book.files
    for drawings, shown in (((), False), ({drawing}, True)):
        academy = make_academy(book, (TEMPLATES,), Translations("en"), drawings, today=TODAY)
        assert (drawing in {asset.path for asset in academy.assets}) is shown
        assert ('<span class="absent">План</span>' in page_of(academy, "book/closing.md").text) is not shown


def test_what_is_wrong_with_a_template_is_said_in_the_programs_language(tmp_path: Path) -> None:
    pages = tmp_path / "templates" / "pages"
    pages.mkdir(parents=True)
    (pages / "home.md").write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(UserError, match=r"cannot be used for index\.md"):
        make_academy(compiled(tmp_path / "book"), (tmp_path / "templates",), Translations("ru"), (), today=TODAY)


def test_labels_are_in_the_books_language(tmp_path: Path) -> None:
    russian = FILES["company.yml"].replace("language: en", "language: ru")
    text = page_of(academy_of(tmp_path, **{"company.yml": russian}), "pipelines/main.md").text
    assert "На что закрываем" in text
    assert "15\u00a0минут" in text


def test_a_list_of_questions_leads_to_each_answer(tmp_path: Path) -> None:
    page = page_of(academy_of(tmp_path), "answers/index.md")
    assert "- [Можно в рассрочку?](../faq/pay.md#можно-в-рассрочку)" in page.text
    assert "glossary.md#" not in page.text  # a term is found by its letter


def test_a_list_of_more_questions_than_anybody_reads_has_their_categories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("salesbook.pages.academy.MOST_BLOCKS", 0)
    text = page_of(academy_of(tmp_path), "answers/index.md").text
    assert "(../faq/pay.md)" in text
    assert "(../faq/pay.md#" not in text
