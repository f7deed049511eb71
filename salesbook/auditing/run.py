"""Everything that is wrong with a book; of one in which nothing has changed nothing is compiled or even imported."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from salesbook.auditing import cache as caches
from salesbook.auditing.audit import Audit
from salesbook.auditing.cache import Cache
from salesbook.auditing.environment import environment_digest, with_templates
from salesbook.auditing.last import read_last
from salesbook.calendar.clock import day_in
from salesbook.core import settings as toml
from salesbook.core.bases import layers
from salesbook.core.errors import UserError
from salesbook.core.settings import Settings
from salesbook.reading.files import walk

if TYPE_CHECKING:
    from salesbook.auditing.compilation import Compilation

T = TypeVar("T")


def audit(root: Path, settings: Settings, *, now: datetime, cached: bool = True) -> Audit:
    """Return everything that is wrong with the book at `root` at a moment (aware), nothing silenced.

    With `cached` what has not changed is taken from the cache beside the book, which is brought up to date. What is
    wrong with a book beneath by itself is not told: see `inheritance`.
    """
    return told_of(root, settings, whole(root, settings, now=now, cached=cached), now=now, cached=cached)


def whole(root: Path, settings: Settings, *, now: datetime, cached: bool) -> Audit:
    """Return what `audit` does, and all that is wrong with the books beneath."""
    return _with_cache(root, cached, partial(_audit, root, settings, now))


def told_of(root: Path, settings: Settings, audit: Audit, *, now: datetime, cached: bool) -> Audit:
    """Return of a whole audit of a book what is told of it."""
    base = whole_base(root, settings, now=now, cached=cached)
    if base is None:
        return audit
    from salesbook.auditing.inheritance import shown_from, without_inherited
    from salesbook.reading.sources import Sources

    sources = Sources(root)
    return shown_from(without_inherited(audit, base, sources), sources)


def whole_base(root: Path, settings: Settings, *, now: datetime, cached: bool) -> Audit | None:
    """Return the whole audit of the nearest book beneath, judged by `settings`; None without one."""
    beneath = layers(root)[1:]
    if not beneath:
        return None
    try:
        same = toml.load(beneath[0]).looks == settings.looks
    except UserError:
        same = False
    # Its own cache holds what its own settings find.
    return whole(beneath[0], settings, now=now, cached=cached and same)


def compiled(root: Path, settings: Settings, *, cached: bool = True) -> "Compilation":
    """Compile the book at `root`, so that it can be looked at as it would be with other texts.

    With `cached` what has not changed is taken from the cache beside the book.
    """
    return _with_cache(root, cached, partial(_compiled, root, settings))


def _with_cache(root: Path, cached: bool, made_with: Callable[[Cache | None], T]) -> T:
    """Make something with the cache; without one when it is not wanted, or when it is damaged."""
    for _attempt in range(2 if cached else 0):
        cache = caches.open_cache(root)
        if cache is None:
            break
        try:
            return made_with(cache)
        except Exception:  # a damaged cache fails in any way; a fault of ours shows itself again below
            cache.close()
            caches.discard(root)
        finally:
            cache.close()
    return made_with(None)


def _compiled(root: Path, settings: Settings, cache: Cache | None) -> "Compilation":
    from salesbook.auditing.whole import recalled

    return recalled(root, settings, walk(root), cache, environment_digest(root, settings))


def _audit(root: Path, settings: Settings, now: datetime, cache: Cache | None) -> Audit:
    walked = walk(root)
    environment = environment_digest(root, settings)
    last = read_last(cache) if cache is not None and not walked.problems else None
    changed = None
    with_all = with_templates(root, environment)
    if last is not None and last.environment == with_all and last.day == day_in(last.zone, now).isoformat():
        changed = last.changed(root, walked)
        if changed == []:
            return last.audit

    from salesbook.auditing.whole import touched_up, whole_audit

    update = None
    if cache is not None and last is not None and changed is not None:
        update = touched_up(root, settings, last, changed, walked, cache)
    if update is None:
        update = whole_audit(root, settings, now, walked, cache, environment)
    if cache is not None:
        cache.finish(update.moved, update.gone, {"environment": environment, **update.notes})
    return update.last.audit
