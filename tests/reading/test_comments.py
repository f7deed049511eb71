"""Comments: which are ones, what they order, and a text without them."""

from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.core.diagnostics import Span
from salesbook.reading.comments import alone, in_markdown, in_strings, in_yaml, orders, without
from salesbook.reading.document import locate, split

MARK = "<!-- salesbook: ignore=x why -->"


@pytest.mark.parametrize(
    ("text", "orders"),
    [
        (f"Текст {MARK}", ["ignore=x why"]),
        ("{# salesbook: ignore=x why #}{#- salesbook:y -#}", ["ignore=x why", "y"]),
        ("<!--salesbook:ignore=x-->", ["ignore=x"]),
        (f"`{MARK}` и {MARK}", ["ignore=x why"]),
        (f"`код`{MARK}`код`", ["ignore=x why"]),
        (f"```\n{MARK}\n```\n", []),
        (f"<!-- {{# salesbook: ignore=x why #}} --> {MARK}", [None, "ignore=x why"]),
        ("<!-- salesbook: a\nb -->", [None]),
        ("<!-- другое -->", [None]),
        ("{# другое #}", []),
    ],
)
def test_orders_of_markdown(text: str, orders: list[str | None]) -> None:
    assert [comment.order for comment in in_markdown(text)] == orders


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("а <!-- раз --> б <!--два--> в", ["<!-- раз -->", "<!--два-->"]),
        ("<!-- раз\n\nдва\n--> три", ["<!-- раз\n\nдва\n-->"]),
        ("<!--> раз <!---> два <!-- три --!> четыре", ["<!-->", "<!--->", "<!-- три --!>"]),
        ("а <!-- до конца\n\nи дальше", ["<!-- до конца\n\nи дальше"]),
        ("<!-- раз <!-- два --> три -->", ["<!-- раз <!-- два -->"]),
        ("<!-- ` --> ` <!-- два -->", ["<!-- ` -->", "<!-- два -->"]),
        ("<!--\n```\n--> а\n\n```\n<!-- код -->\n```", ["<!--\n```\n-->"]),
        ("``<!-- код -->`` и `<!-- код -->`", []),
        ("~~~\n<!-- код -->\n~~~\n<!-- нет -->", ["<!-- нет -->"]),
        ("```код``` <!-- нет -->\n\nтекст <!-- и это -->", ["<!-- нет -->", "<!-- и это -->"]),
        ("- пункт\n\n    ```\n    <!-- код -->\n    ```\n\n    <!-- нет -->", ["<!-- нет -->"]),
        ("> ```\n> <!-- код -->\n> ```\n> <!-- нет -->", ["<!-- нет -->"]),
        ("- а\n\n    ```\n    <!-- код -->\n\nконец <!-- нет -->", ["<!-- нет -->"]),
        ("\\<!-- показан --> \\`<!-- нет -->\\`", ["<!-- нет -->"]),
        ("а\n[//]: # (нет)\n[comment]: <> (и это)\n", ["[//]: # (нет)", "[comment]: <> (и это)"]),
        ('[//]: # "нет"\nа [//]: # (показан)', ['[//]: # "нет"']),
        ("< !-- нет --> <! -- нет --> &lt;!-- нет -->", []),
    ],
)
def test_what_is_a_comment(text: str, comments: list[str]) -> None:
    assert [text[comment.start : comment.end] for comment in in_markdown(text)] == comments


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
def test_orders_of_yaml(text: str, words: list[str]) -> None:
    assert [comment.order for comment in in_yaml(text)] == words


def test_comments_in_the_strings_of_yaml() -> None:
    text = "# <!-- YAML's own\na: 'раз <!-- два -->'\nb: |\n  три\n  <!-- четыре\n  пять -->\n"
    comments = ["<!-- два -->", "<!-- четыре\n  пять -->"]
    assert [text[comment.start : comment.end] for comment in in_strings(text)] == comments
    assert in_strings("a: [<!-- x -->") == []


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
        ("Один <!-- раз\n\nдва --> два", "Один два"),
        ("Один\n<!--\nраз\n\nдва\n-->\nДва", "Один\nДва"),
        ("- один\n- <!-- нет -->\n- два", "- один\n- два"),
        ("1. один\n2. <!-- нет --> <!-- и это -->\n   ниже\n3. три", "1. один\n2. ниже\n3. три"),
        ("> один\n> <!-- нет -->\n> два", "> один\n> два"),
        ("| а <!-- нет --> | <!-- и это --> |\n|---|---|\n<!-- строка -->\n| 1 | 2 |", "| а | |\n|---|---|\n| 1 | 2 |"),
        ("## Срок <!-- нет -->\n\nтекст", "## Срок\n\nтекст"),
        ("слово <!-- а --> <!-- б --> слово <!-- в -->", "слово слово"),
        ("один\n\n[//]: # (нет)\n\nдва", "один\n\n\nдва"),
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
    assert all(comment in alone(text, comments) for comment in comments)


@pytest.mark.parametrize("text", [f"а{MARK}", f"{MARK}а", f"{MARK} а {MARK}", f"б\n {MARK} а\nб", f"а {MARK}{MARK}"])
def test_a_comment_beside_words(text: str) -> None:
    comments = in_markdown(text)
    assert not any(comment in alone(text, comments) for comment in comments)


def test_a_line_of_comments_alone() -> None:
    text = f"{MARK} {MARK}\n{MARK} слово\n"
    comments = in_markdown(text)
    assert [comment in alone(text, comments) for comment in comments] == [True, True, False]


PARTS = [
    MARK,
    "{# salesbook: ignore=y z #}",
    "<!-- нет\n\n-->",
    "<!--",
    "-->",
    "слово",
    " ",
    "\n",
    "`",
    "- ",
    "> ",
    "\n\n",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PARTS)))
def test_every_word_that_is_left_is_found_in_the_file(parts: list[str]) -> None:
    text = "---\ntitle: x\n---\n" + "".join(parts)
    document, problems = split(PurePosixPath("a.md"), text)
    assert not problems
    assert document.body is not None
    for offset, letter in enumerate(document.body):
        assert text[document.in_text(offset)] == letter
    assert document.body == document.body.strip()
    assert not in_markdown(document.body) or "`" in document.body or "<" in text


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


def test_two_hundred_orders_and_no_more_are_read() -> None:
    """Of those that order something; whatever is taken out of a text is taken out all of it."""
    marked = in_markdown(f"{MARK}\n" * 1_001)
    assert len(in_yaml("# salesbook: x\n" * 1_001)) == len(list(orders(marked))) == 200
    assert without(f"{MARK}\n" * 1_001).text == ""


@pytest.mark.slow
def test_a_hostile_megabyte() -> None:
    for text in HOSTILE:
        assert MARK not in without(text).text
        assert len(list(in_yaml(text))) <= text.count("#")


HOSTILE = [
    "<!-- salesbook:" * 60_000,
    "<!--" + " " * 900_000,
    " " * 900_000 + "x<!---->",
    (MARK + " ") * 30_000,
    "<!---->" * 140_000,
    "а <!----> " * 90_000,
    "<!--\n-->\n" * 110_000,
    "- <!---->\n" * 90_000,
    "# salesbook: x " * 60_000,
    "<!---->" + "    ```x\n" * 100_000,
    "<!---->" + "> ```x\n" * 100_000,
    "<!---->\n" + "".join(f"{' ' * (4 + n % 20)}{'`' * (3 + n % 90)}x\n" for n in range(15_000)),
    "<!---->\n" + "```x\n" * 200_000,
    "<!---->\n" + "`" * 900_000,
    "<!---->" + "\n[//]: # (" * 90_000,
]


def test_brackets_that_would_end_the_composer() -> None:
    """libyaml composes by calling itself: three hundred thousand brackets would end the process."""
    text = "# salesbook: ignore=x y\na: <!-- x -->\nb: " + "[" * 300_000
    assert [comment.order for comment in in_yaml(text)] == ["ignore=x y"]
    assert in_strings(text) == []
