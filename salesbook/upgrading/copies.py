"""Copies of files that salesbook brings by itself now: of version 0.1.0 every book had to have them.

A copy that nobody has changed only keeps the newer default from being used. What a version brought is known by the
lists in `shipped`, in the form of sha256sum; one is made of a version's commit by, at the top of a checkout,

    git archive COMMIT mkdocs.yml site templates | tar -x -C FOLDER
    cd FOLDER && find mkdocs.yml site templates -type f | LC_ALL=C sort | xargs sha256sum
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from salesbook.core.changes import Removal
from salesbook.core.defaults import default, has_own
from salesbook.core.door import read_inside
from salesbook.core.errors import reason
from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_BYTES, real
from salesbook.reading.files import PRESS
from salesbook.reading.overrides import read_record
from salesbook.upgrading.rewriting import Left

_SHIPPED = Path(__file__).with_name("shipped")


def shipped(version: str) -> Mapping[PurePosixPath, str]:
    """Return the files that a version brought for books to copy, each with the digest of what it said."""
    lines = (_SHIPPED / f"{version}.sha256").read_text(encoding="utf-8").splitlines()
    return {PurePosixPath(path): digest for digest, path in (line.split("  ", 1) for line in lines)}


def digest_of(data: bytes) -> str:
    """Return the digest of what a file says, whatever ends its lines."""
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def copies_of(root: Path, version: str) -> tuple[list[Removal], list[Left]]:
    """Return what a book can do without of the files that it had to copy, and those that somebody has changed.

    What `salesbook templates copy` has copied since is meant to be there. Raises `UserError` for a record of copies
    that cannot be read.
    """
    removals: list[Removal] = []
    left: list[Left] = []
    recorded = read_record(root) if has_own(root) else {}
    for path, digest in shipped(version).items() if has_own(root) else ():
        file = root / path
        if path in recorded or not (file.exists() or file.is_symlink()):
            continue
        try:
            data = read_inside(root, file, MAX_BYTES)
        except OSError as error:
            left.append(Left(path, reason(error), _restoring()))
            continue
        current = default(path)
        if real(file) != real(root) / path:
            left.append(Left(path, _("it is a link, or in a folder that is one"), _restoring()))
        elif digest_of(data) == digest or (current is not None and digest_of(current.read_bytes()) == digest_of(data)):
            removals.append(Removal(file, data))
        elif current is not None:
            message = _("this copy of a file of salesbook {version} has been changed").format(version=version)
            advice = _("see what differs from the default of now: salesbook templates diff {path}")
            if path.name == PRESS:
                advice = _(
                    "leave only what is your own in it, the rest is there by default: salesbook templates diff {path}"
                )
            left.append(Left(path, message, advice.format(path=path)))
    return removals, left


def _restoring() -> str:
    return _("the default of salesbook is used when it is deleted")
