"""Folders that a build replaces as a whole: which it may, and how the new one takes the place of the old."""

import os
import shutil
from pathlib import Path

from salesbook.core.door import is_link, leads_out, read_inside
from salesbook.core.errors import UserError
from salesbook.core.interruption import note_written, undisturbed
from salesbook.core.language import gettext as _
from salesbook.core.leftovers import leftovers, own_name, sweep
from salesbook.core.source import real

OUTPUT = Path("build", "academy")
ALL_ROLES = Path("build", "editions")
MARKER = ".salesbook-academy"
"""Marks a folder as one built earlier, which the next build may replace; what it holds says what was built."""
SITE, PAGES, EDITIONS = b"salesbook\n", b"salesbook pages\n", b"salesbook editions\n"

SOURCES = ("content", "templates", "site")


def checked_output(root: Path, output: Path, mark: bytes = SITE) -> Path:
    """Return the folder to build into; raises `UserError` when building there would destroy something else.

    Only a folder that is new, empty or bears the `mark` of an earlier build is replaced, and none that git keeps.
    """
    output = Path(os.path.abspath(output))  # noqa: PTH100 - links stay: the folder itself is replaced
    folder, book = real(output), real(root)
    holds_sources = any((book / name).is_relative_to(folder) or folder.is_relative_to(book / name) for name in SOURCES)
    if holds_sources or book.is_relative_to(folder):
        message = _("the academy cannot be built into {path}: the book itself is there").format(path=output)
        raise UserError(message, _("choose another folder, such as {path}").format(path=OUTPUT.as_posix()))
    if leads_out(book, output):
        message = _("{path} leads out of the book by a link: nothing is built there").format(path=output)
        raise UserError(message, _("remove the link, or name the folder itself"))
    if is_link(output) or (output.exists() and not output.is_dir()):
        raise UserError(_("{path} is not a folder").format(path=output), _("choose another folder"))
    if output.is_dir() and any(output.iterdir()) and not _is_ours(output, mark):
        message = _("{path} holds something other than an academy built earlier").format(path=output)
        if mark == PAGES:
            message = _("{path} holds something other than pages written earlier by --pages").format(path=output)
        if mark == EDITIONS:
            message = _("{path} holds something other than editions built earlier by --all-roles").format(path=output)
        raise UserError(message, _("choose an empty or a new folder: everything in it would be replaced"))
    return output


def _is_ours(folder: Path, mark: bytes) -> bool:
    try:
        return read_inside(folder, folder / MARKER, len(mark)) == mark and not (folder / ".git").exists()
    except OSError:
        return False


def checked_pages(root: Path, output: Path, pages: Path) -> Path:
    """Return the folder for plain pages; raises `UserError` as `checked_output` does, and when it is not its own."""
    pages = checked_output(root, pages, PAGES)
    one, other = real(pages), real(output)
    if one.is_relative_to(other) or other.is_relative_to(one):
        message = _("the pages and the academy cannot lie in each other: {path}").format(path=pages)
        raise UserError(message, _("choose another folder"))
    return pages


def make_new(folder: Path) -> None:
    """Make a folder under a temporary name; whatever bears that name is no work of ours."""
    if is_link(folder) or folder.is_file():
        folder.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def put_in_place(new: Path, output: Path, mark: bytes) -> None:
    """Mark the new folder and put it in the place of the old; the old one comes back when that fails."""
    (new / MARKER).unlink(missing_ok=True)  # the book's own sources may hold a file, or a link, of that name
    (new / MARKER).write_bytes(mark)
    with undisturbed():
        if new.parent != output.parent:
            output.parent.mkdir(parents=True, exist_ok=True)
            new = Path(shutil.move(new, own_name(output, "tmp")))
        if not output.exists():
            new.rename(output)
        else:
            old = own_name(output, "old")
            output.rename(old)
            try:
                new.rename(output)
            except OSError:
                old.rename(output)
                raise
            shutil.rmtree(old, ignore_errors=True)
        note_written([output])


def recover(output: Path) -> None:
    """Sweep what a killed build has left; when it was killed as it put its academy in place, the old one comes back."""
    old = leftovers(output, "old")
    if old and not output.exists():
        old[-1].rename(output)
    sweep(output, "old")
    sweep(output, "tmp")
