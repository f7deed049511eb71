"""Names of files and folders that another system cannot check out: git copies them there wrong, or not at all."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from salesbook.core.language import gettext as _
from salesbook.core.source import nfc

DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices, whatever their ending: there no such file can be checked out.

Source: “Naming Files, Paths, and Namespaces”, Microsoft Learn.
"""

LONGEST = 200
"""Characters that a path may have from the book's folder: Windows stops at 260, and the folder lies somewhere."""

_DEVICE = r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])"
_FORBIDDEN = r"[<>:\"|?*\\\x00-\x1f]"
# What is wrong with any part of a path; nearly every path has none of it.
_SUSPECT = re.compile(rf"{_FORBIDDEN}|[. ](?:/|\Z)|(?:/|\A){_DEVICE}[ ]*(?:[./]|\Z)", re.IGNORECASE)
_IS_DEVICE = re.compile(rf"({_DEVICE})[ ]*(?:\..*)?", re.IGNORECASE | re.DOTALL)
_SIGNS = re.compile(_FORBIDDEN)
_RUN = re.compile(rf"[ ]*(?:{_FORBIDDEN})+[ ]*")


class BadName(NamedTuple):
    """A file or folder, by its path as it is on the disk, what is wrong with its name, and what to do."""

    path: str
    message: str
    advice: str


def bad_names(paths: Iterable[str]) -> Iterator[BadName]:
    """Yield what is wrong with the names of files, each file and each of their folders once.

    The paths are those of the disk, relative to the book's folder, with slashes. Windows and macOS take names for one
    that differ in capital letters; macOS, also those whose letters are composed otherwise (й as и with a breve).
    """
    listed = list(paths)
    if _all_sound(listed):
        return
    names = _Names()
    for path in listed:
        yield from names.look(path)


def device_advice() -> str:
    """Say why a name of a device cannot be taken, and what to do."""
    return _("Windows keeps this name for a device: choose another one")


def _all_sound(paths: list[str]) -> bool:
    """Tell quickly, of all names at once, that nothing is wrong with any of them."""
    folders = {path.rpartition("/")[0] for path in paths}
    for folder in tuple(folders):
        while folder := folder.rpartition("/")[0]:
            folders.add(folder)
    names = {*paths, *folders}
    if max(map(len, names), default=0) > LONGEST or _SUSPECT.search("/".join(paths)):
        return False
    return len(set(map(_folded, names))) == len(names)


class _Names:
    """The names that were met so far: folded path → path."""

    def __init__(self) -> None:
        self._met: dict[str, str] = {}

    def look(self, path: str) -> Iterator[BadName]:
        folder = path.rpartition("/")[0]
        if folder and self._met.get(_folded(folder)) != folder:
            yield from self.look(folder)
        folded = _folded(path)
        twin = self._met.setdefault(folded, path)
        # In a folder with a twin every name would have one.
        if twin != path:
            self._met[folded] = path
            if twin.rpartition("/")[0] == folder:
                yield _twins(path, twin)
        if _SUSPECT.search(path, len(folder)) and (fault := _fault(path)) is not None:
            yield fault
        elif len(path) > LONGEST and len(folder) <= LONGEST:
            message = _("the path is {n} characters long: on Windows it may not be checked out")
            advice = _("shorten the names of the file and its folders: {limit} characters at most")
            yield BadName(path, message.format(n=len(path)), advice.format(limit=LONGEST))


def _folded(path: str) -> str:
    return path if path.isascii() and path.islower() else nfc(path).casefold()


def _twins(path: str, twin: str) -> BadName:
    """Tell of two names that are one elsewhere; the one with capital letters is to change."""
    name, other = (each.rpartition("/")[2] for each in (path, twin))
    if nfc(path) == nfc(twin):
        message = _("two names “{name}” differ only in how their letters are composed: macOS takes them for one")
        return BadName(path, message.format(name=nfc(name)), _("delete one of the two, or rename it"))
    if name == name.lower():
        path, name, other = twin, other, name
    message = _("“{name}” and “{other}” differ only in capital letters: Windows and macOS take them for one")
    return BadName(path, message.format(name=nfc(name), other=nfc(other)), _("rename one of the two, or delete it"))


def _fault(path: str) -> BadName | None:
    """Say what is wrong with the last part of a path by itself."""
    name = path.rpartition("/")[2]
    shown = nfc(name)
    device = _IS_DEVICE.fullmatch(name)
    if device is not None:
        message = _("“{name}” cannot be checked out on Windows: {device} is a device there")
        return BadName(path, message.format(name=shown, device=device[1].upper()), device_advice())
    sound = _RUN.sub("-", shown).rstrip(". ").replace("-.", ".").strip("-")
    advice = _("rename it to {name}").format(name=sound) if sound else _("choose another name")
    if signs := dict.fromkeys(_SIGNS.findall(name)):
        message = _("“{name}” cannot be checked out on Windows: its names have no {signs}")
        return BadName(path, message.format(name=shown, signs=" ".join(map(_sign, signs))), advice)
    if name.endswith((".", " ")):
        message = _("“{name}” ends in a dot or a space: Windows takes it off")
        return BadName(path, message.format(name=shown), advice)
    return None


def _sign(sign: str) -> str:
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"
