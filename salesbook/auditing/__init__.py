"""The whole of `salesbook check`: files → rows → book → findings; what has not changed since the last run is kept.

`audit` is the one way to everything that is wrong with a book. Each file is compiled and looked at by itself into a
row (`rows.py`), by all cores when there are many (`workers.py`); rows make a book, and the checks of the book run over
it (`whole.py`). The cache (`cache.py`) keeps the rows and the last audit: a book in which nothing has changed is not
even compiled, so this module imports nothing that compiles.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from pathlib import Path

from salesbook.auditing import cache as caches
from salesbook.auditing.audit import Audit, read_audit, written
from salesbook.auditing.cache import Cache
from salesbook.auditing.environment import environment
from salesbook.reading.files import Stamp, walk
from salesbook.settings import Settings

__all__ = ["Audit", "audit"]


def audit(root: Path, settings: Settings, *, today: date, cached: bool = True) -> Audit:
    """Return everything that is wrong with the book at `root` on a day, nothing silenced.

    With `cached` what has not changed is taken from the cache beside the book, which is brought up to date.
    """
    cache = caches.open_cache(root) if cached else None
    if cache is not None:
        try:
            return _audit(root, settings, today, cache)
        except Exception:
            caches.discard(root)
        finally:
            cache.close()
    return _audit(root, settings, today, None)


def _audit(root: Path, settings: Settings, today: date, cache: Cache | None) -> Audit:
    walked = walk(root)
    surroundings = environment(root, settings)
    signature = _signature(surroundings, today, walked.stamps)
    if cache is not None and not walked.problems and (kept := cache.note("audit")) is not None:
        signed, young, found = json.loads(kept)
        if signed == signature and _unchanged(root, young):
            return read_audit(found)

    from salesbook.auditing.whole import whole_audit

    made = whole_audit(root, settings, today, walked, cache, surroundings)
    if cache is not None:
        audit = written([signature, made.young, made.audit.kept()]) if made.lasting else written(["", {}, []])
        cache.write(made.rows, made.moved, made.gone, {"environment": surroundings, "audit": audit})
    return made.audit


def _signature(surroundings: str, today: date, stamps: Sequence[Stamp]) -> str:
    """Return what must be the same for the last audit to hold."""
    words = [surroundings, today.isoformat(), *map(repr, map(tuple, stamps))]
    return blake2b("\n".join(words).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def _unchanged(root: Path, young: Mapping[str, str]) -> bool:
    """Tell whether files that were too young for their times to be believed still have the same bytes."""
    digests = ((blake2b((root / path).read_bytes(), digest_size=16).hexdigest(), was) for path, was in young.items())
    return all(digest == was for digest, was in digests)
