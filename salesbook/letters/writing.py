"""Letters: a template and a manager's facts → subject, plain text and HTML.

The template is written once, in light Markdown. For plain text its marks are taken out before the values go in; for
HTML every character of a value that Markdown or HTML could read as a mark goes in as an entity. So nothing that a
client has said can change the letter's form, and nothing of it is lost.
"""

import re
import string
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import TemplateError, TemplateNotFound
from markupsafe import Markup

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.errors import Unfit, UserError
from salesbook.core.language import gettext as _
from salesbook.letters.environment import given, prepared, sandbox
from salesbook.letters.values import read_values
from salesbook.models.company import Channel
from salesbook.models.letter import Letter
from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.reasons import reason

ENVELOPE = "envelope.html"
_ENTITIES = {ord(c): f"&#{ord(c)};" for c in string.punctuation}
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\n]*)\)")


@dataclass(frozen=True, slots=True)
class RenderedLetter:
    """A letter ready to send: `subject` for channels that have one; `html` is None when nobody asked for it."""

    letter: str
    channel: str
    subject: str | None
    text: str
    html: str | None


def channels_of(context: Context, letter: Letter) -> dict[str, Channel]:
    """Return the channels a letter may go to, by id."""
    by_id = {channel.id: channel for channel in context.company.channels}
    return {i: by_id[i] for i in letter.channels if i in by_id}


def choose_channel(context: Context, letter: Letter, values: dict[str, Any], asked: str | None) -> Channel:
    """Return the channel asked for, else the one agreed with the client, else the letter's first.

    Raises `UserError` for a channel that the letter is not made for.
    """
    channels = channels_of(context, letter)
    agreed = next((values.get(f.id) for f in letter.fields if f.type == "channel"), None)
    name = asked or agreed or next(iter(channels), None)
    if name not in channels:
        message = _("the letter “{title}” is not sent by “{channel}”").format(title=letter.title, channel=name)
        raise UserError(message, _("choose one of: {names}").format(names=", ".join(channels)))
    return channels[name]


def check_values(
    context: Context, letter: Letter, data: Any, *, today: date | None
) -> tuple[dict[str, Any], list[Unfit]]:
    """Return the values of a letter from data, and everything that keeps it from being written."""
    names = {i: channel.name for i, channel in channels_of(context, letter).items()}
    return read_values(letter, data, today=today, channels=names)


def write(
    context: Context, item: Item, letter: Letter, values: dict[str, Any], channel: Channel, *, html: bool
) -> RenderedLetter:
    """Render a letter, the data of `item`; raises `UserError` when its template fails or the book has no envelope."""
    subject = None if letter.subject is None else _one_line(_render(context, item, letter.subject, values, as_text))
    text = _tidy(_render(context, item, _without_marks(letter.body), values, as_text))
    page = _html(context, item, letter, values, subject) if html else None
    return RenderedLetter(item.name, channel.id, subject, text, page)


def sample(context: Context, item: Item, letter: Letter, *, html: bool = True) -> RenderedLetter | None:
    """Render a letter, the data of `item`, with its own sample; None when it has none or one that does not fit."""
    if not letter.sample:
        return None
    values, unfit = check_values(context, letter, letter.sample, today=None)
    channels = channels_of(context, letter)
    if unfit or not channels:
        return None
    return write(context, item, letter, values, choose_channel(context, letter, values, None), html=html)


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


def _render(context: Context, item: Item, source: str, values: dict[str, Any], finalize: Any) -> str:
    try:
        environment = sandbox(context, finalize, autoescape=finalize is escaped)
        template = environment.from_string(prepared(source))
        return template.render(**given(context.company), **values)
    except (TemplateError, TypeError, ValueError, ArithmeticError, RecursionError, AttributeError) as error:
        message = _("the template of {path} fails: {reason}").format(path=item.path, reason=reason(error))
        raise UserError(message, _("tell the head of sales; “salesbook check” shows the place")) from error


def _html(context: Context, item: Item, letter: Letter, values: dict[str, Any], subject: str | None) -> str:
    # Markdown takes as long to load as a short letter to write, and a text needs none of it.
    from salesbook.text.hypertext import to_html  # noqa: PLC0415

    try:
        body = to_html(_render(context, item, letter.body, values, escaped))
    except ValueError as error:
        message = _("the template of {path} fails: {reason}")
        message = message.format(path=item.path, reason=_("the template makes too long a text"))
        raise UserError(message, _("tell the head of sales; “salesbook check” shows the place")) from error
    try:
        envelope = Sandbox(context.root / "templates" / "letters", autoescape=True).get_template(ENVELOPE)
        # The body has been escaped value by value above, and the guard has been over its tags.
        return envelope.render(
            body=Markup(body),  # noqa: S704
            subject=subject or letter.title,
            company=context.company.name,
            language=context.company.language,
        )
    except TemplateNotFound as error:
        message = _("the book has no templates/letters/{name}").format(name=ENVELOPE)
        raise UserError(message, _("restore it from the repository")) from error
    except TemplateError as error:
        message = _("the template of {path} fails: {reason}").format(
            path=f"templates/letters/{ENVELOPE}", reason=reason(error)
        )
        raise UserError(message, _("tell the head of sales")) from error


def _without_marks(source: str) -> str:
    """Take Markdown's marks out of a template: bold, headings; links become «words: address», list items dashes."""
    source = _LINK.sub(r"\1: \2", source).replace("**", "")
    source = re.sub(r"^((?:[ ]*\{%[^\n{}]*%\})*[ ]*)[-*] ", r"\1— ", source, flags=re.MULTILINE)
    return re.sub(r"^#{1,6} +", "", source, flags=re.MULTILINE)


def _tidy(text: str) -> str:
    lines = [line.rstrip() for line in text.strip().split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _one_line(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text).strip()  # a no-break space stays
