"""What an item says: a digest of its words, and the abbreviations in them.

All of it is made once a file, when the file is compiled, so it must be quick on thousands of them.
"""

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from salesbook.core.diagnostics import Route
from salesbook.models.walk import Marked
from salesbook.text import markup

_ORDINARY = frozenset(
    "РФ США ЕС ООО АО ИП ФИО ИНН СНИЛС НДС СМС SMS СМИ ТВ TV PDF URL ID FAQ QR USB GPS HTML HTTP HTTPS JPG PNG SVG CSV "
    "ZIP UTC VIP ОГРН КПП БИК OK ОК НЕ НИ ДА НЕТ ВСЕ".split()
)
"""Abbreviations that every reader knows, and small words that are set in capitals for weight."""

# A code with a number after a hyphen (ОП-007) is no abbreviation; a case ending may follow the capitals: РОПа. The
# pattern begins with letters, so that the scan skips to them; what stands before is looked at afterwards.
_CANDIDATE = re.compile(r"([A-ZА-ЯЁ][A-ZА-ЯЁ0-9]{1,5})(?:ам|ами|ах|ов|ом|а|е|у|ы)?(?!\w)(?!-\d)")
_INSIDE = re.compile(r"[\w-]")
_LATIN = re.compile(r"[A-Z]")
_ROMAN = re.compile(r"[IVXLCM]+")
_NOT_PROSE = re.compile(r"\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}|https?://\S{1,2000}|[\w.+-]{1,64}@[\w.-]{1,200}")
_ALERT = re.compile(r"\[![A-Za-z]{1,20}\]")
_WORD = re.compile(r"[^\W\d_]+")
_NOT_TEXT = re.compile(r"[\W_]+")
_CODE_PAGE = "cp1251"
_PLAIN = [bytes([n]).decode(_CODE_PAGE, "replace").lower().replace("ё", "е") for n in range(256)]
_FOLDED = bytes(c.encode(_CODE_PAGE)[0] if c.isalnum() else n for n, c in enumerate(_PLAIN))
_SIGNS = bytes(n for n, c in enumerate(_PLAIN) if not c.isalnum())
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_NEAR = 120


class Abbreviation(NamedTuple):
    """An abbreviation as an item uses it: its letters, the string it stands in, and where it starts there."""

    letters: str
    route: Route
    start: int


def digest(strings: Iterable[str]) -> str:
    """Return eight letters that change when the words of a text do.

    Letters and digits alone count, in one case and without ё: neither typography nor line breaks change it. Letters
    only, because YAML would take some digests in hexadecimal for numbers.
    """
    text = "\0".join(strings)
    # Bytes are sifted many times as fast as characters; the rare text that has others keeps them as numbers.
    try:
        letters = text.encode(_CODE_PAGE)
    except UnicodeEncodeError:
        letters = _NOT_TEXT.sub("", text.lower()).encode(_CODE_PAGE, "xmlcharrefreplace")
    folded = blake2b(letters.translate(_FOLDED, _SIGNS), digest_size=4)
    return folded.hexdigest().translate(_LETTERS)


def capitals(words: str) -> tuple[str, ...]:
    """Return what may be abbreviations: `abbreviations` looks closer at an item in which one of them is not known."""
    return tuple(dict.fromkeys(match[1] for match in _CANDIDATE.finditer(words) if _matters(match[1])))


def abbreviations(strings: Iterable[Marked]) -> list[Abbreviation]:
    """Return the abbreviations of an item that it does not spell out itself, each once, at its first place."""
    first_uses: dict[str, Abbreviation] = {}
    spelt: set[str] = set()
    for route, _mark, text, words in strings:
        if not words or _CANDIDATE.search(text) is None:
            continue
        prose = prose_of(text)
        for match in _CANDIDATE.finditer(prose):
            letters = match[1]
            if not _matters(letters) or (match.start() and _INSIDE.match(prose, match.start() - 1)):
                continue
            if _is_spelt_out(letters, prose, match.start(), match.end()):
                spelt.add(letters)
            first_uses.setdefault(letters, Abbreviation(letters, route, match.start()))
    return [abbreviation for letters, abbreviation in first_uses.items() if letters not in spelt]


def abbreviations_in(line: str) -> set[str]:
    """Return every group of capitals of a line: what a glossary's term or a role's short name defines."""
    return {match[1] for match in _CANDIDATE.finditer(line)}


def prose_of(text: str) -> str:
    """Return a text with code, addresses, names and template tags blanked, every other character at its place."""
    if "[" in text or "`" in text or "~" in text:
        text = markup.replace(text, _label, code=_blank)
    if "[!" in text:
        text = _ALERT.sub(lambda match: _blank(match[0]), text)
    if "{" in text or "://" in text or "@" in text:
        text = _NOT_PROSE.sub(lambda match: _blank(match[0]), text)
    return text


def _matters(letters: str) -> bool:
    """Tell whether capitals may need an explanation; a mix of two alphabets is a slip, not an abbreviation."""
    if letters in _ORDINARY or _ROMAN.fullmatch(letters) or sum(map(str.isalpha, letters)) < 2:
        return False
    return letters.isascii() or not _LATIN.search(letters)


def _label(token: markup.Token) -> str:
    """Return what a reader sees of a token."""
    if not token.label:
        return _blank(token.text)
    # The words of a reference stand behind its name, those of a link before its address.
    find = token.text.rfind if token.kind == "reference" else token.text.find
    start = find(token.label)
    end = start + len(token.label)
    return _blank(token.text[:start]) + token.label + _blank(token.text[end:])


def _blank(text: str) -> str:
    return " " * len(text)


def _is_spelt_out(letters: str, text: str, start: int, end: int) -> bool:
    """Tell whether the words beside an abbreviation are its own: «отдел контроля качества (ОКК)», «ОКК — отдел …»."""
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        initials = _initials(text[max(0, start - _NEAR) : start])
        if initials.endswith(letters) or _initials(text[max(0, start - _NEAR) : start], 3).endswith(letters):
            return True
    following = text[end : end + _NEAR]
    if following.startswith((" (", " — ", "\u00a0— ")):
        return _initials(following).startswith(letters) or _initials(following, 3).startswith(letters)
    return False


def _initials(words: str, shortest: int = 1) -> str:
    return "".join(word[0].upper() for word in _WORD.findall(words) if len(word) >= shortest)
