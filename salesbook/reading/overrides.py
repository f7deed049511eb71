"""Files of a book's own in place of defaults: which there are, which default each was copied from, a copy of a default.

What a file was copied from stands in a record beside it in git, salesbook-templates.json: whoever edits the file cannot
break it, and it does not matter whether a file of that sort can hold a comment.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from salesbook import __version__
from salesbook.core.changes import Change, Plan
from salesbook.core.defaults import default, has_own, paths
from salesbook.core.door import leads_out, read_inside
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.core.language import mark
from salesbook.core.source import MAX_BYTES
from salesbook.models.kinds import KINDS

RECORD = "salesbook-templates.json"
VERSION = 1

State = Literal["default", "same", "own", "outdated", "unknown"]
"""The book has none of its own; one equal to the default; one copied from the default as it is now, or as it was once;
one of which nobody knows what it was copied from."""


@dataclass(frozen=True, slots=True)
class Origin:
    """The default that a file was copied from: the version of salesbook, and the digest of what it said."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Overridable:
    """A file that a book may override, by its path from the book's root; `origin` is None where it is not known."""

    path: PurePosixPath
    state: State
    origin: Origin | None = None


def overridables(root: Path) -> tuple[Overridable, ...]:
    """Return all files that the book at `root` may override; raises `UserError` for a record that cannot be read."""
    origins = read_record(root) if has_own(root) else {}
    return tuple(_overridable(root, path, origins.get(path)) for path in paths())


def _overridable(root: Path, path: PurePosixPath, origin: Origin | None) -> Overridable:
    if not is_own(root, path):
        return Overridable(path, "default")
    digest = _digest(_default_bytes(path))
    try:
        own = _digest(read_inside(root, root / path, MAX_BYTES))
    except OSError:  # found by the checks of what it is
        own = ""
    if own == digest:
        return Overridable(path, "same", origin)
    if origin is None:
        return Overridable(path, "unknown")
    return Overridable(path, "own" if origin.digest == digest else "outdated", origin)


def is_own(root: Path, path: PurePosixPath) -> bool:
    """Tell whether the book at `root` has something of its own in the place of a default."""
    return has_own(root) and os.path.lexists(root / path)


def about(path: PurePosixPath) -> str:
    """Say what a default is for, in the language in use."""
    for kind in KINDS:
        if kind.page is not None and path == PurePosixPath("templates/pages", kind.page):
            return _("the page of an item: {kind}").format(kind=kind.singular())
    words = _ABOUT.get(path.as_posix()) or _ABOUT_OTHERS.get(path.suffix)
    return _(words) if words else ""


_ABOUT = {
    "mkdocs.yml": mark("settings of the academy; a book's own holds only what differs"),
    "templates/letters/envelope.html": mark("the envelope of letters that go out as HTML"),
    "templates/pages/_parts.md": mark("parts that several pages share"),
    "templates/pages/home.md": mark("the home page"),
    "templates/pages/section.md": mark("the page of a section"),
    "site/theme/main.html": mark("what stands around every page"),
    "site/theme/home.html": mark("what stands around the home page"),
    "site/theme/404.html": mark("the page that says: there is no such page"),
    "site/theme/partials/policy.html": mark("what pages may run and load"),
    "site/theme/partials/nav.html": mark("the menu"),
    "site/theme/partials/tabs.html": mark("the tabs above a page"),
    "site/assets/begin.js": mark("what runs before a page is drawn: light or dark"),
    "site/assets/academy.js": mark("the academy's own scripts"),
    "site/assets/frame.js": mark("the menu and the buttons of the header by keyboard"),
    "site/assets/colours.css": mark("colours, light and dark"),
    "site/assets/type.css": mark("type: faces and sizes"),
    "site/assets/frame.css": mark("header, tabs, menu, search, home page"),
    "site/assets/cards.css": mark("cards in lists"),
    "site/assets/pipeline.css": mark("pipelines and their stages"),
    "site/assets/kinds.css": mark("what pages of single kinds have"),
    "site/assets/print.css": mark("pages on paper"),
}
_ABOUT_OTHERS = {
    ".css": mark("styles"),
    ".js": mark("scripts"),
    ".html": mark("a part of the theme"),
    ".md": mark("a part of a page"),
}


# --- the record


def read_record(root: Path) -> Mapping[PurePosixPath, Origin]:
    """Return what the files of the book at `root` were copied from; raises `UserError` for a record that is none."""
    try:
        data = read_inside(root, root / RECORD, MAX_BYTES)
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _unfit(reason(error)) from error
    try:
        value: Any = json.loads(data.decode("utf-8-sig"))
        if value["version"] != VERSION:
            raise ValueError
        return {PurePosixPath(str(path)): _origin(entry) for path, entry in value["copied"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _unfit(_("it was not written by “salesbook templates”")) from error


def _origin(entry: Any) -> Origin:
    version, digest = entry["salesbook"], entry["default"]
    if not isinstance(version, str) or not isinstance(digest, str):
        raise TypeError
    return Origin(version[:40], digest)


def _unfit(why: str) -> UserError:
    message = _("{path}: {reason}").format(path=RECORD, reason=why)
    return UserError(message, _("restore it from git, or delete it: then nobody knows what files were copied from"))


def _recorded(root: Path, copied: Iterable[PurePosixPath]) -> Change:
    """Return the change of the record after which files were copied from the defaults as they are now."""
    origins = dict(read_record(root))
    before = read_inside(root, root / RECORD, MAX_BYTES) if (root / RECORD).exists() else None
    origins |= {path: Origin(__version__, _digest(_default_bytes(path))) for path in copied}
    lines = [
        f"    {json.dumps(path.as_posix(), ensure_ascii=False)}: "
        + json.dumps({"salesbook": origin.version, "default": origin.digest})
        for path, origin in sorted(origins.items())
    ]
    text = f'{{\n  "version": {VERSION},\n  "copied": {{\n' + ",\n".join(lines) + "\n  }\n}\n"
    return Change(root / RECORD, before, text.encode())


# --- plans


def plan_copy(root: Path, wanted: Iterable[PurePosixPath]) -> Plan:
    """Return the plan that copies defaults into the book at `root`; raises `UserError` rather than overwrite a file."""
    files = tuple(dict.fromkeys(wanted))
    for path in files:
        if not has_own(root):
            message = _("{path} stands in this folder already: the defaults of salesbook are made of it").format(
                path=path
            )
            raise UserError(message, _("edit it there"))
        if is_own(root, path):
            message = _("the book has {path} of its own already").format(path=path)
            advice = _("see what differs: salesbook templates diff {path}").format(path=path)
            raise UserError(message, advice)
        if leads_out(root, root / path):
            message = _("{path} leads out of the book by a link: nothing is written there").format(path=path)
            raise UserError(message, _("remove the link"))
    changes = [Change(root / path, None, _default_bytes(path)) for path in files]
    return Plan((*changes, _recorded(root, files)))


def plan_keep(root: Path, kept: Iterable[PurePosixPath]) -> Plan:
    """Return the plan that notes that files of the book's own have been compared with the defaults of now."""
    files = tuple(kept)
    _must_be_own(root, files)
    change = _recorded(root, files)
    return Plan(() if change.before == change.after else (change,))


def difference(root: Path, path: PurePosixPath) -> Iterable[str]:
    """Yield the lines of a diff that makes the book's own file of a default; raises `UserError` when it has none."""
    _must_be_own(root, (path,))
    try:
        own = read_inside(root, root / path, MAX_BYTES)
    except OSError as error:
        raise UserError(_("{path}: {reason}").format(path=path, reason=reason(error))) from error
    return Plan((Change(root / path, _default_bytes(path), own),)).diff(root)


def _must_be_own(root: Path, files: Iterable[PurePosixPath]) -> None:
    for path in files:
        if not is_own(root, path):
            message = _("the book has no {path} of its own").format(path=path)
            raise UserError(message, _("copy the default: salesbook templates copy {path}").format(path=path))


def _default_bytes(path: PurePosixPath) -> bytes:
    file = default(path)
    assert file is not None  # `paths` lists those that there are
    return file.read_bytes()


def _digest(data: bytes) -> str:
    """Return a digest of what a file says, whatever ends its lines."""
    return blake2b(data.replace(b"\r\n", b"\n"), digest_size=16).hexdigest()
