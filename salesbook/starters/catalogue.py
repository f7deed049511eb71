"""The starters that there are: folders of `starters/books`, one for each language that a starter is written in.

A new starter is a folder beside them, a whole book: see docs/recipes.md. `developer` is the demo book: packed into the
wheel from content/ of the checkout, and read there in a checkout.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from salesbook.core import defaults
from salesbook.core.errors import UserError
from salesbook.core.language import LANGUAGES
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest

BOOKS = Path(__file__).parent / "books"
DEFAULT = "minimal"
_DEMO = ("developer", "ru")

Files = dict[PurePosixPath, bytes]
"""The files of a book by their paths from its folder."""


@dataclass(frozen=True, slots=True)
class Starter:
    """A book to begin with: its name, and its folder by the language that it is written in."""

    name: str
    folders: dict[str, Path]

    def folder(self, language: str) -> Path:
        """Return the book in a language; raises `UserError` when it is not written in it."""
        if language not in self.folders:
            message = _("the starter “{name}” is not written in “{language}”").format(name=self.name, language=language)
            raise UserError(message, _("there are: {names}").format(names=", ".join(self.folders)))
        return self.folders[language]

    def files(self, language: str) -> Files:
        """Return the files of the book's content; raises `UserError` as `folder` does."""
        folder = self.folder(language)
        paths = (path for path in sorted((folder / "content").rglob("*")) if path.is_file())
        return {PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes() for path in paths}


def starters() -> dict[str, Starter]:
    """Return all starters by name."""
    folders = {folder.name: _languages(folder) for folder in sorted(BOOKS.iterdir()) if folder.is_dir()}
    demo, language = _DEMO
    # In a checkout the demo book stands where the defaults do; a wheel has it packed among the others.
    if demo not in folders and (defaults.FOLDER / "content").is_dir():
        folders[demo] = {language: defaults.FOLDER}
    return {name: Starter(name, languages) for name, languages in sorted(folders.items()) if languages}


def named_starter(name: str) -> Starter:
    """Return a starter by its name; raises `UserError` for an unknown one."""
    known = starters()
    if name not in known:
        message = _("there is no starter “{name}”").format(name=name)
        there = _("there are: {names}").format(names=", ".join(known))
        raise UserError(message, looks_like(nearest(name, known)) or there)
    return known[name]


def _languages(folder: Path) -> dict[str, Path]:
    return {code: folder / code for code in LANGUAGES if (folder / code / "content").is_dir()}
