"""Markup of other editors: what becomes of it on a page, and as words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.text import anchors, dialects
from salesbook.text.dialects import admonitions, containers, footnotes_in_place, footnotes_of_page, unmarked


def titled(title: str) -> str:
    return title.upper()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("> [!WARNING]\n> раз\n> два\nтри", '!!! warning "ATTENTION"\n    раз\n    два\n\nтри'),
        ("а\n> [!note] Заголовок\n> раз", 'а\n\n!!! note "Заголовок"\n    раз'),
        ("> [!tip]-\n> раз", '??? tip "TIP"\n    раз'),
        ("> [!faq]+ Как?\n> раз", '???+ question "Как?"\n    раз'),
        (
            "> [!IMPORTANT]\n>\n> раз\n>\n> > [!CAUTION]\n> > два",
            '!!! info "IMPORTANT"\n\n    раз\n\n    !!! danger "CAREFUL"\n        два',
        ),
        ("1. раз\n\n   > [!NOTE]\n   > два", '1. раз\n\n    !!! note "NOTE"\n        два'),
        ("- раз\n  > [!NOTE]\n  > два\n- три", '- раз\n\n    !!! note "NOTE"\n        два\n\n- три'),
        (
            "- раз\n    - два\n\n      > [!TIP]\n      > три",
            '- раз\n    - два\n\n        !!! tip "TIP"\n            три',
        ),
        ("раз\n\n  > [!NOTE]\n  > два", 'раз\n\n!!! note "NOTE"\n    два'),
        ("> [!ЧТО]\n> раз", "> [!ЧТО]\n> раз"),
        ("> [!spoiler]\n> раз", "> [!spoiler]\n> раз"),
        (":::info Важно\n\nраз\n\n:::\nдва", '!!! info "Важно"\n\n    раз\n\n\nдва'),
        ("::: tip\nраз\n:::", '!!! tip "TIP"\n    раз'),
        (":::danger[Стоп]{.x}\nраз\n:::", '!!! danger "Стоп"\n    раз'),
        (':::note{title="Так"}\nраз\n:::', '!!! note "Так"\n    раз'),
        ("::: details Ещё\nраз\n:::", '??? note "Ещё"\n    раз'),
        ("::::info\n:::tip\nраз\n:::\n::::", '!!! info "FOR INFORMATION"\n    !!! tip "TIP"\n        раз'),
        (
            ":::info\n:::tip\nраз\n:::\nдва\n:::",
            '!!! info "FOR INFORMATION"\n    !!! tip "TIP"\n        раз\n\n    два',
        ),
        (":::info\nраз", ":::info\nраз"),
        (":::\n:::info\nраз\n:::", ':::\n\n!!! info "FOR INFORMATION"\n    раз'),
        (":::tabs\nраз\n:::", ":::tabs\nраз\n:::"),
        ("```\n> [!NOTE]\n:::info\n:::\n```", "```\n> [!NOTE]\n:::info\n:::\n```"),
        (":::info\n```\n:::\n```\n:::", '!!! info "FOR INFORMATION"\n    ```\n    :::\n    ```'),
        ("!!! warning\n    раз", '!!! warning "ATTENTION"\n    раз'),
        ('!!! note "Так"\n    раз', '!!! note "Так"\n    раз'),
        ("??? tip\n    раз", '??? tip "TIP"\n    раз'),
    ],
)
def test_admonitions(text: str, written: str) -> None:
    assert admonitions(text, titled) == written


def test_which_containers_are_never_closed() -> None:
    assert containers(":::a\n:::b\n:::\n") == ({1: 2}, [0])
    assert containers("::::a\n:::b\n::::\n:::c\n:::\n") == ({0: 2, 3: 4}, [1])
    assert containers("текст\n:::\n") == ({}, [])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("а[^1] б[^к] в[^1]\n\n[^1]: раз\n[^к]: два", "а[^p-1] б[^p-2] в[^p-1]\n\n[^p-1]: раз\n[^p-2]: два"),
        ("а[^9]", "а&#91;^9]"),
        ("а\n\n[^1]: раз", "а\n\n&#91;^1]: раз"),
        ("`[^1]` а[^1]\n\n[^1]: раз", "`[^1]` а[^p-1]\n\n[^p-1]: раз"),
        ("а [^1]: б\n\n[^1]: раз", "а [^p-1]: б\n\n[^p-1]: раз"),
    ],
)
def test_footnotes_of_a_page(text: str, written: str) -> None:
    assert footnotes_of_page(text, "p") == written


def test_footnotes_where_they_are_referred_to() -> None:
    text = "а[^1] б[^2].\n\n[^1]: раз\n    и ещё\n"
    assert footnotes_in_place(text, " ({note})").strip() == "а (раз и ещё) б[^2]."
    assert footnotes_in_place(text, "").strip() == "а б[^2]."


def test_words_without_marks() -> None:
    text = "> [!NOTE]\n> ~~раз~~\n\n:::tip Так\n- [ ] ==два==\n- [х] `~~код~~`\n:::\n\n<a id='p'>три</a><br/>четыре"
    assert unmarked(text, titled) == "> NOTE\n> раз\n\nТак\n- ☐ два\n- ☑ `~~код~~`\n\nтри / четыре"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('<a id="p-1"></a> 1 | 2', [("p-1", "1")]),
        ("<A NAME='Срок'></a>", [("Срок", "Срок")]),
        ("<a id=x>слово</a> дальше", [("x", "слово")]),
        ('<a id="x" name="x"/>', [("x", "x")]),
        ('`<a id="x"></a>`', []),
        ('<a id="x y"></a> <a id="x&#34;"></a> <a id="x" href="y"></a> <a href="x">y</a> <abbr id="x">', []),
    ],
)
def test_places_with_anchors(text: str, names: list[tuple[str, str]]) -> None:
    assert [(anchor.name, anchor.words) for anchor in anchors.anchors(text)] == names
    assert all(text.startswith(anchor.text, anchor.start) for anchor in anchors.anchors(text))


def test_an_anchor_in_a_heading_is_none_of_its_words() -> None:
    (heading,) = anchors.headings('## <a id="old"></a>Срок')
    assert (heading.text, heading.anchor) == ("Срок", "срок")
    assert anchors.with_anchors('## <a name="old">Срок</a>') == '## <a id="old"></a>Срок {#срок}'


SIGNS = st.sampled_from(
    [
        "> [!NOTE]",
        "> ",
        ":::info",
        ":::",
        "::::",
        "!!! note",
        "??? tip",
        "    ",
        "\n",
        "\n\n",
        "```",
        "`",
        "[^1]",
        "[^1]:",
        "слово",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(SIGNS, max_size=30).map("".join))
def test_no_word_is_lost(text: str) -> None:
    for written in (admonitions(text, titled), footnotes_of_page(text, "p")):
        assert written.count("слово") == text.count("слово")
        assert written.count("`") == text.count("`")


@pytest.mark.slow
@pytest.mark.parametrize(
    "mark",
    [
        "> [!NOTE]\n",
        "> ",
        ":::info\n",
        ":::info\n:::\n",
        "::::",
        "[^1]",
        "[^1]: ",
        "~~а",
        "==а",
        "<a id='",
        "<a id=x>",
        "- [ ] ",
    ],
)
def test_a_hostile_text_is_read_in_time(mark: str) -> None:
    text = mark * (300_000 // len(mark))
    assert len(admonitions(text, titled)) > 0
    assert footnotes_of_page(text, "p")
    assert footnotes_in_place(text, "") is not None
    assert unmarked(text, titled) is not None
    assert len(list(anchors.anchors(text))) <= len(text)
    assert dialects.Code(text).holds(0) is False
