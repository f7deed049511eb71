"""Inputs out of a seed: generated, or sound ones changed by one who knows what a book is written in.

Tokens of YAML, Markdown and Jinja2, odd characters, runs, depth; now and then as long as a file may be.
"""

from collections.abc import Sequence
from random import Random

from tests.fuzz.generators.words import hostile
from tests.fuzz.target import Target

LIMIT = 1_000_000
"""No file of a book may be longer."""
ORDINARY = 60_000
"""Most inputs are no longer: many can be tried."""
LONG = 0.004
"""The share of those that are as long as a file may be, or nearly."""

_WORDS: tuple[bytes, ...] = tuple(
    word.encode("utf-8", "surrogatepass")
    for word in (
        # YAML
        "---\n", "...\n", "- ", "? ", ": ", ":\n", "  ", "\t", "|\n", ">-\n  ", "{", "}", "[", "]", ",", "# ", "'", '"',
        "&a ", "*a", "<<: *a", "!!python/object:os.system ", "!x ", "%YAML 1.1\n", "null", "~", "true", "1e400", "-0",
        "0x7f", "2026-02-30", "2026-11-21", "9:00", "007", "999999999999999999999", ".nan", "\\ud800", '"\\ud800"',
        '"\\u0000"', '"\\x00"', '"\\U0010ffff"', "id: ", "title: ", "status: retired", "replaced_by: ", "body: ",
        # Markdown
        "# ", "###### ", "\n\n", "[[", "]]", "[[ОП-001]]", "[[ОП-0O1|x]]", "[[script:", "|", "#", "[x](", ")", "![](",
        "](javascript:alert(1))", "](../../../etc/passwd)", "<script>", "<!--", "-->", "<img src=x onerror=y>", "`",
        "```\n", "~~~\n", "**", "__", "> ", "1. ", "    ", "!!! note\n", "{: #x }", "{#x}", "&#106;", "\\", "http://",
        "<!-- salesbook: ignore=", "# salesbook: ignore=", " -->", ":::info\n", "[!NOTE]", "[^1]", "<a id=x></a>", "~~",
        "==", "<br>", "first_contact", "key-meeting", "ОП-002", "manager",
        # Jinja2
        "{{", "}}", "{%", "%}", "{#", "#}", "{{ fact.first_contact }}", "{{ client }}", "{% for a in range(1000) %}",
        "{% endfor %}", "{% if x %}", "{% endif %}", "{% macro m(x) %}", "{% endmacro %}", "{{ m(m) }}", "{% set x = ",
        "{% include 'envelope.html' %}", "{% extends x %}", "{% raw %}", "|join", "|sort", "|map('upper')", " ~ ", "**",
        "__class__", "loop", "self", "caller()", "{%- call m() %}", "{% endcall %}", "|groupby(1)", "x" * 40,
        # data
        '{"a": ', "[[[[", "]]]]", "\\u0000", "\\ud83d\\ude00", "[check]\n", "select = [", "baseline = ", "1979-05-27",
        # characters
        "\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\r\n", "\r", "\ufeff", "\u2028", "\u202e", "\u00a0", "\u200b",
        "\u0306", "й", "ß", "İ", "\U0001f600", "\ud800", "\ufffe", "\xa0",
    )
)  # fmt: skip
_TOKENS = (*_WORDS, b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80")

_RUNS = (3, 20, 200, 2_000, 20_000)
_NESTS = ((b"[", b"]"), (b"{a: ", b"}"), (b"- ", b""), (b"> ", b""), (b"**", b"**"), (b"(", b")"), (b"[[", b"]]"))


def chosen(target: Target, seeds: Sequence[bytes], random: Random) -> bytes:
    """Return the input of a target that a seeded `random` leads to."""
    if target.generate is not None and (random.random() < 0.6 or not seeds):
        data = target.generate(random)
        if random.random() < 0.2:
            data = mutated(data, random, ORDINARY, tuple(seeds))
    else:
        data = mutated(random.choice(seeds), random, ORDINARY, tuple(seeds))
    return grown(data, random) if random.random() < LONG else data[:LIMIT]


def grown(data: bytes, random: Random) -> bytes:
    """Return an input in which a line, a word or a few characters stand so often that it is up to a megabyte long."""
    name, line_end, text = data.partition(b"\n")
    start = random.randint(0, len(text))
    match random.randrange(4):
        case 0:
            piece = random.choice(_TOKENS)
        case 1:
            piece = random.choice(text.split(b"\n")) + b"\n"
        case 2:
            piece = hostile(random).encode("utf-8", "surrogatepass") + random.choice((b"", b" ", b"\n"))
        case _:
            piece = text[start : start + random.choice((1, 2, 5, 40))] or b"x"
    length = int(ORDINARY * (LIMIT / ORDINARY) ** random.random())
    return (name + line_end + text[:start] + piece * (length // len(piece)) + text[start:])[:LIMIT]


def mutated(data: bytes, random: Random, limit: int, others: tuple[bytes, ...] = ()) -> bytes:
    """Return `data` changed in one to six places; its first line, which says what it is, seldom changes."""
    name, line_end, text = data.partition(b"\n")
    if random.random() < 0.02:
        name, line_end, text = b"", b"", data
    for _change in range(random.choice((1, 1, 1, 2, 2, 3, 6))):
        text = _changed(text, random, others)
    return (name + line_end + text)[:limit]


def _changed(text: bytes, random: Random, others: tuple[bytes, ...]) -> bytes:
    start = random.randint(0, len(text))
    near = min(len(text), start + random.randint(0, 40))
    match random.randrange(11):
        case 0 | 1 | 2:
            return text[:start] + random.choice(_TOKENS) + text[start:]
        case 3:
            return text[:start] + random.choice(_TOKENS) + text[near:]
        case 4:
            return text[:start] + text[near:]
        case 5:
            return text[:near] + text[start:near] * random.randint(1, 5) + text[near:]
        case 6:
            return text[:start] + random.choice(_TOKENS) * random.choice(_RUNS) + text[start:]
        case 7:
            opening, closing = random.choice(_NESTS)
            depth = random.choice(_RUNS)
            return text[:start] + opening * depth + text[start:near] + closing * depth + text[near:]
        case 8 if others:
            other = random.choice(others)
            cut = random.randint(0, len(other))
            return text[:start] + other[cut : cut + 200] + text[near:]
        case 9 if random.random() < 0.5:
            return text[:start] + bytes((random.randrange(256),)) + text[start + 1 :]
        case 10:
            return text[:start] + hostile(random).encode("utf-8", "surrogatepass") + text[near:]
        case _:
            return text[:start] + text[start:near][::-1] + text[near:]
