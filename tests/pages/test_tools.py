"""Forms come into a page where it has their place, with data that stay data; nobody else can bring one in."""

import json
import re

import pytest

from salesbook.academy.markdown import page_text
from salesbook.academy.sanitizer import clean
from salesbook.core.language import Translations
from salesbook.pages.model import Page
from salesbook.pages.tools import Tool, common_words, placeholder, with_tools

NAME, PLACE = placeholder(0)
HOSTILE = "</script><script>alert(1)</script>\u2028\u2029<!--<script>&amp;]]>\\u003c\x00\x7f"


def tool(*words: str) -> Tool:
    return Tool("lead-form", ("lead.js",), {"words": list(words)})


def data_of(html: str) -> object:
    [inside] = re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL)
    return json.loads(inside)


def test_a_tool_takes_its_place_with_the_scripts_it_needs() -> None:
    html = with_tools(clean(f"<div>{PLACE}</div>"), {NAME: tool("А")}, "scorecards/leads.md")
    assert html.startswith(
        '<div><lead-form class="tool"><script type="application/json">{"words":["А"]}</script></lead-form>'
    )
    assert re.findall(r'<script src="([^"]+)" defer>', html) == [
        "../assets/salesbook/tools.js",
        "../assets/salesbook/lead.js",
    ]


def test_scripts_of_two_tools_are_loaded_once() -> None:
    (one, first), (other, second) = placeholder(0), placeholder(1)
    html = with_tools(f"{first}{second}", {one: tool("А"), other: tool("Б")}, "a.md")
    assert html.count("<lead-form") == 2
    assert html.count('src="') == 2


def test_a_tool_stands_once_and_a_place_without_one_is_empty() -> None:
    assert with_tools(f"{PLACE}{PLACE}", {NAME: tool()}, "a.md").count("<lead-form") == 1
    assert with_tools(clean(f"<p>{PLACE}</p>"), {}, "a.md") == "<p></p>"


def test_hostile_data_end_neither_their_element_nor_a_line() -> None:
    html = with_tools(str(PLACE), {NAME: tool(HOSTILE, "__proto__")}, "a.md")
    assert data_of(html) == {"words": [HOSTILE, "__proto__"]}
    inside = html.partition('application/json">')[2].partition("</script>")[0]
    assert not set("<>&\u2028\u2029\x00") & set(inside)


@pytest.mark.parametrize(
    "html",
    [
        f"<p title='{PLACE}'>a</p>",
        f'<p title="{PLACE}">a</p>',
        f"<p>{str(PLACE).replace('<', '&lt;')}</p>",
        f"<code>{str(PLACE).replace('<', '&#60;')}</code>",
        f"<!-- {PLACE} -->",
        f"<script>{PLACE}</script><style>{PLACE}</style>",
        f"<textarea>{PLACE}",
    ],
)
def test_no_tool_comes_where_a_browser_would_read_no_element(html: str) -> None:
    assert "<lead-form" not in with_tools(clean(html), {NAME: tool()}, "a.md")


@pytest.mark.parametrize(
    ("element", "script"),
    [("script", "a.js"), ("lead-form onload", "a.js"), ("lead-form", "../a.js"), ("a-b", 'a".js')],
)
def test_a_tool_is_one_of_ours(element: str, script: str) -> None:
    with pytest.raises(ValueError, match=re.escape(element)):
        Tool(element, (script,), {})


def test_plain_markdown_has_no_place_of_a_tool() -> None:
    assert "page-tool" not in page_text(Page("a.md", "А", f"<div>{PLACE}</div>", tools={NAME: tool()}))


def test_common_words_are_of_the_language_of_the_labels() -> None:
    russian, english = (common_words(Translations(code)) for code in ("ru", "en"))
    assert russian.keys() == english.keys()
    assert all(russian[key] != english[key] for key in english)
