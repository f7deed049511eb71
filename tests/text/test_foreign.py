"""Markup of other editors: which of it is found where, and what is written in its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.text.foreign import may_hold_signs, signs
from salesbook.text.foreign_rules import Medium


def shown(text: str, medium: Medium) -> list[tuple[str, str | None]]:
    """Return what would be shown as it stands, each with what is written in its place."""
    return [(text[sign.start : sign.end], sign.new) for sign in signs(text, medium)] if may_hold_signs(text) else []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<b>срочно</b> <i>да</i> <s>в</s> <mark>г</mark> <code>д</code>",
            [
                ("<b>срочно</b>", "**срочно**"),
                ("<i>да</i>", "*да*"),
                ("<s>в</s>", "~~в~~"),
                ("<mark>г</mark>", "==г=="),
                ("<code>д</code>", "`д`"),
            ],
        ),
        ("<u>да</u> <i>a*b</i> <i> a</i>", [("<u>", None), ("<i>a*b</i>", None), ("<i> a</i>", None)]),
        (
            '<a href="https://e.com/">тут</a> <https://e.com/a>',
            [
                ('<a href="https://e.com/">тут</a>', "[тут](https://e.com/)"),
                ("<https://e.com/a>", "[https://e.com/a](https://e.com/a)"),
            ],
        ),
        ("x<sup>2</sup> m^2^ H~2~O a^b^", [("<sup>2</sup>", "²"), ("^2^", "²"), ("~2~", "₂"), ("^b^", None)]),
        ("++вставка++", [("++вставка++", None)]),
        (":::info\nа\n:::\n:::tabs\nб\n:::\n:::tip\nв", [(":::tabs", None), (":::", None), (":::tip", None)]),
        (":::\n::: {.x}", [(":::", None), ("::: {.x}", None)]),
        ("> [!spoiler] б", [("> [!spoiler] б", None)]),
        (
            "- [] в\n-[ ] г\n* [] д\n-[х] е",
            [("- []", "- [ ]"), ("-[ ]", "- [ ]"), ("* []", "* [ ]"), ("-[х]", "- [x]")],
        ),
        ("а[^1] б[^2]\n\n[^1]: раз\n[^3]: два\n[^1]: снова", [("[^2]", None), ("[^3]", None), ("[^1]", None)]),
        ("а^[в строке]", [("^[в строке]", None)]),
        ("слово {.red} и{#place}", [("{.red}", None), ("{#place}", None)]),
        ("[[_TOC_]] [[TOC]]", [("[[_TOC_]]", ""), ("[[TOC]]", "")]),
        ("![[схема.png]]", [("![[схема.png]]", None)]),
        (
            "%%скрыто%% %%\nмного\n%% %%а -- б%%",
            [("%%скрыто%%", "<!--скрыто-->"), ("%%\nмного\n%%", "<!--\nмного\n-->"), ("%%а -- б%%", None)],
        ),
        ("||спойлер||\n|| a || b ||", [("||спойлер||", None)]),
        ('--8<-- "a.md"\n=== "Вкладка"\n    а', [('--8<-- "a.md"', None), ('=== "Вкладка"', None)]),
        (
            '{% hint style="info" %}а{% endhint %} {% include x %} {{< youtube >}} {{ client }}',
            [
                ('{% hint style="info" %}', None),
                ("{% endhint %}", None),
                ("{% include x %}", None),
                ("{{< youtube >}}", None),
                ("{{ client }}", None),
            ],
        ),
        (
            "{info}а{info} {code:java} {имя} {note:title=x}",
            [("{info}", None), ("{info}", None), ("{code:java}", None), ("{note:title=x}", None)],
        ),
        ("h2. Заголовок\nh1. Т", [("h2. ", "## "), ("h1. ", "## ")]),
        (
            "import X from './x'\nexport const a = 1\nimportant",
            [("import X from './x'", None), ("export const a = 1", None)],
        ),
        ('<Tabs value="x"><TabItem/></Tabs> <Имя> <Name>', [('<Tabs value="x">', None), ("<TabItem/>", None)]),
        (
            "[b]а[/b] [url=https://x]y[/url] [b][i]x[/i][/b]",
            [("[b]а[/b]", "**а**"), ("[url=https://x]y[/url]", None), ("[i]x[/i]", "*x*"), ("[/b]", None)],
        ),
        (":smile: :+1: :неверно: :party_parrot:", [(":smile:", "😄"), (":+1:", "👍"), (":party_parrot:", None)]),
        ("```mermaid\na\n```", [("```mermaid", None)]),
        ("<details><summary>а</summary>б</details>", [("<details>", None), ("<summary>", None)]),
        ("<img src=x onerror=y> <script>", [("<img src=x onerror=y>", None)]),
        ("</b> <font color=red>x</font>", [("</b>", None), ("<font color=red>", None)]),
    ],
)
def test_on_a_page(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert shown(text, "page") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<b>да</b> <br>\nнет<br> да <u>x</u>",
            [("<b>да</b>", "**да**"), ("<br>", None), ("<br>", None), ("<u>", None)],
        ),
        ("~~а~~ ==б== [^1]", [("~~а~~", None), ("==б==", None), ("[^1]", None)]),
        ("- [ ] а", [("- [ ]", None)]),
        ("> [!NOTE] а\n:::info\nб\n:::", [("> [!NOTE] а", None), (":::info", None), (":::", None)]),
        ("а\\\nб", [("\\", None)]),
        ("{{ client }} {% if a %}~~b~~{% endif %} {# <b> #}", [("~~b~~", None)]),
        (
            "[TOC] :fire: %%а%% <a href='https://e.com'>б</a>",
            [
                ("[TOC]", None),
                (":fire:", "🔥"),
                ("%%а%%", "<!--а-->"),
                ("<a href='https://e.com'>б</a>", "[б](https://e.com)"),
            ],
        ),
        ("<a id='x'></a>", [("<a id='x'>", None)]),
        ("**а** [б](https://e.com) - в", []),
    ],
)
def test_in_a_letter(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert shown(text, "letter") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<b>x</b>", [("<b>x</b>", None)]),
        ("~~x~~ ==y== [^1]", [("~~x~~", None), ("==y==", None), ("[^1]", None)]),
        (":fire: м^2^", [(":fire:", "🔥"), ("^2^", "²")]),
        ("C++, 10:30:45, <имя>, 50%, a < b", []),
    ],
)
def test_in_words(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert shown(text, "words") == expected


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] а\n- [x] б\n1. [Х] в",
        "а[^1] б[^1]\n\n[^1]: раз",
        "~~а~~ ==б== **в** *г*",
        "> [!NOTE]\n> а\n\n:::info Важно\n\nб\n\n:::",
        '!!! note "а"\n    б\n\n??? tip\n    в',
        "| <a id='p'></a> а<br>б<br/> | в |",
        "`<b>` ``:fire:``\n\n```\n[^1]\n```\n\n```\n<b> %%а%%\n```",
        "## Срок {#срок .x}\n\n[а](б.md){.x} **б**{.y}\n{: .z}\n\n| а {.x} |",
        "{{ fact.first_contact }} [[ОП-001#p|а]] [а](#p) ![а](б.png)",
        "https://example.com/~a~/:fire:/{info} <имя> a < b > c, 5 ~ 6, от ~5 до ~10 10:30:45 C++ и C++ a == b 2^10",
        "Цена 50%% или 60%%. || а || б",
        "[TOC]\n\nпо {имя}, {{имя}}".replace("{{имя}}", "имя"),
    ],
)
def test_what_a_page_reads(text: str) -> None:
    assert shown(text, "page") == []


MARKS = (
    "<b> </b> <br> <a\u00a0id='x'> </a> ~~ == [^1] [^1]: [!NOTE] >\u00a0 ::: info %% || {.x} {info} {% %} {{ }} [b] "
    "[/b] :fire: ^ ~ ++ ` ``` \n слово ![[ ]] -\u00a0[]\u00a0"
)
PIECES = st.sampled_from([" ", *(mark.replace("\u00a0", " ") for mark in MARKS.split(" "))])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from(["page", "letter", "words"]))
def test_signs_stand_apart_and_in_order(text: str, medium: Medium) -> None:
    end = 0
    for sign in signs(text, medium):
        assert end <= sign.start < sign.end <= len(text)
        assert sign.advice
        end = sign.end
    if end:
        assert may_hold_signs(text)


HOSTILE = ["<a id='x'>", "[^1]: ", "> [!X] ", ":::x\n", ":::info\n", "h2. ", "- [] ", "```mermaid\n", "import a from "]


@pytest.mark.slow
@pytest.mark.parametrize(
    "mark", [*"<b> < ~~а ==а [^1] %%а ||а {.x} {{ {# [b] [/b] :a :fire: ^[ а^ ++а ![[".split(), *HOSTILE]
)
def test_a_hostile_text_is_read_in_time(mark: str) -> None:
    text = mark * (300_000 // len(mark)) + "[/b] %% || {{ :::\n"
    for medium in ("page", "letter"):
        assert len(signs(text, medium)) <= len(text)
