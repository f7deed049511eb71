"""What may stay of the output of the build before: files made of the same, that nobody has touched since.

They are not copied into the new folder: there each becomes another name (a hard link) of the same file, so that the
folder is put in place as a whole, and the old one is whole until then.
"""

import os
import shutil
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from salesbook.academy.folders import MARKER
from salesbook.academy.inputs import stamp_of
from salesbook.academy.record import Kept, Output, PageFacts, Record
from salesbook.calendar.clock import day_in
from salesbook.core.door import MAX_COPY, read_inside


class Found(NamedTuple):
    """A file of an output folder: what tells that it has changed, and which file of the disk it is."""

    stamp: str
    identity: tuple[int, int, int]


def is_unchanged(kept: Kept, output: Path) -> bool:
    """Tell whether a build would read what the last one has read, on the same day, and its output stands whole."""
    record, inputs = kept.record, kept.inputs
    if record is None or record.inputs is None or inputs is None:
        return False
    if record.day != day_in(record.zone, kept.now).isoformat() or not inputs.are_those_of(record.inputs):
        return False
    there = found_in(output)
    return there.keys() == record.outputs.keys() and all(
        there[name].stamp == output.stamp for name, output in record.outputs.items()
    )


def found_in(folder: Path) -> dict[str, Found]:
    """Return whatever lies in an output folder, folders too; what is no ordinary file has no stamp."""
    return dict(_found(str(folder), ""))


def _found(folder: str, below: str) -> Iterator[tuple[str, Found]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        name = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield f"{name}/", Found("/", (0, 0, 0))
            yield from _found(entry.path, f"{name}/")
            continue
        try:
            status = os.lstat(entry.path)  # on Windows the entry itself knows no inode
        except OSError:
            continue
        stamp = stamp_of(status) if S_ISREG(status.st_mode) else ""
        yield name, Found(stamp, (status.st_ino, status.st_mtime_ns, status.st_size))


class Earlier:
    """The output of the build before as far as it stands as that build has left it, and what this one makes of it.

    Every file of the new output is asked for, or noted, by the digest of all that it is made of: `keeps` says whether
    the earlier one is made of the same.
    """

    def __init__(self, record: Record | None, output: Path) -> None:
        there = found_in(output) if record is not None else {}
        outputs = record.outputs if record is not None else {}
        self._output = output
        self._keys = {
            name: output.key
            for name, output in outputs.items()
            if output.key and output.stamp and name in there and there[name].stamp == output.stamp
        }
        self._facts: Mapping[str, PageFacts] = record.facts if record is not None else {}
        self._made_of: dict[str, str] = {}
        self._kept: dict[str, None] = {}
        self.facts: dict[str, PageFacts] = {}
        """What is known of the pages of this build, by the files that they are made of."""

    def keeps(self, name: str, key: str) -> bool:
        """Tell whether a file of the output stays because it was made of the same; `key` is the digest of that."""
        self._made_of[name] = key
        if self._keys.get(name) != key:
            return False
        self._kept[name] = None
        return True

    def page_kept(self, page: str, name: str, key: str, uris: Container[str]) -> PageFacts | None:
        """Return what is known of a page that stays as it was, but for its navigation; None when it is printed anew.

        `name` is its file in the output, `uris` are the files of the site: one that the page leads to may be gone.
        """
        facts = self._facts.get(page)
        if facts is None or not all(uri in uris for uri in facts.targets):
            self._made_of[name] = key
            return None
        return facts if self.keeps(name, key) else None

    def taken(self, name: str) -> bytes | None:
        """Return the bytes of a file that was to stay: somebody makes another one of them. None when it is gone."""
        del self._kept[name]
        try:
            return read_inside(self._output, self._output / name, MAX_COPY)
        except OSError:
            return None

    def note_page(self, page: str, name: str, facts: PageFacts | None) -> None:
        """Remember what is known of a page; None of one that must be printed anew next time."""
        if facts is None:
            self._made_of.pop(name, None)
        else:
            self.facts[page] = facts

    def put_into(self, new: Path) -> None:
        """Give the files that stay their names in the new folder; raises `OSError`."""
        folders: set[Path] = set()
        for name in self._kept:
            target = new / name
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            try:
                os.link(self._output / name, target, follow_symlinks=False)
            except (OSError, NotImplementedError):  # a disk without second names for a file, or too many of this one
                shutil.copyfile(self._output / name, target, follow_symlinks=False)

    def outputs(self, new: Mapping[str, Found]) -> dict[str, Output] | None:
        """Return what is to be remembered of the output, now that it is in its place; `new` as it was before that.

        None when another build has put its own there meanwhile.
        """
        there = found_in(self._output)
        others = [name for name in new.keys() | there.keys() if name != MARKER]
        if any(name not in new or name not in there or new[name].identity != there[name].identity for name in others):
            return None
        return {name: Output(found.stamp, self._made_of.get(name, "")) for name, found in there.items()}
