"""The files of the book that are published as they are: MkDocs itself would follow links and copy any file."""

import os
from collections.abc import Callable
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader
from mkdocs.structure.files import File, Files

from salesbook.academy.inputs import stamp_of
from salesbook.auditing.last import YOUNG_NS, digest_of
from salesbook.core.door import copy_inside, read_inside
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_BYTES, BadBytes, decode
from salesbook.reading import amounts

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class _VisibleFiles(FileSystemLoader):
    """Lists the files of a theme but the hidden ones, which MkDocs leaves out: Material has 14,000 icons among them."""

    def list_templates(self) -> list[str]:
        """Return the paths of all files in the folders of the theme."""
        names: set[str] = set()
        for top in self.searchpath:
            for folder, inner, files in os.walk(top):
                inner[:] = [name for name in inner if not name.startswith(".")]
                names.update((Path(folder) / name).relative_to(top).as_posix() for name in files)
        return sorted(names)


def visible_files(get_env: Callable[[], Environment]) -> Environment:
    """Return the environment of MkDocs' theme, which does not look at hidden files."""
    environment = get_env()
    assert isinstance(environment.loader, FileSystemLoader)
    environment.loader = _VisibleFiles(environment.loader.searchpath)
    return environment


class PageFile(File):
    """The file of a page of the academy; one that `stays` is not printed again."""

    stays = False

    def is_modified(self) -> bool:
        """Tell MkDocs whether to print the page: it asks in what it calls a dirty build."""
        return not self.stays


class BookFile(File):
    """A file that is copied through the door: an ordinary one that lies in `folder`."""

    folder: Path

    def copy_file(self, dirty: bool = False) -> None:
        """Copy the file into the site; raises `OSError` when it cannot be had, or is none that may come in."""
        assert self.abs_src_path is not None
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_inside(self.folder, Path(self.abs_src_path), target)


def book_file(config: "MkDocsConfig", uri: str, folder: Path, path: Path) -> BookFile:
    """Return a file of the book for an address of the site."""
    file = BookFile.generated(config, uri, abs_src_path=str(path))
    assert isinstance(file, BookFile)
    file.folder = folder
    return file


def page_file(config: "MkDocsConfig", uri: str) -> PageFile:
    """Return the file of a page that is not on the disk; its text is asked of the page, if it is printed at all."""
    file = PageFile.generated(config, uri, content="")
    assert isinstance(file, PageFile)
    return file


def made_of(file: File) -> str:
    """Return what tells of a file that is copied as it is whether its copy would be the same; nothing when none can."""
    if file.abs_src_path is None:
        return digest_of(file.content_bytes)
    try:
        status = Path(file.abs_src_path).stat()
    except OSError:
        return ""
    is_young = max(status.st_mtime_ns, status.st_ctime_ns) > time_ns() - YOUNG_NS
    return "" if is_young else f"{file.abs_src_path}:{stamp_of(status)}"


def through_the_door(files: Files, config: "MkDocsConfig", site: Path) -> None:
    """Have what MkDocs itself has found in the folder `site` of the book read and copied through the door.

    Raises `UserError` for a page that holds more than a page can be made of.
    """
    for file in list(files):
        if file.abs_src_path is None or not (path := Path(file.abs_src_path)).is_relative_to(site):
            continue
        if file.is_documentation_page():
            name = f"site/{path.relative_to(site).as_posix()}"
            try:
                text = decode(read_inside(site, path, MAX_BYTES))
            except BadBytes as bad:
                message = _("{path}, line {n}: the file is not in UTF-8").format(path=name, n=bad.place.line)
                raise UserError(message, _("open it in an editor and save it as UTF-8")) from bad
            if (excess := amounts.excess(text, text)) is not None:
                raise UserError(f"{name}: {excess}", amounts.advice())
            file.content_string = text
        else:
            files.remove(file)
            files.append(book_file(config, file.src_uri, site, path))
