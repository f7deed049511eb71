"""What people type in other editors, one row a sign: who does not read it, what to do, what to write in its place."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from salesbook.core.language import mark
from salesbook.text import dialects

Medium = Literal["page", "letter", "words"]
PAGE: tuple[Medium, ...] = ("page",)
FLAT: tuple[Medium, ...] = ("letter", "words")
ANY: tuple[Medium, ...] = ("page", "letter", "words")

MARKDOWN = mark('HTML is not read; Markdown has **bold**, *italic*, ~~struck~~, lists, tables, <br> and <a id="…"></a>')
LETTER = mark("a letter has paragraphs, lists, **bold** and [links](https://…); write it with these")
WORDS = mark("only plain words are read here: take the marks out")
ADMONITION = mark('write !!! note "Title" on a line, and indent what belongs to it by four spaces')
DETAILS = mark('write ??? note "Title" on a line, and indent what is folded by four spaces')
AUTOLINK = mark("an address in angle brackets is no link here: write [words](address)")
CHARACTER = mark("write the sign itself, such as m² or H₂O")
ATTRIBUTE = mark('take it out; a heading takes an id, {#id}, and a place in the text <a id="id"></a>')
CLOSE = mark("close it with a line “:::”")
NO_NOTE = mark("write the note below, on a line that begins with the same sign and a colon")
UNUSED_NOTE = mark("refer to the note once it is written, or take it out")
NOTHING_IN = mark("nothing is put in here: write the words themselves, or a link")


class Rule(NamedTuple):
    """A pattern of foreign markup, characters that every match has, the media that do not read it, and what to do."""

    hint: str
    pattern: re.Pattern[str]
    media: tuple[Medium, ...]
    advice: str = ""
    new: Callable[[re.Match[str]], str | None] = lambda _match: None


EMOJI = dict(
    pair.split("=")
    for pair in (
        "+1=👍 -1=👎 thumbsup=👍 thumbsdown=👎 smile=😄 warning=⚠️ white_check_mark=✅ heavy_check_mark=✔️ x=❌ "
        "exclamation=❗ question=❓ bulb=💡 phone=☎️ telephone_receiver=📞 fire=🔥 rocket=🚀 star=⭐ tada=🎉 memo=📝 "
        "point_right=👉 pushpin=📌 calendar=📅 email=📧 house=🏠 moneybag=💰 key=🔑 eyes=👀 ok_hand=👌 no_entry=⛔ "
        "information_source=ℹ️ link=🔗 red_circle=🔴 green_circle=🟢 hourglass=⌛ wave=👋 pray=🙏 heart=❤️"
    ).split()
)
"""The short names of emoji that people type most, as in GitHub and Slack."""
_MARKS = dict(pair.split("=") for pair in "b=** strong=** i=* em=* s=~~ del=~~ strike=~~ code=`".split()) | {
    "mark": "=="
}
_FIGURE_TAGS = {
    "sup": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "sub": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_FIGURES = re.compile(r"[0-9+-]{1,9}")
_TASK = re.compile(r"^[ \t>]{0,24}[-*+](?:[ ]?\[\]|\[[ xXхХ]\])(?=[ \t])", re.MULTILINE)
_BBCODE_TAGS = "b|i|u|s|url|quote|color|size|img|list|code|user|table|spoiler"
_BBCODE = re.compile(rf"\[({_BBCODE_TAGS})(?:=[^\[\]\n]{{0,500}})?\]([^\[\n]{{0,300}})\[/\1\]", re.IGNORECASE)
EMOJI_SIGN = re.compile(r"(?<![\w:/]):(\+1|-1|[a-z][a-z0-9_+-]{0,30}):(?![\w:/])")


def in_markdown(tag: str, words: str) -> str | None:
    """Return words in the marks that Markdown has for a tag; None when it has none, or the marks would not hold."""
    sign, table = _MARKS.get(tag.lower()), _FIGURE_TAGS.get(tag.lower())
    if table is not None:
        return words.translate(table) if _FIGURES.fullmatch(words) else None
    sound = sign is not None and words.strip() == words and words and sign[0] not in words
    return f"{sign}{words}{sign}" if sound else None


def _task(match: re.Match[str]) -> str:
    marker, _bracket, box = match[0].partition("[")
    return f"{marker.rstrip()} [{' ' if box in (']', ' ]') else 'x'}]"


RULES = (
    Rule("~~", dialects.STRUCK, FLAT),
    Rule("==", dialects.MARKED, FLAT),
    Rule("[^", dialects.FOOTNOTE, FLAT),
    Rule("[!", dialects.ALERT, FLAT),
    Rule(":::", re.compile(r"^[ ]{0,12}:{3,20}[^\n]*$", re.MULTILINE), FLAT),
    Rule("[", dialects.TASK, FLAT),
    Rule("[TOC]", re.compile(r"\[TOC\]"), FLAT),
    Rule("\\\n", re.compile(r"(?<!\\)\\(?=\n)"), FLAT),
    Rule("^[", re.compile(r"\^\[[^\[\]\n]{1,500}\]"), ANY, mark("write “[^1]” here, and the note below: “[^1]: …”")),
    Rule(
        "1)", re.compile(r"^[ ]{0,12}1\)(?=[ ][^\n]{1,2000}\n(?:[ ]{0,12}\n)?[ ]{0,12}2\)[ ])", re.MULTILINE), PAGE,
        mark("the page makes no list of it: write “1.”, “2.” and so on, with a dot"),
    ),
    Rule("[", _TASK, PAGE, mark("a task is written “- [ ] words” or “- [x] words”"), _task),
    Rule(
        "TOC", re.compile(r"\[\[_?TOC_?\]\]"), ANY, mark("take it out: the page has its contents beside it"),
        lambda _match: "",
    ),
    Rule(
        "![[", re.compile(r"!\[\[[^\[\]\n]{1,300}\]\]"), ANY,
        mark("write [[name]] for a link, ![words](file.png) for a picture"),
    ),
    Rule("++", re.compile(r"(?<![\w+])\+\+(?=[^\s+])[^+\n]{1,300}(?<=\S)\+\+(?![\w+])"), ANY, mark("write **bold**")),
    Rule("^", re.compile(r"(?<=\w)\^([^\s^\[\]]{1,20})\^"), ANY, CHARACTER, lambda m: in_markdown("sup", m[1])),
    Rule(
        "~", re.compile(r"(?<=\w)(?<!~)~([^\s~]{1,20})~(?!~)"), ANY, CHARACTER, lambda m: in_markdown("sub", m[1])
    ),
    Rule(
        "%%", re.compile(r"(?<![\w%])%%(?!%)((?:[^%]|%(?!%)){1,2000})%%(?![\w%])"), ANY,
        mark("a note that nobody sees is written <!-- … -->"),
        lambda match: None if "--" in match[1] else f"<!--{match[1]}-->",
    ),
    Rule(
        "||", re.compile(r"(?<![|\w])\|\|(?=[^\s|])[^|\n]{1,300}(?<=[^\s|])\|\|(?!\|)"), ANY,
        mark("nothing in a line is hidden until it is clicked: take the bars out"),
    ),
    Rule("8<--", re.compile(r"^[ \t]{0,12}-{1,3}8<-{1,3}[^\n]{0,300}$", re.MULTILINE), ANY, NOTHING_IN),
    Rule(
        "=== ", re.compile(r"^[ ]{0,12}===[!+]?[ ]{1,3}\"[^\n]{1,300}$", re.MULTILINE), ANY,
        mark("there are no tabs: write a heading for each"),
    ),
    Rule("{%", re.compile(r"\{%[ ]{0,3}(?:end)?hint[^{}\n]{0,300}%\}"), ("page", "words"), ADMONITION),
    Rule("{%", re.compile(r"\{%(?![ ]{0,3}(?:end)?hint)[^{}\n]{0,300}%\}"), ("page", "words"), NOTHING_IN),
    Rule("{{<", re.compile(r"\{\{<[^{}\n]{0,300}>\}\}"), ANY, NOTHING_IN),
    Rule(
        "{{", re.compile(r"\{\{(?![<])(?![ ]{0,3}fact\.[^\s{}]{0,80}[ ]{0,3}\}\})[^{}\n]{1,300}\}\}"), PAGE,
        mark("only figures of company.yml are put in: {{ fact.id }}"),
    ),
    Rule(
        "{", re.compile(r"(?<!\{)\{(?:info|note|warning|tip|panel|expand|quote|excerpt)(?::[^{}\n]{0,300})?\}(?!\})"),
        ANY, ADMONITION,
    ),
    Rule(
        "{", re.compile(r"(?<!\{)\{(?:code|noformat|toc|color|anchor|column|status|jira)(?::[^{}\n]{0,300})?\}(?!\})"),
        ANY, MARKDOWN,
    ),
    Rule(
        ". ", re.compile(r"^h([1-6])\.[ ]", re.MULTILINE), PAGE, mark("a heading begins with ##"),
        lambda match: f"{'#' * max(2, int(match[1]))} ",
    ),
    Rule(
        "port ", re.compile(r"^(?:import [\w{},* ]{1,200} from |export (?:const|default) )[^\n]{1,300}$", re.MULTILINE),
        ANY, NOTHING_IN,
    ),
    Rule("[/", _BBCODE, ANY, MARKDOWN, lambda match: in_markdown(match[1], match[2])),
    Rule("[/", re.compile(rf"\[/(?:{_BBCODE_TAGS})\]", re.IGNORECASE), ANY, MARKDOWN),
    Rule(
        ":", EMOJI_SIGN, ANY, mark("put the character itself"), lambda match: EMOJI.get(match[1])
    ),
)  # fmt: skip
"""Later rows find what earlier ones leave."""
