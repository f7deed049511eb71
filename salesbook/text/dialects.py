"""Markup that people bring from other editors and that pages understand: alerts, containers, footnotes, tasks, marks.

GitHub's and Obsidian's `> [!WARNING]` and the containers `:::warning` of Docusaurus and VuePress become admonitions,
which the academy's Markdown knows. Every function looks at a text a fixed number of times: pages are made of what
anybody may commit.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from salesbook.core.language import mark
from salesbook.text import anchors, markup
from salesbook.text.markup import Stretch

CALLOUTS: dict[str, tuple[str, str]] = {
    "note": ("note", mark("Note")),
    "abstract": ("abstract", mark("In short")),
    "summary": ("abstract", mark("In short")),
    "tldr": ("abstract", mark("In short")),
    "info": ("info", mark("For information")),
    "todo": ("info", mark("To do")),
    "tip": ("tip", mark("Tip")),
    "hint": ("tip", mark("Tip")),
    "important": ("info", mark("Important")),
    "success": ("success", mark("Done")),
    "check": ("success", mark("Done")),
    "done": ("success", mark("Done")),
    "question": ("question", mark("Question")),
    "help": ("question", mark("Question")),
    "faq": ("question", mark("Question")),
    "warning": ("warning", mark("Attention")),
    "attention": ("warning", mark("Attention")),
    "caution": ("danger", mark("Careful")),
    "failure": ("failure", mark("Not so")),
    "fail": ("failure", mark("Not so")),
    "missing": ("failure", mark("Not so")),
    "danger": ("danger", mark("Danger")),
    "error": ("danger", mark("Danger")),
    "bug": ("bug", mark("Fault")),
    "example": ("example", mark("Example")),
    "quote": ("quote", mark("Quotation")),
    "cite": ("quote", mark("Quotation")),
    "details": ("note", mark("Details")),
}
"""What alerts and containers are called elsewhere, the admonition each becomes, its title when none is given."""

ALERT = re.compile(r"^([ ]{0,12})>[ ]?\[!([^\W\d_]{1,20})\]([+-]?)[ \t]*([^\n]*)$", re.MULTILINE)
CONTAINER = re.compile(r"^([ ]{0,12})(:{3,20})[ \t]*([A-Za-z][\w-]{0,30})([^\n]*)$", re.MULTILINE)
_CLOSING = re.compile(r"[ ]{0,12}(:{3,20})[ \t]*")
_UNTITLED = re.compile(r"([ ]{0,24})(!!!|\?\?\?\+?)[ ]{1,3}([a-z]{1,20})[ \t]*")
_BRACKETED = re.compile(r"[ \t]*\[([^\]]{0,200})\][ \t]*(?:\{[^{}]{0,200}\})?[ \t]*")
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]{0,200}\}[ \t]*$")
_TITLE_ATTRIBUTE = re.compile(r"title=(?:\"([^\"{}]{0,200})\"|'([^'{}]{0,200})')")
_ENTRY = re.compile(r"[ ]{0,12}(?:[-*+]|\d{1,9}[.)])[ \t]")
_MOST_LEVELS = 6
"""So deep may alerts and containers stand in each other; what is deeper stays as it was written."""

FOOTNOTE = re.compile(r"\[\^([^\[\]\s^]{1,60})\]")
DEFINITION = re.compile(r"^[ ]{0,16}\[\^([^\[\]\s^]{1,60})\]:[ \t]*([^\n]*(?:\n[ ]{4}[^\n]+)*)", re.MULTILINE)
TASK = re.compile(r"^([ \t>]{0,24}(?:[-*+]|\d{1,9}[.)])[ \t]{1,4})\[([ xXхХ])\](?=[ \t])", re.MULTILINE)
STRUCK = re.compile(r"(?<![~\\])~~(?=[^\s~])([^~\n]{1,1000}?)(?<=[^\s~])~~(?!~)")
MARKED = re.compile(r"(?<![=\\])==(?=[^\s=])([^=\n]{1,1000}?)(?<=[^\s=])==(?!=)")
BREAK = re.compile(r"<br[ \t]{0,3}/?>", re.IGNORECASE)


class Code:
    """The stretches of a text that are code, fenced or between backticks: no markup stands in them."""

    def __init__(self, text: str) -> None:
        self._stretches: list[Stretch] = []
        if "`" in text or "~~~" in text:
            self._stretches = markup.code_and_comments(text)[0]
        self._starts = [start for start, _end in self._stretches]

    def holds(self, offset: int) -> bool:
        """Tell whether the character at `offset` is one of code."""
        n = bisect_right(self._starts, offset) - 1
        return n >= 0 and offset < self._stretches[n][1]

    def others(self, matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
        """Yield the matches that do not begin in code."""
        return (match for match in matches if not self.holds(match.start()))


def substituted(pattern: re.Pattern[str], by: Callable[[re.Match[str]], str], text: str) -> str:
    """Return a text in which what a pattern finds outside of code is written otherwise."""
    code = Code(text)
    return pattern.sub(lambda match: match[0] if code.holds(match.start()) else by(match), text)


# --- alerts and containers


def admonitions(text: str, title: Callable[[str], str]) -> str:
    """Return Markdown in which alerts and containers are admonitions; `title` says a title of `CALLOUTS` in words."""
    if "[!" not in text and ":::" not in text and "!!!" not in text and "???" not in text:
        return text
    return "\n".join(_admonitions(text, title, 0))


def containers(text: str) -> tuple[dict[int, int], list[int]]:
    """Return the lines on which containers begin, each with the line that closes it, and those never closed."""
    code = Code(text)
    closed: dict[int, int] = {}
    opened: list[tuple[int, int]] = []
    unclosed: list[int] = []
    for n, (start, line) in enumerate(_lines(text)):
        if ":::" not in line or code.holds(start):
            continue
        if (closing := _CLOSING.fullmatch(line)) is not None:
            colons = len(closing[1])
            if any(colons == others for _n, others in opened):
                while opened[-1][1] != colons:
                    unclosed.append(opened.pop()[0])
            if opened and opened[-1][1] <= colons:
                closed[opened.pop()[0]] = n
        elif len(opened) < _MOST_LEVELS and (opening := CONTAINER.fullmatch(line)) is not None:
            opened.append((n, len(opening[2])))
    return closed, sorted([*unclosed, *(n for n, _colons in opened)])


def _admonitions(text: str, title: Callable[[str], str], level: int) -> list[str]:
    lines, code = list(_lines(text)), Code(text)
    closed = containers(text)[0] if ":::" in text else {}
    written: list[str] = []
    n = 0
    while n < len(lines):
        start, line = lines[n]
        box = None if level >= _MOST_LEVELS or code.holds(start) else _box(lines, n, closed, title)
        if box is None:
            written.append(line)
            n += 1
            continue
        indent = _aligned(box.indent, written)
        if written and written[-1].strip():
            written.append("")
        written.append(f'{indent}{box.sign} {box.kind} "{box.title}"')
        inner = _admonitions("\n".join(box.lines), title, level + 1) if box.lines else []
        written += [f"{indent}    {line}" if line.strip() else "" for line in inner]
        n = box.end
        if n < len(lines) and lines[n][1].strip() and box.lines:
            written.append("")
    return written


def _aligned(indent: str, above: list[str]) -> str:
    """Return the indent of what stands in an entry of a list: Python's Markdown asks for four spaces a level.

    GitHub is content with two or three; where no list is above, those are no indent at all.
    """
    if len(indent) % 4 == 0:
        return indent
    line = next((line for line in reversed(above) if line.strip()), "")
    in_a_list = _ENTRY.match(line) is not None or (line.startswith("  ") and len(line) - len(line.lstrip()) >= 2)
    return " " * (len(indent) // 4 * 4 + (4 if in_a_list else 0))


class _Box(NamedTuple):
    """What becomes an admonition: its first line's parts, what stands in it, and the line behind it."""

    indent: str
    sign: str
    kind: str
    title: str
    lines: list[str]
    end: int


def _box(lines: list[tuple[int, str]], n: int, closed: dict[int, int], title: Callable[[str], str]) -> _Box | None:
    """Return what begins on a line and is to be an admonition; None when the line is an ordinary one."""
    line = lines[n][1]
    if "[!" in line and (alert := ALERT.fullmatch(line)) is not None and alert[2].lower() in CALLOUTS:
        kind, usual = CALLOUTS[alert[2].lower()]
        quoted = _quoted(lines, n + 1, alert[1])
        sign = {"-": "???", "+": "???+"}.get(alert[3], "!!!")
        return _Box(alert[1], sign, kind, alert[4].strip() or title(usual), quoted, n + 1 + len(quoted))
    if n in closed and (container := CONTAINER.fullmatch(line)) is not None and container[3].lower() in CALLOUTS:
        kind, usual = CALLOUTS[container[3].lower()]
        inner = [line.removeprefix(container[1]) for _start, line in lines[n + 1 : closed[n]]]
        sign = "???" if container[3].lower() == "details" else "!!!"
        return _Box(container[1], sign, kind, _container_title(container[4]) or title(usual), inner, closed[n] + 1)
    untitled = _UNTITLED.fullmatch(line) if "!!!" in line or "???" in line else None
    if untitled is not None and untitled[3] in CALLOUTS:
        return _Box(untitled[1], untitled[2], untitled[3], title(CALLOUTS[untitled[3]][1]), [], n + 1)
    return None


def _quoted(lines: list[tuple[int, str]], n: int, indent: str) -> list[str]:
    """Return the lines of a quotation from line `n` on, without the sign of the outermost one."""
    sign = re.compile(rf"{indent}[ ]{{0,3}}>[ ]?(.*)")
    quoted = []
    while n < len(lines) and (match := sign.fullmatch(lines[n][1])) is not None:
        quoted.append(match[1])
        n += 1
    return quoted


def _container_title(rest: str) -> str:
    """Return the title behind a container's name: plain words, `[words]` or `{title="words"}`."""
    if (bracketed := _BRACKETED.fullmatch(rest)) is not None:
        return bracketed[1].strip()
    if (attribute := _TITLE_ATTRIBUTE.search(rest)) is not None:
        return (attribute[1] or attribute[2] or "").strip()
    return _ATTRIBUTES.sub("", rest).strip()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, each with where it starts."""
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


# --- footnotes


def footnotes_of_page(text: str, prefix: str) -> str:
    """Return Markdown whose footnotes have labels that no other text of the page has: `[^1]` is `[^prefix-1]`.

    A note that nothing refers to and a reference to no note stay words, as there is no place to lead to.
    """
    if "[^" not in text:
        return text
    code = Code(text)
    notes = {match[1] for match in code.others(DEFINITION.finditer(text))}
    defined = {match.start(1) for match in code.others(DEFINITION.finditer(text))}
    used = [m[1] for m in code.others(FOOTNOTE.finditer(text)) if m.start(1) not in defined and m[1] in notes]
    labels = {label: f"{prefix}-{n}" for n, label in enumerate(dict.fromkeys(used), 1)}

    def renamed(match: re.Match[str]) -> str:
        label = labels.get(match[1])
        return f"[^{label}]" if label is not None else f"&#91;^{match[1]}]"

    return substituted(FOOTNOTE, renamed, text)


def footnotes_in_place(text: str, written: str) -> str:
    """Return a text with its footnotes where they are referred to; `written` says how: ` ({note})`, or nothing."""
    if "[^" not in text:
        return text
    code = Code(text)
    notes = {match[1]: " ".join(match[2].split()) for match in code.others(DEFINITION.finditer(text))}
    text = substituted(DEFINITION, lambda _match: "", text)
    return substituted(FOOTNOTE, lambda m: written.format(note=notes[m[1]]) if m[1] in notes else m[0], text)


# --- words without marks


def unmarked(text: str, title: Callable[[str], str]) -> str:
    """Return a text as it is read aloud: no signs of alerts, containers and marks, tasks by their boxes.

    `title` says a title of `CALLOUTS` in words.
    """

    def alert(match: re.Match[str]) -> str:
        words = match[4].strip() or (title(CALLOUTS[match[2].lower()][1]) if match[2].lower() in CALLOUTS else match[2])
        return f"{match[1]}> {words}"

    def container(match: re.Match[str]) -> str:
        name = (match[1] or "").lower()
        words = _container_title(match[2]) or (title(CALLOUTS[name][1]) if name in CALLOUTS else "")
        return f"{words}\n" if words else ""

    if "[!" in text or ":::" in text:
        text = substituted(_ANY_CONTAINER, container, substituted(ALERT, alert, text))
    if "[" in text:
        text = substituted(TASK, lambda m: f"{m[1]}{'☐' if m[2] == ' ' else '☑'}", text)
    if "~~" in text or "==" in text:
        text = substituted(MARKED, lambda m: m[1], substituted(STRUCK, lambda m: m[1], text))
    if "<" in text:
        text = substituted(anchors.ANCHOR, anchors.words_of_anchor, text)
        text = substituted(BREAK, lambda _match: " / ", text)
    return text


_ANY_CONTAINER = re.compile(r"^[ ]{0,12}:{3,20}[ \t]*([A-Za-z][\w-]{0,30})?([^\n]*)(?:\n|\Z)", re.MULTILINE)
