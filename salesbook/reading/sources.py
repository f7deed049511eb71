"""The files of a book as they are, or as they would be: texts that nobody has written yet laid over them."""

import os
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from salesbook.core import bases
from salesbook.core.changes import Plan
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.source import nfc
from salesbook.models.kinds import kind_of
from salesbook.reading.files import CONTENT, SourceFile, Stamp, on_disk, over_bases, read_bytes, read_text, sort, walk

Overlay = Mapping[PurePosixPath, bytes]
"""What stands in place of the bytes of files, or in files that are not there yet; paths are those of items."""


@dataclass(frozen=True)
class Sources:
    """The files of the book at `root` as they would be with `overlay` written: nothing is copied, nothing written.

    An editor lays over what is not saved, a tool what it means to write. Whatever reads a book through its sources
    reads it so. Paths are those of items: relative to `root`, composed. A file that the book has not, and a book that
    it extends has, is there under the path that it has there; it is read and never written.
    """

    root: Path
    overlay: Overlay = field(default_factory=dict)

    @cached_property
    def layers(self) -> tuple[Path, ...]:
        """The folders in which files are looked for: the book's own first, then those of the books it extends."""
        return bases.layers(self.root)

    def base_of(self, path: PurePosixPath) -> Path | None:
        """Return the folder of the book beneath that a file comes from; None for the book's own, or for nobody's."""
        if len(self.layers) == 1 or path in self.overlay or os.path.lexists(on_disk(self.root, path)):
            return None
        return next((layer for layer in self.layers[1:] if os.path.lexists(on_disk(layer, path))), None)

    def shown(self, path: PurePosixPath) -> PurePosixPath:
        """Return the path by which a reader finds a file from the book's folder: `../base/content/…` beneath it."""
        base = self.base_of(path)
        return path if base is None else PurePosixPath(bases.shown(self.root, base), path)

    def own_disk(self, path: PurePosixPath) -> Path:
        """Return where a file of the book's own is, or would be written."""
        return on_disk(self.root, path)

    def after(self, plan: Plan) -> "Sources":
        """Return the files as they would be with a plan for this book carried out as well."""
        planned = {self.path(change.path): change.after for change in plan.changes}
        return Sources(self.root, {**self.overlay, **planned})

    def path(self, disk: Path) -> PurePosixPath:
        """Return the path of a file below `root`, wherever it comes from."""
        return PurePosixPath(nfc(disk.relative_to(self.root).as_posix()))

    def disk(self, path: PurePosixPath) -> Path:
        """Return where a file is, or would be, on the disk."""
        return on_disk(self.base_of(path) or self.root, path)

    def file(self, path: PurePosixPath) -> SourceFile:
        """Return a file by its path, whether it is there or not."""
        kind = kind_of(path.relative_to(CONTENT).as_posix()) if path.is_relative_to(CONTENT) else None
        file = SourceFile(self.disk(path), path, kind, unwritten=self.overlay.get(path))
        return over_bases(file, self.layers)

    def exists(self, path: PurePosixPath) -> bool:
        """Tell whether there is a file or folder of this path."""
        if path in self.overlay:
            return True
        try:
            return self.disk(path).exists()
        except OSError:  # a link to a name that is too long for any file
            return False

    def bytes_of(self, path: PurePosixPath) -> bytes | None:
        """Return the bytes of a file; None for one that is not there or cannot be read."""
        return read_bytes(self.file(path))[0]

    def text_of(self, path: PurePosixPath) -> str | None:
        """Return the text of a file; None for one that is not there or cannot be read."""
        return read_text(self.file(path))[0]

    def scan(self, wanted: Container[str] | None = None) -> tuple[list[SourceFile], list[Diagnostic]]:
        """List the files of content/, in order, and what must not be there.

        `wanted` limits it to kinds (`letter`) and items (`letter:summary`); company.yml is always among the files.
        """
        walked = walk(self.root)
        problems = list(walked.problems)
        return self.sort(walked.stamps, problems, wanted), problems

    def sort(
        self, stamps: Iterable[Stamp], problems: list[Diagnostic], wanted: Container[str] | None = None
    ) -> list[SourceFile]:
        """Tell what the files that were walked over, and the new ones, are; see `files.sort`."""
        if not self.overlay:
            return sort(self.root, stamps, problems, wanted)
        return [self.lay(file) for file in sort(self.root, self._with_new(stamps), problems, wanted)]

    def lay(self, file: SourceFile) -> SourceFile:
        """Return a file with what stands in place of its bytes, if anything does."""
        return file._replace(unwritten=self.overlay.get(file.path))

    def _with_new(self, stamps: Iterable[Stamp]) -> list[Stamp]:
        """Return the stamps with those of the files that are not there yet, in the order of a walk."""
        every = list(stamps)
        there = {nfc(stamp.name) for stamp in every}
        names = (path.relative_to(CONTENT).as_posix() for path in self.overlay if path.is_relative_to(CONTENT))
        new = [Stamp(name, 0, 0, 0) for name in names if name not in there]
        return sorted([*every, *new], key=lambda stamp: stamp.name.split("/")) if new else every
