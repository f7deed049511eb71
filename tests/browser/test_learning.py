"""What a learner has done, as `learning.js` keeps it: damaged and hostile, out as a file and in again, in any order."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.forms import ASSETS, HOSTILE

pytestmark = pytest.mark.browser
NAME = "/page/"
EMPTY: dict[str, Any] = {
    "learner": None, "position": None, "started": None, "said": 0, "lessons": [], "exams": [], "ticks": [], "cards": [],
}  # fmt: skip
LESSON = {"course": "course:start", "item": "regulation:sales/first", "edition": "abcdefgh", "at": 1000, "done": True}
EXAM = {
    "course": "course:start", "edition": "abcdefgh", "at": 2000, "right": 3, "of": 4, "passed": False,
    "wrong": ["abcdefgh"],
}  # fmt: skip
TICK = {"plan": "onboarding:manager", "task": "abcdefgh", "at": 3000, "done": False}
CARD = {
    "card": "course:start/abcdefgh", "edition": "abcdefgh", "due": 9000, "last": 4000, "stability": 1.5,
    "difficulty": 5.25, "step": 1, "reps": 2, "lapses": 0,
}  # fmt: skip
ROWS = {"lessons": LESSON, "exams": EXAM, "ticks": TICK, "cards": CARD}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("learning")
    (root / "learning.js").write_bytes((ASSETS / "learning.js").read_bytes())
    # begin.js takes its address for the academy's; of its functions these are what is kept with.
    begin = (ASSETS / "begin.js").read_text(encoding="utf-8")
    start, end = begin.index("  window.__md_get"), begin.index("  window.__md_hash")
    scope = f"window.__md_scope = new URL('https://x{NAME}');\n"
    (root / "begin.js").write_text("{" + scope + begin[start:end] + "}", encoding="utf-8")
    scripts = "".join(f'<script src="{name}.js"></script>' for name in ("begin", "learning"))
    (root / "page.html").write_text(f"<!doctype html><meta charset=utf-8><p>{scripts}", encoding="utf-8")
    return root


@pytest.fixture
def page(browser: Any, folder: Path) -> Iterator[Any]:
    context = browser.new_context(timezone_id="Asia/Vladivostok")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((folder / "page.html").as_uri())
    yield page
    assert faults == []
    context.close()


def kept(page: Any, value: str) -> Any:
    """Return what is read where the browser holds `value`."""
    page.evaluate("value => localStorage.setItem('/page/.learning', value)", value)
    return page.evaluate("learning.read()")


@pytest.mark.parametrize(
    "value",
    [
        "", "{", "null", "5", '"слова"', "[]", "[[]]", '{"lessons": 5}', '{"lessons": {"0": {}}}',
        '{"lessons": [null]}',
        '{"__proto__": {"learner": "x"}, "lessons": [[]]}', '{"constructor": 1, "learner": {}, "said": "1"}',
        '{"learner": "", "position": 7, "started": "2026-1-1", "said": -1}', '{"learner": "а\\u0000б"}',
    ],
)  # fmt: skip
def test_what_is_not_as_it_must_be_is_nothing(page: Any, value: str) -> None:
    assert kept(page, value) == EMPTY


def worse(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a row with one field at fault, or without it."""
    for name in row:
        yield {key: value for key, value in row.items() if key != name}
        values: list[Any] = [None, {}, [], [None], "", "x" * 301, "а\nб", -1, 1e300, 4102444800000]
        for value in values:
            if value != [] or name != "wrong":  # nothing wrong is an exam without a mistake
                yield row | {name: value}


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_at_fault_is_left_out_and_the_others_stay(page: Any, kind: str) -> None:
    row = ROWS[kind]
    rows = [*worse(row), row | {"more": HOSTILE, "__proto__": {"done": True}}]
    assert kept(page, json.dumps({kind: rows})) == EMPTY | {kind: [row]}


def test_hostile_words_stay_words(page: Any) -> None:
    names = ["__proto__", "constructor", "toString", HOSTILE]
    rows = [LESSON | {"course": name, "item": name} for name in names]
    read = kept(page, json.dumps({"lessons": rows, "learner": HOSTILE}))
    assert [row["course"] for row in read["lessons"]] == names
    assert read["learner"] == HOSTILE
    assert page.evaluate("({}).done") is None
    assert page.evaluate("document.querySelectorAll('img').length") == 0


def test_of_one_thing_the_later_row_holds(page: Any) -> None:
    rows = [LESSON | {"at": at, "done": at == 5} for at in (3, 5, 1)]
    other = LESSON | {"item": "article:other", "at": 4}
    read = kept(page, json.dumps({"lessons": [*rows, other]}))
    assert [(row["item"], row["at"]) for row in read["lessons"]] == [("article:other", 4), (LESSON["item"], 5)]
    exams = [EXAM, EXAM | {"at": 2001}]
    assert len(kept(page, json.dumps({"exams": exams}))["exams"]) == 2


def test_rows_are_noted_and_forgotten(page: Any) -> None:
    for kind, row in ROWS.items():
        assert page.evaluate("([kind, row]) => learning.note(kind, row)", [kind, row])
    assert page.evaluate("learning.say({ learner: 'Анна', started: '2026-11-28', position: 'position:manager' })")
    page.reload()
    read = page.evaluate("learning.read()")
    assert {kind: read[kind] for kind in ROWS} == {kind: [row] for kind, row in ROWS.items()}
    assert (read["learner"], read["started"], read["position"]) == ("Анна", "2026-11-28", "position:manager")
    assert page.evaluate("learning.forget()")
    assert page.evaluate("learning.read()") == EMPTY


def test_a_row_at_fault_is_not_noted(page: Any) -> None:
    assert not page.evaluate("row => learning.note('lessons', row)", LESSON | {"edition": HOSTILE})
    assert page.evaluate("learning.read()") == EMPTY


def test_others_hear_of_a_change(page: Any) -> None:
    page.evaluate("window.heard = 0; addEventListener('learning-changed', () => (window.heard += 1))")
    page.evaluate("row => learning.note('lessons', row)", LESSON)
    assert page.evaluate("window.heard") == 1


def test_a_browser_that_keeps_nothing_says_so(page: Any) -> None:
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    assert not page.evaluate("row => learning.note('lessons', row)", LESSON)
    assert page.evaluate("learning.read()") == EMPTY


def filled(page: Any) -> str:
    kept(page, json.dumps({**{kind: [row] for kind, row in ROWS.items()}, "learner": "Анна", "said": 10}))
    text: str = page.evaluate("learning.file('Белая гавань')")
    return text


def test_a_file_holds_all_with_the_checksum_of_zlib(page: Any) -> None:
    head, body, rest = filled(page).split("\n")
    sum_ = format(zlib.crc32(body.encode()), "08x")
    assert (json.loads(head), rest) == ({"format": "salesbook-learning", "version": 1, "crc32": sum_}, "")
    told = json.loads(body)
    assert (told["book"], told["learner"]) == ("Белая гавань", "Анна")
    assert {kind: told[kind] for kind in ROWS} == {kind: [row] for kind, row in ROWS.items()}


@pytest.mark.parametrize("text", ["", "а", "Ёж 😀 \u2028", "x" * 10_000])
def test_the_checksum_is_that_of_zlib(page: Any, text: str) -> None:
    assert page.evaluate("text => learning.crc32(text)", text) == format(zlib.crc32(text.encode()), "08x")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_file_moves_progress_to_another_browser(page: Any, end: str, mark: str) -> None:
    text = mark + filled(page).replace("\n", end)
    page.evaluate("learning.forget()")
    opened = page.evaluate("text => learning.opened(text)", text)
    assert opened["book"] == "Белая гавань"
    assert page.evaluate("given => learning.take(given)", opened["kept"])
    read = page.evaluate("learning.read()")
    assert {kind: read[kind] for kind in ROWS} == {kind: [row] for kind, row in ROWS.items()}
    assert (read["learner"], read["said"]) == ("Анна", 10)


def signed(body: str, **head: Any) -> str:
    told = {"format": "salesbook-learning", "version": 1, "crc32": format(zlib.crc32(body.encode()), "08x"), **head}
    return f"{json.dumps(told)}\n{body}\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "foreign"),
        ("{}", "foreign"),
        ("null\n{}", "foreign"),
        ("[]\n[]", "foreign"),
        ("не файл", "foreign"),
        (signed("{}", format="moodle"), "foreign"),
        (signed("{}", version=2), "newer"),
        (signed("{}", crc32="00000000"), "damaged"),
        (signed("{") + "лишнее", "foreign"),
        ("x" * 4_000_001, "large"),
    ],
)
def test_a_file_that_is_none_of_ours(page: Any, text: str, problem: str) -> None:
    assert page.evaluate("text => learning.opened(text)", text) == {"problem": problem}


def test_one_changed_letter_is_seen(page: Any) -> None:
    text = filled(page).replace("Анна", "Инна")
    assert page.evaluate("text => learning.opened(text)", text) == {"problem": "damaged"}


@pytest.mark.parametrize("body", ["null", "5", "[]", '{"lessons": [{"course": 1}], "book": {}, "made": "x"}'])
def test_a_hostile_file_with_a_right_checksum(page: Any, body: str) -> None:
    opened = page.evaluate("text => learning.opened(text)", signed(body))
    assert opened in ({"kept": EMPTY, "book": "", "made": 0}, {"problem": "foreign"})


def test_files_may_come_in_any_order(page: Any) -> None:
    first = EMPTY | {"lessons": [LESSON, LESSON | {"item": "article:a", "at": 5}], "learner": "Анна", "said": 5}
    second = EMPTY | {"lessons": [LESSON | {"at": 2000, "done": False}], "exams": [EXAM], "learner": "Пётр", "said": 9}
    results = []
    for order in ((first, second), (second, first), (first, second, first)):
        page.evaluate("learning.forget()")
        for given in order:
            page.evaluate("given => learning.take(given)", given)
        results.append(page.evaluate("learning.read()"))
    assert results[0] == results[1] == results[2]
    assert [row["at"] for row in results[0]["lessons"]] == [5, 2000]
    assert (results[0]["learner"], results[0]["said"]) == ("Пётр", 9)


@pytest.mark.parametrize(
    ("moment", "day", "dawn"),
    [
        ("2026-11-28T03:59:00+10:00", "2026-11-27", "2026-11-28T04:00:00+10:00"),
        ("2026-11-28T04:00:00+10:00", "2026-11-28", "2026-11-29T04:00:00+10:00"),
        ("2026-12-31T23:30:00+10:00", "2026-12-31", "2027-01-01T04:00:00+10:00"),
    ],
)
def test_a_day_ends_at_four_in_the_morning(page: Any, moment: str, day: str, dawn: str) -> None:
    told = page.evaluate(
        """([moment, dawn]) => {
          const at = Date.parse(moment), day = learning.day(at);
          const shown = [day.getFullYear(), day.getMonth() + 1, day.getDate()];
          return [shown, day.getHours(), learning.dawn(at, 1) === Date.parse(dawn)];
        }""",
        [moment, dawn],
    )
    assert told == [[int(part) for part in day.split("-")], 0, True]
