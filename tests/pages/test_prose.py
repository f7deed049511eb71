"""Prose of a book is hostile until it has become a page: what it may say, and what it may not do."""

import re
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from salesbook.academy import sanitizer
from salesbook.academy.guard import Addresses, PageGuard
from salesbook.academy.plugin import UNDERSTOOD
from salesbook.pages.escaping import LT, words
from salesbook.pages.places import Places
from salesbook.pages.prose import Writer
from tests.academy.tiny import compiled

CASES = Path(__file__).parent / "cases"
EXTENSIONS = [
    "admonition",
    "attr_list",
    "def_list",
    "md_in_html",
    "sane_lists",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.superfences",
    *UNDERSTOOD,
]
KNOWN = {
    "div",
    "p",
    "a",
    "em",
    "strong",
    "code",
    "pre",
    "span",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "img",
    "blockquote",
    "hr",
    "br",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "del",
    "mark",
    "sup",
    "input",
    "label",
}
HOSTILE = [
    "<script>alert(1)</script>",
    "```\n<script>alert(1)</script>",
    "```\n<script>alert(1)</script>\n```~~~\n<img src=x onerror=alert(1)>",
    "``` {.py onclick=alert(1)}\ncode\n```",
    "- list\n\n    ``` { .py onclick=alert(1) }\n    <script>\n    ```",
    "> ```{ .py onclick=alert(1) }\n> <script>alert(1)</script>\n> ```",
    "`<img src=x onerror=alert(1)>`",
    "\\`<img src=x onerror=alert(1)>`",
    "`</div><script>alert(1)</script>`",
    "</div></div><iframe src=//example.com></iframe>",
    "[a](javascript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](java&#x09;script:alert(1))",
    "[a][x]\n\n[x]: javascript:alert(1)",
    "[a](data:text/html,x)",
    "![a](https://example.com/pixel.png)",
    "![a][x]\n\n[x]: https://example.com/pixel.png",
    "![a][x]\n\n[x]: ///example.com/pixel.png",
    "![a][x]\n\n[x]: /\\example.com/pixel.png",
    "![a](img/card.png){ srcset='card.png 1x, //example.com/pixel.png 2x' }",
    "слово\n{ background='https://example.com/pixel.png' }",
    "| a { background='//example.com/pixel.png' } |\n|---|\n| 1 |",
    "слово {: onclick=alert(1) style='position:fixed' }\n{: onmouseover=alert(1) }",
    '## Заголовок {#x"onmouseover=alert(1)}',
    '!!! note" onclick=alert(1) "\n    текст',
    "<div markdown>\n<script>alert(1)</script>\n</div>",
    "[[ОП-001|<b onclick=alert(1)>x</b>]]",
    "[[<img src=x onerror=alert(1)>]]",
    "{{ fact.reply }}<svg/onload=alert(1)>",
    "<!-- --><script>alert(1)</script>",
    "<?php x ?><script>1</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    f"{LT}script>alert(1){LT}/script>",
    "\x02klzzwxh:0\x03<script>",
    '<a id="x" onclick="alert(1)"></a><a id="x" onclick=alert(1)"></a>',
    "<a id='x' href='javascript:alert(1)'>y</a><br onclick=alert(1)><br/><script>alert(1)</script>",
    ':::info" onclick=alert(1) "\n<script>alert(1)</script>\n:::',
    '> [!NOTE] x" onclick=alert(1) "\n> <script>alert(1)</script>',
    "а[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))",
    'а[^x"onclick=alert(1)]\n\n[^x"onclick=alert(1)]: да',
    "- [ ] <script>alert(1)</script>\n- [x] ~~<b onclick=x>~~ ==<i>==",
    "<a id=x><script>alert(1)</script></a>",
]


ALIGNMENTS = tuple(f"text-align: {side};" for side in ("left", "center", "right"))
"""The styles that Markdown itself gives the cells of a table; a mix of marks may make a table."""


class Look(HTMLParser):
    """Collects what a browser would see that must not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in KNOWN:
            self.wrong.append(tag)
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            aligned = tag in ("th", "td") and value in ALIGNMENTS
            if (
                name.startswith("on")
                or (name == "style" and not aligned)
                or address.startswith(("javascript:", "data:"))
            ):
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("src", "srcset", "background") and ("//" in address or address.startswith("/\\")):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(data)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(data)


def html_of(markdown: str) -> str:
    """Print a page's Markdown as the press does, with the options of its extensions, too."""
    guard = PageGuard(Addresses(set()))
    return Markdown(extensions=[*EXTENSIONS, guard], extension_configs=UNDERSTOOD).convert(markdown).replace(LT, "&lt;")


def wrong_in(markdown: str) -> list[str]:
    return seen_in(sanitizer.clean(html_of(markdown)))


def seen_in(html: str) -> list[str]:
    look = Look()
    look.feed(html)
    look.close()
    return look.wrong


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    book = compiled(tmp_path_factory.mktemp("book"))
    writer = Writer(Places(book))
    writer.turn_to("regulations/sales/first-contact.md", book.resolve("ОП-001"))
    return writer


def test_the_look_sees_what_is_wrong() -> None:
    for markdown in ("<script>1</script>", "<p onclick=x>", "<img src=https://example.com/x.png>", "<!-- x -->"):
        assert seen_in(html_of(markdown)) != []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_prose_is_harmless(writer: Writer, text: str) -> None:
    for markdown in (writer.prose(text), writer.body(text), writer.inline(text), writer.bullets((text,)), words(text)):
        assert wrong_in(str(markdown)) == []
        assert wrong_in(f"<div markdown>\n\n{markdown}\n\n</div>\n") == []


MARKS = (
    "` `` ``` ~~~ < > <script> </div> [ ] ( ) [[ ]] {: } onclick=x {# ! !!! ??? javascript: &#106; \\ - 1. | # * _ : "
    "<br> <br/> <a\u00a0id=x></a> </a> ~~ == [^1] [^1]: :::info ::: :::: [!NOTE] [x] ^"
)
PIECES = st.sampled_from(
    [
        *(mark.replace("\u00a0", " ") for mark in MARKS.split(" ")),
        "<div markdown>",
        "слово",
        "ОП-001",
        "\n",
        "\n\n",
        "    ",
        " ",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(PIECES, max_size=25).map("".join))
@example("~~`~~~~")
@example(">~~~`~~~")
def test_no_mix_of_marks_makes_a_tag(writer: Writer, text: str) -> None:
    for markdown in (writer.prose(text), writer.body(text)):
        assert wrong_in(f"<div markdown>\n\n{markdown}\n\n</div>\n") == []


def test_code_shows_its_own_signs(writer: Writer) -> None:
    assert "<code>a &lt; b</code>" in html_of(writer.prose("Пишем `a < b`."))
    assert "x &lt; y" in html_of(writer.prose("```\nx < y\n```"))
    assert "{{ fact.reply }}" in html_of(writer.prose("`{{ fact.reply }}`"))


def test_references_become_links(writer: Writer) -> None:
    assert writer.prose("[[letter:summary]]") == "[Саммари](../../letters/summary.md)"
    assert writer.prose("[[letter:summary|письмо]]") == "[письмо](../../letters/summary.md)"
    assert writer.prose("[[pipeline:main#paid]]") == "[Оплата получена](../../pipelines/main.md#paid)"
    assert writer.prose("[[ОП-001#порядок-действий|выше]]") == "[выше](#порядок-действий)"


def test_titles_stand_in_quotation_marks_inside_a_sentence(writer: Writer) -> None:
    summary = "../../letters/summary.md"
    assert writer.prose("Отправьте [[letter:summary]].") == f"Отправьте [“Саммари”]({summary})."
    assert writer.prose("Он: “отправил [[letter:summary]]”.") == f"Он: “отправил [‘Саммари’]({summary})”."
    assert writer.prose("Письмо “[[letter:summary]]”.") == f"Письмо “[Саммари]({summary})”."
    assert writer.prose("Этап [[pipeline:main#paid]].") == "Этап [“Оплата получена”](../../pipelines/main.md#paid)."
    assert writer.prose("Отправьте [[letter:summary|письмо]].") == f"Отправьте [письмо]({summary})."
    assert writer.prose("По [[regulation:discounts]].") == 'По <span class="absent">“Черновик скидок”</span>.'
    assert writer.body("## Письма\n\n- [[letter:summary]]") == f"## Письма {{#письма}}\n\n- [Саммари]({summary})"
    assert writer.link("letter:summary") == f"[Саммари]({summary})"
    # The number of a regulation stands before the marks, which are those of the book's language.
    russian = Writer(writer.places)
    russian.language = "ru"
    assert "[ОП-001 «Первый контакт»](" in russian.prose("Звоните по [[ОП-001]], потом пишите.")
    assert "«открыл [„Саммари“](" in russian.prose("Он «открыл [[letter:summary]]».")
    assert russian.plain("Звоните по [[ОП-001]]") == "Звоните по ОП-001 «Первый контакт»"


def test_anchors_copied_from_an_address_lead_where_they_led(writer: Writer) -> None:
    fragment = quote("порядок-действий")
    assert writer.prose(f"[[ОП-001#{fragment}|выше]]") == "[выше](#порядок-действий)"
    assert writer.prose(f"[выше](#{fragment.lower()})") == "[выше](#порядок-действий)"
    assert writer.prose("[[pipeline:main#%70aid]]") == "[Оплата получена](../../pipelines/main.md#paid)"
    assert writer.link("pipeline:main#%70aid") == "[Оплата получена](../../pipelines/main.md#paid)"
    # Another site may tell the two apart.
    assert writer.prose("[туда](https://example.com/a#%29b)") == "[туда](https://example.com/a#%29b)"


def test_links_to_files_go_to_their_pages(writer: Writer) -> None:
    assert writer.prose("[сюда](../../scripts/call.yml)") == "[сюда](../../scripts/call.md)"
    assert writer.prose("[туда](https://example.com/a#b)") == "[туда](https://example.com/a#b)"


def test_links_of_fields_lead_where_those_of_prose_do(writer: Writer) -> None:
    assert writer.material("../../img/card.png") == writer.media(PurePosixPath("content/img/card.png"))
    assert writer.material("../../img/card.png#top") == "../../media/img/card.png"
    assert writer.material("https://example.com/a#b") == "https://example.com/a#b"
    for link in ("gone.png", "/img/card.png", "data:x", "", "#top", "../../../img/card.png"):
        assert writer.material(link) is None


def test_what_has_no_page_is_plain_words(writer: Writer) -> None:
    assert writer.prose("[[ОП-999]]") == '<span class="absent">ОП-999</span>'
    assert writer.prose("[[regulation:discounts]]") == '<span class="absent">Черновик скидок</span>'
    assert writer.prose("[нет](gone.md)") == '<span class="absent">нет</span>'


def test_figures_become_words(writer: Writer) -> None:
    assert writer.prose("за {{ fact.reply }}") == "за 15\u00a0minutes"


def test_headings_of_a_body_carry_the_anchors_that_checks_know(writer: Writer) -> None:
    html = html_of(writer.body("## Срок: {{ fact.reply }}\n\n## Срок\n\n## Срок"))
    assert '<h2 id="срок-fact-reply">' in html.replace("factreply", "fact-reply")
    assert '<h2 id="срок">' in html
    assert '<h2 id="срок_1">' in html


def test_a_field_has_no_headings_of_its_own(writer: Writer) -> None:
    assert "<h" not in html_of(writer.prose("# Громко\n\nтекст"))


def test_a_list_keeps_its_points_together(writer: Writer) -> None:
    html = html_of(writer.bullets(("Первый.\n\n- внутри", "Второй."), "1."))
    assert html.count("<ol>") == 1
    assert html.count("<li>") == 3


def test_plain_words_of_prose(writer: Writer) -> None:
    assert (
        writer.plain("**Важно:** [[ОП-001]], `код`, {{ fact.reply }}\n\nвторой", 200)
        == "Важно: ОП-001 “Первый контакт”, код, 15\u00a0minutes"
    )


@pytest.mark.parametrize(
    "mark", ["[", "![", "[a](", "[a][", "1. ", "> 1. ", "[^1]", "- [ ] ", "~~", "~~а", "==", "<br>", ":::"]
)
def test_ten_thousand_marks_in_a_row_are_read_in_time(writer: Writer, mark: str) -> None:
    """Markdown's library would look for the end of each bracket, and call itself for each list, for minutes."""
    text = str(writer.body((mark * 10_000)[:10_000]))
    assert text.count("[") <= 201
    assert "<" in Markdown(extensions=EXTENSIONS).convert(text)


def test_markup_of_other_editors(writer: Writer) -> None:
    html = html_of(writer.body((CASES / "foreign-markup.md").read_text(encoding="utf-8")))
    for expected in (
        '<div class="admonition info">\n<p class="admonition-title">Важно</p>\n<p>Звоните сразу.</p>\n</div>',
        '<div class="admonition warning">\n<p class="admonition-title">Attention</p>',
        '<input type="checkbox" disabled/><span class="task-list-indicator"></span></label> открыть карточку</li>',
        '<input type="checkbox" disabled checked/><span class="task-list-indicator"></span></label> проверить телефон',
        '<a class="footnote-ref"',
        "<del>две недели</del>, теперь <mark>одна</mark>",
        '<td><a id="p-1"></a> 1</td>\n<td>позвонить<br>написать</td>',
        '<a href="#p-1">первый пункт</a>',
    ):
        assert expected in html
    assert not [sign for sign in (":::", "[!", "[ ]", "[x]", "[^", "~~", "==", "&lt;") if sign in html]


def test_footnotes_of_several_texts_of_a_page_do_not_meet(writer: Writer) -> None:
    texts = [f"Слово[^1] и[^два].\n\n[^1]: раз {n}\n[^два]: два {n}" for n in range(3)]
    page = "\n\n".join(f"<div markdown>\n\n{writer.prose(text)}\n\n</div>" for text in texts)
    html = html_of(f"{page}\n\n{writer.bullets((texts[0], texts[1]))}")
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 20
    assert [href for href in re.findall(r'href="#([^"]+)"', html) if unquote(href) not in ids] == []
    assert writer.inline(texts[0]) == "Слово (раз 0) и (два 0)."
    assert writer.plain(texts[0], 100) == "Слово и."


def test_an_anchor_stands_once_on_a_page(writer: Writer) -> None:
    writer.turn_to("regulations/sales/first-contact.md", writer.book.resolve("ОП-001"))
    text = '<a id="порядок-действий"></a> а <a id="p"></a> б <a name="p">в</a>'
    assert writer.prose(text) == ' а <a id="p"></a> б в'
    assert writer.prose(text) == " а  б в"
    writer.turn_to("index.md")
    assert writer.prose("<a id='порядок-действий'/>") == '<a id="порядок-действий"></a>'
    writer.turn_to("regulations/sales/first-contact.md", writer.book.resolve("ОП-001"))


def test_lines_break_where_their_author_breaks_them(writer: Writer) -> None:
    assert writer.prose("а<br>б<BR />в\\\nг") == "а<br>б<br>в<br>\nг"
    assert "<code>&lt;br&gt;</code>" in html_of(writer.prose("`<br>`")).replace("&lt;br>", "&lt;br&gt;")


def test_a_few_brackets_are_left_as_they_are(writer: Writer) -> None:
    assert "- [ ] позвонить" in writer.body("- [ ] позвонить\n" * 100)
    assert writer.body("[ " * 300).count("&#91;") == 300


def test_the_longer_a_paragraph_the_fewer_brackets_are_left(writer: Writer) -> None:
    """For each of them Markdown's library looks at all that follows, sign by sign."""
    assert writer.body(("[слово " * 20 + "\n\n") * 5).count("[") == 100
    assert writer.body(("[" + "слово " * 1_000) * 50).count("[") <= 7
