"""A letter as a form of its page, and the tables that all such forms of a book share, as scripts beside them.

`site/assets/letter.js` draws the form; what it needs to write the letter is made in `salesbook.letters`, what it says
stands here. What no browser can do as the program does is said with the command that can.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.calendar.working_time import WorkingTime
from salesbook.core.language import Translations
from salesbook.letters import forms
from salesbook.letters.tables import book_tables, zone_tables
from salesbook.models.letter import Letter
from salesbook.pages.escaping import as_json
from salesbook.pages.model import Data
from salesbook.pages.places import ASSETS, Places
from salesbook.pages.tools import Tool, common_words

TABLES, ZONES = "letter_tables.js", "letter_zones.js"
"""Scripts that are made with the site: one for every letter, one for those that ask for a zone."""

SCRIPTS = (
    "template_values.js", "template_filters.js", "template.js", "letter_words.js", "letter_values.js", "letter_text.js",
    "letter_rich.js", "letter.js",
)  # fmt: skip


def letter_form(context: Context, item: Item, letter: Letter, labels: Translations) -> Tool:
    """Return the form of a letter, the data of `item`."""
    data = forms.letter_data(context, letter)
    if forms.asks_for_cases(data):
        from salesbook.text.forenames import in_all_cases  # noqa: PLC0415 - few letters put a name into a case

        data["names"] = in_all_cases()
    words = _words(labels, context.company.language)
    own = (TABLES, ZONES) if forms.has_zone(letter) else (TABLES,)
    return Tool("letter-form", (*own, *SCRIPTS), data | {"words": words, "command": f"salesbook letter {item.slug}"})


def form_tables(places: Places, working: WorkingTime | None, today: date) -> Iterator[Data]:
    """Yield the scripts of an edition with letters: by what these are read and written, around the year of a day."""
    letters = [item.data for item in places.items if isinstance(item.data, Letter)]
    if letters:
        yield _script(TABLES, "bookTables", book_tables(places.book.company, working, today.year))
    if any(map(forms.has_zone, letters)):
        yield _script(ZONES, "bookZones", zone_tables(today.year))


def _script(name: str, variable: str, tables: dict[str, Any]) -> Data:
    return Data(f"{ASSETS}/{name}", f"window.{variable} = {as_json(tables)};\n")


def _words(labels: Translations, language: str) -> dict[str, str]:
    """Return the words of the form; what is wrong or odd is said as the terminal says it."""
    return common_words(labels) | _asking(labels, language) | _judging(labels) | _showing(labels)


def _asking(labels: Translations, language: str) -> dict[str, str]:
    _ = labels.gettext
    return {
        "heading": _("Fill in the letter"),
        "about": _("The letter is written while you type. Nothing is sent or kept: copy it before you leave."),
        "fill_sample": _("Fill in the example"),
        "clear": _("Clear"),
        "channel": _("How it is sent"),
        "optional": _("may stay empty"),
        "not_said": _("not said"),
        "yes": _("yes"),
        "no": _("no"),
        "flag_yes": forms.YES,
        "flag_no": forms.NO,
        "days": (
            "сегодня; завтра; послезавтра; +1 рабочий день; +2 рабочих дня; через неделю"
            if language == "ru"
            else "today; tomorrow; +1 working day; +2 working days; in a week"
        ),
        "hint_date": _("as you say it: tomorrow, 26.11, on friday, +2 working days"),
        "hint_time": _("such as 15:30 or 7 pm"),
        "hint_zone": _("a city or a zone: Vladivostok, UTC+10"),
        "hint_list": _("every entry on a line of its own"),
        "hint_money": _("such as 12500000 or 12.5 million"),
    }


def _judging(labels: Translations) -> dict[str, str]:
    """Return what is said of a field: what is expected in place of a value, or what is odd about it."""
    _ = labels.gettext
    expected = {
        "a_day": _("a day, such as 25.11.2026, “tomorrow” or “+2 working days”"),
        "a_day_ahead": _("a date from today on ({today})"),
        "a_day_past": _("a date up to today ({today})"),
        "a_time": _("a time, such as 15:30"),
        "a_zone": _("a city or a time zone, such as Vladivostok, Asia/Vladivostok, UTC+10"),
        "a_number": _("a number, such as 12500000"),
        "one_line": _("one line"),
        "so_long": _("at most {n} characters"),
        "some_text": _("text that says something"),
        "a_choice": _("one of: {names}"),
        "yes_or_no": _("yes or no"),
    }
    said = _("expected {what}")
    return {name: said.replace("{what}", what) for name, what in expected.items()} | {
        "missing": _("fill it in"),
        "terminal": _("only the terminal can read this"),
        "no_telephone": _("“{value}” is no telephone number"),
        "far_off": _("{day}: that is more than half a year away"),
        "closed_day": _("{day}: the company is closed; the next working day is {next}"),
        "closed_time": _("{time}: the company is closed; it works from {opens} to {closes}"),
        "too_many_parts": _("Too long: {n} characters are {parts} parts of an SMS; {channel} takes {limit}."),
        "too_long": _("Too long: {n} characters; {channel} takes {limit}."),
    }


def _showing(labels: Translations) -> dict[str, str]:
    _ = labels.gettext
    return {
        "preview": _("The letter"),
        "left": _("Still to fill in: {n}"),
        "ready": _("The letter is ready"),
        "not_ready": _("The letter cannot go yet"),
        "size": _("Characters: {n}"),
        "sms_size": _("Characters: {n}, parts of an SMS: {parts} ({alphabet})"),
        "latin": _("Latin letters alone"),
        "other_letters": _("with Cyrillic or other letters"),
        "copy": _("Copy the letter"),
        "copy_rich": _("Copy with formatting"),
        "copy_subject": _("Copy the subject"),
        "copy_failed_rich": _("This browser does not let a page copy: select the letter and press Ctrl+C."),
        "subject": _("Subject: {subject}"),
        "open_in": _("Open in {channel}"),
        "link_too_long": _("The letter is too long for a link: copy it and paste it there."),
        "no_channels": _("None of its channels is in use."),
        "only_terminal": _("This letter is written in the terminal:"),
        "cannot": _("With such data only the terminal is sure to write it right."),
        "fault": _("Its template fails with such data: tell the head of sales."),
        "old": _("This page was made too long ago to count days: have the academy built again."),
    }
