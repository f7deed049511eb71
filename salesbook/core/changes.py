"""Decide, then act: a plan of new file contents that can be shown before it is applied, all or nothing."""

import difflib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _


@dataclass(frozen=True, slots=True)
class Change:
    """A file's bytes before and after; `before` is None for a file that does not exist yet."""

    path: Path
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes that belong together."""

    changes: tuple[Change, ...] = ()

    def diff(self, root: Path) -> Iterator[str]:
        """Yield the lines of a unified diff, with paths relative to `root`."""
        for change in self.changes:
            name = change.path.relative_to(root).as_posix()
            before = _lines(change.before or b"")
            yield from difflib.unified_diff(before, _lines(change.after), name, name, n=1, lineterm="")

    def apply(self) -> None:
        """Write all files, each by an atomic replacement; raises `UserError` when one has changed since the plan.

        Everything that can fail (the disk, the rights, a change behind our back) is tried before the first file is
        replaced.
        """
        ready: list[tuple[Path, Path]] = []
        at = Path()
        try:
            for change in self.changes:
                at = change.path
                _unchanged(change)
                ready.append((_written(change), at))
            for temporary, at in ready:
                temporary.replace(at)
        except OSError as error:
            message = _("cannot write {path}: {reason}").format(path=at, reason=reason(error))
            raise UserError(message, _("check the rights and the free space; nothing was changed")) from error
        finally:
            for temporary, _path in ready:
                temporary.unlink(missing_ok=True)


def _unchanged(change: Change) -> None:
    now = change.path.read_bytes() if change.path.exists() else None
    if now != change.before:
        message = _("{path} was changed by somebody else meanwhile").format(path=change.path)
        raise UserError(message, _("run the command again; nothing was changed"))


def _written(change: Change) -> Path:
    """Write the new content beside the file, on the same disk, with the same rights."""
    temporary = change.path.with_name(f".{change.path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(change.after)
        if change.before is not None:
            temporary.chmod(change.path.stat().st_mode)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").splitlines()
