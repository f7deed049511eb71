"""One line is set, and every other byte stays as it was."""

import codecs

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from salesbook.core.source import decode
from salesbook.reading.edit import set_field, set_number
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
    ],
)
def test_set_field(before: str, after: str) -> None:
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
    ],
)
def test_set_number(before: str, after: str) -> None:
    assert set_number(before.encode(), "issued", "ОП", 15).decode() == after


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
