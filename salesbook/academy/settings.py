"""mkdocs.yml read safely: data only, in known keys and of known form (`options`), bounded as content is.

The book's own is laid over the default: a block key by key, a list or a single value in place of another. Styles and
scripts alone are added to those of the default: a newer version's come by themselves.
"""

import os
from pathlib import Path
from typing import Any, NoReturn

import yaml

from salesbook.academy.options import EXTENSIONS, PLUGINS, SETTINGS, Choice, ListOf, Shape, Value
from salesbook.core.bases import layers, shown
from salesbook.core.defaults import FOLDER, has_own, restoring
from salesbook.core.diagnostics import Route
from salesbook.core.door import read_inside
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.core.source import BadBytes, decode, inside
from salesbook.reading import rules
from salesbook.reading.files import PRESS
from salesbook.reading.yaml import compose, read_any

MAX_BYTES = 100_000
"""Many times what all settings of an academy take."""
PAGES, THEME = "site/pages", "site/theme"
"""The folders of the book's own pages and of its own templates of the theme, unless mkdocs.yml names others."""
_OF_ONE = ("site_url", "site_name", "docs_dir")
"""What mkdocs.yml says of one academy and not of those that extend its book."""
_ADDED = ("extra_css", "extra_javascript")
_PREFIX = "markdown.extensions."
_QUOTED = 60


def read_settings(root: Path) -> dict[str, Any]:
    """Return the settings of the book at `root`: its own mkdocs.yml laid over the default.

    Raises `UserError` for what its own may not say: what could run code or do harm.
    """
    settings = _settings(FOLDER)
    for layer in reversed(layers(root)):
        if has_own(layer) and os.path.lexists(layer / PRESS):
            settings = laid_over(settings, _settings(layer) if layer == root else _of_base(root, layer))
    settings = {key: value for key, value in settings.items() if value is not None}
    theme = settings.get("theme", {})
    if theme.get("name") != "material":
        raise UserError(_("mkdocs.yml: the theme must be “material”"), _("leave “name” of the theme out"))
    if "font" not in theme:
        message = _("mkdocs.yml: the theme would load fonts from another server")
        raise UserError(message, _("write “font: false” under “theme”"))
    for folder in (settings.setdefault("docs_dir", PAGES), theme.get("custom_dir", THEME)):
        _check_folder(folder, root)
    return settings


def _of_base(root: Path, base: Path) -> dict[str, Any]:
    """Return what mkdocs.yml of a book beneath says of an academy laid over it: all but where its own is published."""
    try:
        settings = _settings(base)
    except UserError as error:
        raise UserError(f"{shown(root, base)}: {error.message}", error.advice) from error
    return {key: value for key, value in settings.items() if key not in _OF_ONE}


def laid_over(settings: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return settings with a book's own over them: a block key by key, added lists added, anything else as a whole."""
    over = dict(settings)
    for key, value in own.items():
        under = settings.get(key)
        over[key] = value
        if isinstance(under, dict) and isinstance(value, dict):
            over[key] = laid_over(under, value)
        elif key in _ADDED and isinstance(under, list) and isinstance(value, list):
            over[key] = list(dict.fromkeys([*under, *value]))
    return over


def _settings(folder: Path) -> dict[str, Any]:
    """Return what mkdocs.yml of a folder says, checked; nothing of an empty one."""
    text = _text(folder)
    settings, problems = read_any(text)
    if problems:
        problem = problems[0]
        message = _("mkdocs.yml, line {n}: {problem}")
        if problem.rule is rules.YAML:
            message = _("mkdocs.yml is not YAML: line {n}: {problem}")
        raise UserError(message.format(n=problem.place.line, problem=problem.message), problem.advice)
    if settings is None:
        return {}
    if not isinstance(settings, dict):
        raise UserError(_("mkdocs.yml holds no settings"), restoring())
    _Form(text).check(settings)
    return settings


def _text(folder: Path) -> str:
    try:
        return decode(read_inside(folder, folder / PRESS, MAX_BYTES))
    except OSError as error:
        message = _("mkdocs.yml cannot be read: {reason}").format(reason=reason(error))
        raise UserError(message, restoring()) from error
    except BadBytes as error:
        raise UserError(_("mkdocs.yml is not YAML: {reason}").format(reason=error), restoring()) from error


class _Form:
    """Holds the values of mkdocs.yml against the table; the first that does not fit is told with its line."""

    def __init__(self, text: str) -> None:
        self._source = text

    def check(self, settings: dict[str, Any]) -> None:
        """Raise `UserError` for a setting that is not listed, or has another value than it may."""
        for key, value in settings.items():
            if key not in SETTINGS:
                self._refuse((key,), (key,), SETTINGS)
            elif key in ("plugins", "markdown_extensions"):
                self._named(key, value, PLUGINS if key == "plugins" else EXTENSIONS)
            elif value is not None:
                self._value((key,), (key,), value, SETTINGS[key])

    def _named(self, key: str, value: Any, table: dict[str, Any]) -> None:
        """Check a list of names, or of blocks of one name with its options; or one block of all of them."""
        entries: list[tuple[Route, Any]] | None = [((key,), value)] if isinstance(value, dict) else None
        if isinstance(value, list):
            entries = [((key, n), entry) for n, entry in enumerate(value)]
        if entries is None:
            if value is None:
                return
            self._misfit((key,), (key,), value, _("write a list of names"))
        for route, entry in entries:
            if not isinstance(entry, str | dict):
                self._misfit(route, (key,), entry, _("write a list of names"))
            for name, options in entry.items() if isinstance(entry, dict) else [(entry, None)]:
                at = (*route, name) if isinstance(entry, dict) else route
                if name.removeprefix(_PREFIX) not in table:
                    self._refuse(at, (key, name), table)
                if options is not None:
                    self._value(at, (key, name), options, table[name.removeprefix(_PREFIX)])

    def _value(self, route: Route, name: Route, value: Any, shape: Shape) -> None:
        if isinstance(shape, Value):
            if not shape.accepts(value):
                self._misfit(route, name, value, _(shape.expected))
        elif isinstance(shape, Choice):
            if not isinstance(value, str) or value not in shape.words:
                self._misfit(route, name, value, _("allowed: {names}").format(names=", ".join(shape.words)))
        elif isinstance(shape, ListOf):
            if isinstance(value, list):
                for n, entry in enumerate(value):
                    self._value((*route, n), name, entry, shape.entry)
            elif shape.or_one:
                self._value(route, name, value, shape.entry)
            else:
                self._misfit(route, name, value, _("write a list"))
        elif not isinstance(value, dict):
            self._misfit(route, name, value, _("write its options, one a line"))
        else:
            for key, inner in value.items():
                if key not in shape and "*" not in shape:
                    self._refuse((*route, key), (*name, key), shape)
                self._value((*route, key), (*name, key), inner, shape[key] if key in shape else shape["*"])

    def _refuse(self, route: Route, name: Route, allowed: Any) -> NoReturn:
        message = _("mkdocs.yml, line {n}: “{name}” is not allowed").format(n=self._line(route), name=_joined(name))
        advice = _("allowed: {names}").format(names=", ".join(allowed)) if allowed else _("leave its options out")
        raise UserError(message, advice)

    def _misfit(self, route: Route, name: Route, value: Any, advice: str) -> NoReturn:
        shown = str(value) if len(str(value)) <= _QUOTED else str(value)[: _QUOTED - 1] + "…"
        message = _("mkdocs.yml, line {n}: “{name}” cannot be “{value}”")
        raise UserError(message.format(n=self._line(route), name=_joined(name), value=shown), advice)

    def _line(self, route: Route) -> int:
        """Return the line on which a value begins, its key with it."""
        node, line = compose(self._source), 1
        for step in route:
            if isinstance(node, yaml.MappingNode):
                key, node = next((pair for pair in node.value if pair[0].value == step), (node, None))
                line = key.start_mark.line + 1
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
                line = node.start_mark.line + 1
        return line


def _joined(name: Route) -> str:
    joined = ": ".join(str(part) for part in name)
    return joined if len(joined) <= _QUOTED * 2 else joined[: _QUOTED * 2 - 1] + "…"


def _check_folder(folder: str, root: Path) -> None:
    # All that lies there is published, and looked at beforehand: see `reading.files`.
    if not inside(root / folder, root / "site"):
        message = _("mkdocs.yml: the folder “{path}” lies outside of site/").format(path=folder)
        raise UserError(message, _("name a folder in site/, such as site/pages"))
    if folder not in (PAGES, THEME) and not (root / folder).is_dir():
        message = _("mkdocs.yml: there is no folder “{path}”").format(path=folder)
        raise UserError(message, _("name a folder in site/, such as site/pages"))
