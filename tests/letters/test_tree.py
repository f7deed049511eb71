"""The tree of a letter's template: plain data, with nothing left to find out; what a browser cannot do is refused."""

import json
import re
from typing import Any

import pytest

from salesbook.book.load import load_book
from salesbook.letters.environment import prepared, sandbox
from salesbook.letters.expressions import Node, NotInBrowserError
from salesbook.letters.gaps import marking
from salesbook.letters.tree import template_tree
from salesbook.letters.writing import as_text
from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.reasons import FAILURES
from tests.books import BASE
from tests.letters.templates import Templates


@pytest.fixture(scope="module")
def environment() -> Sandbox:
    return sandbox(load_book(BASE)[0].context, as_text)


def tree_of(environment: Sandbox, source: str) -> Node:
    return template_tree(environment, source, marking)


def is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(is_plain, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and is_plain(inner) for key, inner in value.items())
    return value is None or isinstance(value, str | bool)


def test_a_value_is_marked_and_a_name_is_a_variable(environment: Sandbox) -> None:
    assert tree_of(environment, "Здравствуйте, {{ client }}!") == [
        [["r", "l_0_client", "client"]],
        [
            ["text", "Здравствуйте, "],
            ["print", ["apply", "or_absent", ["name", "l_0_client", "client"], [], [], None, None]],
            ["text", "!"],
        ],
        {},
    ]


def test_a_name_that_is_set_in_a_loop_is_another_one_outside(environment: Sandbox) -> None:
    _enter, [first, loop, _printed], _blocks = tree_of(
        environment, "{% set n = 1 %}{% for x in l %}{% set n = 2 %}{% endfor %}{{ n }}"
    )
    assert first == ["set", ["name", "l_0_n"], ["int", "1"], [["n", "l_0_n"]]]
    inner = loop[7]
    assert inner == [["set", ["name", "l_1_n"], ["int", "2"], []]]


def test_a_condition_that_may_write_nothing_marks_it(environment: Sandbox) -> None:
    [[kind, _branches, otherwise]] = tree_of(environment, "{% if client %}да{% endif %}")[1]
    assert (kind, otherwise) == ("if", [["text", "\ufdd0"]])


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ('{% include "a.txt" %}', "include"),
        ('{% import "a.txt" as a %}', "import"),
        ('{% from "a.txt" import a %}', "from … import"),
        ('{% extends "a.txt" %}', "extends"),
        ("{% autoescape true %}{% endautoescape %}", "autoescape"),
        ("{{ self.a() }}{% block a %}{% endblock %}", "self"),
        ("{% for x in l %}{% block a scoped %}{% endblock %}{% endfor %}", "block … scoped/required"),
        ("{{ a is sameas b }}", "is sameas"),
        ("{{ 'upper' is filter }}", "is filter"),
        ("{% set a.b = 1 %}", "namespace"),
        ("{% macro m(caller=none) %}{{ caller() }}{% endmacro %}", "macro (caller)"),
        ("{% if false %}{{ a | nope }}{% endif %}", "| nope"),
        ("{{ 1e999 }}", "inf"),
    ],
)
def test_what_a_browser_cannot_do_is_refused_by_its_name(environment: Sandbox, source: str, name: str) -> None:
    with pytest.raises(NotInBrowserError, match=re.escape(name)):
        tree_of(environment, source)


@pytest.mark.parametrize(
    "source", ["{{ a", "{% if %}", "{% for x in %}{% endfor %}", "{{ " + "(" * 5_000, "{{ " + "a." * 9_000 + "a }}"]
)
def test_what_is_no_template_is_told_as_the_sandbox_tells_it(environment: Sandbox, source: str) -> None:
    with pytest.raises(FAILURES):
        tree_of(environment, source)


def test_a_tree_is_plain_data_whatever_the_template(environment: Sandbox) -> None:
    templates, trees = Templates(5), 0
    for _n in range(150):
        try:
            tree = tree_of(environment, prepared(templates.template()))
        except (NotInBrowserError, *FAILURES):
            continue
        assert is_plain(tree)
        assert json.loads(json.dumps(tree)) == tree
        trees += 1
    assert trees > 100


def test_a_tree_leaves_the_template_of_others_as_it_was(environment: Sandbox) -> None:
    source = "{{ client }}{% if a %}б{% endif %}"
    assert tree_of(environment, source) == tree_of(environment, source)
    assert environment.from_string(source).render(client=None, a=False) == ""  # unmarked
