"""The cache changes how long a check takes, and nothing else."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesbook.auditing.audit import Audit
from salesbook.auditing.environment import environment_digest, with_templates
from salesbook.auditing.run import audit
from salesbook.core import defaults, language
from salesbook.core.processes import ENOUGH_TO_FORK
from salesbook.core.settings import Settings
from salesbook.reading.files import walk
from tests.books import BASE, CASES, NOW, base_text, changed, regulation, write_book

FIRST = "regulations/sales/first-contact.md"
BROKEN = changed(FIRST, ("script:key-meeting|", "script:key-meting|"))
DATABASE = Path(".salesbook") / "check.sqlite"


def cached(root: Path, *, now: datetime = NOW, using: Settings | None = None) -> Audit:
    return audit(root, using or Settings(), now=now)


def plain(root: Path, *, now: datetime = NOW, using: Settings | None = None) -> Audit:
    return audit(root, using or Settings(), now=now, cached=False)


def shown(made: Audit) -> tuple[object, ...]:
    return made.diagnostics, dict(made.ignores), made.items, made.references


def aged(root: Path, seconds: int = 100) -> None:
    """Make all files old enough for their times to be believed."""
    for path in (root / "content").rglob("*"):
        then = path.stat().st_mtime - seconds
        os.utime(path, (then, then))


def rows_of(root: Path) -> dict[str, str]:
    with sqlite3.connect(root / DATABASE) as connection:
        # A checksum of 32 characters stands before the text.
        return dict(connection.execute("SELECT path, substr(outline, 33) FROM file"))


def test_an_unchanged_book_is_not_compiled(tmp_path: Path) -> None:
    root = write_book(tmp_path, BROKEN)
    aged(root)
    first = cached(root)
    assert first.diagnostics
    code = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from salesbook.core import defaults, language
from salesbook.auditing.environment import environment_digest, with_templates
from salesbook.auditing.run import audit
from salesbook.core.settings import Settings
from salesbook.reading.newer_format import refuse_newer
language.speak("en")
refuse_newer(Path({str(root)!r}))
made = audit(Path({str(root)!r}), Settings(), now=datetime.fromisoformat({NOW.isoformat()!r}))
assert not {{"pydantic", "yaml", "jinja2", "holidays"}} & set(sys.modules), sorted(sys.modules)
print(len(made.diagnostics))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stderr, done.stdout) == ("", f"{len(first.diagnostics)}\n")


def test_an_edit_of_prose_leaves_the_other_files_alone(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    aged(root)
    cached(root)
    with sqlite3.connect(root / DATABASE) as connection:
        connection.execute("UPDATE file SET data = 'damaged' WHERE path NOT LIKE '%warmup.md'")
    path = root / "content/regulations/marketing/warmup.md"
    path.write_text(path.read_text("utf-8") + "\nЕщё одно предложение.\n", encoding="utf-8", newline="\n")
    assert shown(cached(root)) == shown(plain(root))
    with sqlite3.connect(root / DATABASE) as connection:
        assert connection.execute("SELECT count(*) FROM file WHERE data = 'damaged'").fetchone()[0] > 10


ODD = [
    "",
    "---\n",
    "\ufeff",
    "title: x\n",
    "[[ОП-001]]",
    "[[ОП-0О1]]",
    "{{ fact.none }}",
    "<!-- ",
    "\t",
    "\x07",
    "«",
    "\r\n",
]
NAMES = sorted(p.relative_to(BASE / "content").as_posix() for p in (BASE / "content").rglob("*") if p.is_file())
BAD = sorted(p for p in CASES.rglob("bad/content/**/*") if p.is_file())


def _insert(path: Path, data: st.DataObject) -> None:
    text = path.read_bytes() if path.exists() else b""
    at = data.draw(st.integers(0, len(text)))
    path.write_bytes(text[:at] + data.draw(st.sampled_from(ODD)).encode() + text[at:])


def _same_length(path: Path, data: st.DataObject) -> None:
    """Change a file without a trace in its size and times."""
    if not path.exists():
        return
    status, text = path.stat(), path.read_text("utf-8", "surrogateescape")
    path.write_text(text.replace("ОП-001", "ОП-091"), "utf-8", "surrogateescape", newline="")
    if data.draw(st.booleans()):
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _remove(path: Path, _data: st.DataObject) -> None:
    path.unlink(missing_ok=True)


def _restore(path: Path, _data: st.DataObject) -> None:
    shutil.copy(BASE / "content" / path.relative_to(_content(path)), path)


def _content(path: Path) -> Path:
    return next(folder for folder in path.parents if folder.name == "content")


def _age(path: Path, _data: st.DataObject) -> None:
    aged(_content(path).parent)


def _bring_a_bad_one(path: Path, data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(BAD))
    target = _content(path) / source.relative_to(_content(source))
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


STEPS: list[Callable[[Path, st.DataObject], None]] = [
    _insert, _insert, _same_length, _remove, _restore, _age, _age, _bring_a_bad_one,
]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_with_and_without_the_cache_whatever_happens_to_the_files(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = write_book(tmp_path_factory.mktemp("book"))
    for _n in range(data.draw(st.integers(1, 5))):
        for _m in range(data.draw(st.integers(0, 3))):
            name = data.draw(st.sampled_from(NAMES))
            data.draw(st.sampled_from(STEPS))(root / "content" / name, data)
        made = cached(root)
        assert shown(made) == shown(plain(root))
        assert shown(cached(root)) == shown(made)


def test_the_same_size_in_the_same_moment(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    assert cached(root).diagnostics == ()
    path = root / "content" / FIRST
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"article:", b"articla:"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert shown(cached(root)) == shown(plain(root))
    assert cached(root).diagnostics != ()


def test_what_everything_depends_on(tmp_path: Path) -> None:
    root = write_book(tmp_path, BROKEN)
    aged(root)
    english = cached(root)
    language.speak("ru")
    assert cached(root).diagnostics[0].message != english.diagnostics[0].message
    language.speak("en")
    assert shown(cached(root)) == shown(english)
    later = datetime(2040, 1, 1, tzinfo=UTC)
    assert shown(cached(root, now=later)) == shown(plain(root, now=later)) != shown(english)
    company = root / "content/company.yml"
    company.write_text(company.read_text("utf-8").replace("prefix: ОП", "prefix: ОА"), encoding="utf-8")
    made = cached(root)
    assert shown(made) == shown(plain(root))
    assert "foreign-prefix" in {d.rule for d in made.diagnostics}


def test_a_part_of_letters_that_has_changed(tmp_path: Path) -> None:
    letter = changed("letters/refusal.md", (": {{ reason }}.", ": {{ reason }}.\n{% include 'farewell.txt' %}"))
    root = write_book(tmp_path, letter | {"templates/letters/farewell.txt": "До свидания."})
    aged(root)
    assert cached(root).diagnostics == ()
    (root / "templates/letters/farewell.txt").write_text("До свидания. " * 20, encoding="utf-8")
    assert [d.rule for d in cached(root).diagnostics] == ["letter-too-long"]
    assert shown(cached(root)) == shown(plain(root))


def test_a_file_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    root = write_book(tmp_path, {"faq/prices.yml": b"title: \xff\n"})
    aged(root)
    assert {d.rule for d in cached(root).diagnostics} == {"not-utf8"}
    path = root / "content/faq/prices.yml"
    shutil.copy(root / "content/faq/payments.yml", path)
    assert shown(cached(root)) == shown(plain(root))
    assert "not-utf8" not in {d.rule for d in cached(root).diagnostics}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"SQLite format 3\0",
        b"no database at all",
        b"\x80\x04\x95cos\nsystem\n(S'true'\ntR.",
    ],
)
def test_a_foreign_file_is_thrown_away(tmp_path: Path, damage: bytes) -> None:
    root = write_book(tmp_path, BROKEN)
    cached(root)
    (root / DATABASE).write_bytes(damage)
    assert shown(cached(root)) == shown(plain(root))
    assert rows_of(root)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.99])
def test_a_truncated_cache_is_thrown_away(tmp_path: Path, part: float) -> None:
    root = write_book(tmp_path)
    aged(root)
    cached(root)
    data = (root / DATABASE).read_bytes()
    (root / DATABASE).write_bytes(data[: int(len(data) * part)])
    assert shown(cached(root)) == shown(plain(root))
    assert shown(cached(root)) == shown(plain(root))


@pytest.mark.parametrize("column", ["outline", "data"])
@pytest.mark.parametrize("damage", ["", "null", "[]", "{}", "[[],[],[],[],[],[],[]]", "[" * 10_000, b"\xff", 3])
def test_rows_that_are_none_are_thrown_away(tmp_path: Path, column: str, damage: object) -> None:
    root = write_book(tmp_path)
    aged(root)
    cached(root)
    with sqlite3.connect(root / DATABASE) as connection:
        connection.execute(f"UPDATE file SET {column} = ?", (damage,))
        connection.execute("DELETE FROM note WHERE name IN ('last', 'walk')")
    assert shown(cached(root)) == shown(plain(root))
    assert all(json.loads(outline) for outline in rows_of(root).values())


@pytest.mark.parametrize("note", ["last", "walk", "environment"])
@pytest.mark.parametrize("damage", ["", "null", "[]", "[1,2,3,4,5]", "{", "\0", None])
def test_notes_that_are_none_are_thrown_away(tmp_path: Path, note: str, damage: object) -> None:
    root = write_book(tmp_path)
    aged(root)
    cached(root)
    with sqlite3.connect(root / DATABASE) as connection:
        connection.execute("UPDATE note SET text = ? WHERE name = ?", (damage, note))
    assert shown(cached(root)) == shown(plain(root))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE note SET text = replace(text, 'unknown-reference', 'schema')",
        "UPDATE note SET text = replace(text, 'ОП-999', 'ОП-998')",
        "DELETE FROM note WHERE name = 'last'; UPDATE file SET outline = replace(outline, 'Рост', 'рост')",
        "DELETE FROM note WHERE name = 'last'; UPDATE file SET data = replace(data, 'ОП-001', 'ОП-002')",
        "DELETE FROM note WHERE name = 'last'; UPDATE OR REPLACE file SET outline = (SELECT outline FROM file LIMIT 1)",
        "UPDATE note SET text = (SELECT text FROM note WHERE name = 'environment')",
    ],
)
def test_a_letter_changed_in_the_cache_is_not_believed(tmp_path: Path, damage: str) -> None:
    """What was changed is still JSON of the right shape."""
    root = write_book(tmp_path, {"regulations/sales/x.md": regulation("Рост", "ОП-033", "[[ОП-999]]")})
    aged(root)
    expected = shown(cached(root))
    with sqlite3.connect(root / DATABASE) as connection:
        connection.executescript(damage)
    assert shown(cached(root)) == expected == shown(plain(root))


def test_a_cache_with_more_in_it_than_ours_is_thrown_away(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    cached(root)
    with sqlite3.connect(root / DATABASE) as connection:
        connection.execute("CREATE TRIGGER more AFTER DELETE ON file BEGIN DELETE FROM note; END")
    cached(root)
    with sqlite3.connect(root / DATABASE) as connection:
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").fetchone() == (0,)


def test_the_cache_keeps_up_with_the_files(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    cached(root)
    gone, same = root / "content/faq/payments.yml", root / "content" / FIRST
    gone.unlink()
    aged(root)
    cached(root)
    with sqlite3.connect(root / DATABASE) as connection:
        stamps = dict(connection.execute("SELECT path, stamp FROM file"))
    assert "content/faq/payments.yml" not in stamps
    # The bytes of a row with the stamp of its file are not looked at again.
    assert stamps[f"content/{FIRST}"] == next(s.text for s in walk(root).stamps if s.name == FIRST)
    assert f":{same.stat().st_size}:" in stamps[f"content/{FIRST}"]


def test_no_cache_where_there_cannot_be_one(tmp_path: Path) -> None:
    root = write_book(tmp_path / "book")
    (root / ".salesbook").write_text("a file", encoding="utf-8")
    assert shown(cached(root)) == shown(plain(root))
    assert (root / ".salesbook").read_text("utf-8") == "a file"
    (root / ".salesbook").unlink()
    (tmp_path / "elsewhere").mkdir()
    (root / ".salesbook").symlink_to(tmp_path / "elsewhere")
    assert shown(cached(root)) == shown(plain(root))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_cache_in_use_is_left_alone(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    cached(root)
    other = sqlite3.connect(root / DATABASE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    (root / "content" / "faq" / "more.yml").write_text(base_text("faq/payments.yml"), encoding="utf-8")
    try:
        assert shown(cached(root)) == shown(plain(root))
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert shown(cached(root)) == shown(plain(root))


def test_git_does_not_see_it(tmp_path: Path) -> None:
    root = write_book(tmp_path)
    cached(root)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    done = subprocess.run(
        ["git", "-C", str(root), "status", "--porcelain", "-uall"], capture_output=True, text=True, check=True
    )
    assert "content/company.yml" in done.stdout
    assert ".salesbook" not in done.stdout


def test_many_files_are_compiled_by_all_cores_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "Текст со ссылкой на [[ОП-001]] и на [[ОП-09{}]]."
    files = {
        f"regulations/sales/r{n}.md": regulation(f"Правило {n}", f"ОП-{n + 100}", body.format(n % 9))
        for n in range(ENOUGH_TO_FORK + 150)
    }
    root = write_book(tmp_path, files)
    # The process that runs the tests may have threads, beside which nothing forks.
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1}, raising=False)
    many = plain(root)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0}, raising=False)
    assert shown(many) == shown(plain(root))
    assert len([d for d in many.diagnostics if d.rule == "unknown-reference"]) == len(files)


def test_a_newer_default_is_seen_by_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the program may bring another envelope: nothing that was kept of letters holds."""
    root = write_book(tmp_path / "book")
    before = environment_digest(root, Settings())
    assert environment_digest(root, Settings()) == before
    newer = shutil.copytree(defaults.FOLDER / "templates", tmp_path / "newer" / "templates").parent
    monkeypatch.setattr(defaults, "FOLDER", newer)
    after = environment_digest(root, Settings())
    assert after != before
    (newer / "templates/letters/envelope.html").write_text("{{ body }}", encoding="utf-8")
    assert environment_digest(root, Settings()) != after
    whole = with_templates(root, "")
    (newer / "templates/pages/home.md").write_text("#", encoding="utf-8")
    assert with_templates(root, "") != whole
