"""An edit is proven by reading the file anew."""

from pathlib import PurePosixPath
from typing import Any

import pytest

from salesbook.core.diagnostics import Route
from salesbook.reading.proof import says_the_same

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
