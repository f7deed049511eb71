"""A new book is tried in a temporary folder before it stands anywhere, and mended where there is one right answer."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from salesbook.auditing.choice import Choice
from salesbook.auditing.run import audit
from salesbook.auditing.settings import load_settings
from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.mending import mend
from salesbook.starters.catalogue import Files


def tried(files: Files, now: datetime) -> tuple[Files, tuple[Diagnostic, ...]]:
    """Return the files of a book as `check --fix` leaves them at a moment (aware), and what is wrong with them then."""
    with TemporaryDirectory(prefix="salesbook-") as folder:
        root = Path(folder).resolve()
        write_files(root, files)
        settings = load_settings(root)
        first = audit(root, settings, now=now, cached=False)
        mending = mend(root, settings, Choice(), now=now, first=first, cached=False)
        changes = {PurePosixPath(each.path.relative_to(root).as_posix()): each.after for each in mending.plan.changes}
        return files | changes, mending.rest.findings


def write_files(root: Path, files: Files) -> None:
    """Write the files of a book into a folder that has none of them yet."""
    for path, data in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(data)


def unfit(findings: Collection[Diagnostic], before: Files, after: Files) -> list[Diagnostic]:
    """Return the errors that answers have brought: with those no book is begun. A warning may be mended in the book."""
    return [each for each in findings if each.severity is Severity.ERROR]
