"""The other book, copied and changed, and questions to it without a client between."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from salesbook.assistants.reader import BookReader, OpenBook
from salesbook.assistants.tools import call
from tests.books import OTHER

SECRET = """\
---
title: Зверобой с мятой
article: УЧ-077
readers: [teacher]
owner: director
status: active
review_months: 60
reviewed: 2026-11-03
---
## Тайная глава

Перечень выдаёт только преподаватель, лиловый.
"""
"""A regulation for teachers alone, in words that stand nowhere else."""
TELLING = ("УЧ-077", "herbal-tea", "Зверобой", "лиловый", "тайная-глава")
"""What tells of it."""
REFERRING = """\
---
title: Кому что открыто
article: ПР-078
owner: director
status: active
review_months: 60
reviewed: 2026-11-03
---
## Как ссылаются

Правило [[УЧ-077]], глава [[regulation:herbal-tea#тайная-глава]], [со словами](../teaching/herbal-tea.md),
[[УЧ-077|по-своему]], прямо в тексте УЧ-077 и regulation:herbal-tea, в коде `УЧ-077`.
"""


def write_other(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the other book into `root`, with a secret of the teachers and with changes: path below content/ → text."""
    shutil.copytree(OTHER / "content", root / "content", dirs_exist_ok=True)
    secret = {"regulations/teaching/herbal-tea.md": SECRET, "regulations/admissions/referring.md": REFERRING}
    stage = "    regulations: [ПР-001]\n    scripts"
    pipeline = (root / "content/pipelines/enrolment.yml").read_text(encoding="utf-8")
    assert stage in pipeline
    secret["pipelines/enrolment.yml"] = pipeline.replace(stage, stage.replace("[ПР-001]", "[ПР-001, УЧ-077]"))
    for name, content in {**secret, **(changes or {})}.items():
        path = root / "content" / name
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def ask(book: BookReader | OpenBook, tool: str, /, **arguments: Any) -> dict[str, Any]:
    """Return the answer of a tool, as a client gets it, from a book as it is now or as it was opened."""
    opened = book if isinstance(book, OpenBook) else book.read()
    answer: dict[str, Any] = json.loads(json.dumps(call(opened, tool, arguments)))
    assert answer["version"] == 1
    return answer
