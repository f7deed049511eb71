"""Comments to the program: which are ones, and a text without them."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.diagnostics import Span
from salesbook.reading.comments import alone, in_markdown, in_yaml, without
from salesbook.reading.document import locate, split

MARK = "<!-- salesbook: ignore=x why -->"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Текст {MARK}", ["ignore=x why"]),
        ("{# salesbook: ignore=x why #}{#- salesbook:y -#}", ["ignore=x why", "y"]),
        ("<!--salesbook:ignore=x-->", ["ignore=x"]),
        (f"`{MARK}` и {MARK}", ["ignore=x why"]),
        (f"`код`{MARK}`код`", ["ignore=x why"]),
        (f"```\n{MARK}\n```\n", []),
        ("<!-- salesbook: a\nb -->", []),
        ("<!-- другое -->", []),
    ],
)
def test_comments_of_markdown(text: str, words: list[str]) -> None:
    assert [comment.words for comment in in_markdown(text)] == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1 # salesbook: one\n# salesbook: two\n", ["one", "two"]),
        ("a: |\n  # salesbook: text\n# salesbook: comment\n", ["comment"]),
        ('a: "x # salesbook: text"\nb: c#salesbook:text\n', []),
        ("a:\n# salesbook: one\n- x\n", ["one"]),
        ("a: [\n# salesbook: one\n", ["one"]),
        ("a: # salesbook: one\n", ["one"]),
        ('"x # salesbook: text": 1\n# salesbook: one\n', ["one"]),
        ("- a\n- 'x # salesbook: text'\n- b # salesbook: one\n", ["one"]),
    ],
)
def test_comments_of_yaml(text: str, words: list[str]) -> None:
    assert [comment.words for comment in in_yaml(text)] == words


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"Один.\n{MARK}\nДва.", "Один.\nДва."),
        (f"Один {MARK}\nдва {MARK} три", "Один\nдва три"),
        (f"Один {MARK}, два {MARK}.", "Один, два."),
        (f"{MARK} Один", "Один"),
        (f"- {MARK} пункт", "- пункт"),
        (f"слово{MARK}слово", "словослово"),
        (f"{MARK}\n{MARK}\n\nОдин", "Один"),
        (f"Один\n\n  {MARK} {MARK}  \nДва", "Один\n\nДва"),
        (f"Один\n{MARK}", "Один"),
        (f"\n{MARK} Один", "Один"),
        (f"{MARK}\nОдин", "Один"),
        (f"Один\n\n{MARK}\n\nДва", "Один\n\n\nДва"),
        (f"Один  {MARK}\t\nДва", "Один\nДва"),
        (f"  {MARK}\t Один", "Один"),
        (f"Один\n  {MARK}\t Два", "Один\n  Два"),
        (f"«Один {MARK}» {MARK}: два {MARK}!", "«Один»: два!"),
        ("Один", "Один"),
    ],
)
def test_a_text_without_them(text: str, left: str) -> None:
    assert without(text).text == left


@pytest.mark.parametrize(
    "text",
    [
        MARK,
        f"слово\n{MARK}",
        f"слово\nслово\n{MARK}\nслово\nслово",
        f"\n{MARK}",
        f"{MARK}\n{MARK}",
        f" {MARK} {MARK}\t\n\n",
    ],
)
def test_a_comment_on_a_line_of_its_own(text: str) -> None:
    comments = in_markdown(text)
    assert all(alone(text, comments, comment) for comment in comments)


@pytest.mark.parametrize("text", [f"а{MARK}", f"{MARK}а", f"{MARK} а {MARK}", f"б\n {MARK} а\nб", f"а {MARK}{MARK}"])
def test_a_comment_beside_words(text: str) -> None:
    comments = in_markdown(text)
    assert not any(alone(text, comments, comment) for comment in comments)


def test_a_line_of_comments_alone() -> None:
    text = f"{MARK} {MARK}\n{MARK} слово\n"
    comments = in_markdown(text)
    assert [alone(text, comments, comment) for comment in comments] == [True, True, False]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([MARK, "{# salesbook: ignore=y z #}", "слово", " ", "\n", "`", "- ", "\n\n", "é"])))
def test_every_word_that_is_left_is_found_in_the_file(parts: list[str]) -> None:
    text = "---\ntitle: x\n---\n" + "".join(parts)
    document, problems = split(PurePosixPath("a.md"), text)
    assert not problems
    assert document.body is not None
    for offset, letter in enumerate(document.body):
        assert text[document.in_text(offset)] == letter
    assert document.body == document.body.strip()
    assert not in_markdown(document.body) or "`" in document.body


def test_places_below_comments() -> None:
    text = f"---\ntitle: x\n---\n{MARK}\nОдин {MARK} два\nтри\n"
    document, _problems = split(PurePosixPath("a.md"), text)
    assert document.body == "Один два\nтри"
    place = locate(document, ("body",), Span(5, "два"))
    assert (place.start.line, place.start.column, place.literal) == (5, 39, True)
    assert not locate(document, ("body",), Span(0, "Один два")).literal


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("слово", ()),
        (f"{MARK} слово", ((0, 33),)),
        (f"слово {MARK}", ((0, 0),)),
        (f"раз {MARK}\nдва", ((0, 0), (3, 36))),
        (f" раз\n{MARK}\nдва", ((-1, 0), (4, 38))),
    ],
)
def test_where_the_stretches_that_are_left_stood(text: str, kept: tuple[tuple[int, int], ...]) -> None:
    assert without(text).kept == kept


def test_a_thousand_comments_and_no_more_are_read() -> None:
    assert len(in_yaml("# salesbook: x\n" * 1_001)) == len(in_markdown(f"{MARK}\n" * 1_001)) == 1_000


def test_a_hostile_megabyte() -> None:
    for text in ("<!-- salesbook:" * 60_000, "<!--" + " " * 900_000, (MARK + " ") * 30_000, "# salesbook: x " * 60_000):
        assert MARK not in without(text)
        assert len(list(in_yaml(text))) <= text.count("#")
