"""A copy of a book to mend: fixes are made there, looked at, and taken back where they do not hold."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from salesbook.core.changes import Change, Plan
from salesbook.core.source import inside, nfc
from salesbook.reading.files import CONTENT, on_disk, walk

_LETTERS = Path("templates", "letters")


@dataclass(frozen=True)
class Copy:
    """A copy at `root` of the book at `original`; `before` holds what the files that were changed in it were.

    That is their bytes, or None for a file that is new.
    """

    original: Path
    root: Path
    before: dict[PurePosixPath, bytes | None] = field(default_factory=dict)

    def disk(self, path: PurePosixPath) -> Path:
        """Return where a file of the book is in the copy."""
        return on_disk(self.root, path)

    def write(self, path: PurePosixPath, data: bytes) -> None:
        """Change a file of the copy."""
        disk = self.disk(path)
        self.before.setdefault(path, disk.read_bytes() if disk.exists() else None)
        disk.write_bytes(data)

    def take(self, plan: Plan, paths: frozenset[PurePosixPath]) -> list[PurePosixPath]:
        """Make those changes of a plan for the copy that are of these files; return the files."""
        taken = []
        for change in plan.changes:
            path = PurePosixPath(nfc(change.path.relative_to(self.root).as_posix()))
            if path in paths:
                self.write(path, change.after)
                taken.append(path)
        return taken

    def restore(self, path: PurePosixPath) -> None:
        """Undo all changes of a file."""
        before = self.before.pop(path)
        if before is None:
            self.disk(path).unlink()
        else:
            self.disk(path).write_bytes(before)

    def plan(self) -> Plan:
        """Return what has changed, as changes of the original."""
        changes = []
        for path, before in sorted(self.before.items()):
            after = self.disk(path).read_bytes()
            if after != before:
                changes.append(Change(on_disk(self.original, path), before, after))
        return Plan(tuple(changes))


@contextmanager
def copied(root: Path) -> Iterator[Copy]:
    """Copy what makes the book at `root` into a folder that is deleted afterwards; what cannot be read stays out."""
    with TemporaryDirectory(prefix="salesbook-") as folder:
        target = Path(folder)
        for stamp in walk(root).stamps:
            source, copy = root / CONTENT / stamp.name, target / CONTENT / stamp.name
            if stamp.is_link and not (source.is_file() and inside(source, root / CONTENT)):
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            with suppress(OSError):
                shutil.copyfile(source, copy)
        with suppress(OSError):
            shutil.copytree(root / _LETTERS, target / _LETTERS)
        yield Copy(root, target)
