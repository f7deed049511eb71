"""All targets, in one list."""

from tests.fuzz.target import Target
from tests.fuzz.targets import books, caches, personal, templates, texts

TARGETS: tuple[Target, ...] = (*books.TARGETS, *texts.TARGETS, *templates.TARGETS, *personal.TARGETS, *caches.TARGETS)
BY_NAME = {target.name: target for target in TARGETS}
