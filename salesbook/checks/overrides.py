"""Checks of the files that a book has in place of defaults: older than the default, or overriding nothing."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

from salesbook.book.book import Book
from salesbook.core.defaults import default, has_own, paths
from salesbook.core.diagnostics import WHOLE, Finding
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.letter import Letter
from salesbook.reading.beside import beside
from salesbook.reading.files import PRESS
from salesbook.reading.overrides import RECORD, overridables

_LETTERS, _TEMPLATES, _THEME, _ASSETS, _PAGES, _SITE = map(
    PurePosixPath, ("templates/letters", "templates", "site/theme", "site/assets", "site/pages", "site")
)
_OTHER_PRESS = PurePosixPath("mkdocs.yaml")
_TEXTS = (".md", ".html", ".txt", ".css", ".js", ".xml", ".yml")


def outdated_override(book: Book) -> Iterator[Finding]:
    """A file of the book's own was copied from a default that has changed since.

    A newer version of salesbook brings better pages, and this book goes on showing the old one. What a file was copied
    from stands in `salesbook-templates.json`, which `salesbook templates copy` writes; nothing is said of a file that
    was copied by hand.

    Bad: `templates/pages/home.md`, copied a year ago and changed in one line

    Good: the line carried over into a new copy, or `salesbook templates keep templates/pages/home.md`
    """
    if not has_own(book.root):
        return
    try:
        files = overridables(book.root)
    except UserError as error:
        yield Finding(PurePosixPath(RECORD), WHOLE, error.message, error.advice)
        return
    for file in files:
        if file.state == "outdated" and file.origin is not None:
            message = _("this was copied from the default of salesbook {version}, and the default is another one now")
            advice = _("see what differs: salesbook templates diff {path}; then salesbook templates keep {path}")
            yield Finding(file.path, WHOLE, message.format(version=file.origin.version), advice.format(path=file.path))


def unused_template(book: Book) -> Iterator[Finding]:
    """A file among the book's own templates overrides no default, and nothing names it.

    A file whose name is mistyped changes nothing: the default is used, and nobody is told. Pages of `site/pages`,
    pictures and styles of `site/assets`, and what a template or a letter includes are the book's own and no mistake.

    Bad: `templates/pages/regulations.md`; `site/themes/main.html`; `mkdocs.yaml`

    Good: `templates/pages/regulation.md`; `site/theme/main.html`; `mkdocs.yml`
    """
    root = book.root
    if not has_own(root):
        return
    own = [PurePosixPath(path) for path in beside(root, PRESS, [])]
    extra = [path for path in own if default(path) is None and not path.name.startswith((".", "~$"))]
    unnamed = _unnamed(book, own, [path for path in extra if not path.is_relative_to(_PAGES)])
    for path in unnamed:
        if (near := _overrides_nothing(path)) is not None:
            yield _unused(path, near)
    if (root / _OTHER_PRESS).is_file():
        yield _unused(_OTHER_PRESS, [PRESS])


def _unused(path: PurePosixPath, near: list[str]) -> Finding:
    advice = looks_like(near) or _("“salesbook templates” lists what may be overridden; rename the file, or delete it")
    return Finding(path, WHOLE, _("this file overrides no default, and nothing names it"), advice)


def _overrides_nothing(path: PurePosixPath) -> list[str] | None:
    """Return the defaults that a file without one may be meant to override; None for a file that may well have none."""
    near = nearest(path.as_posix(), map(str, paths()))
    if path.is_relative_to(_TEMPLATES):
        return near
    if path.is_relative_to(_THEME):
        is_template = path.suffix == ".html" and not _is_of_material(path.relative_to(_THEME))
        return near if is_template else None
    if path.is_relative_to(_ASSETS):
        near = [name for name in near if PurePosixPath(name).parent == path.parent]
        return near or None if path.suffix in (".css", ".js") else None
    return [name for name in near if PurePosixPath(name).name == path.name] or None


def _is_of_material(path: PurePosixPath) -> bool:
    """Tell whether a template overrides one of Material's or MkDocs' own; where they are not installed it may do so."""
    specs = [find_spec(package) for package in ("material", "mkdocs")]
    found = [Path(spec.origin).parent / "templates" for spec in specs if spec is not None and spec.origin is not None]
    return len(found) < len(specs) or any((folder / path).is_file() for folder in found)


def _unnamed(book: Book, own: list[PurePosixPath], extra: list[PurePosixPath]) -> list[PurePosixPath]:
    """Return those of the files that stand in no text of the book's own, nor in the folders that its settings name."""
    if not extra:
        return []
    texts = {path: book.sources.text_of(path) or "" for path in own if path.suffix in _TEXTS}
    settings = texts.get(PurePosixPath(PRESS), "")
    letters: list[str] = []
    if any(path.is_relative_to(_LETTERS) for path in extra):
        if book.unread("letter"):
            extra = [path for path in extra if not path.is_relative_to(_LETTERS)]
        letters = [letter.body for _item, letter in book.data(Letter)]
    return [
        path
        for path in extra
        if not any(path.name in text for of, text in texts.items() if of != path)
        and not any(path.name in body for body in letters)
        and not any(str(folder) in settings for folder in path.parents if folder not in (_SITE, _SITE.parent))
    ]
