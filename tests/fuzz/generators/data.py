"""YAML, JSON and TOML: files of a book and of people, with bombs, odd types and odd spellings."""

import json
from itertools import pairwise
from random import Random
from typing import Any

import yaml

from salesbook.reading import yaml as book_yaml
from tests.fuzz.generators.markdown import quoted
from tests.fuzz.generators.words import CONTROL, NUMBERS, PATHS, UNICODE, hostile, long, nested, sentence

_TAGS = (
    "!!python/object/apply:os.system ['id']",
    "!!python/name:os.system ''",
    "!ENV [SALESBOOK_FUZZ_SECRET, x]",
    "!ENV HOME",
)
_MORE_TAGS = (
    "!relative $config_dir/../outside",
    "!!binary aGk=",
    "!!set {a, b}",
    "!!timestamp 2026-01-01",
    "!!omap [a: 1]",
    "!x y",
)
_CHECKS = ("schema", "broken-link", "yo", "active-html", "personal-data", "unknown-reference", "no-such-check")


def yaml_value(random: Random, depth: int = 0) -> str:
    """Return a value in flow style: a scalar of any kind, or a list or block of values."""
    match random.randrange(9 if depth < 4 else 6):
        case 0:
            return random.choice(NUMBERS)
        case 1:
            return quoted(sentence(random))
        case 2:
            return random.choice(
                (
                    "null",
                    "~",
                    "yes",
                    "off",
                    "true",
                    "''",
                    "=",
                    "<<",
                    "!",
                    "*a",
                    "&a x",
                    "? x",
                    "-",
                    "@x",
                    "%x",
                    "|",
                    ">-",
                )
            )
        case 3:
            return random.choice((*_TAGS, *_MORE_TAGS))
        case 4:
            return hostile(random).replace("\n", " ")
        case 5:
            return f"'{random.choice((*CONTROL, *UNICODE))}'"
        case 6 | 7:
            return "[" + ", ".join(yaml_value(random, depth + 1) for _n in range(random.randint(0, 5))) + "]"
        case _:
            return (
                "{"
                + ", ".join(f"{_key(random)}: {yaml_value(random, depth + 1)}" for _n in range(random.randint(0, 5)))
                + "}"
            )


def _key(random: Random) -> str:
    return random.choice(
        ("title", "id", "a", "<<", "? [x]", "null", "1", "true", quoted(hostile(random)), "a" * 2_000, "''")
    )


def bomb(random: Random) -> str:
    """Return a text that is small and means much, or is deep, or long in one dimension."""
    match random.randrange(10):
        case 0:
            names = "abcdefghij"
            lines = [f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]" for a, b in pairwise(names)]
            return "a: &a [x, x, x]\n" + "\n".join(lines) + "\n"
        case 1:
            return "a: &a {b: *a}\n<<: *a\n"
        case 2:
            return nested(random, "[", "]", "x", 200_000)
        case 3:
            return nested(random, "{a: ", "}", "x", 100_000)
        case 4:
            return nested(random, "- ", "", "x", 100_000)
        case 5:
            return "".join(f"{' ' * n}a:\n" for n in range(random.choice((20, 101, 400)))) + "x\n"
        case 6:
            return long(
                random,
                random.choice(
                    ("---\n", "a: b\n", "- x\n", "# x\n", "a: |\n  x\n", "? x\n", "...\n", "\n", " ", "%A 1\n")
                ),
            )
        case 7:
            return "".join(f"k{n}: {n}\n" for n in range(random.choice((10, 1_000, 50_000))))
        case 8:
            return "a: &a\n" + "".join(f"  <<: [*a{n}, *a{n}]\n" for n in range(20))
        case _:
            return f"a: {long(random, random.choice(NUMBERS), 300_000)}\n"


def yaml_text(random: Random) -> str:
    """Return a text of YAML: lines of keys and values, a few of which are no YAML."""
    if random.random() < 0.15:
        return bomb(random)
    lines = []
    for _n in range(random.randint(1, 15)):
        indent = " " * random.choice((0, 0, 0, 2, 4, 1))
        start = random.choice((f"{_key(random)}: ", "- ", f"- {_key(random)}: ", "? ", ": ", "# ", ""))
        block = random.choice(("", "", "", f"|\n{indent}  ", f">-\n{indent}  ", f"|9-\n{indent}  "))
        lines.append(f"{indent}{start}{block}{yaml_value(random)}")
    head = random.choice(("", "", "---\n", "%YAML 1.2\n---\n", "%TAG ! tag:x,2000:\n---\n", "\ufeff", "...\n"))
    return head + random.choice(("\n", "\n", "\r\n", "\r", "\u2028")).join(lines) + "\n"


def changed(random: Random, text: str) -> str:
    """Return the YAML of a sound file with some of its values hostile; its form stays as right as it can."""
    data, _problems = book_yaml.read_any(text)
    share = random.choice((0.05, 0.2, 0.6))
    kept = {"id", "stage", "to", "by", "owner", "responsible", "role", "slug", "kind", "type", "status", "group", "end"}

    def look(value: Any, name: str) -> Any:
        if isinstance(value, dict):
            return {key: look(inner, str(key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [look(inner, name) for inner in value]
        if name in kept and random.random() < 0.95:
            return value
        if random.random() > share:
            return value
        if isinstance(value, str):
            return sentence(random) if random.random() < 0.7 else hostile(random)
        return random.choice(
            (value, yaml.safe_load(f"[{quoted(hostile(random))}]"), None, -1, 1e400, {}, [], True, 10**400)
        )

    return _dumped(look(data, ""))


def front_matter(random: Random, text: str) -> str:
    """Return a Markdown file with some of its fields and some of its lines hostile."""
    head, _line, body = text.removeprefix("---\n").partition("\n---\n")
    lines = body.split("\n")
    for _n in range(random.randint(0, 3)):
        lines.insert(random.randint(0, len(lines)), sentence(random, 0.8))
    return f"---\n{changed(random, head)}---\n" + "\n".join(lines)


def _dumped(data: Any) -> str:
    """Return data as YAML; half of a surrogate pair, which has no YAML, becomes a question mark."""
    data = json.loads(json.dumps(data, ensure_ascii=False, default=str).encode("utf-8", "replace"))
    return yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)


def value(random: Random, depth: int = 0) -> Any:
    """Return a value of JSON of any kind."""
    match random.randrange(8 if depth < 3 else 5):
        case 0:
            return random.choice((0, -1, 1, 2**31, 2**63, 10**40, 1e308, -0.0, 0.1))
        case 1:
            return random.choice((None, True, False, ""))
        case 2 | 3:
            return hostile(random)
        case 4:
            return sentence(random)
        case 5 | 6:
            return [value(random, depth + 1) for _n in range(random.randint(0, 4))]
        case _:
            return {
                random.choice(("a", "id", "lead", "path", hostile(random))): value(random, depth + 1) for _n in range(3)
            }


def as_json(random: Random, data: Any) -> str:
    """Return data as JSON, now and then with what JSON does not have."""
    text = json.dumps(data, ensure_ascii=random.random() < 0.5, allow_nan=True)
    if random.random() < 0.2:
        at = random.randint(0, len(text))
        text = (
            text[:at]
            + random.choice(("NaN", "\\ud800", '"\\u0000"', "1e999", ",", "}", "]", "//x", "'", "\x00", "9" * 5_000))
            + text[at:]
        )
    return text


def lead(random: Random) -> str:
    """Return a lead's file: answers right, wrong, too many."""
    many = random.choice((1, 1, 1, 1, 1, 1, 100, 100, 20_000))
    scores: dict[str, Any] = {
        random.choice(("budget", "need", "term", hostile(random))): random.choice((0, 1, -1, "−1", 2, value(random)))
        for _n in range(4)
    }
    data: dict[str, Any] = {
        "lead": sentence(random),
        "scores": scores,
        "knockouts": ["no-money", hostile(random)] * many,
        "comment": hostile(random),
    }
    data |= {f"x{n}": n for n in range(many - 1)} if random.random() < 0.3 else {}
    return as_json(random, data) if random.random() < 0.5 else _dumped(data)


def facts(random: Random) -> str:
    """Return a letter's facts: of the base book's summary, with anything in the place of each."""
    many = random.choice((1, 1, 1, 1, 1, 1, 300, 300, 20_000))
    data: dict[str, Any] = {
        "client": sentence(random),
        "meeting_date": random.choice(("2026-11-25", "25.11.2026", "завтра", random.choice(NUMBERS))),
        "objects": [random.choice((sentence(random), 1, None, [1], hostile(random)))] * many,
        "next_step": {
            "what": sentence(random),
            "date": random.choice(("25.11.2026", "x")),
            "time": random.choice(("9:00", *NUMBERS)),
        },
        hostile(random): value(random),
    }
    for key in list(data):
        if random.random() < 0.15:
            data[key] = value(random)
    return as_json(random, data) if random.random() < 0.5 else _dumped(data)


def toml(random: Random) -> str:
    """Return a salesbook.toml."""
    words = [
        random.choice((*_CHECKS, hostile(random), random.choice(PATHS))) for _n in range(random.choice((0, 1, 3, 500)))
    ]
    listed = json.dumps(words)
    lines = [
        f"select = {listed}",
        f"ignore = {listed}",
        f"baseline = {json.dumps(random.choice((*PATHS, 'known.json')))}",
        "yo = " + random.choice(('"always"', '"keep"', "true", "1", json.dumps(hostile(random)))),
        f"public = {listed}",
        f"severity = {{ {random.choice(_CHECKS)} = " + random.choice(('"warning"', '"off"', "1")) + " }",
        f"[check.severity]\n{random.choice(_CHECKS)} = {json.dumps(random.choice(('warning', 'off', hostile(random))))}",
        f"[[check.except]]\npaths = {listed}\nignore = {listed}\nreason = {json.dumps(sentence(random))}",
        f"{'.'.join(['a'] * random.choice((2, 50, 900)))} = 1",
        f"x = {random.choice(NUMBERS)}",
        f"x = {nested(random, '[', ']', '1', 900)}",
        f"x = {nested(random, '{a = ', '}', '1', 900)}",
        f'x = """{hostile(random)}\n{hostile(random)}"""',
        f"x = '{random.choice((*CONTROL, *UNICODE))}'",
        f"[{'.'.join(['b'] * random.choice((1, 30, 900)))}]",
        "[check]",
        f"# {hostile(random)}",
    ]
    chosen = random.sample(lines, random.randint(1, 6))
    return (
        random.choice(("[check]\n", "[check]\n", "", "\ufeff[check]\n"))
        + random.choice(("\n", "\r\n")).join(chosen)
        + "\n"
    )


def baseline(random: Random) -> str:
    """Return a list of known findings."""

    def entry() -> Any:
        made: dict[str, Any] = {
            "path": random.choice(("content/a.md", *PATHS)),
            "check": random.choice((*_CHECKS, hostile(random))),
            "fingerprint": random.choice(("0123456789abcdef", hostile(random), "f" * 64)),
        }
        if random.random() < 0.2:
            made[random.choice((*made, "x"))] = value(random)
        return made if random.random() < 0.95 else value(random)

    known = [entry() for _n in range(random.choice((0, 1, 1, 5, 5, 5, 40, 3_000)))]
    data = {
        "version": random.choice((1, 1, 1, 2, "1", None, 10**400)),
        "known": known if random.random() < 0.9 else value(random),
    }
    if random.random() < 0.1:
        return nested(random, random.choice(("[", '{"a":')), "]", "1", 200_000)
    return as_json(random, data)
