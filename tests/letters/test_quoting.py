"""Whatever a client has said comes out of a letter word for word, and can do nothing to it."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.text.invisible import without_acting
from tests.books import changed, compiled
from tests.letters.test_writing import REFUSAL, TEMPLATE, written


def visible(html: str) -> str:
    """Return what a mail program shows: no tags, entities read, spaces folded."""
    body = html.partition("</p>")[2]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def tags(html: str) -> list[str]:
    return re.findall(r"<[^>]*>", html.partition("<title>")[2].partition("</title>")[2])


NASTY = [
    "<script>alert(1)</script>",
    "<img src=x onerror=y>",
    "**жирно**",
    "[a](javascript:x)",
    "![a](b)",
    "{{ company.name }}",
    "{% if x %}",
    "&lt;",
    "&#60;b&#62;",
    "`код`",
    "# заголовок",
    "- пункт",
    "1. пункт",
    "> цитата",
    "[a]: javascript:x",
    "<https://a>",
    "<!--",
    "-->",
    "</p>",
    "</title>",
    "\\*",
    "_а_",
    "___",
    "===",
    "|a|b|",
    ":smile:",
    "[bold]",
    "\"'",
    "<a&#62;",
]
LINES = (
    st.lists(
        st.one_of(
            st.sampled_from(NASTY),
            st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8),
        ),
        min_size=1,
        max_size=5,
    )
    .map(" ".join)
    .filter(lambda line: without_acting(line) == line)  # what acts unseen is no word of a client's
)
PLAIN = written({"client": "А", "reason": "нет объекта"}, name="refusal").html
NOTE = changed(
    REFUSAL,
    ("type: line}", "type: text}"),
    (
        TEMPLATE,
        "Слова: {{ client }}.\n\n- {{ client }}\n\n"
        "**{{ client }}** [{{ client }}](https://example.com/?q={{ client }})\n\nконец {{ reason }}",
    ),
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(LINES)
def test_a_client_is_quoted_word_for_word(line: str) -> None:
    letter = written({"client": line, "reason": "нет объекта"}, name="refusal")
    assert letter.text == f"{line}, помочь не сможем: нет объекта.\n"
    assert letter.html is not None and PLAIN is not None
    assert f"{line}, помочь не сможем: нет объекта." == visible(letter.html)
    assert tags(letter.html) == tags(PLAIN)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=4))
def test_several_lines_stay_several_lines(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    book = compiled(tmp_path_factory.mktemp("book"), NOTE)
    letter = written({"client": "\n".join(lines), "reason": "нет объекта"}, book=book, name="refusal")
    assert letter.text.startswith("Слова: " + "\n".join(lines) + ".\n")
    assert letter.html is not None
    assert visible(letter.html).startswith("Слова: " + " ".join(lines) + ".")
    assert visible(letter.html).endswith("конец нет объекта")
    found = set(re.findall(r"</?([a-z0-9]+)", "".join(tags(letter.html))))
    assert found <= {"head", "body", "div", "p", "br", "ul", "li", "strong", "a", "html"}
    assert not re.search(
        r"<[^>]*(?:javascript|onerror)[^>]*>", re.sub(r'href="https://[^"]*"', "", "".join(tags(letter.html)))
    )
