"""company.yml in every way in which people write it: `limits` goes, `format` comes, every comment and byte stays."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.changes import Plan
from salesbook.core.errors import UserError
from salesbook.reading.files import COMPANY
from salesbook.reading.sources import Sources
from salesbook.reading.yaml import read
from salesbook.upgrading import upgrade
from salesbook.upgrading.from_1 import without_limits
from salesbook.upgrading.rewriting import Left, Rewrite, rewritten
from tests.upgrading.old import LIMITS, company, write_old

BASE = company("")
NAME, REST = BASE.split("\n", 1)


def after_rewrites(text: str | bytes) -> bytes | Left:
    """Return company.yml after the rewrites that concern it, or what is left to a person; no file is read."""
    sources = Sources(Path("/nowhere"), {COMPANY: text if isinstance(text, bytes) else text.encode()})
    for rewrite in (*without_limits(sources), Rewrite(COMPANY, {("format",): 2})):
        change = rewrite if isinstance(rewrite, Left) else rewritten(sources, rewrite)
        if isinstance(change, Left):
            return change
        sources = sources.after(Plan((change,)))
    return sources.overlay[COMPANY]


def upgraded(text: str | bytes) -> bytes:
    after = after_rewrites(text)
    assert isinstance(after, bytes), after
    assert after_rewrites(after) == after, "a second time there is nothing to do"
    return after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(f"{NAME}\n{REST}{LIMITS}", f"{NAME}\nformat: 2\n{REST}", id="at the end"),
        pytest.param(f"{NAME}\n{REST}\n{LIMITS}", f"{NAME}\nformat: 2\n{REST}", id="behind an empty line"),
        pytest.param(f"{NAME}\n{REST}{LIMITS.rstrip()}", f"{NAME}\nformat: 2\n{REST}", id="without a last line end"),
        pytest.param(f"{LIMITS}{NAME}\n{REST}", f"{NAME}\nformat: 2\n{REST}", id="at the beginning"),
        pytest.param(f"{NAME}\n\n{LIMITS}\n{REST}", f"{NAME}\nformat: 2\n\n{REST}", id="between empty lines"),
        pytest.param(f"---\n{NAME}\n{LIMITS}{REST}", f"---\n{NAME}\nformat: 2\n{REST}", id="behind a mark"),
        pytest.param(
            f"{NAME}\n{REST}limits: {{first_contact: first_contact}}  # три\n",
            f"{NAME}\nformat: 2\n{REST}# три\n",
            id="in braces",
        ),
        pytest.param(
            f"{NAME}\n{REST}'limits':\n  \"first_contact\": 'first_contact'\n",
            f"{NAME}\nformat: 2\n{REST}",
            id="in quotes",
        ),
        pytest.param(
            f"{NAME}\n{REST}limits:\n# пусто\n", f"{NAME}\nformat: 2\n{REST}# пусто\n", id="with nothing in it"
        ),
        pytest.param(
            f"# кто мы\n{NAME}  # имя\n{REST}# обязательные\nlimits:  # все три\n"
            "  # первый\n  first_contact: first_contact  # 30 минут!\n  # конец\n# дальше\n",
            f"# кто мы\n{NAME}  # имя\nformat: 2\n{REST}# обязательные\n# все три\n# первый\n# 30 минут!\n"
            "  # конец\n# дальше\n",
            id="comments everywhere",
        ),
        pytest.param(
            f"name: >-\n  Берег\n{REST}{LIMITS}",
            f"name: >-\n  Берег\n{REST.replace('language: ru', 'language: ru', 1)}".replace(
                "about: Строит дома. Заявку берём за {{ fact.first_contact }}.\n",
                "about: Строит дома. Заявку берём за {{ fact.first_contact }}.\nformat: 2\n",
            ),
            id="a name of several lines",
        ),
        pytest.param(f"{NAME}\nformat: 1 # старый\n{REST}{LIMITS}", f"{NAME}\nformat: 2 # старый\n{REST}", id="says 1"),
        pytest.param(f"{NAME}\n{REST}", f"{NAME}\nformat: 2\n{REST}", id="without limits"),
        pytest.param(
            "{name: Берег, limits: {first_contact: pace}, # три\n facts: [{id: pace}]}\n",
            "{name: Берег, format: 2, # три\n facts: [{id: pace}]}\n",
            id="all in braces, a comment behind it",
        ),
    ],
)
def test_ways_to_write_it(before: str, after: str) -> None:
    for end, mark in (("\n", b""), ("\r\n", b""), ("\n", b"\xef\xbb\xbf")):
        assert upgraded(mark + before.replace("\n", end).encode()) == mark + after.replace("\n", end).encode()


def test_all_in_braces() -> None:
    data, _problems = read(company())
    text = json.dumps(data, ensure_ascii=False)
    assert read(upgraded(text).decode())[0] == {
        **{key: value for key, value in data.items() if key != "limits"},
        "format": 2,
    }


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("limits: {first_contact: gone}\n", "“limits.first_contact” holds «gone»"),
        ("limits:\n  first_contact: 30\n", "“limits.first_contact” holds «30»"),
        ("limits: {first_contact: {value: 30, unit: minutes}}\n", "“limits.first_contact” holds a block of fields"),
        ("limits: [first_contact]\n", "“limits” holds a list"),
        ("limits: 30 минут\n", "“limits” holds «30 минут»"),
    ],
)
def test_what_would_be_lost_is_told(limits: str, said: str) -> None:
    left = after_rewrites(company(limits))
    assert isinstance(left, Left)
    assert left.message == f"{said}, which is no figure of `facts`"
    assert "write the figure into `facts`" in left.advice


def test_with_something_to_be_lost_nothing_is_written(tmp_path: Path) -> None:
    root = write_old(tmp_path, {"company.yml": company("limits: {first_contact: gone}\n")})
    with pytest.raises(UserError, match=r"content/company.yml: “limits.first_contact” holds «gone»"):
        upgrade(root)


@pytest.mark.parametrize(
    "text",
    [
        company("? limits\n: {first_contact: first_contact}\n"),
        company("? limits\n:\n  first_contact: first_contact\n"),
        "{name: Берег, limits: {first_contact: # один\n first_contact}, facts: [{id: first_contact}]}",
    ],
)
def test_what_cannot_be_changed_for_sure_is_told(text: str) -> None:
    left = after_rewrites(text)
    assert isinstance(left, Left)
    assert (left.path, left.advice) == (COMPANY, "delete “limits” with all that stands under it")
    assert left.message == "it is written in a way that cannot be changed for sure"


def test_where_no_line_can_be_added_it_is_told() -> None:
    left = after_rewrites("name:\n  Берег\n")
    assert isinstance(left, Left)
    assert left.advice == "write it yourself: format: 2"


NOTES = st.tuples(
    st.integers(0, 60), st.booleans(), st.sampled_from(["# заметка", "  # limits: {", "#", "", "\t# таб"])
)


@settings(max_examples=50, deadline=None)
@given(st.permutations(range(3 + REST.count("\n"))), st.lists(NOTES, max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_comments_anywhere(order: list[int], notes: list[tuple[int, bool, str]], end: str) -> None:
    """Blocks in any order; comments on lines of their own anywhere, in the middle of a block too, or behind a value."""
    blocks = [NAME + "\n", LIMITS, *("".join(block) for block in blocks_of(REST))]
    lines = "".join(blocks[n] for n in order if n < len(blocks)).splitlines()
    for at, alone, note in notes:
        lines[at % len(lines)] += f"\n{note}" if alone else f"  {note.strip()}" if note else ""
    text = "\n".join([*lines, ""])
    if read(text)[1]:
        return  # a tab before a comment is no YAML everywhere, and no format's fault
    after = upgraded(text.replace("\n", end)).decode()
    assert after.count("\n") == after.count(end)
    after = after.replace(end, "\n")
    assert comments(after) == comments(text)
    assert read(after)[0] == {key: value for key, value in read(text)[0].items() if key != "limits"} | {"format": 2}
    # Lines that are left are those that were there, in their order, but for comments that stood behind a value.
    rest = iter(text.split("\n"))
    assert all(line in rest for line in after.split("\n") if line.strip() and "#" not in line and line != "format: 2")


def blocks_of(text: str) -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in text.splitlines(keepends=True):
        if line.startswith((" ", "-")):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def comments(text: str) -> Counter[str]:
    return Counter(line[line.index("#") :].strip() for line in text.splitlines() if "#" in line)
