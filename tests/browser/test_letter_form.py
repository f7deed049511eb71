"""A letter is filled in on its page: with keys, on a desk and on a phone, and leaves as the program would write it."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.load import load_book
from salesbook.calendar.clock import now, today
from salesbook.core.language import Translations
from salesbook.letters.channels import channels_of
from salesbook.letters.links import share_link
from salesbook.letters.values import read_values, value_context
from salesbook.letters.writing import LetterWriter, RenderedLetter
from salesbook.models.letter import Letter
from salesbook.pages.letter_form import form_tables, letter_form
from salesbook.pages.places import Places
from tests.browser.forms import write_form
from tests.browser.letters import ROOT, plain_html, working_of
from tests.browser.test_search import typed

pytestmark = pytest.mark.browser
BODY = """
{{ client }}, здравствуйте!

{% if topics %}
**Разберём:**

{% for topic in topics %}
- {{ topic }}
{% endfor %}
{% endif %}

Встреча {{ meeting.date | day }} ({{ meeting.date | weekday }}) в {{ meeting.time | time(meeting.date) }}.{% if price %}
Стоимость — {{ price | money }}.{% endif %}

[Схема проезда](https://example.com/map)

{{ manager }}{% if phone %}, {{ phone }}{% endif %}
"""
FIELDS = [
    {"id": "client", "label": "Имя клиента", "type": "line"},
    {"id": "topics", "label": "Темы", "type": "list", "required": False},
    {
        "id": "meeting",
        "label": "Встреча",
        "type": "group",
        "fields": [
            {"id": "date", "label": "Дата", "type": "date", "ahead": True},
            {"id": "time", "label": "Время", "type": "time"},
        ],
    },
    {"id": "client_zone", "label": "Пояс клиента", "type": "zone", "required": False},
    {"id": "price", "label": "Цена", "type": "money", "required": False},
    {"id": "urgent", "label": "Срочно", "type": "flag"},
    {"id": "manager", "label": "Менеджер", "type": "line"},
    {"id": "phone", "label": "Телефон", "type": "phone", "required": False},
]
SAMPLE = {
    "client": "Анна",
    "topics": ["доход за год", "ремонт"],
    "meeting": {"date": "+2 рабочих дня", "time": "12:00"},
    "client_zone": "Владивосток",
    "price": "12,5 млн",
    "urgent": True,
    "manager": "Олег",
    "phone": "8 900 000-00-00",
}
HOSTILE = "</script><img src=x onerror=alert(1)>\u2028{{ 7 * 7 }} **<b>&amp;"


class FormPage:
    """A page with the form of one letter of the demo book, changed as a test wants it."""

    def __init__(self, context: Any, folder: Path, **changes: Any) -> None:
        self.book: Book = load_book(ROOT)[0]
        found: tuple[Item, Letter] = next(
            (item, letter) for item, letter in self.book.data(Letter) if item.slug == "meeting-confirmation"
        )
        self.item = found[0]
        made = {
            "subject": "Встреча: {{ client }}",
            "body": BODY,
            "fields": FIELDS,
            "sample": SAMPLE,
            "appointment": None,
        }
        self.letter = Letter.model_validate(found[1].model_dump(exclude_unset=True) | made | changes)
        self.page = context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on(
            "request", lambda request: None if request.url.startswith("file:") else self.faults.append(request.url)
        )
        tool = letter_form(self.book.context, self.item, self.letter, Translations("ru"))
        address = write_form(folder, tool)
        for data in form_tables(Places(self.book), working_of(self.book), today(self.book.company, now())):
            (folder / data.uri).write_text(data.text, encoding="utf-8")
        self.page.goto(address)

    def field(self, label: str) -> Any:
        """Return the control with a label."""
        return self.page.get_by_label(re.compile(f"^{label}(?: можно не заполнять)?$"))

    def type(self, label: str, words: str) -> None:
        """Type words into a field with the keys of a keyboard."""
        self.field(label).focus()
        typed(self.page, words)

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name).click()

    def written(self, facts: dict[str, Any], channel: str, day: date | None = None) -> RenderedLetter:
        """Return the letter that the program writes."""
        day = day or today(self.book.company, now())
        asked = channels_of(self.book.context, self.letter)[channel]
        context = value_context(self.book.context, self.letter, today=day, asked=asked, working=working_of(self.book))
        values, unfit = read_values(self.letter, facts, context)
        assert unfit == []
        return LetterWriter(self.book.context, self.item, self.letter).write(values, asked, today=day, html=True)

    def copied(self) -> str:
        """Return what is on the clipboard."""
        return str(self.page.evaluate("navigator.clipboard.readText()"))


@pytest.fixture
def desk(chromium: Any, tmp_path: Path) -> Any:
    context = chromium.new_context(
        viewport={"width": 1440, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield context
    context.close()


def test_a_letter_is_typed_with_keys_and_copied(desk: Any, tmp_path: Path) -> None:
    form = FormPage(desk, tmp_path)
    assert form.page.get_by_role("button", name="Скопировать письмо").is_hidden()
    assert "‹Имя клиента›, здравствуйте!" in form.page.inner_text(".letter__body")
    facts: dict[str, Any] = {
        "client": "Марина",
        "topics": ["доход", "налоги: кто платит"],
        "meeting": {"date": "через неделю", "time": "7 вечера"},
        "price": "12,5 млн",
        "client_zone": "МСК+2",
        "manager": "Олег Ё",
        "phone": "8 (900) 000-00-00",
    }
    form.type("Имя клиента", facts["client"])
    form.field("Темы").focus()
    for n, topic in enumerate(facts["topics"]):
        if n:
            form.page.keyboard.press("Enter")
        typed(form.page, topic)
    form.type("Дата", facts["meeting"]["date"])
    form.type("Время", facts["meeting"]["time"])
    form.type("Пояс клиента", facts["client_zone"])
    form.type("Цена", facts["price"])
    form.field("да").focus()
    form.page.keyboard.press("Space")
    form.type("Менеджер", facts["manager"])
    form.type("Телефон", facts["phone"])
    form.page.wait_for_selector("text=Скопировать письмо")
    rendered = form.written(facts | {"urgent": "да"}, form.letter.channels[0])
    assert form.page.text_content(".letter__body") == rendered.text.rstrip("\n")
    form.press("Скопировать письмо")
    form.page.wait_for_selector("text=Скопировано")
    assert form.copied() == rendered.text
    assert "19:00" in form.page.inner_text("letter-form")
    assert "→ 12 500 000" in form.page.inner_text("letter-form").replace("\u00a0", " ")
    assert form.faults == []


def test_the_example_goes_by_mail_with_its_subject_its_form_and_a_link(desk: Any, tmp_path: Path) -> None:
    form = FormPage(desk, tmp_path)
    form.press("Заполнить примером")
    form.page.get_by_label("Электронная почта").check()
    rendered = form.written(SAMPLE | {"urgent": "да"}, "email")
    form.page.wait_for_selector("text=Скопировать с оформлением")
    assert form.page.inner_text(".letter__subject") == rendered.subject
    form.press("Скопировать письмо")
    form.page.wait_for_selector("text=Скопировано")
    assert form.copied() == f"Тема: {rendered.subject}\n\n{rendered.text}"
    link = form.page.get_attribute("a.letter__open-in", "href")
    assert link == share_link("email", rendered.text, rendered.subject)
    form.press("Скопировать с оформлением")
    form.page.wait_for_timeout(200)
    html = form.page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then(blob => blob.text())"
    )
    assert plain_html(html) == plain_html(rendered.body or "")
    assert form.copied() == rendered.text
    assert form.faults == []


def test_what_is_wrong_is_said_where_it_is_and_the_letter_does_not_leave(desk: Any, tmp_path: Path) -> None:
    form = FormPage(desk, tmp_path)
    form.press("Заполнить примером")
    form.field("Дата").fill("")
    form.type("Дата", "вчера")
    form.field("Время").focus()
    form.page.wait_for_selector(".tool-field__error:not([hidden])")
    assert form.page.get_attribute("#" + (form.field("Дата").get_attribute("id") or ""), "aria-invalid") == "true"
    assert form.page.get_by_role("button", name="Скопировать письмо").is_hidden()
    assert form.page.query_selector("a.letter__open-in:visible") is None
    form.page.get_by_role("button", name="Осталось заполнить: 1").click()
    assert form.field("Дата").evaluate("field => field === document.activeElement")
    form.press("Очистить")
    assert form.field("Имя клиента").input_value() == ""
    assert form.page.get_by_role("button", name="Осталось заполнить: 5").is_visible()
    assert form.faults == []


def test_doubts_are_told_and_stop_nothing(desk: Any, tmp_path: Path) -> None:
    form = FormPage(desk, tmp_path)
    form.press("Заполнить примером")
    form.field("Время").fill("03:00")
    form.field("Телефон").fill("перезвоню")
    form.page.wait_for_selector(".letter__warnings li")
    warnings = form.page.inner_text(".letter__warnings")
    assert "Время" in warnings
    assert "перезвоню" in warnings
    assert form.page.get_by_role("button", name="Скопировать письмо").is_visible()


def test_a_message_that_is_too_long_for_its_channel_does_not_leave(desk: Any, tmp_path: Path) -> None:
    form = FormPage(desk, tmp_path, channels=["sms"], subject=None)
    form.press("Заполнить примером")
    form.field("Имя клиента").fill("Анна " * 200)
    form.page.wait_for_selector(".letter__warnings li")
    assert "Слишком длинно" in form.page.inner_text(".letter__warnings")
    assert form.page.get_by_role("button", name="Скопировать письмо").is_hidden()


def test_what_a_book_or_a_person_writes_never_acts(desk: Any, tmp_path: Path) -> None:
    fields = [
        {
            "id": "client",
            "label": HOSTILE.replace("\u2028", " "),
            "type": "line",
            "hint": "<img src=x onerror=alert(2)>",
        }
    ]
    form = FormPage(
        desk,
        tmp_path,
        title="</script>",
        body="{{ client }} <script>alert(3)</script>",
        subject=None,
        fields=fields,
        sample={"client": HOSTILE},
    )
    form.page.on("dialog", lambda dialog: form.faults.append(dialog.message))
    form.press("Заполнить примером")
    rendered = form.written({"client": HOSTILE}, form.letter.channels[0])
    assert form.page.text_content(".letter__body") == rendered.text.rstrip("\n")
    form.page.get_by_label("Электронная почта").check()
    form.page.wait_for_timeout(100)
    assert (
        form.page.query_selector("letter-form img, letter-form script:not([type='application/json']), letter-form b")
        is None
    )
    assert form.faults == []


def test_a_letter_of_which_no_page_is_sure_shows_the_command(desk: Any, tmp_path: Path) -> None:
    form = FormPage(desk, tmp_path, body='{% include "a.txt" %}')
    assert "salesbook letter meeting-confirmation" in form.page.inner_text("letter-form")
    assert "include" in form.page.inner_text("letter-form")
    assert form.faults == []


def test_values_of_which_no_page_is_sure_are_left_to_the_program(desk: Any, tmp_path: Path) -> None:
    form = FormPage(desk, tmp_path, body="{{ client | in_case('dative') }}, добрый день!")
    form.press("Заполнить примером")
    form.page.wait_for_selector("text=Анне, добрый день!")
    form.field("Имя клиента").fill("Аделаида")
    form.page.wait_for_selector("text=salesbook letter meeting-confirmation")
    assert form.page.get_by_role("button", name="Скопировать письмо").is_hidden()


def test_a_page_that_was_made_long_ago_says_so(desk: Any, tmp_path: Path) -> None:
    desk.add_init_script("Date.now = () => 4102444800000")  # 2100
    form = FormPage(desk, tmp_path)
    form.page.wait_for_selector("text=слишком давно")
    assert form.page.get_by_role("button", name="Скопировать письмо").is_hidden()
    assert form.faults == []


def test_today_is_the_day_of_the_company(desk: Any, tmp_path: Path) -> None:
    late = datetime.fromisoformat("2026-12-01T22:30:00+00:00")  # in Moscow it is the 2nd
    desk.add_init_script(f"Date.now = () => {int(late.timestamp() * 1000)}")
    form = FormPage(desk, tmp_path)
    form.field("Дата").fill("завтра")
    form.page.wait_for_selector("text=3 декабря")
    assert form.faults == []


def test_on_a_phone_the_letter_is_reached_from_the_form(chromium: Any, tmp_path: Path) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    form = FormPage(context, tmp_path)
    form.press("Заполнить примером")
    assert "Письмо готово" in form.page.inner_text(".tool__brief")
    form.press("К результату")
    assert form.page.evaluate("document.activeElement.className") == "tool__result"
    assert form.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
