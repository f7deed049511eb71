"""The files of a plan on their way: each can be put in place, looked at and put back."""

import os
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

from salesbook.core.door import ShutError, read_named
from salesbook.core.errors import UserError
from salesbook.core.exchange import OvertakenError, exchange, put
from salesbook.core.language import gettext as _
from salesbook.core.leftovers import own_name


class Step(ABC):
    """A file on its way, with what is or was to be kept of it under the temporary name until all are in place."""

    def __init__(self, path: Path, before: bytes | None) -> None:
        self.path = path
        self.before = before
        self.temporary = own_name(path, "tmp")
        self._kept = False

    def prepare(self) -> None:
        """Do what can be done beforehand; raises `OvertakenError` when the file is not what the plan was made for."""
        if self.path.is_symlink() or (self.path.exists() and not self.path.is_file()):
            message = _("{path} is no ordinary file").format(path=self.path)
            raise UserError(message, _("name a file that is no link, folder or device; nothing was changed"))
        if not holds(self.path, self.before):
            raise OvertakenError(self.path)
        self.temporary.unlink(missing_ok=True)  # a link of that name would be written through

    @abstractmethod
    def act(self) -> None:
        """Do it, and keep what was there; raises `OvertakenError` when that is not `before`."""

    def overtaken(self) -> bool:
        """Tell whether what was there is not what the plan was made for."""
        return self.before is not None and not holds(self.temporary, self.before)

    def undo(self) -> bool:
        """Put back what was there, if need be; tell whether it is there, or something newer that somebody has saved."""
        try:
            self._undo()
        except OvertakenError:
            return True
        except OSError:
            self._kept = self.temporary.exists()
            return False
        return True

    @abstractmethod
    def _undo(self) -> None:
        """Put back what was there, if need be; raises `OvertakenError` where something newer is, or `OSError`."""

    def clear(self) -> None:
        """Delete what lies under the temporary name, unless it could not be put back."""
        if not self._kept:
            with suppress(OSError):  # what could not be written cannot be deleted either
                self.temporary.unlink()


class Writing(Step):
    """What is to be written lies under the temporary name, and what was there afterwards."""

    def __init__(self, path: Path, before: bytes | None, after: bytes) -> None:
        super().__init__(path, before)
        self.after = after

    def prepare(self) -> None:
        """Write the new content beside the file, on the same disk, with the same rights."""
        super().prepare()
        with self.temporary.open("xb") as file:
            file.write(self.after)
            file.flush()
            os.fsync(file.fileno())
        if self.before is not None:
            self.temporary.chmod(self.path.stat().st_mode)

    def act(self) -> None:
        """Put the new content in place."""
        if self.before is None:
            put(self.temporary, self.path)
        else:
            exchange(self.temporary, self.path)

    def _undo(self) -> None:
        if not self._acted():
            return
        if self.before is None:
            self.path.rename(self.temporary)
        else:
            exchange(self.temporary, self.path)
        if not holds(self.temporary, self.after):  # saved over what we had written
            put(self.temporary, self.path) if self.before is None else exchange(self.temporary, self.path)

    def _acted(self) -> bool:
        if self.before is None:
            return not self.temporary.exists()
        return not holds(self.temporary, self.after)


class Deleting(Step):
    """A file that is to go lies under the temporary name until everything else is in place."""

    def act(self) -> None:
        """Take the file away."""
        self.path.rename(self.temporary)

    def _undo(self) -> None:
        if self.temporary.exists():
            put(self.temporary, self.path)


def holds(path: Path, content: bytes | None) -> bool:
    """Tell whether a file has these bytes and no others; None: that nothing is there."""
    if content is None:
        return not path.exists()
    try:
        return read_named(path, len(content)) == content
    except (FileNotFoundError, ShutError):
        return False
