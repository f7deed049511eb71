"""Letters out: the list, a written one, and the sample of its data."""

from datetime import datetime
from pathlib import Path
from typing import Any

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.book.readable import one_line, readable
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.letters.appointments import entry_of
from salesbook.letters.lengths import sms_size
from salesbook.letters.writing import RenderedLetter
from salesbook.models.letter import Letter
from salesbook.output.terminal import out, say, write, write_json
from salesbook.text.invisible import without_acting

HTML = (".html", ".htm")
MAIL, CALENDAR, WORD = ".eml", ".ics", ".docx"
PARTED = (MAIL, WORD)
"""Endings of files that need the letter as HTML, beside those that are HTML."""
ENDINGS = (*HTML, MAIL, CALENDAR, WORD)
TEXT = ("", ".txt", ".md")
"""Endings of files that hold the text; a stream such as /dev/stdout has none."""


def write_letters(book: Book, *, json: bool) -> None:
    """Print all letters with their channels and purpose."""
    if json:
        write_json({"letters": [_listed(book, item, letter) for item, letter in book.data(Letter)]})
        return
    from rich.markup import escape

    console = out()
    for item, letter in book.data(Letter):
        channels = ", ".join(book.words["channel"].get(c, c) for c in letter.channels)
        console.print(
            f"[bold]{escape(item.slug)}[/] — {escape(letter.title)} [dim]({escape(channels)})[/]", soft_wrap=True
        )
        console.print(f"  {escape(one_line(readable(book, letter.purpose)))}", style="dim", soft_wrap=True)


def letter_json(rendered: RenderedLetter) -> dict[str, Any]:
    """Return a letter as programs send it; `sms` is what it takes as one, None for another channel."""
    from salesbook.output.opening import link_of

    size = sms_size(rendered.text.rstrip("\n")) if rendered.program == "sms" else None
    return {
        "letter": rendered.letter,
        "channel": rendered.channel,
        "subject": rendered.subject,
        "text": rendered.text,
        "html": rendered.html,
        "link": link_of(rendered),
        "sms": None if size is None else {"characters": size.characters, "parts": size.parts, "gsm": size.is_gsm},
    }


def say_sms(rendered: RenderedLetter) -> None:
    """Say what an SMS takes; nothing of a letter that goes by another channel."""
    if rendered.program != "sms":
        return
    size = sms_size(rendered.text.rstrip("\n"))
    message = ngettext("SMS: {n} character", "SMS: {n} characters", size.characters).format(n=size.characters)
    parts = ngettext("{n} part", "{n} parts", size.parts).format(n=size.parts)
    alphabet = _("Latin letters alone") if size.is_gsm else _("with Cyrillic or other letters")
    say(f"{message}, {parts} ({alphabet})")


def content(rendered: RenderedLetter, *, html: bool) -> str:
    """Return what is copied or sent: HTML as it is; text with its subject above, where the channel is mail."""
    if html:
        assert rendered.html is not None
        return rendered.html
    if rendered.subject and rendered.program == "email":
        subject = _("Subject: {subject}").format(subject=rendered.subject)
        return f"{subject}\n\n{rendered.text}"
    return rendered.text


def need_ending(path: Path, letter: Letter) -> None:
    """Refuse a file whose ending promises what the letter is not written as: raises `UserError`."""
    ending = path.suffix.lower()
    if ending == CALENDAR and letter.appointment is None:
        raise _no_meeting(letter.title)
    if ending in (*ENDINGS, *TEXT):
        return
    message = _("a letter is not written as “{ending}”").format(ending=path.suffix)
    raise UserError(
        message,
        _(
            "name a file that ends in .docx (Word, which makes a PDF of it), .eml (a draft for a mail program), "
            ".html (a page), .ics (a meeting) or .txt"
        ),
    )


def file_of(rendered: RenderedLetter, ending: str, *, html: bool, now: datetime, language: str) -> bytes:
    """Return what a file of an ending holds: a page, a draft for a mail program, a meeting, a document, or the text.

    `now` is when it is written, `language` that of the book. Raises `UserError` for a calendar when the letter agrees
    on no meeting.
    """
    if ending == MAIL:
        from salesbook.output.mail import mail_draft

        return mail_draft(rendered)
    if ending == WORD:
        from salesbook.output.documents import word_document

        return word_document(rendered, now=now, language=language)
    if ending == CALENDAR:
        from salesbook.output.calendars import calendar_file

        if rendered.meeting is None:
            raise _no_meeting(rendered.title)
        summary = rendered.subject or rendered.title
        return calendar_file([entry_of(rendered.meeting, summary, rendered.text, client=True)], now=now)
    return content(rendered, html=html or ending in HTML).encode()


def _no_meeting(title: str) -> UserError:
    message = _("the letter “{title}” agrees on no day and time").format(title=title)
    advice = _("a file that ends in .ics holds a meeting; save this letter as .docx, .eml, .html or .txt")
    return UserError(message, advice)


def sample_text(sample: dict[str, Any], *, json: bool) -> str:
    """Return the sample of a letter as a data file holds it, in YAML or JSON: to be saved, changed and handed back."""
    import json as encoding

    import yaml

    if json:
        return encoding.dumps(sample, ensure_ascii=False, indent=2, default=str) + "\n"
    return without_acting(yaml.safe_dump(sample, allow_unicode=True, sort_keys=False, width=100))


def write_sample(item: Item, sample: dict[str, Any], *, json: bool) -> None:
    """Print the sample of the letter `item` as a data file holds it, or under `sample` as JSON."""
    if json:
        write_json({"letter": item.name, "sample": sample})
        return
    write(sample_text(sample, json=False))


def _listed(book: Book, item: Item, letter: Letter) -> dict[str, Any]:
    return {
        "name": item.name,
        "title": letter.title,
        "channels": list(letter.channels),
        "purpose": readable(book, letter.purpose),
        "fields": [field.model_dump(mode="json", exclude_defaults=True) for field in letter.fields],
    }
