"""The whole of `salesbook check`: files → rows → book → findings; what has not changed since the last run is kept.

`audit` is the one way to everything that is wrong with a book. Each file is compiled and looked at by itself into a
row (`rows.py`), by all cores when there are many (`workers.py`); rows make a book, and the checks of the book run over
it (`whole.py`). The cache (`cache.py`) keeps the rows and the last audit (`last.py`): a book in which nothing has
changed is not even compiled, so this module imports nothing that compiles.
"""

from datetime import date
from pathlib import Path

from salesbook.auditing import cache as caches
from salesbook.auditing.audit import Audit
from salesbook.auditing.cache import Cache
from salesbook.auditing.environment import environment
from salesbook.auditing.last import read_last
from salesbook.core.settings import Settings
from salesbook.reading.files import walk

__all__ = ["Audit", "audit"]


def audit(root: Path, settings: Settings, *, today: date, cached: bool = True) -> Audit:
    """Return everything that is wrong with the book at `root` on a day, nothing silenced.

    With `cached` what has not changed is taken from the cache beside the book, which is brought up to date.
    """
    for _attempt in range(2 if cached else 0):
        cache = caches.open_cache(root)
        if cache is None:
            break
        try:
            return _audit(root, settings, today, cache)
        except Exception:  # a damaged cache fails in any way; a fault of ours shows itself again below
            cache.close()
            caches.discard(root)
        finally:
            cache.close()
    return _audit(root, settings, today, None)


def _audit(root: Path, settings: Settings, today: date, cache: Cache | None) -> Audit:
    walked = walk(root)
    surroundings, day = environment(root, settings), today.isoformat()
    last = read_last(cache) if cache is not None and not walked.problems else None
    changed = None
    if last is not None and (last.surroundings, last.day) == (surroundings, day):
        changed = last.changed(root, walked)
        if changed == []:
            return last.audit

    from salesbook.auditing.whole import touched_up, whole_audit

    made = None
    if cache is not None and last is not None and changed is not None:
        made = touched_up(root, settings, last, changed, walked, cache)
    if made is None:
        made = whole_audit(root, settings, today, walked, cache, surroundings)
    if cache is not None:
        cache.finish(made.moved, made.gone, {"environment": surroundings, **made.notes})
    return made.last.audit
