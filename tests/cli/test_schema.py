"""`salesbook schema`."""

import json
from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.core import language
from salesbook.models.kinds import BY_NAME, KINDS
from salesbook.models.schemas import schema
from tests.books import BASE, base_text, write_book
from tests.cli.ran import Command


def test_kinds_are_listed(salesbook: Command) -> None:
    lines = salesbook("schema").out.splitlines()
    assert lines[0].split() == ["name", "title", "files"]
    assert [line.split()[0] for line in lines[1:]] == [kind.name for kind in KINDS]
    assert lines[4].split() == ["pipeline", "pipeline", "content/pipelines/*.yml"]
    found = salesbook("schema", "--json").json["kinds"]
    assert found[4] == {"name": "regulation", "title": "regulation", "files": "content/regulations/*/*.md"}
    assert len(found) == len(KINDS)


def test_a_schema_is_printed(salesbook: Command) -> None:
    ran = salesbook("schema", "pipeline")
    assert (ran.code, ran.err) == (0, "")
    book = load_book(BASE)[0]
    assert json.loads(ran.out) == schema(BY_NAME["pipeline"], words=book.words)
    assert salesbook("schema", "pipeline", "--json").out == ran.out


def test_within_a_book_its_own_words_alone_may_be_named(salesbook: Command, root: Path) -> None:
    groups = "pipeline_groups: [{id: roofs, name: крыши}, {id: gutters, name: водостоки}]\n"
    write_book(root, {"company.yml": base_text("company.yml") + groups})
    found = json.loads(salesbook("schema", "pipeline").out)
    assert found["properties"]["group"]["enum"] == ["roofs", "gutters"]
    stage = found["$defs"]["Stage"]["properties"]
    assert stage["responsible"]["enum"] == ["head", "manager", "marketer"]
    assert stage["may_move"]["items"]["enum"] == ["head", "manager", "marketer"]
    assert found["$defs"]["Task"]["properties"]["who"]["enum"] == ["head", "manager", "marketer", None]
    assert "enum" not in stage["ideal"]


@pytest.mark.parametrize("company", [None, "name: [\n"])
def test_without_a_company_that_can_be_read_any_word_may_be_named(
    salesbook: Command, root: Path, company: str | None
) -> None:
    write_book(root, {"company.yml": company})
    group = json.loads(salesbook("schema", "pipeline").out)["properties"]["group"]
    assert "enum" not in group
    assert "by default sales (sales), warmup (warm-up)" in group["description"]


def test_it_speaks_the_language_in_use(salesbook: Command) -> None:
    language.speak("ru")
    out = salesbook("schema", "pipeline").out
    assert "На что закрываем клиента." in out
    assert "\\u" not in out


def test_no_book_is_needed(salesbook: Command) -> None:
    assert json.loads(salesbook("--book", "nowhere", "schema", "faq", book=False).out)["$id"] == "faq.json"


@pytest.mark.parametrize("kind", BY_NAME)
def test_the_fields_of_a_kind_are_explained(salesbook: Command, kind: str) -> None:
    out = salesbook("explain", kind).out
    explained = salesbook("explain", kind, "--json").json
    assert explained["name"] == kind
    for block in explained["blocks"]:
        for field in block["fields"]:
            assert field["meaning"] in out
            assert f"  {field['key']}{'*' * field['required']}  " in out
    own = explained["blocks"][0]["fields"]
    assert {field["key"] for field in own if field["required"]} == set(schema(BY_NAME[kind])["required"]) | (
        {"body"} & {field["key"] for field in own if field["required"]}
    )


def test_a_kind_is_explained_by_its_russian_name(salesbook: Command) -> None:
    language.speak("ru")
    assert "На что закрываем клиента." in salesbook("explain", "воронка").out


def test_an_unknown_kind(salesbook: Command) -> None:
    ran = salesbook("schema", "pipelin")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no kind “pipelin”" in ran.err
    assert "it looks like pipeline" in ran.err
