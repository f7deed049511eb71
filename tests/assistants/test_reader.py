"""The book changes under a server, breaks and is mended; the server reads and never writes."""

import os
from pathlib import Path

import pytest

from salesbook.assistants.reader import BookReader
from salesbook.core.errors import UserError
from tests.assistants.library import ask, write_other
from tests.assistants.test_tools import ANSWERS

LEVEL = "content/regulations/teaching/level.md"
LONG_AGO = 1_700_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write_other(tmp_path)
    for path in tmp_path.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return tmp_path


def edit(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_an_edit_is_seen_at_once(root: Path) -> None:
    reader = BookReader(root, None)
    before = ask(reader, "show", name="УЧ-001")
    edit(root / LEVEL, ("## Как определить", "## Как узнать\n\nСпросить.\n\n## Как определить"))
    after = ask(reader, "show", name="УЧ-001")
    assert after["edition"] != before["edition"]
    assert "Спросить." in after["data"]["body"]
    assert ask(reader, "find", question="УЧ-001")["results"][0]["edition"] == after["edition"]
    (root / LEVEL).unlink()
    with pytest.raises(UserError):
        ask(reader, "show", name="УЧ-001")


def test_readers_that_are_named_later_hide_at_once(root: Path) -> None:
    reader = BookReader(root, "curator")
    assert ask(reader, "show", name="УЧ-001")
    edit(root / LEVEL, ("readers: [teacher, curator, director]", "readers: [teacher]"))
    with pytest.raises(UserError):
        ask(reader, "show", name="УЧ-001")


def test_nothing_is_read_again_while_nothing_changes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = BookReader(root, None)
    # A change of a file's status time a moment ago counts as a change, too: what the fixture has done.
    monkeypatch.setattr("salesbook.assistants.reader.YOUNG_NS", 0)
    opened = reader.read()
    assert reader.read() is opened
    os.utime(root / LEVEL)
    assert reader.read() is not opened


def test_a_file_that_is_just_written_is_not_believed(root: Path) -> None:
    reader = BookReader(root, None)
    assert reader.read() is not reader.read()


def test_a_file_with_errors_is_left_out_and_told_of(root: Path) -> None:
    reader = BookReader(root, None)
    assert "left_out" not in ask(reader, "list")
    text = (root / LEVEL).read_bytes()
    (root / LEVEL).write_bytes(b"---\ntitle: [\n---\n")
    answer = ask(reader, "find", question="первый разговор")
    assert answer["results"]
    assert answer["left_out"]["files"] == 1
    assert list(answer["left_out"]["paths"]) == [LEVEL]
    with pytest.raises(UserError) as error:
        ask(reader, "show", name="regulation:level")
    assert error.value.message == "“regulation:level” has errors in its file"
    (root / LEVEL).write_bytes(text)
    assert "left_out" not in ask(reader, "show", name="УЧ-001")


@pytest.mark.parametrize("company", [b"name: [", b"\xff", b"", b"name: x\n", None])
@pytest.mark.parametrize("role", [None, "curator"])
def test_a_company_that_cannot_be_read(root: Path, company: bytes | None, role: str | None) -> None:
    reader = BookReader(root, role)
    path = root / "content/company.yml"
    if company is None:
        path.unlink()
    else:
        path.write_bytes(company)
    assert ask(reader, "show", name="ПР-001")["left_out"]["files"] >= 1
    assert ask(reader, "find", question="первый разговор")["results"]
    assert ask(reader, "score", knockouts=[], scores=ANSWERS)["total"] == 14.5 if role == "curator" else True


def test_a_book_of_a_newer_format_is_refused_until_it_is_mended(root: Path) -> None:
    reader = BookReader(root, None)
    ask(reader, "list")
    edit(root / "content/company.yml", ("format: 2", "format: 3"))
    with pytest.raises(UserError, match="format 3"):
        ask(reader, "list")
    edit(root / "content/company.yml", ("format: 3", "format: 2"))
    assert ask(reader, "list")["items"]


def test_nothing_is_written(root: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        return {str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in sorted(root.rglob("*"))}

    before = state()
    reader = BookReader(root, "curator")
    for tool, arguments in (
        ("list", {}), ("find", {"question": "занятие"}), ("show", {"name": "ПР-001"}),
        ("score", {"knockouts": [], "scores": ANSWERS}), ("letter_fields", {"letter": "trial-lesson"}),
        ("pipeline_stage", {"pipeline": "enrolment", "stage": "request"}),
    ):  # fmt: skip
        ask(reader, tool, **arguments)
    assert state() == before
