"""The floor of `salesbook check`: libyaml, pydantic and a look-up of every reference, in one process.

python -m bench.floor FOLDER

It reads a book of `bench.books` into the same models and does nothing else: no places, no other checks, no messages.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import BaseModel

from salesbook.models.company import Company
from salesbook.models.knowledge import Faq
from salesbook.models.regulation import Regulation
from salesbook.models.training import Checklist

MODELS: dict[str, type[BaseModel]] = {"faq": Faq, "checklists": Checklist}
REFERENCE = re.compile(r"\[\[([^\]|]+)")


def main(root: Path) -> int:
    """Read and validate every file, look every reference up; return 1 when one names nothing."""
    files, articles = 0, set()
    links: list[str] = []
    for folder, _folders, names in os.walk(root / "content"):
        for name in names:
            item = read(Path(folder, name))
            links += references(item)
            if isinstance(item, Regulation):
                articles.add(item.article)
            files += 1
    unknown = [link for link in links if link not in articles]
    print(f"{files} files, {len(links)} references, {len(unknown)} unknown")
    return 1 if unknown else 0


def read(path: Path) -> BaseModel:
    """Return the model of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        _empty, head, body = text.split("---\n", 2)
        data = yaml.load(head, yaml.CSafeLoader)
        return Regulation.model_validate(data | {"body": body, "department": path.parent.name})
    model = Company if path.name == "company.yml" else MODELS[path.parent.name]
    return model.model_validate(yaml.load(text, yaml.CSafeLoader))


def references(item: BaseModel) -> Iterator[str]:
    """Yield what an item refers to."""
    match item:
        case Regulation():
            yield from REFERENCE.findall(item.body)
        case Faq():
            for entry in item.questions:
                yield from REFERENCE.findall(entry.answer)
        case Checklist():
            for check in item.items:
                yield check.regulation
                yield from REFERENCE.findall(check.check)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
