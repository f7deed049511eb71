"""One line is set, and every other byte stays as it was."""

import codecs

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from salesbook.core.diagnostics import Route
from salesbook.core.source import decode
from salesbook.reading.edit import Addition, add_fields, set_field, set_number
from salesbook.reading.yaml import read

LINE = "article: ОП-007"


def put(text: str) -> str | None:
    after = set_field(text.encode(), "article", "ОП-007", after="title")
    return None if after is None else after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitle: А\nowner: x\n---\nт", f"---\ntitle: А\n{LINE}\nowner: x\n---\nт"),
        ("---\nowner: x\n---\nт", f"---\n{LINE}\nowner: x\n---\nт"),
        ("---\ntitle: >-\n  А\n  Б\nowner: x\n---\n", f"---\n{LINE}\ntitle: >-\n  А\n  Б\nowner: x\n---\n"),
        ("---\ntitle: А # да\n---\n", f"---\ntitle: А # да\n{LINE}\n---\n"),
        ("---\ntitle: А\narticle:\n---\n", f"---\ntitle: А\n{LINE}\n---\n"),
        ("---\ntitle: А\narticle: ~  # потом\n---\n", f"---\ntitle: А\n{LINE}  # потом\n---\n"),
        ("---\ntitle: А\narticle: null\n---\n", f"---\ntitle: А\n{LINE}\n---\n"),
        ("---\r\ntitle: А\r\n---\r\nт", f"---\r\ntitle: А\r\n{LINE}\r\n---\r\nт"),
        ("\ufeff---\ntitle: А\n---\n", f"\ufeff---\ntitle: А\n{LINE}\n---\n"),
        (
            "---\n# слова\n\ntitle: А\n---\narticle: в тексте\n",
            f"---\n# слова\n\ntitle: А\n{LINE}\n---\narticle: в тексте\n",
        ),
        ("---\r\nowner: x\n---\n", f"---\r\n{LINE}\r\nowner: x\n---\n"),
        ("---\ntitle: >-\n  А\n---\n", f"---\n{LINE}\ntitle: >-\n  А\n---\n"),
        ("---\ntitle:\n\tА\n---\n", f"---\n{LINE}\ntitle:\n\tА\n---\n"),
        ("---\ntitle: |\n\n  А\nowner: x\n---\n", f"---\n{LINE}\ntitle: |\n\n  А\nowner: x\n---\n"),
        ("---\narticle:  # MAX\n---\nт", f"---\n{LINE}  # MAX\n---\nт"),
        ("---\narticle:\ttitle\n---\n", None),
        ("---\narticle:5\n---\n", None),
        ("----- \narticles: x\n----\n", f"----- \n{LINE}\narticles: x\n----\n"),
        ("---\ntitle: А\ntitles: Б\n---\n", f"---\ntitle: А\n{LINE}\ntitles: Б\n---\n"),
    ],
)
def test_set_field(before: str, after: str | None) -> None:
    assert put(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: А\narticle: ОП-001\n---\n",
        "---\narticle: 'ОП-001' # x\n---\n",
        "title: А\n",
        "",
        "---\ntitle: А\n",
        "---",
    ],
)
def test_nothing_to_set(text: str) -> None:
    assert put(text) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("issued:\n  ОП: 14\n  МК: 2\n", "issued:\n  ОП: 15\n  МК: 2\n"),
        ("issued:\n  МК: 2\n", "issued:\n  МК: 2\n  ОП: 15\n"),
        ("issued:\n  МК: 2", "issued:\n  МК: 2\n  ОП: 15\n"),
        ("issued:\n  'ОП' : 14  # да\n", "issued:\n  'ОП' : 15  # да\n"),
        ("issued:\r\n  ОП: 14\r\n", "issued:\r\n  ОП: 15\r\n"),
        ("issued: {ОП: 14, МК: 2}\n", "issued: {ОП: 15, МК: 2}\n"),
        ("issued: {МК: 2}  # да\n", "issued: {МК: 2, ОП: 15}  # да\n"),
        ("issued: {}\n", "issued: {ОП: 15}\n"),
        ("# слова\n", "# слова\nissued:\n  ОП: 15\n"),
        ("", "issued:\n  ОП: 15\n"),
        ("# слова", "# слова\nissued:\n  ОП: 15\n"),
        ("issued:\n  ОП: 14\n\n# конец\n", "issued:\n  ОП: 15\n\n# конец\n"),
        ("issued:\n  МК: 2\n\n# конец\n", "issued:\n  МК: 2\n  ОП: 15\n\n# конец\n"),
        ("issued:\n  МК: 2\nother:\n  ОП: 1\n", "issued:\n  МК: 2\n  ОП: 15\nother:\n  ОП: 1\n"),
        ("other:\n  ОП: 1\nissued:\n\tМК: 2\n# да\n  ОП: 14\n", "other:\n  ОП: 1\nissued:\n\tМК: 2\n# да\n  ОП: 15\n"),
        ("issued:", "issued:\n  ОП: 15\n"),
        ("issued:\n  МК: 2\n  # да\n", "issued:\n  МК: 2\n  ОП: 15\n  # да\n"),
        ("issued:\n  # ОП: 1\n  МК: 2", "issued:\n  # ОП: 1\n  МК: 2\n  ОП: 15\n"),
        ('issued:\n  ОПТ: 1\n  "ОП":\t1\n', 'issued:\n  ОПТ: 1\n  "ОП":\t15\n'),
        ('issued: {ОПТ: 1, "ОП": 14}\n', 'issued: {ОПТ: 1, "ОП": 15}\n'),
        ("issued: {'ОП' : 14}", "issued: {'ОП' : 15}"),
        ("issued: { МК: 2 }  # {да}\n", "issued: { МК: 2, ОП: 15}  # {да}\n"),
        ("issued: { }\r\n", "issued: {ОП: 15}\r\n"),
        ("# слова\r\n", "# слова\r\nissued:\r\n  ОП: 15\r\n"),
        ("\ufeff# слова\n", "\ufeff# слова\nissued:\n  ОП: 15\n"),
        ("\ufeffissued:\n  ОП: 14\n", "\ufeffissued:\n  ОП: 15\n"),
        ("\ufeffissued:\n  МК: 14\n", "\ufeffissued:\n  МК: 14\n  ОП: 15\n"),
        ("\ufeffissued: {ОП: 14}\n", "\ufeffissued: {ОП: 15}\n"),
        ("issued2:\n  x: 1\nissued:\n  ОП: 1\n", "issued2:\n  x: 1\nissued:\n  ОП: 15\n"),
    ],
)
def test_set_number(before: str, after: str) -> None:
    assert set_number(before.encode(), "issued", "ОП", 15).decode() == after


QUIZ = """\
title: А
quiz:
  - question: Что?  # вопрос
    source: "X"
    options: [а, б]
  - {question: Где?, source: ёж}  # в скобках
deep:
  one:
    two: X
"""
SEEN = "seen: abc"


def added(text: str, *additions: tuple[Route, str, str]) -> str | None:
    after = add_fields(text.encode(), [Addition(route, after, "seen", value) for route, after, value in additions])
    return None if after is None else after.decode()


@pytest.mark.parametrize(
    ("route", "after", "line", "instead"),
    [
        ((), "title", "title: А\n", f"title: А\n{SEEN}\n"),
        (("quiz", 0), "question", "# вопрос\n", f"# вопрос\n    {SEEN}\n"),
        (("quiz", 0), "source", '"X"\n', f'"X"\n    {SEEN}\n'),
        (("quiz", 0), "options", "б]\n", f"б]\n    {SEEN}\n"),
        (("quiz", 1), "source", "ёж}", f"ёж, {SEEN}}}"),
        (("quiz", 1), "question", "Где?,", f"Где?, {SEEN},"),
        (("deep", "one"), "two", "two: X\n", f"two: X\n    {SEEN}\n"),
    ],
)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_field_is_added_behind_another(route: Route, after: str, line: str, instead: str, bom: str, end: str) -> None:
    assert QUIZ.count(line) == 1
    before, expected = ((bom + text).replace("\n", end) for text in (QUIZ, QUIZ.replace(line, instead)))
    assert added(before, (route, after, "abc")) == expected


@pytest.mark.parametrize(
    ("route", "after"),
    [
        ((), "nowhere"),
        ((), "quiz"),
        ((), "deep"),
        (("nowhere",), "title"),
        (("title",), "title"),
        (("title", "x"), "title"),
        (("quiz",), "question"),
        (("quiz", 2), "question"),
        (("quiz", "question"), "question"),
        (("deep", 0), "two"),
    ],
)
def test_where_no_field_can_be_added(route: Route, after: str) -> None:
    assert added(QUIZ, (route, after, "abc")) is None
    assert added(QUIZ, ((), "title", "abc"), (route, after, "abc")) is None


def test_several_fields_are_added_wherever_each_belongs() -> None:
    places: list[tuple[Route, str]] = [(("quiz", 1), "question"), ((), "title"), (("quiz", 1), "source"), ((), "title")]
    after = added(QUIZ, *((route, behind, str(9 - n)) for n, (route, behind) in enumerate(places)))
    assert after == QUIZ.replace("А\n", "А\nseen: 8\nseen: 6\n").replace(
        "{question: Где?, source: ёж}", "{question: Где?, seen: 9, source: ёж, seen: 7}"
    )
    twice = added("a: {b: 1}", (("a",), "b", "2"), (("a",), "b", "1"))
    assert twice == "a: {b: 1, seen: 2, seen: 1}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1", "a: 1\nseen: abc\n"),
        ("a:", "a:\nseen: abc\n"),
        ("b: 1\r\na: 1", "b: 1\r\na: 1\r\nseen: abc\r\n"),
        ("b: 1\r\na: 1\n", "b: 1\r\na: 1\nseen: abc\n"),
        ("\ufeff{a: 1}", "\ufeff{a: 1, seen: abc}"),
        ("", None),
        ("- a: 1\n", None),
    ],
)
def test_a_field_behind_the_last_line(before: str, after: str | None) -> None:
    assert added(before, ((), "a", "abc")) == after


VALUES = st.sampled_from(
    [
        "А",
        "'А: б'",
        '"к # н"',
        "6",
        "true",
        "[a, b]",
        "{a: 1}",
        ">-\n  раз\n  два",
        "|\n  article: не тут",
        "\n  - раз\n  - два",
        "",
    ]
)
COMMENTS = st.sampled_from(["", "", " # слова: слова", "  # 'ещё"])
LOOSE = st.sampled_from(["# article: 1\n", "\n", "#\n", "   \n"])


@st.composite
def heads(draw: st.DrawFn) -> bytes:
    """Make a file with front matter: keys in any order, comments, blank lines, all line ends."""
    keys = draw(st.permutations(["title", "owner", "control", "articles", "x"]))
    text = "---\n"
    for key in keys[: draw(st.integers(1, 5))]:
        text += draw(st.one_of(st.just(""), LOOSE))
        value, comment = draw(VALUES), draw(COMMENTS)
        text += f"{key}: {value}" + (comment if "\n" not in value else "") + "\n"
    text += "---\n" + draw(st.sampled_from(["", "текст\n", "\n---\narticle: x\n"]))
    ends = draw(st.lists(st.sampled_from([b"\n", b"\r\n"]), min_size=1, max_size=3))
    lines = text.encode().split(b"\n")
    data = b"".join(line + ends[n % len(ends)] for n, line in enumerate(lines[:-1])) + lines[-1]
    return (codecs.BOM_UTF8 if draw(st.booleans()) else b"") + data


def head_of(data: bytes) -> object:
    value, problems = read(decode(data).split("---\n")[1])
    assert problems == []
    return value


@settings(max_examples=200, deadline=None)
@given(heads())
def test_only_one_line_is_new(before: bytes) -> None:
    after = set_field(before, "article", "ОП-007", after="title")
    assert after is not None
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    at = next(n for n, line in enumerate(new) if n >= len(old) or line != old[n])
    assert new[at].removeprefix(codecs.BOM_UTF8).rstrip(b"\r\n").decode() == LINE
    assert b"".join(new[:at] + new[at + 1 :]) == before
    known = head_of(before)
    assert isinstance(known, dict)
    assert head_of(after) == known | {"article": "ОП-007"}


@settings(max_examples=100, deadline=None)
@given(
    issued=st.dictionaries(st.sampled_from(["ОП", "О", "МК", "ОПТ", "AB"]), st.integers(0, 998), max_size=4),
    key=st.sampled_from(["ОП", "МК", "AB"]),
    number=st.integers(1, 999),
    flow=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    comment=st.sampled_from(["", "# слова"]),
)
def test_a_number_is_set_alone(
    issued: dict[str, int], key: str, number: int, flow: bool, end: str, comment: str
) -> None:
    assume(issued or flow)
    if flow:
        text = "issued: {" + ", ".join(f"{k}: {v}" for k, v in issued.items()) + "}" + end
    else:
        text = "issued:" + end + "".join(f"  {k}: {v}  {comment}{end}" for k, v in issued.items())
    before = (comment + end + text).encode()
    after = set_number(before, "issued", key, number)
    assert read(decode(after)) == ({"issued": issued | {key: number}}, [])
    kept = [line for line in before.splitlines() if line in after.splitlines()]
    assert len(before.splitlines()) - len(kept) <= 1
