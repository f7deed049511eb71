"""The file of known findings."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.auditing.baseline import BaselineEntry, plan, read
from salesbook.core.errors import UserError
from tests.odd_files import SECRET, make_odd, odd, posix, watched

__all__ = ["watched"]

ONE = BaselineEntry("content/a.yml", "broken-link", "1" * 32)
TWO = BaselineEntry("content/b.md", "broken-link", "0" * 32)


def test_written_and_read(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    plan(path, [TWO, ONE, ONE]).apply()
    assert read(path) == {ONE, TWO}
    assert path.read_text(encoding="utf-8") == (
        '{\n  "version": 1,\n  "known": [\n'
        f'    {{"path": "content/a.yml", "check": "broken-link", "fingerprint": "{"1" * 32}"}},\n'
        f'    {{"path": "content/b.md", "check": "broken-link", "fingerprint": "{"0" * 32}"}}\n'
        "  ]\n}\n"
    )


def test_nothing_changes_when_it_is_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    plan(path, [ONE]).apply()
    assert plan(path, [ONE]).changes == ()


def test_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    plan(path, []).apply()
    assert read(path) == frozenset()


def test_another_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("# Книга\n", encoding="utf-8")
    with pytest.raises(UserError, match="not a baseline"):
        plan(path, [ONE])


def test_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no baseline"):
        read(tmp_path / "none.json")
    with pytest.raises(UserError, match="it is a folder"):
        read(tmp_path)


@posix
@odd
@pytest.mark.usefixtures("watched")
def test_the_settings_can_only_name_a_file_of_the_book(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "book"
    make_odd(kind, root / "known.json", root)
    for use in (lambda: read(root / "known.json", root), lambda: plan(root / "known.json", [ONE], root)):
        with pytest.raises(UserError) as refused:
            use()
        assert SECRET not in f"{refused.value.message} {refused.value.advice}"


@posix
def test_no_baseline_is_written_behind_a_link(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "book" / "checks").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="a link leads out of book"):
        plan(tmp_path / "book" / "checks" / "known.json", [ONE], tmp_path / "book")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"version": 2, "known": []}',
        '{"version": 1}',
        '{"version": 1, "known": [1]}',
        '{"version": 1, "known": [{"path": "a", "check": "b"}]}',
        '{"version": 1, "known": [{"path": "a", "check": "b", "fingerprint": 1}]}',
        "[" * 100_000,
        '{"version": ' + "9" * 5_000 + "}",
        "\xff",
    ],
)
def test_hostile_files(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(UserError, match="is not a baseline"):
        read(path)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["version", "known", *BaselineEntry._fields]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(value=VALUES)
def test_any_json(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = tmp_path_factory.mktemp("any") / "known.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    try:
        assert all(isinstance(entry, BaselineEntry) for entry in read(path))
    except UserError as error:
        assert error.advice
