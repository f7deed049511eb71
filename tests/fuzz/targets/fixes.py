"""`check --fix`: the plan of a book with a hostile file is applied to it, and once more there is nothing to mend."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from salesbook.auditing.choice import Choice
from salesbook.auditing.run import audit
from salesbook.book.load import load_book
from salesbook.core.settings import Settings
from salesbook.mending import Mending, mend
from tests.books import BASE
from tests.fuzz.confinement import say
from tests.fuzz.target import Target, base_book, base_names, contents, headed, parted
from tests.fuzz.targets.books import NOW, hostile_file

_YO = Settings(yo="always")
_MENDABLE = (
    "[[ОП-0О1]]", "[[OП-001]]", "ОП-0O1", "[[ОП-002|]]", "«слово »", '"слово"', "слово - слово", "слово...", "10 %",
    "№5", "1000000 руб.", "10:00-12:00", "9.00", "http://example.com/a", "еще", "зеленый", "её", "cтол", "слово ,",
    "\u00a0", "т.е.", "и т.д.", "<!-- [[ОП-0О1]] -->", "`[[ОП-0О1]]`", "# salesbook: ignore=yo", "и\u0306",
    "[x](../regulations/sales/first-contact.md#Шаг)", "п. 9",
)  # fmt: skip


def fix(data: bytes) -> None:
    """Mend a book; what is written reads back with no new problem, and is mended."""
    name, content = parted(data, base_names())
    root = base_book("mended")
    (root / name).write_bytes(content)
    before = {path: (root / path).read_bytes() for path in contents(root)}
    try:
        problems = len(load_book(root)[1])
        mending = _mended(root)
        if not mending.plan.changes:
            return
        mending.plan.apply(root)
        for change in mending.plan.changes:
            assert change.path.read_bytes() == change.after
            change.after.decode()
        assert len(load_book(root)[1]) <= problems
        again = _mended(root)
        assert not again.plan.changes, "\n".join(again.plan.diff(root))
    finally:
        for path in contents(root):
            original = (BASE / path).read_bytes() if (BASE / path).is_file() else None
            if original is None:
                (root / path).unlink()
            elif path not in before or (root / path).read_bytes() != original:
                (root / path).write_bytes(original)


def _mended(root: Path) -> Mending:
    first = audit(root, _YO, now=NOW, cached=False)
    mending = mend(root, _YO, Choice(), now=NOW, first=first, cached=False)
    for line in mending.plan.diff(root):
        say(line)
    for reason in mending.left.values():
        say(reason)
    return mending


def _generated(random: Random) -> bytes:
    if random.random() < 0.2:
        name, data = hostile_file(random, BASE)
    else:
        name = random.choice(base_names())
        data = (BASE / name).read_bytes()
    text = data.decode("utf-8", "surrogatepass") if name.endswith((".md", ".yml")) else ""
    if not text:
        return headed(name, data)
    for _n in range(random.randint(1, 6)):
        lines = text.split("\n")
        n = random.randrange(len(lines))
        words = random.choice(_MENDABLE)
        at = random.choice((len(lines[n]), random.randint(0, len(lines[n]))))
        lines[n] = f"{lines[n][:at]} {words} {lines[n][at:]}" if random.random() < 0.7 else lines[n]
        if lines[n].startswith(("article:", "  seen:", "    seen:")) and random.random() < 0.5:
            del lines[n]
        text = "\n".join(lines)
    if random.random() < 0.1:
        text = text.replace("\n", "\r\n")
    return headed(name, text.encode("utf-8", "surrogatepass"))


def _seeds(_books: Sequence[Path]) -> list[bytes]:
    return [headed(name, (BASE / name).read_bytes()) for name in base_names()]


TARGETS = (Target(fix, _seeds, runs=800, generate=_generated, guided=False, allowance=0.5),)
