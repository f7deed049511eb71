"""The words of company.yml that answers give: departments, roles and channels, those of the starter and new ones."""

import re
from collections.abc import Iterable
from typing import Any

from babel.core import get_global
from babel.numbers import get_territory_currencies

from salesbook.calendar.official import is_known
from salesbook.models.base import ContentModel
from salesbook.models.company import Channel, Company
from salesbook.reading.file_names import DEVICES
from salesbook.starters.answers import Answers, channel_named

_NO_SLUG = re.compile(r"[^0-9a-zа-яё]+")
_LONGEST_SLUG = 60
_KEEPS_COUNTRY = frozenset({"Europe/Simferopol"})
"""Zones of which Babel’s table says another country than the calendar that is kept there."""


def departments_of(company: Company, answers: Answers) -> list[dict[str, Any]]:
    """Return the departments: the first ones are those of the starter under other names."""
    ids = _Ids(department.id for department in company.departments)
    departments = []
    for n, answer in enumerate(answers.departments):
        named = {"name": answer.name, "prefix": answer.prefix}
        if n < len(company.departments):
            departments.append(plain(company.departments[n]) | named)
        else:
            departments.append({"id": ids.new(answer.name, "department")} | named)
    return departments


def roles_of(company: Company, answers: Answers) -> list[dict[str, Any]]:
    """Return the roles, likewise; a short name stays as long as the name does."""
    ids = _Ids(role.id for role in company.roles)
    departments = departments_of(company, answers) or [plain(department) for department in company.departments]
    by_prefix = {department["prefix"]: department["id"] for department in departments}
    roles = []
    for n, answer in enumerate(answers.roles):
        if n < len(company.roles):
            role = plain(company.roles[n])
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
            role["department"] = by_prefix.get(answer.prefix, role["department"])
        roles.append(role)
    return roles


def channels_of(company: Company, answers: Answers) -> list[Channel]:
    """Return the channels: the starter’s own, those that everybody knows, and others of plain text.

    What is named is in use, though the starter may have given it up.
    """
    by_id = {channel.id: channel for channel in company.channels}
    by_name = {channel.name.casefold(): channel for channel in company.channels}
    ids = _Ids(by_id)
    channels = []
    for name in answers.channels:
        known = channel_named(name)
        channel = by_name.get(name.casefold()) or (by_id.get(known.id, known) if known is not None else None)
        if channel is None:
            channel = Channel(id=ids.new(name, "channel"), name=name, format="text")
        channels.append(channel.model_copy(update={"name": name, "in_use": True}))
    return channels


def plain(word: ContentModel) -> dict[str, Any]:
    """Return a word of company.yml as data, without what has a default."""
    return word.model_dump(mode="json", exclude_defaults=True)


def country_of(company: Company, zone: str | None) -> tuple[str, str] | None:
    """Return the code and the currency of the country that another time zone lies in, where they are known."""
    if zone in (None, company.time_zone) or zone in _KEEPS_COUNTRY:
        return None
    country = get_global("zone_territories").get(zone, "")
    currencies = get_territory_currencies(country) if country else []
    if not currencies or not is_known(country):
        return None
    return country, currencies[0]


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
