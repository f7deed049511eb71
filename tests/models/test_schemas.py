"""JSON Schemas: they say of a file what the compile says, and explain every field."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from salesbook.core import language
from salesbook.models.base import ContentModel
from salesbook.models.kinds import BY_NAME, KINDS, Kind, kind_of
from salesbook.models.schemas import field_docs, files, schema
from salesbook.models.scorecard import Segment
from salesbook.models.shapes import blocks_of, shapes_of
from salesbook.reading.decode import decode
from salesbook.reading.yaml import read
from tests.books import BASE, OTHER

ROOT = Path(__file__).parents[2]
BLOCKS = sorted({block for kind in KINDS for block in blocks_of(kind.model)}, key=lambda block: block.__name__)
FORMATS = FormatChecker(["date"])
WRONG: tuple[Any, ...] = (7, "", "x" * 300, None, [], [[]], {}, True)

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def examples(kind: Kind) -> list[Path]:
    """Return the files of a kind that there are, of the repository's own book and of the golden one."""
    return sorted(path for root in (ROOT, BASE) for path in root.glob(files(kind)))


def head(path: Path) -> dict[str, Any]:
    """Return what a file gives to its schema: its YAML, or its front matter."""
    text = path.read_text(encoding="utf-8")
    data, problems = read(text.split("\n---\n", 1)[0].removeprefix("---\n") if path.suffix == ".md" else text)
    assert problems == []
    assert isinstance(data, dict)
    return data


def validator(kind: Kind) -> Draft202012Validator:
    return Draft202012Validator(schema(kind), format_checker=FORMATS)


def fits_schema(checked: Draft202012Validator, data: Any) -> bool:
    return checked.is_valid(json.loads(json.dumps(data, default=str)))


def fits_model(kind: Kind, data: dict[str, Any]) -> bool:
    implied = {"body": "Текст."} if kind.suffix == ".md" else {}
    if kind.in_departments:
        implied["department"] = "sales"
    return decode(kind.model, implied | data)[0] is not None


def sample(kind: Kind) -> dict[str, Any]:
    """Return the richest file of a kind, its lists cut to their first and last entries and those with other fields."""

    def cut(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: cut(entry) for key, entry in value.items()}
        return [cut(entry) for entry in telling(value)] if isinstance(value, list) else value

    def telling(entries: list[Any]) -> Iterator[Any]:
        keys: set[str] = set()
        for n, entry in enumerate(entries):
            fields = set(entry) if isinstance(entry, dict) else set()
            if n in (0, len(entries) - 1) or not fields <= keys:
                yield entry
            keys |= fields

    shorter: dict[str, Any] = cut(max((head(path) for path in sorted(OTHER.glob(files(kind)))), key=len))
    # The other book stands by itself: a copy of it is a whole one.
    return shorter | ({"extends": "../base"} if kind.name == "company" else {})


def fields_in(model: type[ContentModel], data: Any) -> Iterator[str]:
    """Yield the fields that a file or a part of one holds, with the names of their models."""
    for field in shapes_of(model):
        value = data.get(field.key)
        if value is None:
            continue
        yield f"{model.__name__}.{field.name}"
        block = field.model
        if block is not None:
            for part in value if isinstance(value, list) else [value]:
                yield from fields_in(block, part)


def routes(value: Any, route: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    for key, entry in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*route, key)
        if isinstance(entry, dict | list):
            yield from routes(entry, (*route, key))


def mutants(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a file with one thing changed: a key taken away or misspelt, a value of another type."""
    for route in routes(data):
        for change in ("remove", "misspell", *WRONG):
            mutant = deepcopy(data)
            place: Any = mutant
            for step in route[:-1]:
                place = place[step]
            if change == "remove":
                del place[route[-1]]
            elif change == "misspell":
                if isinstance(route[-1], int):
                    continue
                place[route[-1] + "x"] = place.pop(route[-1])
            else:
                place[route[-1]] = change
            yield f"{route}: {change!r}", mutant


@pytest.mark.parametrize("model", BLOCKS, ids=lambda model: model.__name__)
def test_every_field_says_what_it_is_for(model: type[ContentModel]) -> None:
    docs = field_docs(model)
    assert set(docs) == set(model.model_fields)
    for name, words in docs.items():
        assert words.endswith("."), name
        assert 8 <= len(words) <= 220, name


def test_inherited_fields_are_described_too() -> None:
    assert field_docs(Segment)["works"] == "Who works with the lead next."
    assert field_docs(Segment)["from_"] == "Lowest total of the segment, itself included."
    segment = schema(BY_NAME["scorecard"])["$defs"]["Segment"]
    assert segment["properties"]["from"]["description"] == field_docs(Segment)["from_"]
    assert "from_" not in segment["properties"]
    assert "from" in segment["required"]


@each_kind
def test_it_is_a_schema(kind: Kind) -> None:
    found = schema(kind)
    Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["$id"] == f"{kind.name}.json"
    assert found["title"] == kind.singular()
    for block in (found, *found.get("$defs", {}).values()):
        assert block["additionalProperties"] is False
        assert block["description"]


@each_kind
@pytest.mark.parametrize("root", [BASE, OTHER], ids=lambda root: root.name)
def test_every_file_of_a_sound_book_fits(root: Path, kind: Kind) -> None:
    assert misfits(root, kind) == []


def misfits(root: Path, kind: Kind) -> list[str]:
    """Return what the schema of a kind says against its files in a book."""
    paths = sorted(root.glob(files(kind)))
    assert paths, f"no {kind.name} in {root}"
    checked, errors = validator(kind), []
    for path in paths:
        assert kind_of(path.relative_to(root / "content").as_posix()) is kind
        data = json.loads(json.dumps(head(path), default=str))
        errors += [f"{path.name} {e.json_path}: {e.message}" for e in checked.iter_errors(data)]
    return errors


@each_kind
def test_the_sample_holds_every_field(kind: Kind) -> None:
    """A schema is judged by changed samples: a field that does not stand in one would never be judged."""
    implied = {"body": "Текст."} if kind.suffix == ".md" else {}
    if kind.in_departments:
        implied["department"] = "sales"
    fields = {f"{block.__name__}.{name}" for block in blocks_of(kind.model) for name in block.model_fields}
    assert set(fields_in(kind.model, implied | sample(kind))) == fields


@each_kind
def test_it_says_of_a_changed_file_what_the_compile_says(kind: Kind) -> None:
    checked, data = validator(kind), sample(kind)
    assert fits_schema(checked, data)
    verdicts = set()
    for change, mutant in mutants(data):
        fits = fits_schema(checked, mutant)
        assert fits == fits_model(kind, mutant), change
        verdicts.add(fits)
    assert False in verdicts


def test_misspelt_keys_and_wrong_types_are_named() -> None:
    checked = validator(BY_NAME["regulation"])
    good = {
        "title": "Скидки",
        "readers": ["manager"],
        "owner": "head",
        "status": "active",
        "review_months": 6,
        "reviewed": "2026-11-03",
    }
    assert checked.is_valid(good)
    for change, words in (
        ({"titel": "Скидки"}, "'titel' was unexpected"),
        ({"review_months": "полгода"}, "is not of type 'integer'"),
        ({"reviewed": "вчера"}, "is not a 'date'"),
        ({"status": "old"}, "is not one of ['draft', 'active', 'retired']"),
        ({"readers": []}, "[] should be non-empty"),
    ):
        assert [words in e.message for e in checked.iter_errors(good | change)] == [True], words


def test_markdown_is_described_by_its_front_matter() -> None:
    regulation = schema(BY_NAME["regulation"])
    assert "body" not in regulation["properties"]
    assert "department" not in regulation["required"]
    assert "title" in regulation["required"]
    assert "body" not in schema(BY_NAME["article"])["required"]


def test_what_may_be_named_is_said() -> None:
    blocks = schema(BY_NAME["pipeline"])["$defs"]
    stage = {name: field["description"] for name, field in blocks["Stage"]["properties"].items()}
    assert stage["regulations"] == (
        "Regulations by which the stage works. "
        "Article number: regulation, prefix of the department, hyphen, three digits."
    )
    assert stage["letters"] == "Letters sent from here. Reference: letter, written as letter:file-name."
    assert stage["responsible"] == "Who answers for the deal at this stage. Id from company.yml: role."
    assert stage["closes_on"] == "What we close the client on here. Markdown."
    assert "pipeline:file-name#stage-id in another" in blocks["Move"]["properties"]["to"]["description"]
    assert "any item" in schema(BY_NAME["glossary"])["$defs"]["Term"]["properties"]["see"]["description"]
    assert "https" in schema(BY_NAME["product"])["$defs"]["Material"]["properties"]["link"]["description"]


@each_kind
def test_it_speaks_russian(kind: Kind) -> None:
    english, catalogue = schema(kind), language.catalogue("ru")
    language.speak("ru")
    russian = schema(kind)
    assert russian == schema(kind, catalogue.gettext)
    for block, original in (
        (russian, english),
        *zip(*(s.get("$defs", {}).values() for s in (russian, english)), strict=True),
    ):
        assert block["description"] != original["description"]
        for name, field in block["properties"].items():
            assert field["description"] != original["properties"][name]["description"], name
            assert not field["description"].isascii(), name


def test_editors_are_told_where_the_schemas_are() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    wanted = {f"./schemas/{kind.name}.json": files(kind) for kind in KINDS if kind.suffix == ".yml"}
    assert settings["yaml.schemas"] == wanted
    for kind in KINDS:
        assert (
            json.loads((ROOT / "schemas" / f"{kind.name}.json").read_text(encoding="utf-8"))["$id"]
            == f"{kind.name}.json"
        )
