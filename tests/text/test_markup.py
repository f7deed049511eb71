"""What Markdown refers to, found by one scan that no text can slow down."""

from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesbook.text.anchors import headings, slugify, unused, with_anchors
from salesbook.text.markup import Token, masked, replace, tokens


def seen(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(t.kind, t.target, t.anchor, t.label) for t in tokens(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[ОП-007]]", [("reference", "ОП-007", None, None)]),
        ("[[ ОП-007 | свой текст ]]", [("reference", "ОП-007", None, "свой текст")]),
        ("[[pipeline:main#meeting-held]]", [("reference", "pipeline:main", "meeting-held", None)]),
        ("[[#порядок|тут]]", [("reference", "", "порядок", "тут")]),
        ("[[]]", [("reference", "", None, None)]),
        ("[слова](../a.md#б)", [("link", "../a.md", "б", "слова")]),
        ("[слова](#б)", [("link", "", "б", "слова")]),
        ('[слова](a.md "название")', [("link", "a.md", None, "слова")]),
        ("[слова](<a.md>)", [("link", "a.md", None, "слова")]),
        ("![план](img/a.svg)", [("image", "img/a.svg", None, "план")]),
        ("{{ fact.first_contact }} {{fact.x}}", [("fact", "first_contact", None, None), ("fact", "x", None, None)]),
        ("[[a]][[b]]", [("reference", "a", None, None), ("reference", "b", None, None)]),
        ("{{ company.name }} [x] (y) [[a\nb]] ](", []),
        ("`[[a]]` ``[[b]]`` [[c]]", [("reference", "c", None, None)]),
        ("```\n[[a]]\n```\n[[b]]", [("reference", "b", None, None)]),
        ("~~~ x\n[[a]]\n~~~~\n[[b]]", [("reference", "b", None, None)]),
        ("```\n[[a]]\nнезакрытый код [[b]]", []),
        ("````\n```\n[[a]]\n````\n[[b]]", [("reference", "b", None, None)]),
        ("a ` b [[a]]", [("reference", "a", None, None)]),
        ("[[" + "а" * 201 + "]]", []),
    ],
)
def test_tokens(text: str, found: list[tuple[str, str, str | None, str | None]]) -> None:
    assert seen(text) == found


def test_a_token_knows_its_place() -> None:
    text = "Слово [[а|б]] и `[[а]]` и [[а|б]]."
    assert [(t.start, t.text) for t in tokens(text)] == [(6, "[[а|б]]"), (26, "[[а|б]]")]


def test_replace_leaves_code_to_its_own_function() -> None:
    text = "а [[x]] `[[x]]` б"
    assert replace(text, lambda t: f"<{t.target}>", str.upper, lambda code: "код") == "А <x> код Б"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='[]()!`~#|{}.< >\n\tfact:аb"', max_size=80))
def test_replacing_tokens_by_themselves_changes_nothing(text: str) -> None:
    assert replace(text, lambda t: t.text) == text
    for token in tokens(text):
        assert text[token.start : token.start + len(token.text)] == token.text
    assert [t.text for t in tokens(text)] == _tokens_by_replace(text)


def _tokens_by_replace(text: str) -> list[str]:
    found: list[str] = []

    def keep(token: Token) -> str:
        found.append(token.text)
        return ""

    replace(text, keep)
    return found


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("## Порядок действий", ["порядок-действий"]),
        ("# А\n# А\n# А", ["а", "а_1", "а_2"]),
        ("# А\n# А_1\n# А", ["а", "а_1", "а_2"]),
        ("## Что, где — и «как»?", ["что-где-и-как"]),
        ("## Свой {#мой}", ["мой"]),
        ("## Свой { #мой }", ["мой"]),
        ("## Закрытый ##", ["закрытый"]),
        ("## [[ОП-007|Звонок]] и [ссылка](x.md)", ["звонок-и-ссылка"]),
        ("```\n# код\n```\n# Текст", ["текст"]),
        ("#без пробела\n ## сдвиг", []),
        ("####### семь", []),
        ("## !!!", ["_"]),
        ("## C# и 2.0", ["c-и-20"]),
    ],
)
def test_headings(text: str, anchors: list[str]) -> None:
    assert [h.anchor for h in headings(text)] == anchors


def test_with_anchors_writes_out_what_headings_says() -> None:
    text = "вступление\n## А\nтекст\n## А ##\n### Б {#в}\n```\n# код\n```"
    assert with_anchors(text) == "вступление\n## А {#а}\nтекст\n## А {#а_1}\n### Б {#в}\n```\n# код\n```"
    assert [h.anchor for h in headings(with_anchors(text))] == [h.anchor for h in headings(text)]


def test_slugify() -> None:
    assert [slugify(w) for w in ("Ёлки — палки", "а_б", " - ", "**Жирно**")] == ["ёлки-палки", "а_б", "_", "жирно"]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(["а", "а_1", "а_2", "б"]), max_size=12))
def test_numbered_anchors_are_never_the_same(names: list[str]) -> None:
    taken: dict[str, int] = {}
    given_out = [unused(name, taken) for name in names]
    assert len(set(given_out)) == len(names)
    assert all(out == name or out.startswith(f"{name}_") for out, name in zip(given_out, names, strict=True))


N = 200_000
HOSTILE = {
    "brackets": "[" * N,
    "double brackets": "[[" * (N // 2),
    "bracket pairs": "[]" * (N // 2),
    "link starts": "[](" * (N // 3),
    "image starts": "![" * (N // 2),
    "labels": "[[a|" * (N // 4),
    "long label": "[[a|" + "x" * N,
    "backticks": "`" * N,
    "separate backticks": "` " * (N // 2),
    "fences": "```\n" * (N // 4),
    "fences of both kinds": "```\n~~~\n" * (N // 8),
    "growing fences": "\n".join("`" * (3 + n % 6) for n in range(N // 7)),
    "facts": "{{ fact." * (N // 8),
    "spaces in a heading": "# a" + " " * N + "b",
    "hashes in a heading": "# a" + " #" * (N // 2) + "b",
    "braces in a heading": "# a" + "{#" * (N // 2),
    "the same heading": "# a\n" * (N // 4),
    "headings and fences": "# a\n```\n```\n" * (N // 12),
    "brackets in a heading": "# " + "[" * N,
    "double brackets in a heading": "# " + "[[a|" * (N // 4),
    "links in a heading": "# " + "[](" * (N // 3),
    "heading signs": "#" * N,
    "quotes": '[a](b "' * (N // 7),
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_scanned_to_its_end(text: str) -> None:
    """A quadratic pattern needs hours for these; the test is that it ends."""
    text += "\n\n[[ОП-007]]"
    assert replace(text, lambda t: t.text) == text
    assert len(list(tokens(text))) <= N
    assert len(headings(text)) <= N
    assert len(with_anchors(text)) < 4 * len(text)


@pytest.mark.parametrize(
    ("fragment", "anchor"),
    [
        ("порядок-действий", "порядок-действий"),
        ("%D0%BF%D0%BE%D1%80%D1%8F%D0%B4%D0%BE%D0%BA", "порядок"),
        ("%d0%bf%d0%be%d1%80%d1%8f%d0%b4%d0%be%d0%ba", "порядок"),
        ("по%D1%80ядок", "порядок"),
        ("%25D0%25BF%25D0%25BE", "по"),
        ("%2525D0%2525BF", "п"),
        ("%D0%B8%CC%86", "й"),
        ("%D0", "%D0"),
        ("по%D1", "по%D1"),
        ("100%", "100%"),
        ("a+b", "a+b"),
        ("%D0%BF+%D0%BF", "п+п"),
        ("", ""),
    ],
)
def test_a_fragment_copied_from_an_address_means_its_anchor(fragment: str, anchor: str) -> None:
    assert [t.anchor for t in tokens(f"[[ОП-007#{fragment}]]")] == [anchor]
    assert [t.anchor for t in tokens(f"[[ОП-007#{fragment}|слова]]")] == [anchor]
    assert [t.anchor for t in tokens(f"[слова](x.md#{fragment})")] == [anchor]


def test_a_long_heading_has_a_long_fragment() -> None:
    anchor = "-".join(["шестнадцатибукв"] * 12)
    (token,) = tokens(f"[[ОП-007#{quote(anchor)}]]")
    assert token.anchor == anchor


def test_the_name_of_an_alert_is_no_word() -> None:
    assert "ВАЖНО" not in masked("> [!ВАЖНО]\n> Звоните сразу.")
    assert "Звоните" in masked("> [!ВАЖНО]\n> Звоните сразу.")
