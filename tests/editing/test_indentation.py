from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from salesbook.core.diagnostics import Route
from salesbook.editing.indentation import Typing, pieces, typing_at
from salesbook.reading.document import split
from salesbook.reading.yaml import compose
from tests.books import BASE, OTHER

HEADS = sorted(p for root in (BASE, OTHER) for p in (root / "content").rglob("*") if p.suffix in (".yml", ".md"))


def typing(text: str) -> Typing | None:
    offset = text.index("¦")
    return typing_at(text.replace("¦", ""), offset)


@pytest.mark.parametrize(
    ("text", "route", "word"),
    [
        ("¦", (), ""),
        ("ti¦", (), "ti"),
        ("title: ¦", ("title",), ""),
        ("title: 'Ос¦", ("title",), "'Ос"),
        ("stages:\n  - ¦", ("stages", 0), ""),
        ("stages:\n  - id: a\n    na¦\n    ground: x", ("stages", 0), "na"),
        ("stages:\n  - id: a\n  - id: b\n    ¦", ("stages", 1), ""),
        ("stages:\n  - id: a\n¦", (), ""),
        ("stages:\n- id: a\n¦", (), ""),
        ("stages:\n- id: a\n  ¦", ("stages", 0), ""),
        ("roles: [a, ¦", ("roles", 1), ""),
        ("roles: [a,\n  ¦", ("roles", 1), ""),
        ("moves:\n  - {to: x, wh¦", ("moves", 0), "wh"),
        ("moves:\n  - {to: ме¦}", ("moves", 0, "to"), "ме"),
        ("moves: [{to: 'a, b', by: ¦", ("moves", 0, "by"), ""),
        ("calendar:\n  ¦", ("calendar",), ""),
        ("about: >-\n  слова\ncalendar:\n  c¦", ("calendar",), "c"),
        ("about: слова\n  ещё слова\nowner: h¦", ("owner",), "h"),
        ("# заметка: x\nowner: ¦", ("owner",), ""),
        ("- - ¦", (0, 0), ""),
        ("'key': [{\"a\": ¦", ("key", 0, "a"), ""),
    ],
)
def test_what_is_typed(text: str, route: tuple[str | int, ...], word: str) -> None:
    found = typing(text)
    assert found is not None
    assert (found.route, found.word) == (route, word)


@pytest.mark.parametrize(
    "text", ["about: >-\n  те¦", "about: слова\n  ещё ¦", "title:¦", "owner: head # ко¦", "roles: [a] ¦", "  ¦"]
)
def test_nobodys_place(text: str) -> None:
    assert typing(text) is None


def leaves(node: yaml.Node, route: tuple[str | int, ...] = ()) -> Iterator[tuple[Route, tuple[int, int]]]:
    """Yield where libyaml finds the scalars of a tree, texts over several lines left out."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from leaves(value, (*route, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for n, value in enumerate(node.value):
            yield from leaves(value, (*route, n))
    elif isinstance(node, yaml.ScalarNode) and node.style not in ("|", ">"):
        yield route, (node.start_mark.index, node.end_mark.index)


@pytest.mark.parametrize("path", HEADS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sound_file_is_read_as_libyaml_reads_it(path: Path) -> None:
    head = split(PurePosixPath(path.name), path.read_text(encoding="utf-8"))[0].head
    node = compose(head)
    assert node is not None
    expected = dict(leaves(node))
    assert {p.route: (p.start, p.end) for p in pieces(head) if p.route in expected} == expected


@given(st.text(st.sampled_from("ab:- \n[]{},'\"#>|\t&*й"), max_size=60), st.data())
def test_any_text_is_read(text: str, data: st.DataObject) -> None:
    for piece in pieces(text):
        assert 0 <= piece.start <= piece.end <= len(text)
        assert piece.key is None or 0 <= piece.key[0] <= piece.key[1] <= len(text)
    offset = data.draw(st.integers(0, len(text)))
    found = typing_at(text, offset)
    if found is not None:
        assert text[found.start : offset] == found.word


def test_depth_is_bounded() -> None:
    assert len(pieces("[" * 100_000)) < 100
    assert len(pieces("- " * 100_000 + "a")) < 100
