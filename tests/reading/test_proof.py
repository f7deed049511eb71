"""An edit is proven by reading the file anew."""

from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from salesbook.core.changes import Change
from salesbook.core.diagnostics import Route
from salesbook.reading.edit import set_field
from salesbook.reading.proof import proven_change, says_the_same
from salesbook.reading.sources import Sources

YAML, MARKDOWN = PurePosixPath("content/faq/a.yml"), PurePosixPath("content/book/a.md")
QUIZ = "title: А\nquiz:\n  - {question: Что?, source: x}\n"
PAGE = "---\ntitle: А\narticle:\n---\nТекст.\n"


@pytest.mark.parametrize(
    ("path", "before", "after", "values"),
    [
        (YAML, QUIZ, "# слова\n" + QUIZ.replace("А", "'А'"), {}),
        (YAML, QUIZ, QUIZ.replace("А", "Б"), {("title",): "Б"}),
        (YAML, QUIZ, QUIZ.replace("source: x", "source: x, seen: y"), {("quiz", 0, "seen"): "y"}),
        (YAML, "# слова\n", "issued: {ОП: 1}\n", {("issued",): {"ОП": 1}}),
        (YAML, "", "issued: {ОП: 1}\n", {("issued",): {"ОП": 1}}),
        (MARKDOWN, PAGE, PAGE.replace("article:", "article: ОП-001"), {("article",): "ОП-001"}),
        (MARKDOWN, PAGE, PAGE.replace("Текст", "Слова"), {("body",): "Слова."}),
        (MARKDOWN, "", PAGE, {("title",): "А", ("article",): None, ("body",): "Текст."}),
    ],
)
def test_the_same_but_for_these(path: PurePosixPath, before: str, after: str, values: dict[Route, Any]) -> None:
    assert says_the_same(path, before, after, values)


@pytest.mark.parametrize(
    ("path", "before", "after", "values"),
    [
        (YAML, QUIZ, QUIZ.replace("А", "Б"), {}),
        (YAML, QUIZ, QUIZ, {("title",): "Б"}),
        (YAML, QUIZ, QUIZ.replace("А", "Б") + "x: y\n", {("title",): "Б"}),
        (YAML, QUIZ, QUIZ.replace("А", "Б").partition("quiz")[0], {("title",): "Б"}),
        (YAML, QUIZ, "", {}),
        (YAML, QUIZ, QUIZ + "x: [\n", {}),
        (YAML, QUIZ + "x: [\n", QUIZ, {}),
        (YAML, QUIZ, QUIZ + "title: А\n", {}),
        (YAML, QUIZ + "title: А\n", QUIZ, {}),
        (YAML, QUIZ + "x: [\n", QUIZ + "x: [\n", {}),
        (YAML, QUIZ, QUIZ, {("quiz", 1, "seen"): "y"}),
        (YAML, QUIZ, QUIZ, {("title", "x"): "y"}),
        (YAML, "- а\n", "- а\n", {("title",): "y"}),
        (MARKDOWN, PAGE, PAGE + "Ещё.\n", {}),
        (MARKDOWN, PAGE, PAGE.replace("---\n", "", 1), {}),
    ],
)
def test_anything_else(path: PurePosixPath, before: str, after: str, values: dict[Route, Any]) -> None:
    assert not says_the_same(path, before, after, values)


NUMBERED = PAGE.replace("article:", "article: ОП-001")
number = partial(set_field, field="article", value="ОП-001", after="title")


@pytest.mark.parametrize("laid_over", [False, True])
def test_a_change_is_that_of_the_file(tmp_path: Path, laid_over: bool) -> None:
    """Of its bytes as they are, or as they would be; the place on the disk is the file's in either case."""
    disk = tmp_path / MARKDOWN
    disk.parent.mkdir(parents=True)
    disk.write_bytes(b"---\n" if laid_over else PAGE.encode())
    sources = Sources(tmp_path, {MARKDOWN: PAGE.encode()} if laid_over else {})
    change = proven_change(sources, MARKDOWN, number, {("article",): "ОП-001"})
    assert change == Change(disk, PAGE.encode(), NUMBERED.encode())


def test_no_change_where_none_is_proven(tmp_path: Path) -> None:
    sources = Sources(tmp_path, {MARKDOWN: PAGE.encode(), YAML: QUIZ.encode()})
    assert proven_change(sources, MARKDOWN, number, {}) is None
    assert proven_change(sources, MARKDOWN, number, {("article",): "ОП-002"}) is None
    assert proven_change(sources, YAML, number, {("article",): "ОП-001"}) is None
    assert proven_change(sources, MARKDOWN.with_name("b.md"), number, {("article",): "ОП-001"}) is None
