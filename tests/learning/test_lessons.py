"""Lessons as progress knows them: what is read, and when it has changed since."""

from pathlib import Path

from salesbook.book.editions import edition
from salesbook.learning.lessons import Step, steps_of
from salesbook.models.training import Course
from tests.books import base_text, changed, compiled

LESSONS = """\
title: Старт
about: Первые шаги.
lessons:
  - {item: ОП-001}
  - {item: 'pipeline:main#paid'}
  - {item: 'regulation:gone'}
  - {item: 'script:key-meeting', task: Прочитать вслух.}
"""


def steps_in(root: Path, change: dict[str, str] | None = None) -> tuple[Step, ...]:
    book = compiled(root, {"courses/start.yml": LESSONS} | (change or {}))
    data = book.items["course:start"].data
    assert isinstance(data, Course)
    steps = steps_of(data, book)
    assert steps[0].edition == edition(book.items[steps[0].item].data, book.facts)
    return steps


def test_a_lesson_is_known_by_the_name_of_what_is_read(tmp_path: Path) -> None:
    steps = steps_in(tmp_path)
    assert [(step.place, step.reference) for step in steps] == [
        (0, "ОП-001"),
        (1, "pipeline:main#paid"),
        (3, "script:key-meeting"),
    ]
    assert [step.item for step in steps][1:] == ["pipeline:main#paid", "script:key-meeting"]
    assert steps[0].item.startswith("regulation:")


def editions_in(root: Path, change: dict[str, str] | None = None) -> list[str]:
    return [step.edition for step in steps_in(root, change)]


def test_a_part_changes_by_itself(tmp_path: Path) -> None:
    before = editions_in(tmp_path / "a")
    of_another = changed("pipelines/main.yml", ("id: new-lead\n    name: ", "id: new-lead\n    name: Новая и "))
    assert editions_in(tmp_path / "b", of_another) == before
    of_paid = changed("pipelines/main.yml", ("id: paid\n    name: ", "id: paid\n    name: Вся "))
    after = editions_in(tmp_path / "c", of_paid)
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, True]


def test_the_section_of_a_heading_changes_by_itself(tmp_path: Path) -> None:
    text = base_text("regulations/sales/first-contact.md")
    lessons = LESSONS.replace("pipeline:main#paid", "ОП-001#part")

    def read(root: Path, more: str) -> list[str]:
        body = f"{text}\n## Часть {{#part}}\n\nСлова.\n\n## Другая\n\nИные.{more}\n"
        return editions_in(root, {"courses/start.yml": lessons, "regulations/sales/first-contact.md": body})

    whole, part, _script = read(tmp_path / "a", "")
    later_whole, later_part, _later = read(tmp_path / "b", " И ещё.")
    assert whole != later_whole
    assert part == later_part
