"""`salesbook find`."""

import pytest

from tests.cli.ran import Command


def test_find(salesbook: Command) -> None:
    ran = salesbook("find", "первым", "контактом")
    assert ran.code == 0
    assert ran.out.splitlines()[0].startswith("1. ОП-001 Первый контакт")
    assert "regulation · ОП-001" in ran.out


def test_find_in_json(salesbook: Command) -> None:
    found = salesbook("find", "первый контакт", "--json", "--limit", "2").json
    assert found["query"] == "первый контакт"
    assert len(found["results"]) == 2
    best = found["results"][0]
    assert {key: best[key] for key in ("name", "kind", "article", "title", "path")} == {
        "name": "regulation:first-contact",
        "kind": "regulation",
        "article": "ОП-001",
        "title": "Первый контакт",
        "path": "content/regulations/sales/first-contact.md",
    }
    assert len(best["edition"]) == 8


def test_the_text_of_a_place(salesbook: Command) -> None:
    ran = salesbook("find", "оп1", "--open", "1")
    assert ran.code == 0
    assert "Первый контакт" in ran.out
    assert "salesbook show regulation:first-contact" in ran.out


@pytest.mark.parametrize("words", ["щщщщщ", "", "\x1b[31m", "[bold]"])
def test_nothing_is_found(salesbook: Command, words: str) -> None:
    ran = salesbook("find", words)
    assert (ran.code, ran.out) == (1, "")
    assert "nothing was found for" in ran.err
    assert "\x1b" not in ran.err
    assert salesbook("find", words, "--json").json["results"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["контакт", "--open", "40"], "there is no place number 40"),
        (["контакт", "--limit", "0"], "--limit"),
        (["контакт", "--role", "pope"], "pope"),
        ([], "WORDS"),
    ],
)
def test_what_cannot_be_done_is_told(salesbook: Command, arguments: list[str], message: str) -> None:
    ran = salesbook("find", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_a_role_finds_what_it_may_see(salesbook: Command) -> None:
    assert salesbook("find", "первый контакт", "--role", "manager").code == 0
