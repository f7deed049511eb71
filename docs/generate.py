"""Writes what can be derived: the reference pages and the message catalogues.

python -m docs.generate           write them anew
python -m docs.generate --check   fail when they are not up to date, or a message has no Russian
"""

import difflib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args, get_origin

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from salesbook.checks import RULES
from salesbook.kinds import KINDS, Kind
from salesbook.models.base import Link, Names, Prose
from salesbook.reading.decode import model_in

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
PO = ROOT / "salesbook" / "locale" / "ru" / "LC_MESSAGES" / "salesbook.po"
NOTE = "<!-- Written by `make docs`; change the source, not this page. -->\n\n"
TYPER = (
    # Typer's own words: its catalogue is gettext's default domain, which salesbook.language points to ours.
    *(
        "Arguments",
        "Options",
        "Commands",
        "Error",
        "Aborted.",
        "Aborted!",
        "(deprecated) ",
        "[required]",
        "[default: {}]",
    ),
    *("required", "default: {default}", "(dynamic)", "Try [blue]'{command_path} {help_option}'[/] for help."),
)
COMMANDS = (
    *((), ("check",), ("explain",), ("list",), ("show",), ("pipeline",), ("articles",), ("articles", "list")),
    *(("articles", "assign"), ("score",), ("letter",), ("build",), ("serve",)),
)


def main() -> int:
    """Write or check all outputs; return the exit code."""
    check = "--check" in sys.argv[1:]
    catalog = updated_catalog()
    outputs: dict[Path, bytes] = {
        PO: po_bytes(catalog),
        PO.with_suffix(".mo"): mo_bytes(catalog),
        REFERENCE / "checks.md": checks_page().encode(),
        REFERENCE / "kinds.md": kinds_page().encode(),
        REFERENCE / "cli.md": cli_page().encode(),
    }
    stale = [path for path, data in outputs.items() if not path.exists() or path.read_bytes() != data]
    untranslated = [m for m in catalog if m.id and (m.fuzzy or not m.string or not all(_forms(m.string)))]
    for message in untranslated:
        print(f"no Russian for: {message.id!r}")
    if check:
        for path in stale:
            print(f"out of date: {path.relative_to(ROOT)} (run: make docs)")
            if path.suffix != ".mo" and path.exists():
                before, after = path.read_text("utf-8").splitlines(), outputs[path].decode().splitlines()
                print("\n".join(list(difflib.unified_diff(before, after, lineterm="", n=0))[:20]))
        return 1 if stale or untranslated else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(outputs[path])
        print(f"written: {path.relative_to(ROOT)}")
    return 0


# --- messages


def updated_catalog() -> Catalog:
    """Return the Russian catalogue with the messages that the sources have now, in the order of their ids."""
    template = Catalog(charset="utf-8")
    methods = [("salesbook/**.py", "python"), ("templates/pages/**", "jinja2"), ("site/theme/**.html", "jinja2")]
    options = {pattern: {"trimmed": "false"} for pattern, method in methods if method == "jinja2"}
    for folder in ("salesbook", "templates", "site"):
        for _file, _line, message, _comments, context in extract_from_dir(
            ROOT / folder,
            [(p.removeprefix(f"{folder}/"), m) for p, m in methods if p.startswith(folder)],
            options_map={p.removeprefix(f"{folder}/"): o for p, o in options.items() if p.startswith(folder)},
            keywords={"_": None, "gettext": None, "mark": None, "ngettext": (1, 2)},
        ):
            template.add(message, context=context)
    for words in (*TYPER, *(rule.manual for rule in RULES.values())):
        template.add(words)
    catalog = read_po(io.BytesIO(PO.read_bytes()), locale="ru") if PO.exists() else Catalog(locale="ru")
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as text, without dates and line numbers: it changes when a message does."""
    catalog.project, catalog.version = "salesbook", "1"
    catalog.header_comment = "# Russian messages of salesbook. Message ids are collected by `make docs`."
    buffer = io.BytesIO()
    write_po(buffer, catalog, no_location=True, sort_output=True, width=120)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Language-Team', b'"Generated-By')
    undated = (*dated, b'"Report-Msgid-Bugs-To')
    return b"".join(line for line in buffer.getvalue().splitlines(keepends=True) if not line.startswith(undated))


def mo_bytes(catalog: Catalog) -> bytes:
    """Return the compiled catalogue."""
    buffer = io.BytesIO()
    compiled = read_po(io.BytesIO(po_bytes(catalog)), locale="ru")
    # Babel puts the minute of the compilation into the file: the gate would fail a minute later.
    compiled.creation_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(buffer, compiled)
    return buffer.getvalue()


def _forms(string: Any) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


# --- pages


def checks_page() -> str:
    """Return the manual of every check."""
    parts = [NOTE, "# Checks\n\nWhat `salesbook check` reports. In a terminal: `salesbook explain CODE`.\n"]
    for rule in sorted(RULES.values(), key=lambda r: r.slug):
        parts.append(f"\n## {rule.slug}\n\n*{rule.severity.value}* — {rule.manual}\n")
    return "".join(parts)


def kinds_page() -> str:
    """Return the fields of every kind of content."""
    parts = [NOTE, "# Kinds of content\n\nFields marked * are required. Unknown keys are errors.\n"]
    for kind in KINDS:
        place = (
            f"content/{kind.folder}"
            if kind.single
            else f"content/{kind.folder}/{'<department>/' * kind.in_departments}*{kind.suffix}"
        )
        parts.append(f"\n## {kind.name}\n\n`{place}`\n")
        for model in _models(kind):
            about = (model.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")
            parts.append(f"\n### {kind.name}: {model.__name__}\n\n{about}\n\n| field | value |\n|---|---|\n")
            parts += [_row(name, info) for name, info in model.model_fields.items()]
    return "".join(parts)


def _models(kind: Kind) -> list[type[BaseModel]]:
    """Return a kind's model and the blocks in it, each once, outermost first."""
    found: list[type[BaseModel]] = []
    waiting: list[type[BaseModel]] = [kind.model]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found.append(model)
            waiting += [
                inner for info in model.model_fields.values() if (inner := model_in(info.annotation)) is not None
            ]
    return found


def _row(name: str, info: FieldInfo) -> str:
    star = "*" if info.is_required() else ""
    words = "the Markdown under the front matter" if name == "body" else _words(info.annotation, tuple(info.metadata))
    return f"| `{info.alias or name}`{star} | {words} |\n"


def _words(annotation: Any, metadata: tuple[Any, ...] = ()) -> str:
    """Say in words what a field takes."""
    for mark in metadata:
        if isinstance(mark, Names):
            return (
                "name of "
                + (" or ".join(f"a {kind}" for kind in mark.kinds) or "any item")
                + ("’s stage" if mark.anchor else "")
            )
        if isinstance(mark, Prose):
            return "Markdown"
        if isinstance(mark, Link):
            return "a file of the book or an https address"
    origin = get_origin(annotation)
    if origin is tuple:
        return f"list: {_words(get_args(annotation)[0])}"
    if hasattr(annotation, "__metadata__"):
        return _words(get_args(annotation)[0], annotation.__metadata__)
    options = [a for a in get_args(annotation) if a is not type(None)]
    if options and all(isinstance(o, str) for o in options):
        return " · ".join(f"`{o}`" for o in options)
    if origin is dict:
        return "mapping"
    if options:
        return " or ".join(_words(o, metadata) for o in options)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"block: {annotation.__name__}"
    return {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "date": "date"}.get(
        getattr(annotation, "__name__", ""), str(getattr(annotation, "__forward_arg__", annotation))
    )


def cli_page() -> str:
    """Return the help of every command, as it is printed."""
    parts = [NOTE, "# Command line\n\nThe help that each command prints with `--help` (`--lang en`).\n"]
    for words in COMMANDS:
        parts.append(f"\n## {' '.join(('salesbook', *words))}\n\n```text\n{_help(words)}\n```\n")
    return "".join(parts)


def _help(words: tuple[str, ...]) -> str:
    environment = dict(os.environ) | {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    for name in ("FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS"):
        environment.pop(name, None)
    command = [sys.executable, "-m", "salesbook", "--lang", "en", *words, "--help"]
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=ROOT, check=True
    )
    return "\n".join(_trimmed(done.stdout))


def _trimmed(text: str) -> Iterator[str]:
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    while lines and not lines[0]:
        lines.pop(0)
    yield from lines


if __name__ == "__main__":
    sys.exit(main())
