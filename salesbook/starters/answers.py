"""Answers to the questions of `init`: what is typed becomes data, or a ValueError that says what is allowed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import category

from salesbook.calendar.clock import time_zone
from salesbook.calendar.zones import zone_named
from salesbook.core.language import gettext as _
from salesbook.core.source import nfc
from salesbook.letters.channels import channels_meant
from salesbook.models.company import Channel, Hours

LONGEST = 200
"""Characters that a name may have: as many as a `Line` of the models."""

_SEPARATORS = re.compile(r"[;,\n]")
_WITH_PREFIX = re.compile(r"(?P<name>.*?\S)(?:\s*[:=(–—]\s*|\s+)(?P<prefix>[А-ЯЁA-Z]{1,6})\)?")
_PREFIX = re.compile(r"[А-ЯЁA-Z]{1,6}")
_IN_BRACKETS = re.compile(r"(?P<name>.*?\S)\s*\((?P<prefix>[А-ЯЁA-Z]{1,6})\)")
_LETTERS = re.compile(r"[А-ЯЁA-Z]+")
_LONGEST_PREFIX = 6

CHANNELS = (
    Channel(id="phone", name="Phone", format="voice"),
    Channel(id="email", name="E-mail", format="html"),
    Channel(id="telegram", name="Telegram", format="text", max_length=4096),
    Channel(id="whatsapp", name="WhatsApp", format="text", max_length=4096),
    Channel(id="sms", name="SMS", format="text"),
    Channel(id="viber", name="Viber", format="text"),
    Channel(id="vk", name="VK", format="text", max_length=4096),
    Channel(id="max", name="MAX", format="text", max_length=4000),
    Channel(id="zoom", name="Zoom", format="voice"),
)
"""Channels that everybody knows, by what is sent there; any other one is taken for one of plain text."""


@dataclass(frozen=True, slots=True)
class DepartmentAnswer:
    """A department by its name and the prefix of its article numbers."""

    name: str
    prefix: str


@dataclass(frozen=True, slots=True)
class RoleAnswer:
    """A role by its name; `prefix` is that of its department, None for the first one."""

    name: str
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new book is told of its company; None, or an empty list, leaves what the starter has.

    The first departments, roles and channels take the places of the starter's, in its order; others are added.
    """

    company: str | None = None
    about: str | None = None
    time_zone: str | None = None
    hours: tuple[Hours, ...] = ()
    departments: tuple[DepartmentAnswer, ...] = ()
    roles: tuple[RoleAnswer, ...] = ()
    crm: str | None = None
    channels: tuple[str, ...] = ()


def parted(typed: str) -> list[str]:
    """Part a line into its entries, which commas or semicolons stand between."""
    return [entry.strip() for entry in _SEPARATORS.split(typed) if entry.strip()]


def read_line(typed: str) -> str:
    """Return a name, on one line without needless spaces."""
    words = read_optional(typed)
    if not words:
        raise ValueError(_("this cannot be left empty"))
    if len(words) > LONGEST:
        raise ValueError(_("it is {n} characters long: {limit} at most").format(n=len(words), limit=LONGEST))
    return words


def read_optional(typed: str) -> str:
    """Return a text on one line, which may be empty."""
    words = " ".join(nfc(typed).split())
    for sign in words:
        # Control characters, and halves of a pair, such as a byte becomes that is no text.
        if category(sign) in ("Cc", "Cs"):
            raise ValueError(_("it holds {sign}, which is no letter: type it again").format(sign=f"U+{ord(sign):04X}"))
    return words


def read_zone(typed: str) -> str:
    """Return a zone of the tz database by its name, or by a city in it."""
    words = read_line(typed)
    zone = zone_named(words)
    if zone is None or "/" not in zone or time_zone(zone) is None:
        message = _("there is no time zone “{name}”: name a city, such as Москва, or a zone, such as Europe/Moscow")
        raise ValueError(message.format(name=words))
    return zone


def read_departments(entries: Sequence[str], slots: Sequence[str]) -> tuple[DepartmentAnswer, ...]:
    """Return departments, each typed as its name and prefix, «Отдел продаж ОП»; a prefix left out is made of the name.

    `slots` are the names of the starter's own, whose places the first ones take.
    """
    departments: list[DepartmentAnswer] = []
    for entry in map(read_line, entries):
        match = _WITH_PREFIX.fullmatch(entry)
        prefixes = {department.prefix for department in departments}
        name, prefix = (match["name"], match["prefix"]) if match else (entry, _prefix_of(entry, prefixes))
        if prefix is None:
            message = _("say with which letters the numbers of “{name}” begin: {name} ОП").format(name=name)
            raise ValueError(message)
        if prefix in prefixes:
            message = _("two departments have the prefix {prefix}: give each its own, as in “{name} ОП”")
            raise ValueError(message.format(prefix=prefix, name=name))
        departments.append(DepartmentAnswer(name, prefix))
    _enough(departments, slots)
    _differ(department.name for department in departments)
    return tuple(departments)


def read_roles(entries: Sequence[str], slots: Sequence[str], prefixes: Iterable[str]) -> tuple[RoleAnswer, ...]:
    """Return roles, each typed as its name, with the prefix of its department in brackets where it is not the first.

    `slots` are the names of the starter's own; `prefixes` are those of the departments.
    """
    known = list(prefixes)
    roles = []
    for entry in map(read_line, entries):
        match = _IN_BRACKETS.fullmatch(entry)
        # «Специалист (ВЭД)» may as well be a name: only a department’s prefix counts.
        role = RoleAnswer(match["name"], match["prefix"]) if match and match["prefix"] in known else RoleAnswer(entry)
        roles.append(role)
    _enough(roles, slots)
    _differ(role.name for role in roles)
    return tuple(roles)


def read_channels(entries: Sequence[str]) -> tuple[str, ...]:
    """Return the names of channels, of which at least one can be written to."""
    names = tuple(map(read_line, entries))
    _differ(names)
    channels = [channel_named(name) for name in names]
    ids = [channel.id for channel in channels if channel is not None]
    for n, name in enumerate(ids):
        if name in ids[:n]:
            raise ValueError(_("the channel “{name}” stands twice").format(name=name))
    if all(channel is not None and channel.format == "voice" for channel in channels):
        raise ValueError(_("name at least one channel to which letters can be sent, such as e-mail"))
    return names


def channel_named(name: str) -> Channel | None:
    """Return the well-known channel that is meant by a name; None for any other one."""
    meant = channels_meant(name, CHANNELS)
    return meant[0] if len(meant) == 1 else None


def _prefix_of(name: str, taken: Iterable[str]) -> str | None:
    """Return a prefix made of a department’s name: the first letters of its words, or of its only word."""
    words = [word for word in map(_only_letters, name.upper().split()) if word]
    taken = set(taken)
    proposals = ["".join(word[0] for word in words)[:_LONGEST_PREFIX]] if len(words) > 1 else []
    if words:
        proposals += [words[0][:n] for n in range(2, _LONGEST_PREFIX + 1)]
    return next((prefix for prefix in proposals if _PREFIX.fullmatch(prefix) and prefix not in taken), None)


def _only_letters(word: str) -> str:
    return "".join(_LETTERS.findall(word))


def _enough(entries: Sequence[object], slots: Sequence[str]) -> None:
    """Raise ValueError when there are fewer entries than the starter has, whose texts speak of them."""
    if len(entries) < len(slots):
        message = _("name at least {n}, in place of those that the starter speaks of: {names}")
        raise ValueError(message.format(n=len(slots), names=", ".join(slots)))


def _differ(names: Iterable[str]) -> None:
    """Raise ValueError when two names are one, whatever their case."""
    met: set[str] = set()
    for name in names:
        if name.casefold() in met:
            raise ValueError(_("“{name}” stands twice").format(name=name))
        met.add(name.casefold())
