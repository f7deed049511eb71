"""The editions of all roles at once: a folder for each, a page that sends each to his own, rules for a server.

What lies in `site` may be served, each folder of it to its role alone; what lies in `server` is for whoever does so.
"""

import re
import shutil
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from salesbook.academy.earlier import Earlier, Found, found_in, is_unchanged
from salesbook.academy.entrance import entrance_files
from salesbook.academy.faults import Fault, faults
from salesbook.academy.folders import EDITIONS, checked_output, make_new, put_in_place, recover
from salesbook.academy.gates import policy_of, server_files
from salesbook.academy.making import Making
from salesbook.academy.press import Printed, known_before, note_build
from salesbook.academy.printer import needs_mkdocs, print_academy
from salesbook.academy.record import Kept
from salesbook.academy.settings import read_settings
from salesbook.academy.siblings import Siblings
from salesbook.book.book import Book
from salesbook.core.errors import UserError, reason
from salesbook.core.language import Translations
from salesbook.core.language import gettext as _
from salesbook.core.leftovers import own_name
from salesbook.finding.forms import Dictionary
from salesbook.finding.memory import remember, remembered
from salesbook.models.company import Company, Role
from salesbook.pages.answers import Made

SERVED, SERVER = "site", "server"
_LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh sch - y - e yu ya".split()
_LETTERS = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _LATIN, strict=True))
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)")


@dataclass(frozen=True, slots=True)
class Editions:
    """What a build of all editions has come to: that of each role, in the order of company.yml."""

    output: Path
    printed: tuple[tuple[Role, Printed], ...]
    seconds: float
    faults: tuple[Fault, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether every link of every edition leads somewhere."""
        return not any(fault.fatal for fault in self.faults) and all(each.sound for _role, each in self.printed)


def folders_of(company: Company) -> dict[str, str]:
    """Return the folder of each role's edition, by the role's id: letters, digits and hyphens of ASCII."""
    folders: dict[str, str] = {}
    for role in company.roles:
        latin = "".join(_LETTERS.get(letter, letter) for letter in role.id)
        name = re.sub(r"-+", "-", re.sub(r"[^a-z0-9-]", "-", latin)).strip("-") or "role"
        name = f"role-{name}" if _RESERVED.fullmatch(name) else name
        taken, n, plain = set(folders.values()), 1, name
        while name in taken:
            n += 1
            name = f"{plain}-{n}"
        folders[role.id] = name
    return folders


def build_all(
    root: Path,
    book: Book,
    output: Path,
    *,
    today: date,
    strict: bool = True,
    labels: str | None = None,
    kept: Callable[[Path], Kept] | None = None,
) -> Editions:
    """Build the editions of all roles into `output` and replace what was built there earlier, all of them or none.

    Arguments and errors as those of `press.build`; `kept` returns what there is of the build before of an edition's
    folder. Raises `UserError` for a company without roles, too.
    """
    started = time.monotonic()
    output = checked_output(root, output, EDITIONS)
    needs_mkdocs()
    if not book.company.roles:
        raise UserError(_("company.yml names no roles"), _("list them under “roles”, or build without --all-roles"))
    settings = read_settings(root)
    astray = tuple(faults(book))
    if strict and any(fault.fatal for fault in astray):
        return Editions(output, (), time.monotonic() - started, astray)
    places = {role: output / SERVED / name for role, name in folders_of(book.company).items()}
    past = {} if kept is None else {role: kept(place) for role, place in places.items()}
    words = Translations(labels or book.company.language)
    workshop = _Workshop(root, settings, Making.of(book, words, today, settings["docs_dir"]))
    temporary = own_name(output, "tmp")
    try:
        recover(output)
        if past and (unchanged := _unchanged(book, places, past, workshop, output)):
            return Editions(output, unchanged, time.monotonic() - started, astray)
        make_new(temporary)
        printed: list[tuple[Role, Printed]] = []
        earlier: dict[str, Earlier] = {}
        made: dict[str, dict[str, Found]] = {}
        for role in book.company.roles:
            site = temporary / SERVED / places[role.id].name
            site.mkdir(parents=True)
            earlier[role.id] = Earlier(past[role.id].record if past else None, places[role.id])
            printed.append((role, workshop.print(role, site, earlier[role.id], places[role.id], past.get(role.id))))
            if strict and not printed[-1][1].sound:
                return Editions(output, tuple(printed), time.monotonic() - started, astray)
            earlier[role.id].put_into(site)
            made[role.id] = found_in(site)
        workshop.remember()
        _write(temporary, workshop.around(temporary / SERVED / places[book.company.roles[0].id].name))
        put_in_place(temporary, output, EDITIONS)
        for role, each in printed if past else ():
            note_build(
                past[role.id],
                earlier[role.id],
                made[role.id],
                replace(each, faults=astray),
                company=book.company,
                today=today,
                made=workshop.made[role.id],
            )
        return Editions(output, tuple(printed), time.monotonic() - started, astray)
    except OSError as error:
        message = _("the editions cannot be written to {path}: {reason}").format(path=output, reason=reason(error))
        raise UserError(message, _("check the rights and the free space; the earlier ones are as they were")) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


class _Workshop:
    """Makes and prints editions one after another; what several of them share is made once."""

    def __init__(self, root: Path, settings: dict[str, Any], making: Making) -> None:
        self._root, self._settings, self._making = root, settings, making
        self._ground = making.ground(None)
        self._dictionary: Dictionary | None = None
        self._siblings = Siblings()
        self.made: dict[str, Made] = {}
        """What is known of the pages of the editions that are made, by the ids of their roles."""

    def print(self, role: Role, site: Path, earlier: Earlier, place: Path, past: Kept | None) -> Printed:
        """Print the edition of a role into the folder `site`; it will lie in `place`, where there is `past` before."""
        started = time.monotonic()
        dictionary = self._dictionary = self._dictionary or remembered()
        # A page that the build before has made for this role, or this one for another, is not made again.
        before = [*([] if past is None else [known_before(past, self._ground)]), *self.made.values()]
        academy = self._making.academy(
            role.id,
            found=partial(self._making.found, role.id, dictionary),
            before=before or [Made(self._ground, {}, {})],
            dictionary=dictionary,
        )
        self.made[role.id] = academy.made
        # Where the editions will stand no setting says: nothing in them may name an address of the whole.
        settings = {name: deepcopy(value) for name, value in self._settings.items() if name != "site_url"}
        mount = f"/{place.name}"
        plugin, warnings = print_academy(self._root, settings, academy, site, earlier, self._siblings, mount)
        seconds = time.monotonic() - started
        return Printed(place, len(academy.pages), seconds, (), tuple(plugin.dead), tuple(warnings))

    def remember(self) -> None:
        """Keep what the dictionary was asked for the next build."""
        if self._dictionary is not None:
            remember(self._dictionary)

    def around(self, edition: Path) -> dict[str, bytes]:
        """Return the files beside the editions, by their paths in the output; `edition` is the folder of one."""
        company, labels = self._making.book.company, self._making.labels
        names = folders_of(company)
        entrance = {f"{SERVED}/{name}": data for name, data in entrance_files(company, names, labels).items()}
        server = server_files(company, names, policy_of(edition / "index.html"))
        return entrance | {f"{SERVER}/{name}": text.encode() for name, text in server.items()}


def _unchanged(
    book: Book, places: dict[str, Path], past: dict[str, Kept], workshop: _Workshop, output: Path
) -> tuple[tuple[Role, Printed], ...]:
    """Return the editions of the build before when all of them are as this one would make them; nothing otherwise."""
    if not all(is_unchanged(past[role], place) for role, place in places.items()):
        return ()
    around = workshop.around(places[book.company.roles[0].id])
    served = {path.name for path in (output / SERVED).iterdir()}
    wanted = {place.name for place in places.values()} | {
        name.split("/")[1] for name in around if name.startswith(SERVED)
    }
    try:
        if served != wanted or any((output / name).read_bytes() != data for name, data in around.items()):
            return ()
    except OSError:
        return ()
    records = {role: each.record for role, each in past.items()}
    return tuple(
        (role, Printed(places[role.id], record.pages, 0.0))
        for role in book.company.roles
        if (record := records[role.id]) is not None
    )


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
