"""Templates of a book as files: which of several folders has one, and what keeps it from being read."""

from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateError, TemplateNotFound
from jinja2.loaders import split_template_path

from salesbook.core.door import read_inside
from salesbook.core.errors import reason
from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_TEMPLATE_BYTES, BadBytes, decode


class UnreadableTemplate(TemplateError):  # noqa: N818 - Jinja2's own are named so
    """A template is there and cannot be read: no other of its name takes its place."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(_("it cannot be read: {reason}").format(reason=why))
        self.filename, self.lineno = str(path), 1


class BookLoader(BaseLoader):
    """Finds templates in folders: ordinary files, which neither `..` nor a link leads out of their folder.

    Of several folders the first that has anything of a template's name has the template.
    """

    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Return a template's text; raises `TemplateNotFound`, or `UnreadableTemplate` for what is none."""
        parts = split_template_path(template)
        for folder in self.folders:
            path = folder.joinpath(*parts)
            try:
                path.lstat()
            except (FileNotFoundError, NotADirectoryError, ValueError):
                continue
            except OSError as error:
                raise UnreadableTemplate(path, reason(error)) from error
            try:
                return decode(read_inside(folder, path, MAX_TEMPLATE_BYTES)), str(path), None
            except OSError as error:
                raise UnreadableTemplate(path, reason(error)) from error
            except BadBytes as error:
                raise UnreadableTemplate(path, _("it is not in UTF-8")) from error
        raise TemplateNotFound(template)
