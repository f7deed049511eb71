"""A book whose every word of prose wants to act on a terminal, and what must not reach one."""

import re
import shutil
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from salesbook.reading import yaml as book_yaml
from tests.books import OTHER

ACTING = (
    "\x1b[31m\x1b]8;;http://x\x07\x1b[2J\x08\r\x7f\x85\x9b31m\x9d8;;\x9c\u2028\u2029\u202a\u202e\u2066\u2069\u200e\u200f"
    "\u061c\u200b\u200c\u200d\u2060\ufeff\u180e\ufe00\U000e0041\U000e0100"
)
"""One of every sort: escapes, C0, C1, links of a terminal, separators, direction, without width, tags, selectors."""

MARKUP = "[bold]жир[/bold] [link=file:///x]y[/link] [/] [red"
"""What Rich would take for marks of its own."""

HOSTILE = f" {ACTING}{MARKUP} 👩\u200d👧 ☀\ufe0f"

_STAYS = {"\n", "\t", "\xad", "\u200d"}
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_PROSE = re.compile("[а-яё]{3}")


def reaching(text: str) -> set[str]:
    """Return the characters of printed text that act."""
    text = text.replace("👩\u200d👧", "")
    acting = {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp", "Cs"}} - _STAYS
    return acting | (set(text) & {"\u200d", "\U000e0100", "\ufe00"})


def unstyled(text: str) -> str:
    """Return what a terminal was sent without colours and bold type."""
    return _STYLE.sub("", text)


def hostile_book(root: Path) -> Path:
    """Write the book of the language school with hostile words in its prose, and return its folder."""
    shutil.copytree(OTHER / "content", root / "content")
    shutil.copytree(Path(__file__).parents[2] / "templates", root / "templates")
    for path in sorted((root / "content").rglob("*")):
        if path.suffix not in (".md", ".yml"):
            continue
        text = path.read_text(encoding="utf-8")
        head, body = text, ""
        if path.suffix == ".md":
            _empty, head, body = text.split("---\n", 2)
        data, _problems = book_yaml.read(head)
        head = yaml.safe_dump(_worded(data), allow_unicode=False, sort_keys=False, width=100_000)
        if path.suffix == ".md":
            body = re.sub("(?m)^(#.*|[а-яА-Я].*)$", lambda line: f"{line[0]}{HOSTILE}", body)
            head = f"---\n{head}---\n"
        path.write_text(head + body, encoding="utf-8")
    return root


def _worded(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: inner if name == "sample" else _worded(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_worded(inner, key) for inner in value]
    if isinstance(value, str) and _PROSE.search(value) and key not in KEPT:
        return value + HOSTILE
    return value


KEPT = {"answer", "forms", "choices", "deadline", "sla"}
