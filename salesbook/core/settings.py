"""salesbook.toml: how this book wants to be checked. Every field has a default; a book needs no such file.

Its mistakes are the user's, not findings: a check must not run otherwise than it was asked to.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, NoReturn

from salesbook.core.diagnostics import Severity
from salesbook.core.door import read_inside
from salesbook.core.errors import UserError, reason
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.source import BadBytes, decode

FILE = "salesbook.toml"
YO = ("keep", "always", "never")
MAX_BYTES, MAX_LINE = 50_000, 2_000
"""What the file may have; a key of thousands of dotted parts keeps TOML's reader busy for minutes."""

_KEYS = ("select", "ignore", "severity", "except", "baseline", "yo", "public")
_LINE = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Exemption:
    """Checks that are not asked of some files: `paths` are patterns from the book's folder (`content/faq/*.yml`)."""

    paths: tuple[str, ...]
    ignore: tuple[str, ...]

    def covers(self, path: PurePosixPath, slug: str) -> bool:
        """Tell whether a finding of the check `slug` in the file is not wanted."""
        return slug in self.ignore and any(fnmatchcase(path.as_posix(), pattern) for pattern in self.paths)


@dataclass(frozen=True, slots=True)
class Settings:
    """What salesbook.toml says.

    `select` (empty: all) and `ignore` choose among the checks by slug, `severity` weighs their findings anew.
    `baseline` is the file of known findings, from the book's folder. `yo`: whether ё is asked for (`always`),
    forbidden (`never`) or left to the author (`keep`). `public`: phones, e-mail addresses, numbers and domains
    (`@example.com`) of the company itself, which are not personal data.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    exemptions: tuple[Exemption, ...] = ()
    baseline: str | None = None
    yo: str = "keep"
    public: tuple[str, ...] = ()

    @property
    def looks(self) -> tuple[str, tuple[str, ...]]:
        """What the checks of single files read; the rest sifts what they have found."""
        return self.yo, self.public

    @property
    def named(self) -> Iterator[tuple[str, str]]:
        """Yield every check that is named, with the key that names it."""
        yield from (("check.select", slug) for slug in self.select)
        yield from (("check.ignore", slug) for slug in self.ignore)
        yield from ((f"check.severity.{slug}", slug) for slug in self.severity)
        yield from (("check.except.ignore", slug) for exemption in self.exemptions for slug in exemption.ignore)


def load(root: Path) -> Settings:
    """Return what salesbook.toml of the book at `root` says; raises `UserError` for anything it may not say.

    Whether the checks it names exist is not known here: see `auditing.settings.load_settings`.
    """
    path = root / FILE
    if not path.exists() and not path.is_symlink():
        return Settings()
    return _settings(_data(root, path))


def refuse(key: str, fault: str, advice: str) -> NoReturn:
    """Raise the `UserError` for something that a key of salesbook.toml may not say."""
    message = _("{file}, {key}: {found}").format(file=FILE, key=key, found=fault)
    raise UserError(message, advice)


def _data(root: Path, path: Path) -> Mapping[str, Any]:
    advice = _("see docs/checking.md")
    try:
        # What it quotes goes to a log that strangers may read: no link may bring in another file.
        data = read_inside(root, path, MAX_BYTES)
        text = decode(data)
    except OSError as error:
        raise UserError(_("{path}: {reason}").format(path=FILE, reason=reason(error)), advice) from error
    except BadBytes as bad:
        message = _("{file}, line {line}: the file is not in UTF-8").format(file=FILE, line=bad.place.line)
        raise UserError(message, _("open it in an editor and save it as UTF-8")) from bad
    if max(map(len, text.split("\n"))) > MAX_LINE:
        message = _("{file} has a line of more than {length} characters")
        raise UserError(message.format(file=FILE, length=MAX_LINE), advice)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
        message = _("{file}, line {line}: this is not TOML").format(file=FILE, line=line)
        raise UserError(message, _("write “key = value”, words in quotes, lists in [brackets]")) from error


def _settings(data: Mapping[str, Any]) -> Settings:
    _known("", data, ("check",))
    check = _table("check", data.get("check", {}))
    _known("check", check, _KEYS)
    severities = _table("check.severity", check.get("severity", {}))
    exemptions = check.get("except", [])
    if not isinstance(exemptions, list):
        refuse("check.except", _("a list of tables is wanted"), _("write: [[check.except]]"))
    baseline = check.get("baseline")
    return Settings(
        select=_words("check.select", check.get("select", [])),
        ignore=_words("check.ignore", check.get("ignore", [])),
        severity={slug: Severity(_one_of(f"check.severity.{slug}", v, _WEIGHTS)) for slug, v in severities.items()},
        exemptions=tuple(map(_exemption, exemptions)),
        baseline=None if baseline is None else _baseline(baseline),
        yo=_one_of("check.yo", check.get("yo", "keep"), YO),
        public=_words("check.public", check.get("public", [])),
    )


_WEIGHTS = tuple(severity.value for severity in Severity)


def _exemption(entry: Any) -> Exemption:
    table = _table("check.except", entry)
    _known("check.except", table, ("paths", "ignore"))
    paths, ignore = (_words(f"check.except.{key}", table.get(key, [])) for key in ("paths", "ignore"))
    if not paths or not ignore:
        advice = _('write: paths = ["content/faq/*.yml"] and ignore = ["broken-link"]')
        refuse("check.except", _("both “paths” and “ignore” must be filled in"), advice)
    return Exemption(paths, ignore)


def _baseline(value: Any) -> str:
    path = PurePosixPath(value) if isinstance(value, str) and "\0" not in value else None
    if path is None or not path.name or path.is_absolute() or ".." in path.parts or "\\" in str(path):
        refuse("check.baseline", _("a file below the book's folder is wanted"), _("such as: salesbook-baseline.json"))
    return str(path)


def _known(where: str, table: Mapping[str, Any], allowed: Collection[str]) -> None:
    for key in table:
        if key not in allowed:
            advice = looks_like(nearest(key, allowed)) or _("allowed: {names}").format(names=", ".join(allowed))
            refuse(f"{where}.{_cut(key)}".lstrip("."), _("there is no such key"), advice)


def _table(key: str, value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        refuse(
            key, _("a table is wanted, not {found}").format(found=_short(value)), _("write: [{key}]").format(key=key)
        )
    return value


def _words(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        found = _("a list of words is wanted, not {found}").format(found=_short(value))
        refuse(key, found, _('write: {key} = ["…", "…"]').format(key=key.rpartition(".")[2]))
    return tuple(value)


def _one_of(key: str, value: Any, allowed: Collection[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        advice = _("allowed: {names}").format(names=", ".join(allowed))
        refuse(key, _("{found} is not one of the words it may be").format(found=_short(value)), advice)
    return value


def _short(value: Any) -> str:
    """Quote a value, a long one cut."""
    text = str(value).lower() if isinstance(value, bool) else f"“{value}”" if isinstance(value, str) else str(value)
    return _cut(text)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59] + "…"
