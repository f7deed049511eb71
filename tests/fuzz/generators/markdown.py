"""Markdown documents: every construct that the academy and its extensions know, filled with harm."""

from collections.abc import Callable
from random import Random

from tests.fuzz.generators.words import (
    ADDRESSES,
    CLOBBERING,
    HANDLERS,
    JINJA,
    PATHS,
    XSS,
    hostile,
    nested,
    sentence,
    tag,
)

_REFERENCES = (
    "ОП-001",
    "ОП-0O1",
    "script:key-meeting",
    "pipeline:main#taken",
    "glossary#лид",
    "letter:summary",
    "#x",
    "",
    "p-1",
)
_ADMONITIONS = ("!!!", "???", "???+", "!!!!", "> [!NOTE]\n>", ":::info\n", "/// note |", "=== ")


def _link(random: Random) -> str:
    words, address = sentence(random), random.choice((*ADDRESSES, *PATHS))
    title = random.choice(("", f' "{hostile(random)}"', f" '{hostile(random)}'", f" ({hostile(random)})"))
    return random.choice(
        (
            f"[{words}]({address}{title})",
            f"[{words}](<{address}>{title})",
            f"![{words}]({address}{title})",
            f"[![{words}]({address})]({random.choice(ADDRESSES)})",
            f"<{address}>",
            f"[{words}][r]\n\n[r]: {address}{title}\n",
            f"![{words}][]\n\n[{words}]: <{address}>{title}\n",
            address,
            f"[[{random.choice(_REFERENCES)}|{words}]]",
            f"[[{random.choice(_REFERENCES)}#{hostile(random)}]]",
            f"![[{address}|{words}]]",
        )
    )


def _attributes(random: Random) -> str:
    name = random.choice(
        (*HANDLERS, "style", "id", "class", "href", "src", "srcset", "background", "data-md-component", "markdown")
    )
    value = random.choice((random.choice(ADDRESSES), random.choice(CLOBBERING), hostile(random)))
    inside = random.choice(
        (f'{name}="{value}"', f"{name}={value}", f"#{random.choice(CLOBBERING)}", f".{value}", f"#{value} {name}")
    )
    return random.choice(("{{: {} }}", "{{:{}}}", "{{ {} }}", "{{{}}}", "\n{{: {} }}")).format(inside)


def _block(random: Random) -> str:
    words = sentence(random)
    match random.randrange(20):
        case 0:
            return f"{'#' * random.randint(1, 7)} {words} {_attributes(random)}"
        case 1:
            return f'{random.choice(_ADMONITIONS)} {random.choice(("note", "x", words))} "{hostile(random)}"\n    {words}\n\n    {tag(random)}'
        case 2:
            fence = random.choice(("```", "~~~", "````", "```` "))
            language = random.choice(
                ("", "mermaid", "python", "{.mermaid #__config onclick=pwn(1)}", "math", "html", hostile(random))
            )
            options = random.choice(
                ("", f' title="{hostile(random)}"', ' linenums="1"', ' hl_lines="1-999999999"', ' data-x="1"')
            )
            return f"{fence}{language}{options}\n{random.choice(XSS)}\n{words}\n{random.choice((fence, ''))}"
        case 3:
            return f"| {words} {_attributes(random)} | {tag(random)} |\n|:-:|---|\n| `{hostile(random)}` | {_link(random)} |"
        case 4:
            return f"[^{random.choice((*CLOBBERING, '1'))}]: {words}\n    {tag(random)}\n\nСм.[^1][^__config]"
        case 5:
            return f"*[{random.choice(('CRM', 'a', words))}]: {hostile(random)}\n\nCRM a {words}"
        case 6:
            return f"{words}\n:   {tag(random)}\n:   {words}"
        case 7:
            return f"- [ ] {words}\n- [x] {tag(random)}\n    1. {words}\n\n        > {_link(random)}"
        case 8:
            return f'<div markdown="{random.choice(("1", "block", "span"))}" {random.choice(HANDLERS)}=pwn(1)>\n\n{words}\n\n</div>'
        case 9:
            return f'--8<-- "{random.choice(PATHS)}"\n\n{{!{random.choice(PATHS)}!}}\n\n[TOC]'
        case 10:
            return f"<!-- {hostile(random)} {random.choice(('-->', '--!>', '--->', '->', ''))}{tag(random)}"
        case 11:
            return f"`{hostile(random)}`` {words} `` ` `#!html {random.choice(XSS)}` {random.choice(('`', ''))}"
        case 12:
            return f"==={words}=== ~~{tag(random)}~~ ^^{words}^^ ++ctrl+{hostile(random)}++ $${words}$$ {{++{words}++}}"
        case 13:
            return f'=== "{hostile(random)}"\n\n    {tag(random)}\n\n=== "{words}"\n\n    {words}'
        case 14:
            return random.choice(JINJA)
        case 15:
            return nested(
                random,
                random.choice(("> ", "- ", "**", "[", "<b>", "(", "1. ", "![", "`", "[[", "<a id=x>")),
                "]",
                words,
                400,
            )
        case 16:
            return f"{words} {{{{ fact.{random.choice(('first_contact', hostile(random)))} }}}} {_attributes(random)}"
        case 17:
            return f"<!-- salesbook: ignore={hostile(random)} -->\n{words}"
        case 18:
            return f"{random.choice(XSS)}\n{_attributes(random)}"
        case _:
            return f"{words} {_link(random)}{_attributes(random)} {tag(random)}"


def body(random: Random) -> str:
    """Return a text of one to twelve blocks."""
    return (
        random.choice(("\n\n", "\n\n", "\n", "\n\n\n    ")).join(_block(random) for _n in range(random.randint(1, 12)))
        + "\n"
    )


def quoted(words: str) -> str:
    """Return words as a value of YAML on one line."""
    safe = words.encode("utf-8", "replace").decode().replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in safe) + '"'


def chapter(random: Random) -> str:
    """Return a chapter whose form is right."""
    return f"---\ntitle: {quoted(sentence(random))}\norder: {random.randint(1, 99)}\ntheme: {quoted(sentence(random, 0.2))}\n---\n{body(random)}"


def regulation(random: Random) -> str:
    """Return a regulation whose form is right."""
    control = quoted(sentence(random))
    return (
        f"---\ntitle: {quoted(sentence(random))}\nreaders: [manager]\nowner: head\nstatus: active\nreview_months: 6\n"
        f"reviewed: 2026-11-03\ncontrol: [{control}]\n---\n{body(random)}"
    )


def instruction(random: Random) -> str:
    """Return an instruction whose form is right."""
    return (
        f"---\ntitle: {quoted(sentence(random))}\norder: {random.randint(1, 99)}\nroles: [manager]\n---\n{body(random)}"
    )


PAGES: dict[str, Callable[[Random], str]] = {
    "book/{}.md": chapter,
    "regulations/sales/{}.md": regulation,
    "crm/{}.md": instruction,
}
"""Kinds that are a body and little else: where their files lie, and what makes them."""
