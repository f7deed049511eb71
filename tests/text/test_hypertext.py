"""Nothing that could run gets out of the guard."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.text.hypertext import to_html
from salesbook.text.safety import is_safe


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("раз\nдва", "<p>раз<br>\nдва</p>"),
        ("**жирно**", "<p><strong>жирно</strong></p>"),
        ("- а\n- б", "<ul>\n<li>а</li>\n<li>б</li>\n</ul>"),
        ("[сайт](https://example.com)", '<p><a href="https://example.com">сайт</a></p>'),
        ("[сайт](javascript:alert)", "<p><a>сайт</a></p>"),
        ("![x](data:x)", '<p><img alt="x"></p>'),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
        ("<!-- x -->", "<p>&lt;!-- x --&gt;</p>"),
        ("<https://example.com>", '<p><a href="https://example.com">https://example.com</a></p>'),
    ],
)
def test_to_html(text: str, html: str) -> None:
    assert to_html(text) == html


HARMLESS = set("p br strong em ul ol li a img code pre blockquote hr h1 h2".split())


class Tags(HTMLParser):
    """Reads HTML as a browser does and keeps the tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


PARTS = [
    "<script>",
    "</p>",
    "<img src=x onerror=y>",
    "[a](",
    "javascript:x",
    ")",
    "![",
    "](",
    "<javascript:x>",
    "&lt;",
    "&#60;",
    "`",
    "**",
    "\n",
    "\n\n    ",
    "> ",
    "- ",
    "<!--",
    "-->",
    "<a href='",
    "[r]: data:x",
    "[r]",
    "\\",
    "a",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=10).map("".join))
def test_only_harmless_tags_come_out(text: str) -> None:
    tags = Tags()
    tags.feed(to_html(text))
    tags.close()
    for tag, attributes in tags.found:
        assert tag in HARMLESS
        assert set(attributes) <= {"href", "src", "alt", "title"}
        assert all(is_safe(attributes.get(name) or "") for name in ("href", "src"))


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "[[", "[a][", "1. ", "> ", "- ", "* 1. > ", "````<``"])
def test_ten_thousand_marks_in_a_row_are_read_in_time(mark: str) -> None:
    """Markdown's library would look for the end of each bracket, and call itself for each list, for minutes."""
    html = to_html("начало\n\n" + (mark * 10_000)[:10_000])
    assert html.startswith("<p>начало</p>")


def test_stray_brackets_among_links_stay_words() -> None:
    html = to_html("[" * 300 + " [план](plan.pdf) " + "]" * 3)
    assert html.count("&#91;") == 300
    assert '<a href="plan.pdf">план</a>' in html
    assert to_html("[а] [план](plan.pdf)") == '<p>[а] <a href="plan.pdf">план</a></p>'


@pytest.mark.parametrize("text", ["слово " * 11_000, "а\n" * 2_001])
def test_what_nobody_reads_as_a_letter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\d+"):
        to_html(text)
