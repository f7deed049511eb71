"""What could run is found however it is written, and what could not is left alone."""

import re
import time
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.text import safety
from salesbook.text.safety import (
    NOT_ON_PAGES,
    is_insecure,
    is_relative,
    is_safe,
    is_sound,
    is_web,
    leads_out,
    live_markup,
    may_be_copied,
    may_be_followed,
)

# --- addresses


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "http://a/b:c",
        "mailto:a@example.com",
        "tel:+7",
        "a.md",
        "../a.md#b",
        "#b",
        "",
        "?q=a:b",
        "HTTPS://A",
        "img/a:b.svg",
    ],
)
def test_safe(url: str) -> None:
    assert is_safe(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:x",
        "\x01javascript:x",
        "&#106;avascript:x",
        "javascript&colon;x",
        "javascript&#58;x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:x",
        "view-source:x",
    ],
)
def test_unsafe(url: str) -> None:
    assert not is_safe(url)


def test_references_of_thousands_of_digits() -> None:
    """Python refuses to count them; browsers read a character that is none, or without the zeros the right one."""
    assert is_safe(f"&#{'9' * 5_000};x")
    assert not is_safe(f"&#{'0' * 5_000}106;avascript:x")


OUT = [
    "//example.com/a.png",
    "///example.com/a.png",
    "/\\example.com/a.png",
    "\\\\example.com/a.png",
    "&#47;/example.com",
    "/\t/example.com",
    "https:example.com/a.png",
    "HTTP://example.com",
    "data:image/png;base64,x",
    "mailto:anna@example.com",
]


@pytest.mark.parametrize("url", OUT)
def test_addresses_of_others_lead_out(url: str) -> None:
    assert leads_out(url)
    assert not is_relative(url)


@pytest.mark.parametrize("url", ["a.md", "../а/б в.md", "img/a:b.svg", "a//b", "./a", "%D0%B0.md", "", "a&b.md"])
def test_paths_of_the_book_stay_inside(url: str) -> None:
    assert is_relative(url)
    assert not leads_out(url)


@pytest.mark.parametrize("url", ["/crm/prices", "\\crm", "файл:имя.md", "javascript&colon;x", "&#47;crm", "c:/a.md"])
def test_what_is_neither_a_path_nor_followed(url: str) -> None:
    assert not is_relative(url)
    assert not may_be_followed(url)


@pytest.mark.parametrize(
    ("url", "followed", "web", "sound", "insecure"),
    [
        ("https://example.com", True, True, True, False),
        ("HTTPS://EXAMPLE.COM", True, True, True, False),
        ("http://example.com", True, True, False, True),
        ("mailto:anna@example.com", True, False, True, False),
        ("tel:+79000000000", True, False, True, False),
        ("ftp://example.com", False, False, False, True),
        ("//example.com", False, False, False, True),
        ("///example.com", False, False, False, False),
        ("/\\example.com", False, False, False, False),
        (" https://example.com", False, False, False, False),
        ("javascript:alert(1)", False, False, False, False),
        ("httpx://example.com", False, False, False, False),
        ("a.md", False, False, False, False),
    ],
)
def test_addresses_out_of_the_book(url: str, followed: bool, web: bool, sound: bool, insecure: bool) -> None:
    assert (may_be_followed(url), is_web(url), is_sound(url), is_insecure(url)) == (followed, web, sound, insecure)


@given(st.text(max_size=40))
def test_whatever_an_address_is_the_answers_agree(url: str) -> None:
    assert not (is_relative(url) and (leads_out(url) or may_be_followed(url) or is_insecure(url)))
    assert is_safe(url) or leads_out(url)
    assert not may_be_followed(url) or (is_safe(url) and leads_out(url))
    assert not is_sound(url) or (may_be_followed(url) and not is_insecure(url))


# --- tags

LIVE = [
    "<script>alert(1)</script>",
    "<SCRIPT\n>",
    "<iframe src=a>",
    "<base href=a>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<details open/ontoggle='pwn(1)'>",
    "<b title='>' onclick=alert(1)>",
    '<b title="<i>" onclick=alert(1)>',
    "<b it's onclick=alert(1)>",
    "<b onclick    \n          = alert(1)>",
    f"<b data-a='{'a' * 3_000}' onclick=alert(1)>",
    "<a href='javascript:alert(1)'>",
    "<a href=&#106;avascript:alert(1)>",
    "<a href=&#0000000000106;avascript:alert(1)>",
    "<a href='java\tscript:alert(1)'>",
    "<a href='data:text/html,x'>",
    "<img src=https://example.com/a.png>",
    "<img src='/\\example.com/a.png'>",
    "<img srcset='a.png 1x, //example.com/a.png 2x'>",
    "<table background='https://example.com/a.png'>",
    "<video poster=//example.com/a.png>",
    "<link href=//example.com/a.css>",
    "<meta http-equiv=refresh content=0>",
    "<p style='background: url(//example.com/a.png)'>",
    "<style>@import 'a.css';</style>",
    "<style>p { background: \\75 rl(//example.com) }</style>",
    '<img alt="<!--" src=x onerror=alert(1)>',
    "<a b=' <img src=x onerror=alert(1)>",
    "<!DOCTYPE svg [<!ENTITY a 'b'>]>",
    "<?xml-stylesheet href='a.css'?>",
]
DEAD = [
    "a < b, c > d, a<b onward.",
    "<b>online = да</b>",
    "<https://example.com/?onload=1>",
    "<a href='https://example.com'>",
    "<a href='mailto:anna@example.com'>",
    "<img src='../img/a.png' alt='Видео: //здесь'>",
    "<img src='data:image/png;base64,iVBORw0KGgo='>",
    "<p class='button one' id=on>",
    "<style>text { fill: url(#a); font: 14px sans-serif }</style> url(b)",
    "<имя клиента> javascript: не нужен",
    "<scripted>",
    "",
]


@pytest.mark.parametrize("text", LIVE)
def test_what_would_run_or_load(text: str) -> None:
    for around in ("{}", "слово < слово {}", "<b>{}</b>", "<!-- <a b=' --> {}"):
        assert live_markup(around.format(text))


@pytest.mark.parametrize("text", DEAD)
def test_what_would_do_nothing(text: str) -> None:
    assert live_markup(text) == []


@pytest.mark.parametrize("text", ["<form action=a>", "<style>", "<link rel=icon>", "<meta charset=utf-8>"])
def test_what_belongs_into_no_template_of_a_page(text: str) -> None:
    assert live_markup(text) == []
    assert [live.start for live in live_markup(f"# A\n\n{text}", NOT_ON_PAGES)] == [5]


def test_it_is_told_where() -> None:
    text = "<i>а</i> <b class=a onclick=x()> и <script>"
    assert [(live.start, live.text) for live in live_markup(text)] == [(9, "<b class=a onclick="), (35, "<script")]
    assert [live.text for live in live_markup("<img src='https://example.com/a.png'>")] == ["<img src='https://"]
    assert [live.text for live in live_markup("<a href=javascript:alert(1)>")] == ["<a href=javascript"]


@pytest.mark.parametrize(
    ("name", "copied"),
    [("a.png", True), ("a.PDF", True), ("a.svg", True), ("a.html", False), ("a.js", False), ("a", False)],
)
def test_files(name: str, copied: bool) -> None:
    assert may_be_copied(PurePosixPath("content") / name) is copied


# --- time

PIECES = [
    *"<>\"'=/:;,&#(\\ \n",
    *("<a ", "<a href=", "<a b='", 'c="', "</a>", "<style>", "<style ", "</style", "<?xml ", "version='1.0' "),
    *("onload", "on", "javascript:", "url(", "@import", "&#0", "&#106;", "&amp;", "data:image/png;", "//", "a", "я"),
]
PATTERNS = {name: value for name, value in vars(safety).items() if isinstance(value, re.Pattern)}
SEARCHED = "_IGNORED _ZEROS _TOO_LONG _HTML_TAG _ATTRIBUTE _STYLE _CSS_ESCAPE _CSS_LOADS _DECLARATION".split()
"""Those that are looked for everywhere in a text; the others are asked of its beginning."""

LENGTH = 50_000
pieces_of_text = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
ends_of_text = st.sampled_from(["", "<", "'", '"', ">"])


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
@settings(max_examples=40, deadline=None)
@given(piece=pieces_of_text, end=ends_of_text)
def test_every_pattern_takes_time_by_length(name: str, piece: str, end: str) -> None:
    pattern, text = PATTERNS[name], piece * (LENGTH // len(piece)) + end
    start = time.process_time()
    if name in SEARCHED:
        for _match in pattern.finditer(text):
            pass
    else:
        pattern.match(text)
    assert time.process_time() - start < 1


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(piece=pieces_of_text, end=ends_of_text)
def test_every_answer_takes_time_by_length(piece: str, end: str) -> None:
    text = piece * (LENGTH // len(piece)) + end
    start = time.process_time()
    for answer in (is_safe, is_relative, leads_out, live_markup):
        answer(text)
    assert time.process_time() - start < 2
