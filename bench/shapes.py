"""Files of a megabyte that no honest book has, by what they are made of: of one sign, of one line, of one field, deep.

These are rows of Markdown; `megabytes` puts them into the files of a book.
"""

from collections.abc import Callable, Iterator
from itertools import count

from salesbook.reading.amounts import excess

MEGABYTE = 1_000_000

REGULATION = """\
---
title: Большой
article: {article}
readers: [manager]
owner: head
status: active
review_months: 6
reviewed: 2026-11-03
control: [Всё сделано?]
---
"""
LETTER = """\
---
title: Саммари
order: 1
subject: Итоги
channels: [email, telegram]
stage: pipeline:main#meeting-held
regulation: ОП-002
purpose: Закрепить итог.
fields:
  - {id: client, label: Имя клиента, type: line}
  - {id: liked, label: Что понравилось, type: list, required: false}
sample: {client: Анна}
---
"""
FAQ = "title: Вопросы\norder: 9\nquestions:\n- question: Что?\n  answer: |-\n"


def rows(unit: str, size: int = MEGABYTE) -> str:
    """Return as many copies of a text as make `size` bytes; `{n}` in it counts them, `{{` is written as it is."""
    if "{n}" not in unit:
        return unit * (size // len(unit.encode()) or 1)
    parts: list[str] = []
    length = 0
    for n in count(1):
        part = unit.replace("{n}", str(n))
        length += len(part.encode())
        if length > size:
            return "".join(parts)
        parts.append(part)
    raise AssertionError


def staircase(mark: str, step: str, size: int = MEGABYTE) -> str:
    """Return lines each of which is one step deeper than the one before."""
    lines: list[str] = []
    length = 0
    for n in count():
        line = f"{step * n}{mark}\n"
        length += len(line.encode())
        if length > size:
            return "".join(lines)
        lines.append(line)
    raise AssertionError


# Of each the text is repeated until there is a megabyte of it.
_REPEATED = {
    "rules": "---\n",
    "stars": "* * *\n",
    "definitions": "слово\n:   смысл\n\n",
    "definition lines": ":   смысл\n",
    "bullets": "- слово\n",
    "loose bullets": "- слово\n\n",
    "numbers": "{n}. слово\n",
    "ones": "1. слово\n",
    "tasks": "- [ ] слово\n",
    "headings": "## Слово\n\n",
    "headings of their own": "## Слово {n}\n\n",
    "heading marks": "#",
    "heading lines": "#\n",
    "set headings": "Слово\n===\n",
    "anchors": "## Слово {{#same}}\n\n".replace("{{", "{").replace("}}", "}"),
    "anchors in text": '<a id="p-{n}"></a> слово\n\n',
    "equal anchors": '<a id="p"></a>\n',
    "references": "[[ОП-001]] ",
    "unknown references": "[[ОП-{n}]]\n",
    "unknown anchors": "[[ОП-001#нет-{n}]]\n",
    "open brackets": "[",
    "open references": "[[",
    "open references with a bar": "[[ОП-001|",
    "closed references": "]]",
    "links": "[слово](key-meeting.md)\n",
    "dead links": "[слово](нет-{n}.md)\n",
    "dead anchors": "[слово](#нет-{n})\n",
    "web links": "[слово](https://пример.рф/{n})\n",
    "web addresses": "https://example.com/{n} ",
    "pictures": "![слово](img/нет-{n}.png)\n",
    "open links": "[слово](",
    "open pictures": "![",
    "link definitions": "[x{n}]: https://example.com/{n}\n",
    "used link definitions": "[x{n}]: https://example.com/{n}\n\n[слово][x{n}]\n\n",
    "reference links": "[слово][x] ",
    "figures": "{{ fact.first_contact }}\n",
    "unknown figures": "{{ fact.nothing{n} }}\n",
    "open figures": "{{",
    "open blocks": "{% if client %}",
    "open remarks": "{#",
    "comments": "<!-- записка -->\n",
    "comments in a row": "слово <!-- записка --> слово ",
    "open comments": "<!--",
    "comment lines": "[//]: # (записка)\n",
    "orders": "<!-- salesbook: ignore=unknown-reference почему -->\n",
    "orders of files": "<!-- salesbook: ignore-file=unknown-reference почему -->\n",
    "unknown orders": "<!-- salesbook: ignore=no-such-rule-{n} -->\n",
    "comment ends": "-->",
    "code": "`код` ",
    "backticks": "`",
    "backticks of all lengths": "` `` ``` ```` ````` ",
    "fences": "```\nкод\n```\n",
    "open fences": "```\n",
    "fences in lists": "- слово\n\n    ```\n    код\n",
    "tildes": "~~~\n",
    "quotations": "> слово\n",
    "loose quotations": "> слово\n\n",
    "quotation marks in a row": ">",
    "quotations of quotations": "> > > > > > слово\n\n",
    "alerts": "> [!NOTE]\n> слово\n\n",
    "alert lines": "> [!NOTE]\n",
    "unknown alerts": "> [!СЛОВО]\n> слово\n\n",
    "containers": ":::note\nслово\n:::\n\n",
    "open containers": ":::note\n",
    "unknown containers": ":::слово\n",
    "colons": ":",
    "notes": '!!! note "Слово"\n    слово\n\n',
    "notes with nothing in them": "!!! note\n",
    "tabs": '=== "Слово"\n    слово\n\n',
    "footnotes": "слово[^{n}]\n\n[^{n}]: сноска\n\n",
    "one footnote": "слово[^1] ",
    "footnote definitions": "[^{n}]: сноска\n",
    "footnotes of nothing": "[^{n}] ",
    "tables": "| а | б |\n|---|---|\n| в | г |\n\n",
    "rows of a table": "| а | б |\n",
    "bars": "|",
    "wide table": "| а ",
    "stars in a row": "*",
    "open emphasis": "*слово ",
    "emphasis": "*слово* ",
    "strong": "**слово** ",
    "stars and lines": "*_**__",
    "emphasis in emphasis": "**а *б **в *г ",
    "underlines": "_",
    "underlined": "_а_",
    "struck": "~~слово~~ ",
    "waves": "~",
    "wave and letter": "~а",
    "carets": "^а",
    "marked": "==слово== ",
    "equals": "=",
    "abbreviations": "*[АБ{n}]: слово\n",
    "attributes": "слово {.a #b{n} c=d}\n",
    "open attributes": "{: ",
    "braces": "{",
    "tags": "<b>слово</b>\n",
    "blocks of HTML": "<div>слово</div>\n\n",
    "open tags": "<div>\n",
    "open tags in a row": "<div>",
    "angles": "<",
    "letters behind angles": "<а",
    "tags that never end": "<a href='",
    "scripts": "<script>1</script>\n",
    "odd tags": "<x:y onclick=1>",
    "markdown in HTML": '<div markdown="1">\n',
    "entities": "&amp;",
    "ampersands": "&",
    "numbered entities": "&#{n};",
    "mail": "имя{n}@example.com ",
    "at": "@",
    "telephones": "+7 916 123-45-67\n",
    "telephones of their own": "+7 916 {n} ",
    "digits": "1",
    "digits apart": "1 ",
    "digits and hyphens": "1-",
    "numbers with dots": "1.1.",
    "quotes": "«слово» ",
    "open quotes": "«",
    "closed quotes": "»",
    "straight quotes": '"слово" ',
    "straight quotes alone": '"',
    "dashes": "слово - слово ",
    "hyphens": "-",
    "long dashes": "—",
    "clauses": "п. {n}, ",
    "clause words": "пункт 1 и 2 и ",
    "many clauses": "пп. 1, 2, 3, ",
    "numbers of regulations": "ОП-001 ",
    "look-alikes": "OП-001 ",
    "look-alike words": "Cлово ",
    "unknown numbers": "ОП-{n}\n",
    "dates": "2026-11-03 ",
    "dates in words": "3 ноября 2026 ",
    "times": "10:00 ",
    "sums": "1 000 000 ₽ ",
    "percents": "5 % ",
    "words": "слово ",
    "sentences": "Менеджер записывает ответ клиента. ",
    "paragraphs": "Слово.\n\n",
    "lines": "а\n",
    "empty lines": "\n",
    "spaces": " ",
    "spaced lines": "а  \n",
    "indented": "    а\n",
    "tabulators": "\t",
    "letters": "а",
    "letters with ё": "ещё её ",
    "letters without ё": "еще ее ",
    "back slashes": "\\",
    "escaped": "\\*",
    "control characters": "\x01",
    "joiners": "\u200d",
    "turned words": "\u202eа",
    "accents": "а\u0301",
    "line separators": "а\u2028",
    "emoji": "👩‍👩‍👧 ",
    "math": "$x$ ",
    "dollars": "$",
    "drawings": "```mermaid\ngraph\n```\n",
    "includes": "--8<-- 'x'\n",
    "keys": "++ctrl+a++ ",
    "icons": ":material-home: ",
}
_DEEP: dict[str, Callable[[], str]] = {
    "stairs of bullets": lambda: staircase("- а", "  "),
    "stairs of bullets by four": lambda: staircase("- а", "    "),
    "stairs of numbers": lambda: staircase("1. а", "    "),
    "300 levels again and again": lambda: rows(staircase("- а", "    ", 180_000)),
    "stairs of notes": lambda: staircase("!!! note", "    "),
    "stairs of words": lambda: staircase("а", " "),
    "stairs of quotations": lambda: staircase(" а", ">"),
    "stairs of spaced quotations": lambda: staircase("а", "> "),
    "bullets in a row": lambda: "- " * 500_000,
    "numbers in a row": lambda: "1. " * 333_000,
    "all levels down and up": lambda: rows("".join(f"{'    ' * n}- а\n" for n in (*range(20), *range(20, 0, -1)))),
    "brackets inside": lambda: "[" * 250_000 + "а" + "]" * 250_000 + "(x)",
    "emphasis inside": lambda: "*" * 400_000 + "а" + "*" * 400_000,
    "tags inside": lambda: "<b>" * 140_000 + "а" + "</b>" * 140_000,
    "one long line": lambda: "слово, " * 80_000,
    "one long word": lambda: "слово" * 100_000,
    "one long table": lambda: "| а | б |\n|---|---|\n" + "| в | г |\n" * 80_000,
    "wide table of three lines": lambda: f"{'| а ' * 60_000}|\n{'|---' * 60_000}|\n{'| б ' * 60_000}|\n",
    "long link": lambda: f"[{'а' * 250_000}](https://example.com/{'b' * 450_000})",
    "long heading": lambda: f"## {'слово ' * 90_000}",
    "long fence": lambda: f"```\n{'код ' * 140_000}\n```",
    "long quotation": lambda: f"> {'слово ' * 90_000}",
    "long reference": lambda: f"[[{'а' * 490_000}]]",
    "long comment": lambda: f"<!-- {'слово ' * 90_000} -->",
    "long order": lambda: f"<!-- salesbook: ignore={','.join(f'rule-{n}' for n in range(90_000))} -->",
    "long order, rules": lambda: f"<!-- salesbook: ignore={'unknown-reference,' * 55_000} -->",
}


def texts() -> Iterator[tuple[str, str]]:
    """Yield every row of Markdown, by name."""
    for name, unit in _REPEATED.items():
        yield name, rows(unit)
    for name, write in _DEEP.items():
        yield name, write()


def first_megabyte(text: str) -> bytes:
    """Return a text's first megabyte, ending with a whole line where lines are short."""
    data = text.encode()
    if len(data) <= MEGABYTE:
        return data
    line_end = data.rfind(b"\n", MEGABYTE - 3_000, MEGABYTE)
    return data[: line_end + 1] if line_end > 0 else data[:MEGABYTE].decode("utf-8", "ignore").encode()


def in_regulation(text: str, article: str = "ОП-003") -> bytes:
    """Return a regulation with a text for its body."""
    return first_megabyte(REGULATION.format(article=article) + text)


def in_letter(text: str) -> bytes:
    """Return a letter with a text for its template."""
    return first_megabyte(LETTER + text)


def in_field(text: str) -> bytes:
    """Return a page of questions with a text for its answer."""
    lines = text.split("\n")
    return first_megabyte(FAQ + "".join(f"    {line}\n" for line in lines))


def largest_allowed(text: str) -> str:
    """Return the longest beginning of a text that is not refused for holding too much."""
    if excess([text], text) is None:
        return text
    allowed, refused = 0, len(text)
    while refused - allowed > 100:
        middle = (allowed + refused) // 2
        allowed, refused = (middle, refused) if excess([text[:middle]], text) is None else (allowed, middle)
    return text[:allowed]
