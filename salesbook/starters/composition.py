"""Answers laid over a starter: the files of a new book, pure data in and out."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from babel.core import get_global
from babel.numbers import get_territory_currencies

from salesbook.calendar.official import is_known
from salesbook.core.diagnostics import Route
from salesbook.models.base import ContentModel
from salesbook.models.company import Channel, Company
from salesbook.reading.file_names import DEVICES
from salesbook.starters.answers import Answers, channel_named
from salesbook.starters.blocks import data_in, with_values
from salesbook.starters.catalogue import Files

COMPANY = PurePosixPath("content/company.yml")
_CRM = "CRM"
_SEEN = re.compile(r"\n[ ]+seen: [a-p]{8}(?=\n)|, seen: [a-p]{8}(?=\})")
_NO_SLUG = re.compile(r"[^0-9a-zа-яё]+")
_LONGEST_SLUG = 60
_KEEPS_COUNTRY = frozenset({"Europe/Simferopol"})
"""Zones of which Babel’s table says another country than the calendar that is kept there."""


def company_of(files: Files) -> Company:
    """Return the company of a starter."""
    return Company.model_validate(data_in(files[COMPANY].decode()), by_alias=True)


def composed(files: Files, answers: Answers, today: date) -> Files:
    """Return the files of a new book: those of a starter with the answers in them, reviewed today.

    Article numbers take the prefixes of the departments, titles of positions the names of their roles, letters go by
    the channels that are left, and the glossary calls the CRM by its name.
    """
    company = company_of(files)
    change = _Change(company, answers)
    return {
        path: change.of(path, data.decode(), today).encode() if path.suffix in (".yml", ".md") else data
        for path, data in files.items()
    }


@dataclass(frozen=True)  # no slots: what it has found out is kept
class _Change:
    """What answers change in a book of a company."""

    company: Company
    answers: Answers

    def of(self, path: PurePosixPath, text: str, today: date) -> str:
        """Return the text of a file as it is in the new book."""
        text = self._numbered(text)
        values: dict[Route, Any] = {}
        match path.parts[1]:
            case "company.yml":
                values = self._company_values()
            case "articles.yml" if self._prefixes:
                issued = data_in(text)["issued"].items()
                values = {("issued",): dict(sorted((self._prefixes.get(key, key), number) for key, number in issued))}
            case "glossary.yml" if self.answers.crm:
                values = _crm_values(data_in(text), self.answers.crm)
            case "regulations":
                values = {("reviewed",): today}
            case "positions":
                values = self._position_values(data_in(text))
            case "letters" if self.answers.channels:
                values = self._letter_values(data_in(text))
        return with_values(text, values) if values else text

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        """The prefixes that change: that of the starter’s department, and the new one."""
        pairs = zip(self.company.departments, self.answers.departments, strict=False)
        return {old.prefix: new.prefix for old, new in pairs if old.prefix != new.prefix}

    def _numbered(self, text: str) -> str:
        """Return a text with its article numbers under their new prefixes; what was sealed is sealed anew."""
        if not self._prefixes:
            return text
        number = re.compile(rf"\b({'|'.join(self._prefixes)})(?=-\d{{3}}\b)")
        return _SEEN.sub("", number.sub(lambda match: self._prefixes[match[1]], text))

    def _company_values(self) -> dict[Route, Any]:
        answers = self.answers
        values: dict[Route, Any] = {
            ("name",): answers.company,
            ("about",): answers.about,
            ("time_zone",): answers.time_zone,
            ("hours",): [_plain(each) for each in answers.hours],
            ("departments",): self._departments(),
            ("roles",): self._roles(),
            ("channels",): [_plain(channel) for channel in self._channels()],
        } | _country_values(self.company, answers.time_zone)
        return {route: value for route, value in values.items() if value}

    def _departments(self) -> list[dict[str, Any]]:
        """Return the departments: the first ones are those of the starter under other names."""
        ids = _Ids(department.id for department in self.company.departments)
        departments = []
        for n, answer in enumerate(self.answers.departments):
            named = {"name": answer.name, "prefix": answer.prefix}
            if n < len(self.company.departments):
                departments.append(_plain(self.company.departments[n]) | named)
            else:
                departments.append({"id": ids.new(answer.name, "department")} | named)
        return departments

    def _roles(self) -> list[dict[str, Any]]:
        """Return the roles, likewise; a short name stays as long as the name does."""
        ids = _Ids(role.id for role in self.company.roles)
        departments = self._departments() or [_plain(department) for department in self.company.departments]
        by_prefix = {department["prefix"]: department["id"] for department in departments}
        roles = []
        for n, answer in enumerate(self.answers.roles):
            if n < len(self.company.roles):
                role = _plain(self.company.roles[n])
                if role["name"] != answer.name:
                    role |= {"name": answer.name}
                    role.pop("short", None)
            else:
                role = {
                    "id": ids.new(answer.name, "role"),
                    "name": answer.name,
                    "department": departments[0]["id"],
                }
            if answer.prefix is not None:
                role["department"] = by_prefix[answer.prefix]
            roles.append(role)
        return roles

    def _channels(self) -> list[Channel]:
        """Return the channels: the starter’s own, those that everybody knows, and others of plain text."""
        by_id = {channel.id: channel for channel in self.company.channels}
        by_name = {channel.name.casefold(): channel for channel in self.company.channels}
        ids = _Ids(by_id)
        channels = []
        for name in self.answers.channels:
            known = channel_named(name)
            channel = by_name.get(name.casefold()) or (by_id.get(known.id, known) if known is not None else None)
            if channel is None:
                channel = Channel(id=ids.new(name, "channel"), name=name, format="text")
            channels.append(channel.model_copy(update={"name": name}))
        return channels

    def _letter_values(self, letter: Mapping[str, Any]) -> dict[Route, Any]:
        """Let a letter go by those of its channels that are left, or else by all that can be written to."""
        written = [channel.id for channel in self._channels() if channel.format != "voice"]
        left = [name for name in letter["channels"] if name in written]
        return {("channels",): left or written} if left != letter["channels"] else {}

    def _position_values(self, position: Mapping[str, Any]) -> dict[Route, Any]:
        """Call a position as its role, where the starter does."""
        pairs = zip(self.company.roles, self.answers.roles, strict=False)
        names = {old.id: new.name for old, new in pairs if old.name == position["title"]}
        name = names.get(position["role"])
        return {("title",): name} if name is not None else {}


class _Ids:
    """The ids of a list: each new one is made of a name, and no two are the same."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {*taken, *DEVICES}

    def new(self, name: str, kind: str) -> str:
        """Return an id made of a name; of the kind of what is named when the name has no letter that ids have."""
        slug = _NO_SLUG.sub("-", name.lower()).strip("-")[:_LONGEST_SLUG].strip("-") or kind
        proposals = (slug, *(f"{slug}-{n}" for n in range(2, len(self._taken) + 3)))
        free = next(proposal for proposal in proposals if proposal not in self._taken)
        self._taken.add(free)
        return free


def _plain(word: ContentModel) -> dict[str, Any]:
    """Return a word of company.yml as data, without what has a default."""
    return word.model_dump(mode="json", exclude_defaults=True)


def _country_values(company: Company, zone: str | None) -> dict[Route, Any]:
    """Return the calendar and the currency of the country that another time zone lies in, where they are known."""
    if zone in (None, company.time_zone) or zone in _KEEPS_COUNTRY:
        return {}
    country = get_global("zone_territories").get(zone, "")
    currencies = get_territory_currencies(country) if country else []
    if not currencies or not is_known(country):
        return {}
    return {("calendar", "country"): country, ("currency",): currencies[0]}


def _crm_values(glossary: Mapping[str, Any], name: str) -> dict[Route, Any]:
    """Call the CRM by its name where the glossary explains the word."""
    for n, term in enumerate(glossary["terms"]):
        if term["term"] == _CRM != name:
            return {("terms", n, "term"): name, ("terms", n, "abbreviation"): _CRM}
    return {}
