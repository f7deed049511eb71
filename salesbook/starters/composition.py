"""Answers laid over a starter: the files of a new book, pure data in and out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from salesbook.core.diagnostics import Route
from salesbook.core.language import Translations, mark
from salesbook.models.company import Company
from salesbook.starters.answers import Answers
from salesbook.starters.blocks import data_in, inline, with_values
from salesbook.starters.catalogue import Files
from salesbook.starters.words import channels_of, country_of, departments_of, plain, roles_of

COMPANY = PurePosixPath("content/company.yml")
_FEEDBACK = re.compile(r"^feedback:[^\n]*\n", re.MULTILINE)
_SEEN = re.compile(r"\n[ ]+seen: [a-p]{8}(?=\n)|, seen: [a-p]{8}(?=\})")
_MISSION = mark("Does its part of the work so that clients get what they were promised.")
_DUTIES = (
    mark("Knows the regulations that concern the work, and works by them."),
    mark("Tells the head of sales where a regulation does not fit the work."),
)
_HINT = mark("Write what only this position does: mission, duties, measures (kpis), and the regulations it needs.")
_BODY = mark(
    "## To begin with\n\nTake the course, read the regulations of the department, and settle with the head of sales "
    "which of them concern this position."
)


def company_of(files: Files) -> Company:
    """Return the company of a starter."""
    return Company.model_validate(data_in(files[COMPANY].decode()))


def composed(files: Files, answers: Answers, today: date) -> Files:
    """Return the files of a new book: those of a starter with the answers in them, reviewed today.

    Article numbers take the prefixes of the departments, titles of positions the names of their roles, letters go by
    the channels that are left, crm.yml calls the CRM by its name, and a role that is new gets a position.
    """
    company = company_of(files)
    change = _Change(company, answers)
    new = {
        path: change.of(path, data.decode(), today).encode() if path.suffix in (".yml", ".md") else data
        for path, data in files.items()
    }
    # What a letter goes by and a regulation is numbered with is part of what questions remember of them.
    new = _unsealed(new) if answers.departments or answers.channels else new
    return new | {path: text.encode() for path, text in change.positions(files)}


def without_short_messages(files: Files, letters: Iterable[PurePosixPath]) -> Files:
    """Return the files with letters that go by no channel of short messages any more, where they have others.

    A starter's letters fit its own name: with a longer one an SMS may have become too long.
    """
    short = {channel.id for channel in company_of(files).channels if channel.parts is not None}
    new = {}
    for path in letters:
        text = files[path].decode()
        left = [name for name in data_in(text)["channels"] if name not in short]
        if left:
            new[path] = with_values(text, {("channels",): left}).encode()
    return _unsealed(files | new)


def _unsealed(files: Files) -> Files:
    """Return the files with questions that remember nothing of their sources: mending makes them remember anew."""
    courses = {path: data.decode() for path, data in files.items() if path.parts[1:2] == ("courses",)}
    return files | {path: _SEEN.sub("", text).encode() for path, text in courses.items()}


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
                # Where the starter's own readers write, no reader of the new book should.
                text = _FEEDBACK.sub("", text)
                values = self._company_values(data_in(text))
            case "articles.yml" if self._prefixes:
                issued = data_in(text)["issued"].items()
                values = {("issued",): dict(sorted((self._prefixes.get(key, key), number) for key, number in issued))}
            case "crm.yml" if self.answers.crm:
                values = {("system",): self.answers.crm}
            case "regulations":
                values = {("reviewed",): today}
            case "positions":
                values = self._position_values(data_in(text))
            case "letters" if self.answers.channels:
                values = self._letter_values(data_in(text))
            case "pipelines" | "scripts" | "events" if self.answers.channels:
                values = self._talk_values(data_in(text))
        return with_values(text, values) if values else text

    @cached_property
    def _prefixes(self) -> dict[str, str]:
        """The prefixes that change: that of the starter’s department, and the new one."""
        pairs = zip(self.company.departments, self.answers.departments, strict=False)
        return {old.prefix: new.prefix for old, new in pairs if old.prefix != new.prefix}

    def _numbered(self, text: str) -> str:
        """Return a text with its article numbers under their new prefixes."""
        if not self._prefixes:
            return text
        number = re.compile(rf"\b({'|'.join(self._prefixes)})(?=-\d{{3}}\b)")
        return number.sub(lambda match: self._prefixes[match[1]], text)

    def _company_values(self, data: Mapping[str, Any]) -> dict[Route, Any]:
        answers = self.answers
        values: dict[Route, Any] = {
            ("name",): answers.company,
            ("about",): answers.about,
            ("time_zone",): answers.time_zone,
            ("hours",): [plain(each) for each in answers.hours],
            ("departments",): departments_of(self.company, answers),
            ("roles",): roles_of(self.company, self.answers),
            ("channels",): [plain(channel) for channel in channels_of(self.company, self.answers)],
        }
        if country := country_of(self.company, answers.time_zone):
            values |= {("calendar", "country"): country[0], ("currency",): country[1]}
        return {route: value for route, value in values.items() if value and data.get(str(route[0])) != value}

    def positions(self, files: Files) -> Iterator[tuple[PurePosixPath, str]]:
        """Yield a position for every role that the starter does not have: what holds of any, to be written further.

        Its courses are those of the head, who is the first role.
        """
        say = Translations(self.company.language).gettext
        head = self.company.roles[0].id
        there = [data_in(data.decode()) for path, data in files.items() if path.parts[1] == "positions"]
        courses: list[str] = next((each.get("courses", []) for each in there if each["role"] == head), [])
        for role in roles_of(self.company, self.answers)[len(self.company.roles) :]:
            fields = {
                "title": role["name"],
                "role": role["id"],
                "mission": say(_MISSION),
                "reports_to": head,
                "duties": [say(duty) for duty in _DUTIES],
                "courses": courses,
            }
            front_matter = "".join(f"{name}: {inline(value)}\n" for name, value in fields.items())
            text = f"---\n# {say(_HINT)}\n{front_matter}---\n{say(_BODY)}\n"
            yield PurePosixPath(f"content/positions/{role['id']}.md"), text

    def _letter_values(self, letter: Mapping[str, Any]) -> dict[Route, Any]:
        """Let a letter go by those of its channels that are left, or else by all that can be written to.

        Advertising goes by those that it may go by, where there are any.
        """
        channels = [channel for channel in channels_of(self.company, self.answers) if channel.format != "voice"]
        written = [channel.id for channel in channels]
        left = [name for name in letter["channels"] if name in written]
        if letter.get("advertising"):
            written = [channel.id for channel in channels if channel.advertising] or written
        return {("channels",): left or written} if left != letter["channels"] else {}

    def _talk_values(self, data: Any) -> dict[Route, Any]:
        """Let stages, talks and events go by those of their channels that are left, or else by all that there are."""
        channels = [channel.id for channel in channels_of(self.company, self.answers)]
        values: dict[Route, Any] = {}
        for route, names in _channel_lists(data):
            left = [name for name in names if name in channels]
            if left != names:
                values[route] = left or channels
        return values

    def _position_values(self, position: Mapping[str, Any]) -> dict[Route, Any]:
        """Call a position as its role, where the starter does."""
        pairs = zip(self.company.roles, self.answers.roles, strict=False)
        names = {old.id: new.name for old, new in pairs if old.name == position["title"]}
        name = names.get(position["role"])
        return {("title",): name} if name is not None else {}


def _channel_lists(data: Any, route: Route = ()) -> Iterator[tuple[Route, list[str]]]:
    """Yield every list of channels in a file's data, with its route."""
    match data:
        case Mapping():
            for key, value in data.items():
                if key == "channels":
                    yield (*route, key), value
                else:
                    yield from _channel_lists(value, (*route, key))
        case list():
            for n, value in enumerate(data):
                yield from _channel_lists(value, (*route, n))
