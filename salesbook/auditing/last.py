"""The last audit of a book, as the cache keeps it, and what has changed since."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from salesbook.auditing.audit import Audit, read_audit, written
from salesbook.auditing.cache import Cache
from salesbook.core.bases import layers
from salesbook.core.door import read_walked
from salesbook.core.source import MAX_BYTES
from salesbook.reading.files import CONTENT, Stamp, Walked

YOUNG_NS = 2_000_000_000
"""A file that was changed so shortly before it was looked at may change again without a newer time on some disks."""

_END = "\0"
"""Parts one stamp from the next: no name of a file holds it."""


@dataclass(frozen=True, slots=True)
class LastAudit:
    """An audit, and what it holds for.

    `environment`: the digest that `environment.with_templates` gives. `day`: that of the company, in its time `zone`.
    `walk`: the stamps of all files. `young`: digests of files whose times could not be believed yet. `opened`: files of
    which the checks of the whole book have seen more than the outline.
    """

    environment: str
    zone: str
    day: str
    walk: str
    young: Mapping[str, str]
    opened: frozenset[str]
    audit: Audit

    def notes(self) -> dict[str, str]:
        """Return the texts that the cache keeps of it."""
        head = (self.environment, self.zone, self.day, dict(self.young), sorted(self.opened))
        return {"last": written([*head, self.audit.kept()]), "walk": self.walk}

    def changed(self, root: Path, walked: Walked) -> list[Stamp] | None:
        """Return the files that have changed since, None when there are others than before."""
        changed: dict[str, Stamp] = {}
        if walk_text(walked.stamps) != self.walk:
            was = self.walk.split(_END)
            if len(was) != len(walked.stamps):
                return None
            for old, stamp in zip(was, walked.stamps, strict=True):
                if old == stamp.text:
                    continue
                if stamp.is_link or not old.endswith(f":{stamp.name}"):
                    return None
                changed[stamp.name] = stamp
        there = layers(root)
        young = [stamp for stamp in walked.stamps if stamp.name in self.young] if self.young else []
        for stamp in young:
            data = read_walked(there[stamp.layer] / CONTENT / stamp.name, stamp.name.count("/"), MAX_BYTES)
            if digest_of(data) != self.young[stamp.name]:
                changed[stamp.name] = stamp
        return list(changed.values())


def read_last(cache: Cache) -> LastAudit | None:
    """Return the last audit that a cache keeps; raises whatever a damaged one causes."""
    last, walk = cache.note("last"), cache.note("walk")
    if not last or walk is None:
        return None
    environment, zone, day, young, opened, audit = json.loads(last)
    return LastAudit(environment, zone, day, walk, dict(young), frozenset(opened), read_audit(audit))


def walk_text(stamps: Sequence[Stamp]) -> str:
    """Return all stamps as one text."""
    return _END.join([stamp.text for stamp in stamps])


def digest_of(data: bytes) -> str:
    """Return the digest of a file's bytes."""
    return blake2b(data, digest_size=16).hexdigest()
