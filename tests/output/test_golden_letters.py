"""Every letter of the other book by every channel that a program stands for, and in every kind of file.

Golden files that are read in the diff; `pytest --update-golden tests/output` writes them anew.
"""

import email
import email.policy
import io
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

import docx
import icalendar
import pytest

from salesbook.book.load import load_book
from salesbook.calendar.working_time import working_time_of
from salesbook.letters.lengths import sms_size
from salesbook.letters.links import share_link
from salesbook.letters.values import read_values, value_context
from salesbook.letters.writing import RenderedLetter, write
from salesbook.models.company import Channel
from salesbook.models.letter import Letter
from salesbook.output.letters import CALENDAR, HTML, MAIL, WORD, content, file_of
from tests.books import OTHER

GOLDEN = Path(__file__).parent / "golden_letters"
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SCHOOL = load_book(OTHER)[0]
LETTERS = {item.slug: (item, letter) for item, letter in SCHOOL.data(Letter)}
CHANNELS = {
    name: Channel(id=name, name=title, format="html" if name == "email" else "text")
    for name, title in (
        ("email", "Почта"), ("telegram", "Telegram"), ("whatsapp", "WhatsApp"), ("max", "MAX"), ("sms", "СМС"),
        ("vk", "ВКонтакте"), ("viber", "Viber"), ("phone", "Телефон"), ("chat", "Чат"),
    )
}  # fmt: skip
"""Those by which letters are known to go, and one that nobody knows."""
FILES = (HTML[0], MAIL, WORD, CALENDAR)


def rendered(name: str, channel: Channel) -> RenderedLetter:
    item, letter = LETTERS[name]
    reading = value_context(SCHOOL.context, letter, today=NOW.date(), of_sample=True, working=working_time_of(SCHOOL))
    values, unfit = read_values(letter, letter.sample, reading)
    assert unfit == []
    return write(SCHOOL.context, item, letter, values, channel, today=NOW.date(), html=True)


def by_channel(letter: RenderedLetter) -> str:
    """Return what is copied, the link that opens the program (for reading, without quoting), and what an SMS takes."""
    size = sms_size(letter.text.rstrip("\n"))
    about = f"{size.characters} characters, {size.parts} parts" if letter.program == "sms" else "none"
    link = share_link(letter.program, letter.text, letter.subject) or "none"
    return f"program: {letter.program or 'none'}\nsms: {about}\nlink: {unquote(link)}\n\n{content(letter, html=False)}"


def as_file(letter: RenderedLetter, ending: str) -> str:
    """Return what others' libraries read in a file, as text."""
    data = file_of(letter, ending, html=False, now=NOW, language="ru")
    if ending == WORD:
        return "".join(f"[{p.style and p.style.name}] {p.text}\n" for p in docx.Document(io.BytesIO(data)).paragraphs)
    if ending == MAIL:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = "\n".join(f"[{part.get_content_type()}]\n{part.get_content()}" for part in message.iter_parts())
        return f"Subject: {message['Subject']}\nX-Unsent: {message['X-Unsent']}\n\n{parts}".replace("\r\n", "\n")
    if ending == CALENDAR:
        calendar = icalendar.Calendar.from_ical(data)
        return "".join(map(as_component, calendar.walk("VEVENT") + calendar.walk("VALARM")))
    return data.decode()


def as_component(component: icalendar.Component) -> str:
    lines = sorted(f"{name}{dict(value.params) or ''}: {value.to_ical().decode()}" for name, value in component.items())
    return f"[{component.name}]\n" + "".join(f"{line}\n" for line in lines)


def same(path: Path, text: str, *, golden: bool) -> None:
    text = text.replace("\r\n", "\n")
    if golden:
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_by_a_channel(name: str, channel: Channel, golden: bool) -> None:
    same(GOLDEN / f"{name}.{channel.id}.txt", by_channel(rendered(name, channel)), golden=golden)


@pytest.mark.parametrize("ending", FILES)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_in_a_file(name: str, ending: str, golden: bool) -> None:
    letter = rendered(name, CHANNELS["email"])
    if ending == CALENDAR and letter.meeting is None:
        return
    # Git leaves out drafts of mail, here as in a book: they may be of a client.
    suffix = f"{ending}.txt" if ending in (WORD, ".eml") else ending
    same(GOLDEN / f"{name}{suffix}", as_file(letter, ending), golden=golden)


def test_no_golden_file_is_left_behind() -> None:
    names = {f"{name}.{channel}.txt" for name in LETTERS for channel in CHANNELS}
    names |= {f"{name}{ending}" for name in LETTERS for ending in (".html", ".eml.txt", ".docx.txt")}
    names |= {f"{name}.ics" for name, (_item, letter) in LETTERS.items() if letter.appointment is not None}
    assert {path.name for path in GOLDEN.iterdir()} == names
