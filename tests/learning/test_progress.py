"""Exported files in: what the academy writes comes in as it is, whatever else is left out or refused."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from salesbook.learning.progress import MAX_ROWS, Attempt, Fault, Lesson, Progress, Tick, progress_in
from tests.learning.exported import at, exported, signed

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LESSON = {"course": "course:start", "item": "ОП-001", "edition": "abcdefgh", "at": at("2026-11-20"), "done": True}
EXAM = {
    "course": "course:start", "edition": "abcdefgh", "at": at("2026-11-20"), "right": 2, "of": 3, "passed": True,
    "wrong": ["ponmlkji"],
}  # fmt: skip
TICK = {"plan": "onboarding:manager", "task": "abcdefgh-2", "at": at("2026-11-20"), "done": True}


def read(**given: Any) -> Progress:
    progress = progress_in(exported(given), "a.txt")
    assert isinstance(progress, Progress)
    return progress


def test_all_that_a_file_says() -> None:
    said = {"learner": " Анна  Ким", "position": "position:manager", "started": "2026-11-02"}
    assert read(**said, lessons=[LESSON], exams=[EXAM], ticks=[TICK]) == Progress(
        "a.txt", "Берег", NOON, "Анна Ким", "position:manager", date(2026, 11, 2),
        (Lesson("course:start", "ОП-001", "abcdefgh", NOON, True),),
        (Attempt("course:start", "abcdefgh", NOON, 2, 3, True, ("ponmlkji",)),),
        (Tick("onboarding:manager", "abcdefgh-2", NOON, True),),
    )  # fmt: skip


def test_a_file_that_was_saved_by_another_editor() -> None:
    data = exported({"learner": "Анна", "ticks": [TICK]})
    for changed in (b"\xef\xbb\xbf" + data, data.replace(b"\n", b"\r\n"), data.rstrip(b"\n"), data + b"\n\n"):
        progress = progress_in(changed, "a.txt")
        assert isinstance(progress, Progress)
        assert len(progress.ticks) == 1


def test_letters_that_are_written_in_two_parts_are_one() -> None:
    assert read(learner="Андре\u0438\u0306").learner == "Андрей"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.FOREIGN),
        (b"\xff\xfe", Fault.FOREIGN),
        (b"hello", Fault.FOREIGN),
        (b"[1]\n{}", Fault.FOREIGN),
        (b"[" * 100_000, Fault.FOREIGN),
        (b"{}\n{}", Fault.FOREIGN),
        (exported({}, format="other"), Fault.FOREIGN),
        (exported({}, version=2), Fault.NEWER),
        (exported({}, version=None), Fault.NEWER),
        (exported({}, crc32="00000000"), Fault.DAMAGED),
        (exported({"learner": "Анна"}).replace("Анна".encode(), "Инна".encode()), Fault.DAMAGED),
        (exported({"ticks": [TICK]})[:-10], Fault.DAMAGED),
    ],
)
def test_what_is_no_exported_file(data: bytes, fault: Fault) -> None:
    assert progress_in(data, "a.txt") is fault


@pytest.mark.parametrize("body", [b"[]", b"null", b"[" * 50_000, b'{"a": NaN', b'"\xff"', b"1" * 5000])
def test_a_sound_checksum_of_what_is_none(body: bytes) -> None:
    assert progress_in(signed(body), "a.txt") is Fault.FOREIGN


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("lessons", None),
        ("lessons", []),
        ("lessons", {}),
        *(("lessons", LESSON | change) for change in (
            {"course": ""}, {"course": 1}, {"item": "x" * 301}, {"item": "a\nb"}, {"item": "\ud800"}, {"at": -1},
            {"edition": "abcdefgx"}, {"edition": "abcdefgh "}, {"at": 1.5}, {"at": True}, {"at": 5_000_000_000_000},
            {"done": 1},
        )),
        *(("exams", EXAM | change) for change in (
            {"right": -1}, {"right": 4}, {"right": True}, {"of": 100_001}, {"passed": "true"}, {"wrong": "ponmlkji"},
            {"wrong": ["x"]}, {"wrong": [1]}, {"wrong": ["ponmlkji"] * 2001},
        )),
        *(("ticks", TICK | change) for change in ({"plan": None}, {"task": "x\x00"}, {"at": "1"}, {"done": None})),
    ],
)  # fmt: skip
def test_a_row_that_is_not_as_the_academy_writes_it_is_left_out(kind: str, row: Any) -> None:
    good: dict[str, Any] = {"lessons": LESSON, "exams": EXAM, "ticks": TICK}
    progress = read(**{kind: [row, good[kind]]})
    rows = {"lessons": progress.lessons, "exams": progress.attempts, "ticks": progress.ticks}
    assert (len(rows[kind]), progress.left_out) == (1, 1)


@pytest.mark.parametrize(
    "given",
    [
        {
            "learner": 5,
            "position": ["x"],
            "started": "2026-02-30",
            "lessons": {},
            "exams": "x",
            "ticks": None,
            "book": 1,
        },
        {"learner": "x" * 400, "position": "\ud800", "started": "1999-01-01", "made": -5},
    ],
)
def test_what_is_said_otherwise_is_not_said(given: dict[str, Any]) -> None:
    progress = read(**given)
    assert (progress.learner, progress.position, progress.started) == ("", "", None)
    assert (progress.lessons, progress.attempts, progress.ticks) == ((), (), ())


def test_of_two_rows_of_one_thing_the_later_holds() -> None:
    later = TICK | {"at": at("2026-11-21"), "done": False}
    assert [tick.done for tick in read(ticks=[later, TICK]).ticks] == [False]
    assert [tick.done for tick in read(ticks=[TICK, later]).ticks] == [False]


def test_rows_are_bounded() -> None:
    rows = [TICK | {"task": f"t{n}"} for n in range(MAX_ROWS + 5)]
    assert len(read(ticks=rows).ticks) == MAX_ROWS
