"""What lies beside content/ and is a part of the book, too: templates/, site/ and mkdocs.yml."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from stat import S_ISDIR, S_ISREG

from salesbook.core.diagnostics import Diagnostic
from salesbook.core.door import MAX_COPY, is_inside, is_link
from salesbook.core.errors import reason
from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_BYTES, MAX_TEMPLATE_BYTES, nfc
from salesbook.reading import refusals, rules

_FOLDERS = ("templates", "site")


def beside(root: Path, press: str, problems: list[Diagnostic]) -> Iterator[str]:
    """Yield the paths of the files of templates/ and site/, and of the settings `press`.

    What the door would refuse when the academy is built is added to `problems`.
    """
    for name in (*_FOLDERS, press):
        yield from _below(root, PurePosixPath(name), problems)


def _below(root: Path, path: PurePosixPath, problems: list[Diagnostic]) -> Iterator[str]:
    """Yield the paths of the files at or below a path."""
    disk, shown = root / path, PurePosixPath(nfc(path.as_posix()))
    try:
        status = disk.lstat()
        if is_link(disk):
            if not is_inside(root / path.parts[0] if len(path.parts) > 1 else root, disk):
                problems.append(refusals.linked(shown))
                return
            status = disk.stat()
        names = sorted(entry.name for entry in disk.iterdir()) if S_ISDIR(status.st_mode) else None
    except FileNotFoundError:
        return
    except OSError as error:
        message = _("the folder cannot be read: {reason}").format(reason=reason(error))
        problems.append(refusals.problem(rules.UNREADABLE, shown, message, _("check the rights to the folder")))
        return
    if names is None:
        limit = _limit(path)
        if not S_ISREG(status.st_mode):
            problems.append(refusals.odd(shown))
        elif status.st_size > limit:
            problems.append(refusals.too_large(shown, limit))
        yield path.as_posix()
    elif len(path.parts) > refusals.DEEPEST:
        problems.append(refusals.deep(shown))
    else:
        for name in names:
            yield from _below(root, path / name, problems)


def _limit(path: PurePosixPath) -> int:
    """Return how many bytes a file may have: a template, a page, or what is copied as it is."""
    if path.parts[0] == "templates" or (path.parts[:2] == ("site", "theme") and path.suffix == ".html"):
        return MAX_TEMPLATE_BYTES
    return MAX_BYTES if path.suffix in (".md", ".yml") else MAX_COPY
