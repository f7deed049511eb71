"""Times of files are believed when they are two seconds old: on some disks a later change would leave no trace."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from salesbook.auditing.cache import Cache, open_cache
from salesbook.auditing.environment import environment_digest
from salesbook.auditing.last import read_last
from salesbook.auditing.whole import AuditUpdate, touched_up, whole_audit
from salesbook.core.settings import Settings
from salesbook.reading.files import Walked, walk
from tests.books import NOW, write_book

NAME = "regulations/sales/first-contact.md"
SECOND = 1_000_000_000


@contextmanager
def cache_of(root: Path) -> Iterator[Cache]:
    cache = open_cache(root)
    assert cache is not None
    try:
        yield cache
    finally:
        cache.close()


def looked_at(walked: Walked, seconds: float) -> Walked:
    """Return a walk that began so long after the file was last changed, all other files being old by then."""
    changed = next(stamp.mtime for stamp in walked.stamps if stamp.name == NAME)
    return walked._replace(time=changed + int(seconds * SECOND))


def whole(root: Path, walked: Walked) -> AuditUpdate:
    environment = environment_digest(root, Settings())
    with cache_of(root) as cache:
        update = whole_audit(root, Settings(), NOW, walked, cache, environment)
        cache.finish(update.moved, update.gone, {"environment": environment, **update.notes})
    return update


def rules(update: AuditUpdate) -> set[str]:
    return {diagnostic.rule for diagnostic in update.last.audit.diagnostics}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_book(tmp_path)
    # A checkout's own files may be of any age.
    now = time.time()
    for path in (root / "content").rglob("*.*"):
        then = now - (10 if path.name == Path(NAME).name else 100)
        os.utime(path, (then, then))
    return root


def change_without_a_trace(root: Path) -> None:
    path = root / "content" / NAME
    path.write_bytes(path.read_bytes().replace(b"article:", b"articla:"))


@pytest.mark.parametrize(("seconds", "noticed"), [(0, True), (1.9, True), (2.1, False)])
def test_the_last_audit_and_the_rows(root: Path, seconds: float, noticed: bool) -> None:
    walked = looked_at(walk(root), seconds)
    assert rules(whole(root, walked)) == set()
    change_without_a_trace(root)
    with cache_of(root) as cache:
        last = read_last(cache)
        assert last is not None
        assert set(last.young) == ({NAME} if noticed else set())
        assert [stamp.name for stamp in last.changed(root, walked) or ()] == ([NAME] if noticed else [])
    assert ("schema" in rules(whole(root, walked))) == noticed


@pytest.mark.parametrize(("seconds", "noticed"), [(0, True), (1.9, True), (2.1, False)])
def test_a_file_that_was_looked_at_alone(root: Path, seconds: float, noticed: bool) -> None:
    whole(root, looked_at(walk(root), 1))
    path = root / "content" / NAME
    path.write_bytes(path.read_bytes() + "\nЕщё одно предложение.\n".encode())
    walked = looked_at(walk(root), seconds)
    with cache_of(root) as cache:
        last = read_last(cache)
        assert last is not None
        changed = last.changed(root, walked)
        assert changed is not None
        assert [stamp.name for stamp in changed] == [NAME]
        update = touched_up(root, Settings(), last, changed, walked, cache)
        assert update is not None
        cache.finish(update.moved, update.gone, {"environment": environment_digest(root, Settings()), **update.notes})
        assert set(update.last.young) == ({NAME} if noticed else set())
    change_without_a_trace(root)
    assert [stamp.name for stamp in update.last.changed(root, walked) or ()] == ([NAME] if noticed else [])
    assert ("schema" in rules(whole(root, walked))) == noticed
