"""The language the program speaks: one gettext catalogue a language, chosen once at the start.

Message ids are English; `salesbook/locale/ru` holds the Russian of the book's first readers. The catalogue is
installed as gettext's default domain too, so that Typer's own words (panel titles, «required») follow the choice.
"""

import gettext as _gettext
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGES = ("ru", "en")
DEFAULT = "ru"
LOCALE = Path(__file__).parents[1] / "locale"
DOMAIN = "salesbook"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")

_current: _gettext.NullTranslations = _gettext.NullTranslations()
_code = "en"


class NotCompiledError(Exception):
    """The messages of a language were never compiled: a checkout is run that was not installed."""

    def __init__(self, code: str) -> None:
        super().__init__(f"the messages in “{code}” are not compiled: run “pip install -e .” where salesbook stands")


@cache
def catalogue(code: str) -> _gettext.NullTranslations:
    """Return the messages in one language, whichever is in use; raises `NotCompiledError` when there are none."""
    try:
        return _gettext.translation(DOMAIN, LOCALE, languages=[code], fallback=code == "en")
    except FileNotFoundError:
        raise NotCompiledError(code) from None


@dataclass(frozen=True, slots=True)
class Translations:
    """The words of one language, whatever language the program speaks to its user: for what others will read."""

    language: str

    def gettext(self, message: str) -> str:
        """Return `message` in the language."""
        return catalogue(self.language).gettext(message) if message else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Return the form of the message that fits the number `n`."""
        return catalogue(self.language).ngettext(one, many, n)


def of_system(environment: Mapping[str, str]) -> str:
    """Return the language that a system asks for by its variables, of those that are spoken.

    Looked up as gettext does: LANGUAGE, LC_ALL, LC_MESSAGES, LANG, the first that says anything; on Windows, which
    sets none of them, the user's locale. Russian where nothing is asked for (C and POSIX are no language), English
    for whoever speaks neither.
    """
    asked = next((value for name in _VARIABLES if (value := environment.get(name))), None)
    if asked is None and sys.platform == "win32":
        asked = _windows_locale()
    # ru_RU.UTF-8, ru:en, Russian_Russia: two letters are enough.
    codes = [code[:2].lower() for code in (asked or "").split(":") if code]
    if not codes or (asked or "").partition(".")[0] in ("C", "POSIX"):
        return DEFAULT
    return next((code for code in codes if code in LANGUAGES), "en")


def _windows_locale() -> str | None:
    import locale  # noqa: PLC0415 - nobody else needs it

    try:
        return locale.getlocale()[0]
    except ValueError:  # a locale that Python has no name for
        return None


def speak(code: str) -> None:
    """Choose the language of all messages from here on; `code` is one of `LANGUAGES`; raises `NotCompiledError`."""
    global _current, _code  # noqa: PLW0603 - the process speaks one language, as gettext itself assumes
    _current = catalogue(code)
    _code = code
    os.environ["LANGUAGE"] = code
    _gettext.bindtextdomain(DOMAIN, LOCALE)
    _gettext.textdomain(DOMAIN)


def spoken() -> str:
    """Return the code of the language in use."""
    return _code


def gettext(message: str) -> str:
    """Return `message` in the language in use."""
    return _current.gettext(message) if message else ""


def ngettext(one: str, many: str, n: int) -> str:
    """Return the form of the message that fits the number `n` (Russian has three)."""
    return _current.ngettext(one, many, n)


def mark(message: str) -> str:
    """Mark a message of a table for the catalogue; it is translated when it is shown."""
    return message
