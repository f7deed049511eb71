"""Writes what can be derived: the reference pages, the JSON Schemas, an editor's settings and the message catalogues.

python -m docs.generate           write them anew
python -m docs.generate --check   fail when they are not up to date, or a message has no Russian
"""

import difflib
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from docs.kinds import editor_settings, kinds_page, schema_bytes
from hatch_build import mo_bytes
from salesbook.checks import RULES
from salesbook.models.kinds import KINDS
from salesbook.models.schemas import field_docs, model_doc
from salesbook.models.shapes import blocks_of

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
SCHEMAS = ROOT / "schemas"
EDITOR = ROOT / ".vscode" / "settings.json"
PO = ROOT / "salesbook" / "locale" / "ru" / "LC_MESSAGES" / "salesbook.po"
NOTE = "<!-- Written by `make docs`; change the source, not this page. -->\n\n"
TYPER = (
    # Typer's own words: its catalogue is gettext's default domain, which salesbook.core.language points to ours.
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
    *((), ("check",), ("explain",), ("list",), ("show",), ("find",), ("pipeline",), ("new",), ("articles",)),
    *(
        ("articles", "list"),
        ("articles", "assign"),
        ("score",),
        ("scorecard",),
        ("scorecard", "list"),
        ("scorecard", "explain"),
        ("scorecard", "compare"),
        ("scorecard", "backtest"),
        ("scorecard", "fit"),
        ("scorecard", "sql"),
        ("letter",),
        ("letters",),
        ("letters", "series"),
        ("letters", "preview"),
        ("letters", "drafts"),
        ("deadline",),
        ("learning",),
        ("learning", "gift"),
        ("learning", "report"),
        ("learning", "scorm"),
        ("schema",),
        ("lsp",),
        ("mcp",),
        ("templates",),
    ),
    *(("templates", "copy"), ("templates", "diff"), ("templates", "keep"), ("init",), ("upgrade",)),
    *(("build",), ("serve",), ("pdf",)),
)


def main() -> int:
    """Write or check all outputs; return the exit code."""
    check = "--check" in sys.argv[1:]
    catalog = updated_catalog()
    po = po_bytes(catalog)
    compiled = mo_bytes(po)
    # The schemas speak the language of the book's readers, in the words of this very catalogue.
    russian = GNUTranslations(io.BytesIO(compiled)).gettext
    outputs: dict[Path, bytes] = {
        PO: po,
        PO.with_suffix(".mo"): compiled,
        REFERENCE / "checks.md": checks_page().encode(),
        REFERENCE / "kinds.md": (NOTE + kinds_page()).encode(),
        REFERENCE / "cli.md": cli_page().encode(),
        EDITOR: editor_settings(EDITOR.read_bytes()),
    } | {SCHEMAS / f"{kind.name}.json": schema_bytes(kind, russian) for kind in KINDS}
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
    for words in (*TYPER, *(rule.manual for rule in RULES.values()), *model_words()):
        template.add(words)
    catalog = read_po(io.BytesIO(PO.read_bytes()), locale="ru") if PO.exists() else Catalog(locale="ru")
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def model_words() -> Iterator[str]:
    """Yield what the models say of themselves and of their fields."""
    for kind in KINDS:
        for block in blocks_of(kind.model):
            yield model_doc(block)
            yield from field_docs(block).values()


def po_bytes(catalog: Catalog) -> bytes:
    """Return the catalogue as text, without dates and line numbers: it changes when a message does."""
    catalog.project, catalog.version = "salesbook", "1"
    catalog.header_comment = "# Russian messages of salesbook. Message ids are collected by `make docs`."
    buffer = io.BytesIO()
    write_po(buffer, catalog, no_location=True, sort_output=True, width=120)
    dated = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Last-Translator', b'"Language-Team', b'"Generated-By')
    undated = (*dated, b'"Report-Msgid-Bugs-To')
    return b"".join(line for line in buffer.getvalue().splitlines(keepends=True) if not line.startswith(undated))


def _forms(string: Any) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


# --- pages


def checks_page() -> str:
    """Return the manual of every check."""
    parts = [NOTE, "# Checks\n\nWhat `salesbook check` reports. In a terminal: `salesbook explain CODE`.\n"]
    for rule in sorted(RULES.values(), key=lambda r: r.slug):
        parts.append(f"\n## {rule.slug}\n\n*{rule.severity.value}* — {rule.manual}\n")
    return "".join(parts)


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
