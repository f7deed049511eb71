"""The corpus as the peers read it: doorstop, StrictDoc, sphinx-needs, Markdown with links, YAML with a JSON Schema."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bench.items import PREFIXES, Item

PER_FOLDER = 100
ID = "^[A-Z]{3}-[0-9]{5}$"
FIELDS = {
    "id": {"type": "string", "pattern": ID},
    "kind": {"enum": list(PREFIXES)},
    "title": {"type": "string", "minLength": 1, "maxLength": 200},
    "links": {"type": "array", "items": {"type": "string", "pattern": ID}},
    "text": {"type": "string", "minLength": 1},
}
SCHEMA = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "object",
    "required": list(FIELDS),
    "additionalProperties": False,
    "properties": FIELDS,
}
NEEDS = """\
project = "bench"
language = "ru"
extensions = ["sphinx_needs"]
html_theme = "basic"
needs_id_regex = {id!r}
needs_types = {types!r}
"""


def doorstop(root: Path, items: Sequence[Item]) -> None:
    """Write three documents, one a kind; what regulations refer to stands in the document at the top."""
    subprocess.run(["git", "init", "--quiet", str(_folder(root))], check=True)
    for kind, prefix in PREFIXES.items():
        parent = "" if kind == "regulation" else f"  parent: {PREFIXES['regulation']}\n"
        settings = f"settings:\n  digits: 5\n  itemformat: yaml\n{parent}  prefix: {prefix}\n  sep: '-'\n"
        _put(root / kind / ".doorstop.yml", settings)
    for item in items:
        links = "".join(f"- {link}: null\n" for link in item.links)
        links = f"links:\n{links}" if links else "links: []\n"
        _put(
            root / item.kind / f"{item.id}.yml",
            f"active: true\nderived: false\nheader: |\n  {item.title}\nlevel: '1.{item.number}'\n{links}"
            f"normative: true\nref: ''\nreviewed: null\ntext: |\n{_indented(item, 2)}\n",
        )


def strictdoc(root: Path, items: Sequence[Item]) -> None:
    """Write .sdoc files of 100 nodes, which StrictDoc reads faster than a file a node."""
    for n, start in enumerate(range(0, len(items), PER_FOLDER)):
        nodes = (_node(item) for item in items[start : start + PER_FOLDER])
        _put(root / f"document{n:04d}.sdoc", f"[DOCUMENT]\nTITLE: Документ {n}\n\n" + "\n".join(nodes))


def sphinx_needs(root: Path, items: Sequence[Item]) -> None:
    """Write a Sphinx project: a page of one need for each item."""
    types = [
        {"directive": kind, "title": kind, "prefix": f"{prefix}-", "color": "#fff", "style": "node"}
        for kind, prefix in PREFIXES.items()
    ]
    _put(root / "conf.py", NEEDS.format(id=ID, types=types))
    _put(root / "index.rst", "Индекс\n======\n\n.. toctree::\n   :glob:\n\n   */*\n")
    for item in items:
        links = f"   :links: {'; '.join(item.links)}\n" if item.links else ""
        _put(
            root / _shelf(item.id) / f"{item.id}.rst",
            f"{item.title}\n{'=' * len(item.title)}\n\n.. {item.kind}:: {item.title}\n   :id: {item.id}\n{links}\n"
            f"{_indented(item, 3)}\n",
        )


def markdown(root: Path, items: Sequence[Item]) -> None:
    """Write Markdown files with relative links between them."""
    for item in items:
        paragraphs = [
            part.text + (f" Смотрите [{part.link}](../{_shelf(part.link)}/{part.link}.md)." if part.link else "")
            for part in item.parts
        ]
        text = f"# {item.title}\n\n" + "\n\n".join(paragraphs) + "\n"
        _put(root / _shelf(item.id) / f"{item.id}.md", text)


def yaml(root: Path, items: Sequence[Item]) -> None:
    """Write YAML files and the JSON Schema that they follow; a schema can say how an id looks, not that it exists."""
    _put(root / "schema.json", json.dumps(SCHEMA))
    for item in items:
        links = "".join(f"- {link}\n" for link in item.links)
        links = f"links:\n{links}" if links else "links: []\n"
        _put(
            root / "items" / _shelf(item.id) / f"{item.id}.yml",
            f"id: {item.id}\nkind: {item.kind}\ntitle: {item.title}\n{links}text: |\n{_indented(item, 2)}\n",
        )


def _node(item: Item) -> str:
    relations = "".join(f"- TYPE: Parent\n  VALUE: {link}\n" for link in item.links)
    relations = f"RELATIONS:\n{relations}" if relations else ""
    text = "\n".join(part.text for part in item.parts)
    return f"[REQUIREMENT]\nUID: {item.id}\nTITLE: {item.title}\nSTATEMENT: >>>\n{text}\n<<<\n{relations}"


def _shelf(id_: str) -> str:
    """Return the folder of an item: a hundred files in each."""
    prefix, number = id_.split("-")
    return f"{prefix.lower()}{int(number) // PER_FOLDER:04d}"


def _indented(item: Item, by: int) -> str:
    return "\n".join(" " * by + part.text for part in item.parts)


def _folder(path: Path) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return path


def _put(path: Path, text: str) -> None:
    _folder(path.parent)
    path.write_text(text, encoding="utf-8")
