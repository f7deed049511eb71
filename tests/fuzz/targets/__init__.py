"""All targets, in one list."""

from tests.fuzz.target import Target
from tests.fuzz.targets import (
    academy,
    answers,
    books,
    caches,
    commands,
    editor,
    fixes,
    learning,
    personal,
    templates,
    texts,
)

TARGETS: tuple[Target, ...] = (
    *books.TARGETS,
    *texts.TARGETS,
    *templates.TARGETS,
    *personal.TARGETS,
    *caches.TARGETS,
    *academy.TARGETS,
    *fixes.TARGETS,
    *editor.TARGETS,
    *commands.TARGETS,
    *answers.TARGETS,
    *learning.TARGETS,
)
BY_NAME = {target.name: target for target in TARGETS}
