"""Everything that is wrong with a book; of one in which nothing has changed nothing is compiled or even imported."""

from datetime import datetime
from pathlib import Path

from salesbook.auditing import cache as caches
from salesbook.auditing.audit import Audit
from salesbook.auditing.cache import Cache
from salesbook.auditing.environment import environment
from salesbook.auditing.last import read_last
from salesbook.core.clock import day_in
from salesbook.core.settings import Settings
from salesbook.reading.files import walk


def audit(root: Path, settings: Settings, *, now: datetime, cached: bool = True) -> Audit:
    """Return everything that is wrong with the book at `root` at a moment (aware), nothing silenced.

    With `cached` what has not changed is taken from the cache beside the book, which is brought up to date.
    """
    for _attempt in range(2 if cached else 0):
        cache = caches.open_cache(root)
        if cache is None:
            break
        try:
            return _audit(root, settings, now, cache)
        except Exception:  # a damaged cache fails in any way; a fault of ours shows itself again below
            cache.close()
            caches.discard(root)
        finally:
            cache.close()
    return _audit(root, settings, now, None)


def _audit(root: Path, settings: Settings, now: datetime, cache: Cache | None) -> Audit:
    walked = walk(root)
    surroundings = environment(root, settings)
    last = read_last(cache) if cache is not None and not walked.problems else None
    changed = None
    if last is not None and last.surroundings == surroundings and last.day == day_in(last.zone, now).isoformat():
        changed = last.changed(root, walked)
        if changed == []:
            return last.audit

    from salesbook.auditing.whole import touched_up, whole_audit

    made = None
    if cache is not None and last is not None and changed is not None:
        made = touched_up(root, settings, last, changed, walked, cache)
    if made is None:
        made = whole_audit(root, settings, now, walked, cache, surroundings)
    if cache is not None:
        cache.finish(made.moved, made.gone, {"environment": surroundings, **made.notes})
    return made.last.audit
