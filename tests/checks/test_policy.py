"""A theme of the book's own that leaves the content security policy out, in each of the ways in which that happens."""

from pathlib import Path

import pytest

from salesbook.auditing.run import audit
from salesbook.core.settings import Settings
from tests.books import NOW, write_book

POLICY = '{% include "partials/policy.html" %}'


def found(root: Path, **templates: str) -> list[str]:
    root = write_book(root / "book")
    for name, text in templates.items():
        path = root / "site/theme" / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    problems = audit(root, Settings(), now=NOW, cached=False).diagnostics
    return [d.path.as_posix() for d in problems if d.rule == "missing-policy"]


@pytest.mark.parametrize(
    "templates",
    [
        {"home": '{% extends "main.html" %}{% block content %}x{% endblock %}'},
        {"home": '{% extends "main.html" %}{% block site_meta %}{{ super() }}<meta>{% endblock %}'},
        {"main": '{% extends "base.html" %}{% block site_meta %}' + POLICY + "{% endblock %}"},
        {"main": '{% extends "base.html" %}{% block site_meta %}{% include "own.html" %}{% endblock %}', "own": POLICY},
        {"main": "<html><head>" + POLICY + "</head></html>"},
        {"base": "<html><head>{% block site_meta %}{% endblock %}</head></html>"},
        {"landing": '{% extends "main.html" %}'},
        {"cards": "{% macro card() %}{% endmacro %}"},
        {"partials__nav": "<nav></nav>"},
        {"main": '{% extends page.meta.template %}'},
        {"main": "{% broken %}"},  # another check says so
        {"main": '{% extends "main.html" %}'},
    ],
)  # fmt: skip
def test_pages_that_have_the_policy_or_cannot_be_judged(tmp_path: Path, templates: dict[str, str]) -> None:
    assert found(tmp_path, **templates) == []


@pytest.mark.parametrize(
    ("templates", "named"),
    [
        ({"main": '{% extends "base.html" %}'}, "main"),
        ({"main": "<html><head></head></html>"}, "main"),
        ({"main": '{% extends "base.html" %}{% block site_meta %}{# ' + POLICY + " #}{% endblock %}"}, "main"),
        ({"home": '{% extends "base.html" %}'}, "home"),
        ({"404": '{% extends "main.html" %}{% block site_meta %}{% endblock %}'}, "404"),
        ({"landing": '{% extends "base.html" %}'}, "landing"),
        ({"base": "<html><head></head>{% block content %}{% endblock %}</html>"}, "base"),
        ({"partials__policy": ""}, "partials/policy"),
        ({"partials__policy": "{# Content-Security-Policy #}", "main": '{% extends "base.html" %}'}, "partials/policy"),
    ],
)
def test_pages_that_have_none(tmp_path: Path, templates: dict[str, str], named: str) -> None:
    assert found(tmp_path, **templates) == [f"site/theme/{named}.html"]
