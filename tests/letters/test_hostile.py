"""Two hundred hostile values through every channel: text, page, mail, calendar, document, links, SMS. All are inert."""

import email
import email.policy
import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree

import icalendar
import pytest

from salesbook.book.book import Book
from salesbook.letters.appointments import CalendarEntry
from salesbook.letters.links import MAX_LINK, share_link
from salesbook.letters.writing import RenderedLetter
from salesbook.output.calendars import calendar_file
from salesbook.output.documents import word_document
from salesbook.output.mail import mail_draft
from salesbook.text.invisible import acting, without_acting
from tests.books import changed, compiled
from tests.letters.test_quoting import tags, visible
from tests.letters.test_writing import REFUSAL, TEMPLATE, written
from tests.output.test_calendars import lines

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TAGS = "script iframe object embed svg math style link meta base form input button textarea video audio img a".split()
ACTS = "onerror=alert(1) onload=x href=javascript:x src=data:text/html,x style=position:fixed srcdoc=x".split()
EXPRESSIONS = (
    "7*7; config; self; company.name; ''.__class__.__mro__; cycler.__init__.__globals__.os.popen('id').read(); "
    "lipsum.__globals__; request.application; namespace(x=1); range(10**9)|list; 'a'*10**9; fact.first_contact"
).split("; ")
MARKDOWN = (
    "# заголовок\n---\n- пункт\n* пункт\n1. пункт\n> цитата\n```\nкод\n```\n    код\n**жирно**\n__жирно__\n_курсив_\n"
    "[текст](javascript:alert(1))\n![x](https://example.com/x.png)\n[a]: javascript:x\n<https://example.com>\n|а|б|\n"
    "~~нет~~\n\\*\n===\n"
    "[^1]: сноска\n- [ ] дело\n:smile:\n$x^2$\n&lt;b&gt;\n&#60;b&#62;\n&amp;#60;\n<!-- x -->\n{#id .class}"
).split("\n")
HEADERS = "Bcc: x@example.com; Subject: другая; Content-Type: text/html; X-Unsent: 0; From: a@example.com".split("; ")
CALENDAR = "END:VEVENT; BEGIN:VEVENT; ATTENDEE:mailto:x@example.com; ATTACH:https://example.com/x; UID:other".split(
    "; "
)
ENDS = ("\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c")
UNSEEN = [*map(chr, (*range(1, 9), *range(14, 32), 127, *range(128, 133)))]
BIDI = [*"\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f\u061c\u200b\u2060\ufeff\ufdd0\ufffe\u00ad"]
FORMULAS = "=1+1; =cmd|' /C calc'!A0; +1+1; -1+1; @SUM(A1); =HYPERLINK(\"https://example.com\"); \t=1; %0A=1".split(
    "; "
)
PAYLOADS = {
    "html": [f"<{tag} {act}>x</{tag}>" for tag in TAGS for act in ACTS[:2]] + [f"\"' {act} >" for act in ACTS],
    "broken html": [f"{text}{tag}" for tag in TAGS[:6] for text in ("</p><", "<!--<", "]]><")],
    "jinja": [f"{{{{ {e} }}}}" for e in EXPRESSIONS] + ["{% if x %}", "{% raw %}", "{% include 'x' %}", "{# x #}"],
    "markdown": MARKDOWN,
    "headers": [f"Анна{end}{header}" for header in HEADERS for end in ENDS[:5]],
    "calendar": [f"Анна{end}{line}" for line in CALENDAR for end in ENDS[:4]] + ["a;b,c\\n:d", "\\nEND:VCALENDAR"],
    "ends of lines": [f"до{end}{end}после" for end in ENDS],
    "control characters": [f"до{character}после" for character in UNSEEN],
    "direction": [f"счёт {character}1234{character} рублей" for character in BIDI],
    "formulas": FORMULAS,
    "links": "javascript:alert(1) data:text/html,x %0d%0aBcc:x ?body=x&cc=y #x &text=y %00 file:///etc/passwd".split(),
}  # fmt: skip
NOTE = changed(
    REFUSAL,
    ("channels: [email, sms]", "subject: 'Для {{ client }}'\nchannels: [email, sms]"),
    ("type: line}", "type: text}"),
    (TEMPLATE, "До {{ client }} после.\n\n- {{ client }}\n\n**{{ client }}** {{ reason }}"),
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return compiled(tmp_path_factory.mktemp("hostile") / "book", NOTE)


def test_there_are_two_hundred() -> None:
    assert len({payload for payloads in PAYLOADS.values() for payload in payloads}) >= 200


@pytest.mark.parametrize("kind", PAYLOADS)
def test_a_hostile_value_is_inert_in_every_channel(kind: str, book: Book) -> None:
    harmless = written({"client": "А", "reason": "нет объекта"}, book=book, name="refusal")
    letters = [written({"client": p, "reason": "нет объекта"}, book=book, name="refusal") for p in PAYLOADS[kind]]
    for payload, letter in zip(PAYLOADS[kind], letters, strict=True):
        words = said(payload)
        assert letter.text.startswith(f"До {words} после.\n")
        assert not list(acting(letter.text)) and not list(acting(letter.html or ""))
        page(letter, words, harmless)
        mail(letter)
        links(letter)
    calendar(letters)
    document(letters)


def said(payload: str) -> str:
    """Return what a letter says of a payload: all of it, but for what acts unseen; lines end as lines do."""
    text = payload.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufdd0]", "", text).strip()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in without_acting(text).split("\n")))


def page(letter: RenderedLetter, words: str, harmless: RenderedLetter) -> None:
    assert letter.html is not None and harmless.html is not None
    assert visible(letter.html).startswith(f"До {' '.join(words.split())} после.")
    assert set(tags(letter.html)) - {"<br />", "<br>"} == set(tags(harmless.html))


def mail(letter: RenderedLetter) -> None:
    message = email.message_from_bytes(mail_draft(letter), policy=email.policy.default)
    assert sorted(message.keys()) == ["Content-Type", "MIME-Version", "Subject", "X-Unsent"]
    assert message["X-Unsent"] == "1" and message["Subject"] == letter.subject
    text, html = message.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == letter.text
    assert html.get_content().replace("\r\n", "\n").strip() == (letter.html or "").strip()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")


def links(letter: RenderedLetter) -> None:
    words = letter.text.rstrip("\n")
    for program in MAX_LINK:
        link = share_link(program, letter.text, letter.subject)
        assert link is not None
        address = urlsplit(link)
        assert re.fullmatch(r"[A-Za-z0-9%:/.?=&_~-]+", link) and not address.fragment
        assert address.scheme in ("https", "mailto", "sms")
        query = parse_qs(address.query, keep_blank_values=True)
        assert set(query) <= {"text", "url", "body", "subject"} and all(len(values) == 1 for values in query.values())
        assert unquote(address.query.rpartition("=")[2]).replace("\r\n", "\n") == words


def calendar(letters: list[RenderedLetter]) -> None:
    entries = [CalendarEntry(str(n), e.subject or "", NOW, None, e.text, e.text) for n, e in enumerate(letters)]
    data = calendar_file(entries, now=NOW)
    file, event = "BEGIN END VERSION PRODID CALSCALE METHOD", "UID DTSTAMP SEQUENCE STATUS TRANSP"
    names = {*file.split(), *event.split(), "SUMMARY", "DTSTART", "LOCATION", "DESCRIPTION"}
    assert {re.split("[;:]", line)[0] for line in lines(data)} == names
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert [str(event["description"]) for event in events] == [letter.text.rstrip("\n") for letter in letters]
    assert [str(event["summary"]) for event in events] == [letter.subject for letter in letters]


def document(letters: list[RenderedLetter]) -> None:
    """All letters of a kind stand in one document: opening a new one takes longer than writing them."""
    first = letters[0]
    body = "".join(letter.body or "" for letter in letters)
    joined = replace(first, program="email", text="", body=body, meeting=None)
    with zipfile.ZipFile(io.BytesIO(word_document(joined, now=NOW, language="ru"))) as parts:
        tree = ElementTree.fromstring(parts.read("word/document.xml"))
        relations = parts.read("word/_rels/document.xml.rels").decode()
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    used = {element.tag.removeprefix(word) for element in tree.iter()}
    assert not used & {"hyperlink", "instrText", "fldSimple", "object", "drawing", "altChunk"}
    assert "External" not in relations
    text = "".join(element.text or " " for element in tree.iter() if element.tag in (f"{word}t", f"{word}br"))
    for letter in letters:
        assert " ".join(visible(letter.html or "").partition(" после.")[0].split()) in " ".join(text.split())


def test_a_link_in_a_value_leads_nowhere_in_a_page(book: Book, tmp_path: Path) -> None:
    letter = written({"client": "https://example.com", "reason": "нет объекта"}, book=book, name="refusal")
    assert "href" not in (letter.html or "")
