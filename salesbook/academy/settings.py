"""mkdocs.yml read safely: data only, known keys, plugins and extensions that run no code of the book's."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from salesbook.core.door import read_inside
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.core.source import MAX_BYTES, BadBytes, decode, inside
from salesbook.text import safety

PLUGINS = ("search", "salesbook")
KEYS = [
    "site_name",
    "site_url",
    "site_description",
    "site_author",
    "copyright",
    "docs_dir",
    "theme",
    "plugins",
    "markdown_extensions",
    "extra",
    "extra_css",
    "extra_javascript",
    "use_directory_urls",
    "validation",
]
EXTRA = ("generator",)
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
    "fenced_code",
    "nl2br",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
"""No `snippets`, which reads any file of the disk, and nothing that would import a module of the book's own."""

_FILE = re.compile(r"(?!/)(?!.*//)[\w./-]+")
_PREFIX = "markdown.extensions."


class _Loader(yaml.SafeLoader):
    """Plain YAML: `!!python/name:…`, `!ENV` and `!relative` are refused, each with its line."""


def _refuse_tag(loader: _Loader, suffix: str, node: yaml.Node) -> Any:
    message = _("mkdocs.yml, line {n}: the tag “{tag}” is not allowed").format(n=node.start_mark.line + 1, tag=suffix)
    raise UserError(message, _("write a plain value: the academy takes no code from the book"))


_Loader.add_multi_constructor("!", _refuse_tag)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", _refuse_tag)


def read_settings(root: Path) -> dict[str, Any]:
    """Return the settings of `root`/mkdocs.yml, checked; raises `UserError` for what could run code or do harm."""
    try:
        settings = yaml.load(_text(root), Loader=_Loader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        message = _("mkdocs.yml cannot be read: {reason}").format(reason=reason(error))
        raise UserError(message, _("restore it from the repository: it stands in the book's folder")) from error
    except (yaml.YAMLError, BadBytes, RecursionError) as error:
        syntax_error = " ".join(str(error).split())
        raise UserError(
            _("mkdocs.yml is not YAML: {reason}").format(reason=syntax_error), _("mend that place")
        ) from error
    if not isinstance(settings, dict):
        raise UserError(_("mkdocs.yml holds no settings"), _("restore it from the repository"))
    _known(settings, KEYS, "")
    _known(settings.get("extra") or {}, EXTRA, "extra: ")
    _known(_names(settings.get("plugins")), PLUGINS, "plugins: ")
    extensions = [name.removeprefix(_PREFIX) for name in _names(settings.get("markdown_extensions"))]
    _known(extensions, EXTENSIONS, "markdown_extensions: ")
    _check_theme(settings.get("theme"), root)
    _check_folder(str(settings.setdefault("docs_dir", "site/pages")), root)
    for name in ("extra_css", "extra_javascript"):
        for path in settings.get(name) or ():
            if not isinstance(path, str) or not _FILE.fullmatch(path):
                message = _("mkdocs.yml: {key} may name files of the academy only, not “{value}”")
                raise UserError(message.format(key=name, value=path), _("put the file into site/assets/"))
    for name in ("site_url", "site_description", "site_author", "copyright"):
        _check_words(name, settings.get(name))
    return settings


def _text(root: Path) -> str:
    return decode(read_inside(root, root / "mkdocs.yml", MAX_BYTES))


def _known(names: Iterable[Any], allowed: Iterable[str], prefix: str) -> None:
    for name in names:
        if name not in allowed:
            message = _("mkdocs.yml: “{name}” is not allowed").format(name=f"{prefix}{name}")
            raise UserError(message, _("allowed: {names}").format(names=", ".join(allowed)))


def _names(entries: Any) -> list[Any]:
    """Return the names in a list of names and of mappings from a name to its settings."""
    if isinstance(entries, dict):
        return list(entries)
    if not isinstance(entries, list):
        return []
    return [name for entry in entries for name in (entry if isinstance(entry, dict) else [entry])]


def _check_theme(theme: Any, root: Path) -> None:
    if not isinstance(theme, dict) or theme.get("name") != "material":
        raise UserError(
            _("mkdocs.yml: the theme must be “material”"), "theme: {name: material, custom_dir: site/theme}"
        )
    if theme.get("font") is not False:
        message = _("mkdocs.yml: the theme would load fonts from another server")
        raise UserError(message, _("write “font: false” under “theme”"))
    for text in _strings(theme):
        if safety.leads_out(text) or "//" in text or any(sign in text for sign in '<>"'):
            message = _("mkdocs.yml: the theme may use files of the academy only, not “{value}”").format(value=text)
            raise UserError(message, _("put the file into site/assets/"))
    if "custom_dir" in theme:
        _check_folder(str(theme["custom_dir"]), root)


def _check_words(key: str, value: Any) -> None:
    """Themes insert these as they are: in them a tag or a quote would be HTML."""
    if value is not None and (not isinstance(value, str) or any(sign in value for sign in "<>\"'")):
        message = _("mkdocs.yml: “{key}” may hold plain words only").format(key=key)
        raise UserError(message, _("leave out quotes and tags"))


def _strings(value: Any) -> Iterator[str]:
    """Yield every string in nested settings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _check_folder(folder: str, root: Path) -> None:
    # All that lies there is published, and looked at beforehand: see `reading.files`.
    if not inside(root / folder, root / "site"):
        message = _("mkdocs.yml: the folder “{path}” lies outside of site/").format(path=folder)
        raise UserError(message, _("name a folder in site/, such as site/pages"))
