"""Letters: a template and a manager's facts → subject, plain text and HTML.

The template is written once, in light Markdown. For plain text its marks are taken out before the values go in; for
HTML every character of a value that Markdown or HTML could read as a mark goes in as an entity. So nothing that a
client has said can change the letter's form, and nothing of it is lost.
"""

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.calendar.working_time import WorkingTime
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.letters.appointments import Meeting, meeting_of
from salesbook.letters.channels import program_of
from salesbook.letters.envelopes import enveloped
from salesbook.letters.environment import CLOCKS, Clocks, given, prepared, sandbox
from salesbook.letters.field_values import ValueContext
from salesbook.letters.gaps import closed, marking
from salesbook.letters.values import read_values, value_context
from salesbook.models.company import Channel
from salesbook.models.letter import Letter
from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.reasons import FAILURES, FaultyTemplate, place, reason
from salesbook.text.invisible import without_acting

Finalize = Callable[[Any], Any]
"""Turns what a template writes into text: `as_text` or `escaped`."""

_ENTITIES = {ord(c): f"&#{ord(c)};" for c in string.punctuation}
_ENTITY = re.compile(r"&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[a-zA-Z]{1,40});?")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\n]*)\)")


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """A letter ready to send by a channel (its id and its name): `subject` for channels that have one.

    `title` is what colleagues call it, `program` what the channel stands for (see `channels.program_of`). `html` is the
    page, `body` what stands in the page's envelope; None when nobody asked for them. `meeting`: what it agrees on.
    """

    letter: str
    title: str
    channel: str
    channel_name: str
    program: str | None
    subject: str | None
    text: str
    html: str | None
    body: str | None
    meeting: Meeting | None


def choose_channel(letter: Letter, values: dict[str, Any], context: ValueContext) -> Channel:
    """Return the channel asked for, else the one agreed with the client, else the letter's first.

    Raises `UserError` for a letter that goes nowhere.
    """
    agreed = next((values.get(f.id) for f in letter.fields if f.type == "channel"), None)
    channel = context.asked or next((c for c in context.channels if agreed in (None, c.id)), None)
    if channel is None:
        message = _("the letter “{title}” is sent by none of the company's channels").format(title=letter.title)
        raise UserError(message, _("name channels of company.yml in “channels” of the letter"))
    return channel


class LetterWriter:
    """Writes one letter, the data of `item`, as often as one likes: its templates are compiled once.

    One thread at a time: what a template may spend is counted in the environment that it was compiled in.
    """

    def __init__(self, context: Context, item: Item, letter: Letter) -> None:
        self.context = context
        self.item = item
        self.letter = letter
        self._environments: dict[Finalize, Sandbox] = {}
        self._templates: dict[tuple[str, Finalize], Template] = {}

    def write(self, values: dict[str, Any], channel: Channel, *, today: date, html: bool) -> RenderedLetter:
        """Render the letter as it goes by a channel, on a day of the company's.

        Whatever the values say of the channel, the letter says the one it goes by. Raises `UserError` when its template
        fails or the book has no envelope.
        """
        letter, company = self.letter, self.context.company
        agreed = {field.id: channel.id for field in letter.fields if field.type == "channel"}
        zone = next((values.get(field.id) for field in letter.fields if field.type == "zone"), None)
        names = self._given | {"channel": channel.id} | values | agreed
        names[CLOCKS] = Clocks(company.time_zone, zone, today)
        subject = None if letter.subject is None else _one_line(self._rendered(letter.subject, as_text, names))
        text = _tidy(self._rendered(without_marks(letter.body), as_text, names))
        body = self._body(names) if html else None
        page = None if body is None else enveloped(self.context.root, body, subject or letter.title, company)
        return RenderedLetter(
            self.item.name, letter.title, channel.id, channel.name, program_of(channel), subject, text,
            None if page is None else without_acting(page), None if body is None else without_acting(body),
            meeting_of(company, letter, values, today),
        )  # fmt: skip

    @cached_property
    def _given(self) -> dict[str, dict[str, str]]:
        return given(self.context.company)

    def _rendered(self, source: str, finalize: Finalize, names: dict[str, Any]) -> str:
        """Return what a template says; raises `UserError` when it fails."""
        try:
            return closed(self._template(source, finalize).render(**names), bold=finalize is escaped)
        except FAILURES as error:
            message = _("the template of {path} fails: {reason}").format(path=self.item.path, reason=reason(error))
            advice = _("tell the head of sales; “salesbook check” shows the place")
            raise FaultyTemplate(message, advice, reason(error), place(error)) from error

    def _template(self, source: str, finalize: Finalize) -> Template:
        template = self._templates.get((source, finalize))
        if template is None:
            environment = self._environments.get(finalize)
            if environment is None:
                environment = sandbox(self.context, finalize, autoescape=finalize is escaped)
                self._environments[finalize] = environment
            template = environment.changed(prepared(source), marking)
            self._templates[source, finalize] = template
        return template

    def _body(self, names: dict[str, Any]) -> str:
        # Markdown takes as long to load as a short letter to write, and a text needs none of it.
        from salesbook.text.hypertext import to_html  # noqa: PLC0415

        try:
            return _ENTITY.sub(_harmless_entity, to_html(self._rendered(self.letter.body, escaped, names)))
        except ValueError as error:
            message = _("the template of {path} fails: {reason}")
            message = message.format(path=self.item.path, reason=_("the template makes too long a text"))
            raise UserError(message, _("tell the head of sales; “salesbook check” shows the place")) from error


def write(
    context: Context, item: Item, letter: Letter, values: dict[str, Any], channel: Channel, *, today: date, html: bool
) -> RenderedLetter:
    """Render a letter once; see `LetterWriter.write`."""
    return LetterWriter(context, item, letter).write(values, channel, today=today, html=html)


def sample(
    context: Context,
    item: Item,
    letter: Letter,
    *,
    today: date,
    working: WorkingTime | None = None,
    html: bool = True,
) -> RenderedLetter | None:
    """Render a letter, the data of `item`, with its own sample on a day; None when it has none, or one that misfits.

    `working`: see `value_context`.
    """
    reading = value_context(context, letter, today=today, of_sample=True, working=working)
    values, unfit = read_values(letter, letter.sample, reading)
    if unfit or not letter.sample or not reading.channels:
        return None
    return write(context, item, letter, values, choose_channel(letter, values, reading), today=today, html=html)


def as_text(value: Any) -> str:
    """Write a value into plain text."""
    return "" if value is None else str(value)


def escaped(value: Any) -> Any:
    """Write a value into Markdown that becomes HTML: no character of it is a mark, line ends stay line ends.

    What a macro or a block of the template has written is Markup by then, and has been through here once.
    """
    if hasattr(value, "__html__"):
        return value
    lines = (line.strip() for line in as_text(value).split("\n"))
    return Markup("\n".join(line for line in lines if line).translate(_ENTITIES))  # noqa: S704 - no mark is left


def _harmless_entity(match: re.Match[str]) -> str:
    """Return an entity as it is, but for one that a mail program would read as a character that acts."""
    return match[0] if without_acting(character := unescape(match[0])) == character else ""


def without_marks(source: str) -> str:
    """Return a template without Markdown's marks: bold, headings; links become «words: address», list items dashes."""
    source = _LINK.sub(r"\1: \2", source).replace("**", "")
    source = re.sub(r"^((?:[ ]*\{%[^\n{}]*%\})*[ ]*)[-*] ", r"\1— ", source, flags=re.MULTILINE)
    return re.sub(r"^#{1,6} +", "", source, flags=re.MULTILINE)


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in without_acting(text).strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", without_acting(text)).strip()  # a no-break space stays
