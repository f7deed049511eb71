"""The record of a build: what it has read, and of each file that it has written what that was made of.

It lies in .salesbook/ beside the book, one for each output folder, and may be deleted at any time. What is damaged,
foreign or of another version is no record, so all is made anew. It is JSON, and nothing in it can run. Foreign is what
this machine has not written for this book and this folder: a secret of the machine signs it, so nobody can commit a
record by which a page of their own would stay in an academy.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from salesbook.academy.inputs import Inputs, inputs_of
from salesbook.core.door import read_inside
from salesbook.core.lock import state_folder
from salesbook.core.machine import secret
from salesbook.core.private import write_private
from salesbook.pages.answers import Made, MadePage

_MAX_BYTES = 1 << 29
_SIGNATURE = 64
_FORM = 2
"""Grows with the form of a record."""
_MOST = 100
"""So many output folders have a record; that of the one built longest ago makes room."""


class Output(NamedTuple):
    """A file of the output: its times and size, and the digest of what it was made of; none when that is not known."""

    stamp: str
    key: str


class PageFacts(NamedTuple):
    """What is to be known of a page that is not printed: its anchors, its links (file, anchor, as written) to places,
    the files that its addresses lead to, the digest of its navigation, and where that stands in it (name, start,
    length)."""

    anchors: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]
    targets: tuple[str, ...]
    navigation: str
    slots: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What a build has read and written.

    `inputs`: None when the same files might give another academy. `zone` and `day` are the company's. `is_quiet`: no
    reference was found that leads nowhere. `outputs` by their paths in the folder, `facts` by the page's file; `made`:
    what pages have asked of the book.
    """

    inputs: Inputs | None
    zone: str
    day: str
    pages: int
    is_quiet: bool
    outputs: Mapping[str, Output]
    facts: Mapping[str, PageFacts]
    made: Made


class RecordFile:
    """Where the record of an output folder is kept; reading and writing raise nothing."""

    def __init__(self, root: Path, output: Path, file: Path | None = None) -> None:
        self._root = root
        self._name = os.fsencode(os.path.abspath(output))  # noqa: PTH100 - links stay
        self._file = file

    def read(self) -> Record | None:
        """Return the record; None when there is none that can be believed."""
        key = self._key()
        if key is None:
            return None
        try:
            file = self._path()
            data = read_inside(file.parent, file, _MAX_BYTES)
            text = data[_SIGNATURE:]
            return _read(json.loads(text)) if data[:_SIGNATURE] == _signature(text, key) else None
        except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None

    def write(self, record: Record) -> None:
        """Put a record in the place of the one before; where that cannot be done, the next build makes all anew."""
        key = self._key()
        if key is None:
            return
        text = json.dumps(_plain(record), ensure_ascii=True, separators=(",", ":")).encode()
        with suppress(OSError):
            file = self._path()
            write_private(file, _signature(text, key) + text)
            if self._file is None:
                _make_room(file.parent)

    def _path(self) -> Path:
        return self._file or state_folder(self._root) / f"academy-{blake2b(self._name, digest_size=8).hexdigest()}.json"

    def _key(self) -> bytes | None:
        own = secret(self._root)
        if own is None:
            return None
        return blake2b(os.fsencode(self._root.resolve()) + b"\0" + self._name, key=own, person=b"academy").digest()


class Kept(NamedTuple):
    """What a build has of the one before: the record of the output, what it reads itself, and the moment (aware)."""

    file: RecordFile
    record: Record | None
    inputs: Inputs | None
    now: datetime


def kept_of(root: Path, output: Path, options: Iterable[str], now: datetime, file: Path | None = None) -> Kept:
    """Return what a build of the book at `root` into `output` has of the one before; asked before it reads any file.

    `options`: what it is told beside that; `file`: where the record lies when it is not to outlive the process.
    """
    record_file = RecordFile(root, output, file)
    return Kept(record_file, record_file.read(), inputs_of(root, options, now), now)


def _signature(text: bytes, key: bytes) -> bytes:
    return blake2b(text, key=key, digest_size=_SIGNATURE // 2).hexdigest().encode()


def _make_room(folder: Path) -> None:
    """Delete the oldest records when there are very many: of folders that somebody built once."""
    records = [path for path in folder.glob("academy-*.json") if path.is_file() and not path.is_symlink()]
    for path in sorted(records, key=lambda path: path.stat().st_mtime_ns)[:-_MOST]:
        path.unlink(missing_ok=True)


def _plain(record: Record) -> list[object]:
    inputs = record.inputs
    head = None if inputs is None else [inputs.program, inputs.stamps, dict(inputs.young)]
    said = [record.zone, record.day, record.pages, record.is_quiet, dict(record.outputs), dict(record.facts)]
    return [_FORM, head, *said, _plain_made(record.made)]


def _plain_made(made: Made) -> list[object]:
    """Return what is known of pages, each question once: others stand for it by its number."""
    lists = [*(page.questions for page in made.pages.values()), *made.shared.values()]
    numbers = {question: n for n, question in enumerate(dict.fromkeys(chain.from_iterable(lists)))}
    pages = {
        uri: [[numbers[question] for question in page.questions], page.answers, page.said, page.used]
        for uri, page in made.pages.items()
    }
    shared = {place: [numbers[question] for question in questions] for place, questions in made.shared.items()}
    return [made.ground, list(numbers), pages, shared]


def _read(kept: list[object]) -> Record | None:
    """Return a record that was written as JSON; raises what a wrong one causes."""
    form, head, zone, day, pages, is_quiet, outputs, facts, made = kept
    if form != _FORM:
        return None
    assert isinstance(outputs, dict)
    assert isinstance(facts, dict)
    assert isinstance(made, list)
    inputs = None
    if isinstance(head, list):
        program, stamps, young = head
        inputs = Inputs(str(program), str(stamps), dict(young))
    return Record(
        inputs,
        str(zone),
        str(day),
        int(str(pages)),
        bool(is_quiet),
        {name: Output(*of) for name, of in outputs.items()},
        {name: _facts(*of) for name, of in facts.items()},
        _made(*made),
    )


def _made(ground: str, questions: list[str], pages: dict[str, Any], shared: dict[str, list[int]]) -> Made:
    known = {
        uri: MadePage(tuple(str(questions[n]) for n in asked), str(answers), str(said), tuple(map(str, used)))
        for uri, (asked, answers, said, used) in pages.items()
    }
    together = {place: tuple(str(questions[n]) for n in asked) for place, asked in shared.items()}
    return Made(str(ground), known, together)


def _facts(anchors: list[str], links: list[list[str]], targets: list[str], navigation: str, slots: Any) -> PageFacts:
    places = tuple((uri, anchor, written) for uri, anchor, written in links)
    within = tuple((str(name), int(start), int(length)) for name, start, length in slots)
    return PageFacts(tuple(anchors), places, tuple(targets), navigation, within)
