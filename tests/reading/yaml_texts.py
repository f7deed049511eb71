"""YAML texts for tests: sound, askew, and changed at random."""

from hypothesis import strategies as st

_KEYS = (
    "a", "b", "ключ", "два слова", "x.y", "x-y", "1", "true", "null", "2026-11-25", "a ", "a#", "a:b", "'a'", "[a]",
    "?", "=", "-", "", "k" * 100, "k" * 101,
)  # fmt: skip
_VALUES = (
    "", "x", "Слово и слово", "Он сказал: да", "a:b", "script:kev", "a#b", "a #b", "# a", "x ", "x  # a", "'a'",
    "'a' ", "'it''s'", "'a' # b", "'a'#b", "'a' b", "'a", '"a"', '"a" # b', '"a\\nb"', '"a', "''", "''''", "' a '",
    "[a]", "[a, b]", "[ a ,b ]", "[a, ]", "[]", "[a", "[a] # b", "[a]#b", "[a b]", "[a: b]", "[a:b]", "[a:]",
    "[-1, 0]", "[- 1]", "[a?]", "['a, b', \"c\"]", "[[a]]", "[a # b]", "{}", "{a: b}", "{a: b, c: 'd: e'}",
    "{a: b, a: c}", "{a: [b, 1]}", "{a: {b: c}}", "{a : b}", "{a:b}", "{a: }", "{a}", "1", "-1", "+1", "007", "1.5",
    "1e3", "1٣", "٣", "2026-11-25", "2026-02-30", "true", "no", "null", "~", "~a", "9:00", "-", "-a", "--", "- a",
    "? a", "?a", ": a", ":a", "*a", "&a b", "!a b", "!!str a", "%a", "@a", "`a`", ",a", "]", "}", "---", "...", "|",
    "|-", "|+", "|2", "| # a", ">", ">-", ">+", ">2-", "> a", "a\\b", "«ёлки»", "a\xa0b", "\xa0", "a\u200bb",
    "\U0001f600", "a\tb", "a\t", "a\x85b", "a\u2028b", "a\u2029b", "\ufeffa", "a\x07b", "a\x00b", "a\rb", "a\ud800",
    "a" * 1_100,
)  # fmt: skip
_SPLINTERS = (
    " ", "  ", "\n", "\n\n", "\n ", ":", ": ", "-", "- ", "#", " #", "'", '"', "|", ">", "|\n", ">-\n", "[", "]", "{",
    "}", ",", "?", "? ", "&", "*", "!", "%", "\\", "\t", "\r", "\x85", "\u2028", "\u2029", "\ufeff", "\x07", "---",
    "---\n", "...\n", "%a\n", "- - ", "a", "1",
)  # fmt: skip
_INDENTS = st.sampled_from((0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 6))


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Return lines whose indentation, keys and values need not fit together."""
    written = []
    for _line in range(draw(st.integers(1, 7))):
        dash = draw(st.sampled_from(("", "", "", "- ", "-   ", "-")))
        key = f"{draw(st.sampled_from(_KEYS))}{draw(st.sampled_from((': ', ': ', ':', ':  ')))}"
        value = draw(st.sampled_from(_VALUES))
        whole = dash + key + value
        form = draw(st.sampled_from((whole, whole, dash + key, dash + value, f"#{value}", "")))
        written.append(" " * draw(_INDENTS) + form)
    return "\n".join(written)


@st.composite
def blocks(draw: st.DrawFn, column: int = 0, depth: int = 0) -> str:
    """Return a mapping or a list as people write one, some of it askew."""
    written = []
    is_list = draw(st.booleans())
    for n in range(draw(st.integers(1, 3))):
        head = " " * column + ("-" if is_list else f"{draw(st.sampled_from(_KEYS[:10]))}{n}:")
        form = draw(st.integers(0, 3))
        if form == 0 and depth < 4:
            deeper = column + draw(st.sampled_from((0, 1, 2, 2, 2, 4)))
            written += [head, draw(blocks(deeper, depth + 1))]
        elif form == 1 and depth < 4 and is_list:
            inner = draw(blocks(column + 2, depth + 1))
            written.append(f"{head} {inner.lstrip(' ')}")
        elif form == 2:
            written.append(f"{head} {draw(st.sampled_from(('|', '|-', '>', '>-', '|+', '>+', '|2')))}")
            inside = column + draw(st.sampled_from((1, 2, 2, 2, 4)))
            for _line in range(draw(st.integers(0, 4))):
                askew = draw(st.sampled_from((0, 0, 0, 0, 2, -1)))
                written.append(" " * (inside + askew) + draw(st.sampled_from(_VALUES)))
                written += draw(st.sampled_from(((), (), ("",), ("", ""), (" " * inside,), (" " * (inside + 1),))))
        else:
            written.append(f"{head} {draw(st.sampled_from(_VALUES))}")
    return "\n".join(written)


@st.composite
def splintered(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Return a text changed in up to three places."""
    text = draw(texts) + draw(st.sampled_from(("\n", "\n", "", "\n\n", "\n  \n", "\n# a\n")))
    for _change in range(draw(st.sampled_from((0, 0, 1, 1, 2, 3)))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.sampled_from((0, 0, 1, 1, 2, 5)))
        text = text[:start] + draw(st.sampled_from((*_SPLINTERS, ""))) + text[end:]
    return text
