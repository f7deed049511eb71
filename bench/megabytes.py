"""Files of a megabyte in every place in which a book has files, laid over a small book: one shape, one case."""

from collections.abc import Iterator
from typing import NamedTuple

from bench.shapes import first_megabyte, in_field, in_letter, in_regulation, largest_allowed, rows, texts

CHECKS = ("check", "fix", "list", "show", "lsp")
REGULATION = "content/regulations/sales/big.md"
LETTER = "content/letters/summary.md"
FIELD = "content/faq/big.yml"


class Case(NamedTuple):
    """A shape in its place: its name, the files (path from the book's root, its bytes), the commands it is for."""

    name: str
    files: dict[str, bytes]
    commands: tuple[str, ...]


def cases() -> Iterator[Case]:
    """Yield every case: rows of Markdown in four places, then files of all other kinds."""
    for name, text in texts():
        yield Case(f"regulation: {name}", {REGULATION: in_regulation(text)}, (*CHECKS, "build"))
        yield Case(f"letter: {name}", {LETTER: in_letter(text)}, ("check", "letter"))
        yield Case(f"field: {name}", {FIELD: in_field(text)}, ("check", "build"))
        allowed = largest_allowed(text)
        if allowed != text:
            yield Case(f"allowed in a regulation: {name}", {REGULATION: in_regulation(allowed)}, (*CHECKS, "build"))
            yield Case(f"allowed in a letter: {name}", {LETTER: in_letter(allowed)}, ("check", "letter"))
            yield Case(f"allowed in a field: {name}", {FIELD: in_field(allowed)}, ("check", "build"))
    for name, text in texts():
        half = text[: len(text) // 2]
        twice = {REGULATION: in_regulation(text), REGULATION.replace("big", "big-2"): in_regulation(half, "ОП-004")}
        yield Case(f"two regulations: {name}", twice, ("check",))
    yield from _content()
    yield from _beside()
    yield from _personal()


def _content() -> Iterator[Case]:
    """Yield files of content that are wrong or large as data."""
    for kind, (path, head, entry) in _ENTRIES.items():
        yield Case(f"{kind}: entries", {path: first_megabyte(head + rows(entry))}, (*CHECKS, "build"))
        for name, damage in _DAMAGES.items():
            yield Case(f"{kind}: {name}", {path: first_megabyte(head + rows(damage))}, ("check", "lsp"))
    for name, text in _YAML.items():
        yield Case(f"yaml: {name}", {"content/faq/big.yml": first_megabyte(text)}, (*CHECKS, "build"))
        yield Case(f"front matter: {name}", {REGULATION: first_megabyte(f"---\n{text}\n---\nСлова.")}, ("check", "lsp"))
        yield Case(f"company: {name}", {"content/company.yml": first_megabyte(text)}, ("check", "list"))
    yield Case("front matter: rules", {REGULATION: b"---\n" * 250_000}, (*CHECKS, "build"))
    yield Case("front matter: never closed", {REGULATION: first_megabyte("---\n" + rows("а: б\n"))}, CHECKS)


def _beside() -> Iterator[Case]:
    """Yield settings, templates and drawings."""
    for name, text in _YAML.items():
        yield Case(f"mkdocs.yml: {name}", {"mkdocs.yml": first_megabyte(text)}, ("check", "build"))
    for name, text in _TOML.items():
        yield Case(f"salesbook.toml: {name}", {"salesbook.toml": first_megabyte(text)}, ("check",))
    for name, text in _JSON.items():
        yield Case(
            f"baseline: {name}", {"salesbook-baseline.json": first_megabyte(text), "salesbook.toml": b""}, ("check",)
        )
    for name, text in _SVG.items():
        files = {"content/products/img/plan.svg": first_megabyte(text)}
        yield Case(f"drawing: {name}", files, ("check", "build"))
    for name, text in texts():
        if any(sign in text[:100] for sign in "{%<"):
            yield Case(
                f"page template: {name}", {"templates/pages/article.md": first_megabyte(text)}, ("check", "build")
            )
            yield Case(
                f"envelope: {name}", {"templates/letters/envelope.html": first_megabyte(text)}, ("check", "letter")
            )
    for name, text in _TEMPLATES.items():
        yield Case(f"page template: {name}", {"templates/pages/article.md": first_megabyte(text)}, ("check", "build"))
        yield Case(f"envelope: {name}", {"templates/letters/envelope.html": first_megabyte(text)}, ("check", "letter"))
        yield Case(f"theme: {name}", {"site/theme/main.html": first_megabyte(text)}, ("build",))
        yield Case(f"letter template: {name}", {LETTER: in_letter(text)}, ("check", "letter"))


def _personal() -> Iterator[Case]:
    """Yield files that a person names on the command line."""
    for name, text in _YAML.items():
        yield Case(f"lead: {name}", {"lead.yml": first_megabyte(text)}, ("score",))
        yield Case(f"facts: {name}", {"facts.yml": first_megabyte(text)}, ("letter",))
    for name, text in _LEADS.items():
        yield Case(f"lead: {name}", {"lead.yml": first_megabyte(text)}, ("score",))
    for name, text in _FACTS.items():
        yield Case(f"facts: {name}", {"facts.yml": first_megabyte(text)}, ("letter",))


def _flow(opening: str, inner: str, closing: str, n: int) -> str:
    return f"а: {opening * n}{inner}{closing * n}\n"


_ENTRIES = {
    "glossary": (
        "content/glossary.yml",
        "title: Словарь\nterms:\n",
        "- {term: Слово{n}, forms: [слова{n}], definition: Смысл слова.}\n",
    ),
    "equal terms": ("content/glossary.yml", "title: Словарь\nterms:\n", "- {term: Лид, definition: Смысл.}\n"),
    "course": (
        "content/courses/start.yml",
        "title: Старт\nabout: Шаги.\npositions: ['position:manager']\nlessons:\n- {item: ОП-001}\nquiz:\n",
        "- {question: Кто {n}?, options: [Первый., Второй.], answer: 1, because: Так., source: ОП-001}\n",
    ),
    "lessons": (
        "content/courses/start.yml",
        "title: Старт\nabout: Шаги.\npositions: ['position:manager']\nlessons:\n",
        "- {item: ОП-001}\n",
    ),
    "scorecard": (
        "content/scorecards/leads.yml",
        "title: Карта\nedition: 2026-11\nabout: Оценивает.\nsegments:\n- {id: C, title: Все, from: -9999, to: 9999, "
        "works: manager, actions: [Отказать.], regulation: ОП-001}\nblocks:\n- id: request\n  title: Запрос\n"
        "  parameters:\n",
        "  - {id: p{n}, title: Признак {n}, minus: нет, zero: неясно, plus: есть}\n",
    ),
    "knock-outs": (
        "content/scorecards/leads.yml",
        "title: Карта\nedition: 2026-11\nabout: Оценивает.\nsegments:\n- {id: C, title: Все, from: -1, to: 1, works: "
        "manager, actions: [Отказать.], regulation: ОП-001}\nrefusal: {works: manager, actions: [Отказать.]}\nblocks:\n"
        "- {id: request, title: Запрос, parameters: [{id: p, title: П, minus: нет, zero: неясно, plus: есть}]}\n"
        "knockouts:\n",
        "- {id: k{n}, title: Нет}\n",
    ),
    "equal knock-outs": (
        "content/scorecards/leads.yml",
        "title: Карта\nedition: 2026-11\nabout: Оценивает.\nsegments:\n- {id: C, title: Все, from: -1, to: 1, works: "
        "manager, actions: [Отказать.], regulation: ОП-001}\nrefusal: {works: manager, actions: [Отказать.]}\nblocks:\n"
        "- {id: request, title: Запрос, parameters: [{id: p, title: П, minus: нет, zero: неясно, plus: есть}]}\n"
        "knockouts:\n",
        "- {id: k, title: Нет}\n",
    ),
    "segments": (
        "content/scorecards/leads.yml",
        "title: Карта\nedition: 2026-11\nabout: Оценивает.\nblocks:\n"
        "- {id: request, title: Запрос, parameters: [{id: p, title: П, minus: нет, zero: неясно, plus: есть}]}\n"
        "segments:\n",
        "- {id: s{n}, title: Часть, from: {n}, to: {n}, works: manager, actions: [Отказать.], regulation: ОП-001}\n",
    ),
    "stages": (
        "content/pipelines/main.yml",
        "title: Воронка\ngroup: sales\nabout: Все.\nowner: head\nstages:\n",
        "- {id: s{n}, name: Этап {n}, closes_on: Встречу., ground: Звонок., owner: manager}\n",
    ),
    "questions": ("content/faq/big.yml", "title: Вопросы\nquestions:\n", "- {question: Что {n}?, answer: То.}\n"),
    "equal questions": ("content/faq/big.yml", "title: Вопросы\nquestions:\n", "- {question: Что?, answer: То.}\n"),
    "checklist": (
        "content/checklists/call.yml",
        "title: Звонок\nsubject: call\nauditor: head\nabout: Как.\nitems:\n",
        "- {check: Сказал {n}, weight: 1, regulation: ОП-001}\n",
    ),
    "facts of the company": (
        "content/company.yml",
        "",
        "- {id: f{n}, name: Число, value: {n}, unit: days}\n",
    ),
    "days off": ("content/calendars/2027.yml", "year: 2027\nsource: Указ\ndays_off:\n", "- 2027-01-{n}\n"),
    "issued": ("content/articles.yml", "issued:\n", "  ОП{n}: {n}\n"),
    "fields of a letter": (
        LETTER,
        "---\ntitle: Саммари\norder: 1\nsubject: Итоги\nchannels: [email]\nstage: pipeline:main#meeting-held\n"
        "regulation: ОП-002\npurpose: Итог.\nfields:\n",
        "- {id: f{n}, label: Поле, type: line, required: false}\n",
    ),
    "readers": (
        REGULATION,
        "---\ntitle: Б\narticle: ОП-003\nowner: head\nstatus: active\nreview_months: 6\nreviewed: 2026-11-03\n"
        "readers:\n",
        "- manager\n",
    ),
}
_DAMAGES = {
    "wrong entries": "- 1\n",
    "unknown fields": "- {нет{n}: 1}\n",
    "unknown fields of one entry": "  нет{n}: 1\n",
    "empty entries": "-\n",
    "lists for entries": "- [1]\n",
}
_YAML = {
    "keys": rows("a{n}: 1\n"),
    "equal keys": "title: А\n" + rows("a: 1\n"),
    "long key": f"{'а' * 400_000}: 1\n",
    "long keys": rows(f"{'а' * 900}{{n}}: 1\n"),
    "long word": f"title: {'а' * 490_000}\n",
    "list of words": rows("- а\n"),
    "list in a field": "title: А\nquestions:\n" + rows("- а\n"),
    "list in a row": "title: А\nquestions: [" + "а, " * 300_000 + "]\n",
    "blocks in a row": "title: А\nquestions: [" + "{а: б}, " * 90_000 + "]\n",
    "one block in a row": "title: А\nquestions: {" + rows("а{n}: б, ", 900_000) + "}\n",
    "deep brackets": _flow("[", "", "]", 30_000),
    "deep braces": _flow("{а: ", "", "}", 30_000),
    "brackets that never close": "а: " + "[" * 900_000,
    "dashes in a row": "- " * 450_000,
    "stairs": "".join(f"{' ' * n}а:\n" for n in range(1_300)),
    "colons": ":" * 900_000,
    "colons and spaces": ": " * 450_000,
    "question marks": "? " * 450_000,
    "anchors": rows("a{n}: &a{n} б\n"),
    "aliases": "a: &a [1]\n" + rows("b{n}: *a\n"),
    "laughs": "a: &a [1]\n" + rows("b{n}: [*a, *a, *a, *a]\n"),
    "tags": rows("a{n}: !!python/name:os.system б\n"),
    "quotes": "а: '" + "''" * 400_000 + "'\n",
    "quotes that never end": 'а: "' + "а\n\n" * 200_000,
    "escapes": 'а: "' + "\\u0430" * 150_000 + '"\n',
    "block of lines": "title: |\n" + "  а\n" * 200_000,
    "folded lines": "title: >\n" + "  а\n" * 200_000,
    "folded gaps": "title: >\n" + "  а\n\n" * 160_000,
    "remarks": "title: А\n" + "# а\n" * 200_000,
    "orders": "title: А\n" + rows("a{n}: 1 # salesbook: ignore=unknown-reference почему\n"),
    "order of rules": "title: А # salesbook: ignore=" + "unknown-reference," * 50_000 + "\n",
    "documents": "---\nа: 1\n" * 90_000,
    "digits": "а: " + "1" * 900_000 + "\n",
    "numbers": rows("a{n}: 12345678901234567890123\n"),
    "dates": rows("a{n}: 2026-02-31\n"),
    "empty values": rows("a{n}:\n"),
    "spaces": "а: б" + " " * 900_000 + "\n",
    "empty lines": "а: б\n" + "\n" * 900_000,
    "tabulators": "а:\n" + "\t" * 900_000,
    "zeros": "\0" * 900_000,
    "plain words": "слово " * 80_000,
    "percents": "%а\n" * 200_000,
    "comments": rows("a{n}: а <!-- б --> в\n"),
}
_TOML = {
    "unknown keys": rows("a{n} = 1\n"),
    "unknown rules": "[check]\nignore = [" + rows("'rule-{n}', ", 900_000) + "]\n",
    "equal rules": "[check]\nignore = [" + "'unknown-reference', " * 40_000 + "]\n",
    "select": "[check]\nselect = [" + "'unknown-reference', " * 40_000 + "]\n",
    "severities": "[check.severity]\n" + rows("'rule-{n}' = 'error'\n"),
    "files": "[[check.files]]\npaths = [" + rows("'content/{n}/**', ", 900_000) + "]\nignore = ['unknown-reference']\n",
    "stars": "[[check.files]]\npaths = ['" + "*" * 900_000 + "']\nignore = ['unknown-reference']\n",
    "retired words": "[words]\nretired = [" + rows("'слово{n}', ", 900_000) + "]\n",
    "tables": rows("[a{n}]\n"),
    "tables inside": "[" + "a." * 450_000 + "a]\n",
    "arrays inside": "a = " + "[" * 450_000,
    "quotes": 'a = "' + "а" * 450_000,
    "digits": "a = " + "1" * 900_000,
    "spaces": " " * 900_000,
    "remarks": "# а\n" * 200_000,
    "dotted keys": rows("a.b{n}.c = 1\n"),
}
_JSON = {
    "entries": '{"version": 1, "findings": [' + '{"rule": "a", "path": "b", "message": "c"},' * 20_000 + "{}]}",
    "brackets": "[" * 900_000,
    "braces": '{"a":' * 150_000,
    "digits": "1" * 900_000,
    "words": '{"version": 1, "findings": [' + '"а",' * 180_000 + '""]}',
    "one word": f'"{"а" * 400_000}"',
    "keys": "{" + rows('"a{n}": 1,', 900_000) + '"b": 1}',
}
_SVG_HEAD = '<svg xmlns="http://www.w3.org/2000/svg">'
_SVG = {
    "paths": _SVG_HEAD + '<path d="M0 0"/>' * 55_000 + "</svg>",
    "inside": _SVG_HEAD + "<g>" * 130_000 + "</g>" * 130_000 + "</svg>",
    "never closed": _SVG_HEAD + "<g>" * 300_000,
    "scripts": _SVG_HEAD + "<script>1</script>" * 50_000 + "</svg>",
    "links": _SVG_HEAD + '<a href="https://a.example"/>' * 30_000 + "</svg>",
    "attributes": _SVG_HEAD + "<g " + rows('a{n}="b" ', 900_000) + "/></svg>",
    "on": _SVG_HEAD + "<g onload='1'/>" * 55_000 + "</svg>",
    "entities": "<!DOCTYPE svg [" + rows("<!ENTITY a{n} 'b'>", 900_000) + "]><svg/>",
    "laughs": "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><svg>&i;</svg>",
    "remarks": _SVG_HEAD + "<!-- a -->" * 90_000 + "</svg>",
    "angles": "<" * 900_000,
    "words": _SVG_HEAD + "<text>" + "а" * 450_000 + "</text></svg>",
    "styles": _SVG_HEAD + "<style>" + "a{b:url(c)}" * 80_000 + "</style></svg>",
    "style": _SVG_HEAD + '<g style="' + "a:url(b);" * 90_000 + '"/></svg>',
    "data": _SVG_HEAD + f'<image href="data:image/png;base64,{"A" * 900_000}"/></svg>',
}
_TEMPLATES = {
    "loop": "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in range(1000) %}{% endfor %}{% endfor %}"
    "{% endfor %}",
    "loop of words": "{% for a in range(1000) %}{% for b in range(1000) %}а{{ b }}{% endfor %}{% endfor %}",
    "recursion": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "two recursions": "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(60) }}",
    "doubling": "{% set a = 'аааааааааа' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}",
    "lists": "{% set a = [1] %}" + "{% set a = [a, a, a, a] %}" * 60 + "{{ a }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "product": "{{ 'а' * 999999999 }}",
    "itself": "{% include 'pages/article.md' %}{% include 'letters/envelope.html' %}{% include 'main.html' %}",
    "extends itself": "{% extends 'main.html' %}",
    "brackets": "{{ " + "(" * 4_000 + "1" + ")" * 4_000 + " }}",
    "sums": "{{ " + "1 + " * 4_000 + "1 }}",
    "filters": "{{ 'а'" + "|upper" * 4_000 + " }}",
    "numbers": "{{ " + "1" * 100_000 + " }}",
    "conditions": "{% if 1 %}" * 2_500 + "{% endif %}" * 2_500,
    "words": "слово " * 30_000,
    "sort": "{% for a in range(1000) %}{{ range(1000)|sort|join }}{% endfor %}",
    "replace": "{% for b in range(1000) %}{{ ('аааааааа' ~ b)|replace('а', 'аааааааа') }}{% endfor %}",
}
_LEADS = {
    "parameters": "knockouts: []\nscores:\n" + rows("  p{n}: 1\n"),
    "fields": rows("budget{n}: 1\n"),
    "knock-outs": "knockouts:\n" + rows("- k{n}\n"),
    "equal knock-outs": "knockouts:\n" + rows("- no-purchase\n"),
    "wrong knock-outs": "knockouts:\n" + rows("- [1]\n"),
    "long answer": "knockouts: []\nscores: {budget: " + "а" * 450_000 + "}\n",
    "digits": "knockouts: []\nscores: {budget: " + "1" * 900_000 + "}\n",
    "list for an answer": "knockouts: []\nscores: {budget: [" + "1, " * 300_000 + "]}\n",
    "long comment": "knockouts: []\nscores: {budget: 1, timing: 1, meeting: 1}\ncomment: " + "а" * 450_000 + "\n",
    "json": '{"scores": [' + "1," * 450_000 + "1]}",
    "deep json": "[" * 900_000,
}
_FACT_HEAD = "client: Анна\nmeeting_date: 2026-11-20\nnext_step: {action: бронь, date: 2030-11-20}\n"
_FACTS = {
    "wrong entries": _FACT_HEAD + "liked:\n" + "- {а: б}\n" * 110_000,
    "numbers for words": _FACT_HEAD + "liked:\n" + "- 1\n" * 240_000,
    "empty entries": _FACT_HEAD + "liked:\n" + "-\n" * 400_000,
    "entries": _FACT_HEAD + "liked:\n" + rows("- вид {n}\n"),
    "unknown fields": _FACT_HEAD + rows("нет{n}: 1\n"),
    "long word": _FACT_HEAD.replace("Анна", "а" * 450_000),
    "marks of Markdown": _FACT_HEAD.replace("Анна", "'" + "*_[](<`" * 120_000 + "'"),
    "lines": _FACT_HEAD.replace("Анна", "|\n" + "  - а\n" * 150_000),
    "digits": _FACT_HEAD.replace("Анна", "1" * 900_000),
    "a date of digits": _FACT_HEAD.replace("2026-11-20", "1" * 900_000, 1),
    "a date of words": _FACT_HEAD.replace("2026-11-20", "через " * 80_000, 1),
    "a list of dates": _FACT_HEAD.replace("2026-11-20", "[" + "2026-11-20, " * 70_000 + "]", 1),
    "unknown fields of a group": _FACT_HEAD.replace("action: бронь", "action: бронь, " + rows("н{n}: 1, ", 900_000)),
}
