"""A comparison is worth what its corpus is worth: every tool must be given the same items and the same references."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml

from bench import books, floor, mending, peers, writers
from bench.items import PARTS, UNKNOWN, Item, corpus, with_unknown
from bench.measure import Cost, Run
from bench.tools import PEERS
from tests.books import TODAY, found

N = 60
ID = r"(?:REG|FAQ|CHK)-\d{5}"
# Where the peers' files say that an item refers to another: one or several ids in each match.
REFERENCES = {
    "doorstop": r"^- .*: null$",
    "strictdoc": r"^  VALUE: .*$",
    "sphinx_needs": r"^   :links: .*$",
    "markdown": r"\]\([^)]*\)",
    "yaml": r"^- .*$",
}


def links(items: Sequence[Item]) -> list[str]:
    return sorted(link for item in items for link in item.links)


def test_items_refer_to_five_earlier_regulations() -> None:
    items = corpus(N)
    place = {item.id: n for n, item in enumerate(items)}
    assert len(place) == N
    for n, item in enumerate(items):
        assert len(set(item.links)) == min(PARTS, n)
        assert all(link.startswith("REG-") and place[link] < n for link in item.links)


def test_corpus_is_the_same_every_time() -> None:
    assert corpus(N) == corpus(N)
    assert corpus(N) != corpus(N, seed=8)


@pytest.mark.parametrize("write", [getattr(writers, name) for name in REFERENCES])
def test_peers_get_the_same_references(tmp_path: Path, write: Callable[[Path, Sequence[Item]], None]) -> None:
    items = corpus(N)
    write(tmp_path, items)
    files = (path for path in tmp_path.rglob("*.*") if path.is_file() and ".git" not in path.parts)
    texts = [path.read_text("utf-8") for path in files]
    stretches = (match[0] for text in texts for match in re.finditer(REFERENCES[write.__name__], text, re.MULTILINE))
    references = [id_ for stretch in stretches for id_ in re.findall(ID, stretch)]
    assert sorted(references) == links(items)
    assert all(sum(part.text in text for text in texts) == 1 for item in items for part in item.parts)


def test_book_holds_the_same_references_and_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = corpus(N)
    books.write(tmp_path, items, reviewed=TODAY)
    assert found(tmp_path) == []
    assert floor.main(tmp_path) == 0
    assert f"{len(links(items))} references, 0 unknown" in capsys.readouterr().out


def test_unknown_reference_is_found_where_it_stands(tmp_path: Path) -> None:
    items, last = with_unknown(corpus(N))
    books.write(tmp_path, items, reviewed=TODAY)
    (problem,) = found(tmp_path)
    assert (problem.rule, problem.path.name) == ("unknown-reference", f"i{last.number:05d}.yml")
    assert books.article(UNKNOWN) in problem.message
    assert floor.main(tmp_path) == 1


def test_what_is_damaged_can_be_mended(tmp_path: Path) -> None:
    books.write(tmp_path, corpus(N), reviewed=TODAY)
    damaged = mending.damage(tmp_path, 20)
    problems = found(tmp_path)
    assert sorted({str(d.path) for d in problems}) == sorted(path.as_posix() for path in damaged)
    assert len(damaged) == 20
    assert all(d.mendable for d in problems)
    assert len({path.parent.name for path in damaged}) == 3


def test_schema_holds_for_the_items_it_is_written_for(tmp_path: Path) -> None:
    writers.yaml(tmp_path, corpus(N))
    written = [yaml.safe_load(path.read_bytes()) for path in tmp_path.glob("items/*/*.yml")]
    assert len(written) == N
    for item in written:
        assert sorted(item) == sorted(writers.FIELDS)
        assert all(re.match(writers.ID, link) for link in item["links"])


@pytest.mark.parametrize(
    ("output", "row"),
    [
        ("items/a.yml:12: unknown REG-99999", "| yes | yes | yes |"),
        ("items/a.yml:4: unknown REG-99999", "| yes | yes | 4 for 12 |"),
        ("items/a.yml\n  12:3-12:9 warning no REG-99999", "| yes | yes | yes |"),
        ("no item REG-99999", "| yes | NO | no |"),
        ("all fine", "| NO | NO | no |"),
    ],
)
def test_proof_says_what_a_tool_has_told(output: str, row: str) -> None:
    done = Run(1, output, Cost(0, 0))
    assert row in peers.verdict(PEERS[0], ("a.yml", 12), done)
