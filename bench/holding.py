"""One base and a thousand books laid over it: `check --each` in one process, against each book checked by itself.

python -m bench.holding [BOOKS]

The base is the demo book. A book laid over it has a name, a figure, hours for one book in ten, a department and a
regulation of its own, as a franchisee would. Time is that of the processor; of the books one by one 20 are timed.
"""

import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from salesbook.auditing.run import audit
from salesbook.auditing.together import Together, books_below
from salesbook.core import language
from salesbook.core.settings import Settings

ROOT = Path(__file__).parents[1]
BOOKS, ALONE = 1_000, 20

COMPANY = """\
extends: ../base
name: Филиал {n}
facts:
  - {{id: take_lead, value: {minutes}}}
departments:
  - {{id: branch, name: Филиал, prefix: ФЛ}}
"""
HOURS = """\
hours:
  - {days: [mon, tue, wed, thu, fri, sat, sun], opens: '10:00', closes: '20:00'}
"""
REGULATION = """\
---
title: Ключи от офиса
article: ФЛ-001
readers: [manager]
owner: head
status: active
review_months: 6
reviewed: 2026-11-01
---
## Что сделать

1. Заберите ключи. Заявку берём за {{ fact.take_lead }} и здесь, [[ОП-001]] действует.
"""


def main() -> None:
    """Print the figures."""
    books = int(sys.argv[1]) if len(sys.argv) > 1 else BOOKS
    language.speak("ru")
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        lay(top, books)
        now = datetime.now(UTC)
        begun = time.process_time()
        together = Together(now)
        findings = sum(len(together.audit(root, Settings()).diagnostics) for root in books_below(top))
        seconds = time.process_time() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        begun = time.process_time()
        for root in books_below(top)[1 : ALONE + 1]:
            audit(root, Settings(), now=now, cached=False)
        alone = (time.process_time() - begun) / ALONE
    print(f"books over one base of {len(list((ROOT / 'content').rglob('*.*')))} files: {books:,}")
    print(f"together: {seconds:.1f} s, {1000 * seconds / books:.0f} ms a book, {memory:.0f} MB, {findings:,} findings")
    print(f"one by one: {1000 * alone:.0f} ms a book; ratio {alone / (seconds / books):.1f}")


def lay(top: Path, books: int) -> None:
    """Write the base and the books laid over it."""
    shutil.copytree(ROOT / "content", top / "base" / "content")
    for n in range(books):
        content = top / f"book-{n:04}" / "content"
        regulation = content / "regulations" / "branch" / "keys.md"
        regulation.parent.mkdir(parents=True)
        regulation.write_text(REGULATION, encoding="utf-8")
        company = COMPANY.format(n=n, minutes=10 + n % 20) + (HOURS if n % 10 == 0 else "")
        (content / "company.yml").write_text(company, encoding="utf-8")


if __name__ == "__main__":
    main()
