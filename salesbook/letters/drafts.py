"""Half-filled letters: kept in the user's own folder, never in a book, and deleted by themselves after a while.

A draft is a file of JSON in a folder of its book, `…/salesbook/drafts/<book>/summary-1.json`, that only its owner may
read. How old it is says the file's time.
"""

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from salesbook.core.door import read_named
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.core.machine import user_folder
from salesbook.core.private import write_private
from salesbook.core.source import inside, real

FOLDER = "drafts"
MAX_BYTES = 1_000_000
"""Bytes that the facts of a letter take at the most."""

_ENDING = ".json"
_NUMBERED = re.compile(r"(.+)-([1-9][0-9]{0,5})")


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-filled letter: the name it is resumed by, the letter's slug, the channel asked for, what has been answered
    (as a data file holds it), and when it was kept."""

    name: str
    letter: str
    channel: str | None
    answers: Mapping[str, Any]
    kept: datetime


class DraftFolder:
    """The drafts of a book; see `drafts_of`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def drafts(self) -> list[Draft]:
        """Return the drafts that can be read, the newest first."""
        drafts = [draft for path in self._files() if (draft := _read(path)) is not None]
        return sorted(drafts, key=lambda draft: draft.kept, reverse=True)

    def names(self) -> list[str]:
        """Return the names of all drafts, unreadable ones too."""
        return sorted(path.stem for path in self._files())

    def draft(self, name: str) -> Draft:
        """Return a draft by one of `names`; raises `UserError` when it cannot be read."""
        draft = _read(self._file(name))
        if draft is None:
            message = _("the draft “{name}” cannot be read").format(name=name)
            raise UserError(message, _("delete it: salesbook letters drafts delete {name}").format(name=name))
        return draft

    def keep(self, letter: str, channel: str | None, answers: Mapping[str, Any], name: str | None = None) -> Path:
        """Keep a half-filled letter, in place of the draft `name` or as a new one, and return its file.

        Raises `UserError` when it cannot be written.
        """
        path = self._file(name or self._free_name(letter))
        data = {"version": 1, "letter": letter, "channel": channel, "answers": answers}
        try:
            write_private(path, json.dumps(data, ensure_ascii=True, indent=1, default=str).encode())
        except OSError as error:
            message = _("the draft cannot be kept in {folder}: {reason}")
            raise UserError(message.format(folder=self._path, reason=reason(error))) from error
        return path

    def delete(self, name: str) -> None:
        """Delete a draft by one of `names`; one that is gone already is no mistake."""
        try:
            self._file(name).unlink(missing_ok=True)
        except OSError as error:
            message = _("the draft “{name}” cannot be deleted: {reason}").format(name=name, reason=reason(error))
            raise UserError(message) from error

    def sweep(self, days: int, now: datetime) -> None:
        """Delete the drafts that were kept more than so many days before `now` (aware)."""
        for path in self._files():
            with suppress(OSError):
                if now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > timedelta(days=days):
                    path.unlink()

    def _file(self, name: str) -> Path:
        return self._path / f"{name}{_ENDING}"

    def _files(self) -> list[Path]:
        try:
            return sorted(path for path in self._path.iterdir() if path.suffix == _ENDING and path.name[0] != ".")
        except OSError:
            return []

    def _free_name(self, letter: str) -> str:
        matches = (_NUMBERED.fullmatch(name) for name in self.names())
        taken = {int(match[2]) for match in matches if match is not None and match[1] == letter}
        return f"{letter}-{next(n for n in range(1, len(taken) + 2) if n not in taken)}"


def drafts_of(root: Path, environ: Mapping[str, str] = os.environ) -> DraftFolder | None:
    """Return the drafts of the book at `root`; None when the user has no folder for data, or has it in the book."""
    folder = user_folder(environ)
    if folder is None or inside(folder, root):
        return None
    import hashlib  # noqa: PLC0415 - loading OpenSSL takes 3 ms

    book = hashlib.sha256(os.fsencode(real(root))).hexdigest()[:16]
    return DraftFolder(folder / FOLDER / book)


def _read(path: Path) -> Draft | None:
    """Return the draft that a file holds; None when it is none of ours."""
    try:
        data = json.loads(read_named(path, MAX_BYTES))
        kept = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or data.get("version") != 1:
        return None
    letter, channel, answers = data.get("letter"), data.get("channel"), data.get("answers")
    if not isinstance(letter, str) or not isinstance(answers, dict) or not isinstance(channel, str | None):
        return None
    return Draft(path.stem, letter, channel, answers, kept)
