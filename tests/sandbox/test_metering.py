"""What a template may spend: whatever is written in it, it ends soon, and takes little memory."""

from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError

from salesbook.core.source import MAX_TEMPLATE_BYTES
from salesbook.sandbox.environment import Sandbox
from tests.sandbox.test_environment import rendered

LOOP = "{% for @ in range(1000) %}"
LOOPS = LOOP.replace("@", "a") + LOOP.replace("@", "b") + LOOP.replace("@", "c") + "@" + "{% endfor %}" * 3
LONG = "{% set x = 'аб' %}" + "{% set x = x ~ x %}" * 17
STEPS = [
    LOOPS,
    LOOPS.replace("@", "{{ a }}"),
    LOOPS.replace("range(1000) %}@", "range(1000) if 0 %}@"),
    LOOPS.replace("@", "{% if [a] == [b] %}{% endif %}"),
    LOOPS.replace("@", "{% set x = [c, b, a] | sort %}"),
    "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    "{% for n in [30] recursive %}{% if n %}{{ loop([n - 1]) }}{{ loop([n - 1]) }}{% endif %}{% endfor %}",
    LONG + "{% for n in range(1000) %}{% if x == x ~ '' %}{% endif %}{% endfor %}",
    LONG + "{% for n in range(1000) %}{% set y = x[1:] %}{% endfor %}",
    LONG + "{% set all = [" + "x ~ 1, " * 900 + "] %}",
    "{% set x = range(1000) | list %}{% for n in x %}{% set y = x | map('string') | list %}{% endfor %}",
]


@pytest.mark.parametrize("source", STEPS)
def test_what_would_take_for_ever_is_stopped(source: str) -> None:
    with pytest.raises(SecurityError, match="too many steps"):
        rendered(source)


@pytest.mark.parametrize("brackets", ["[x, x]", "(x, x)", "{1: x, 2: x}"])
def test_a_list_that_holds_another_many_times_is_as_large_as_its_text(brackets: str) -> None:
    step = "{% set x = " + brackets + " %}"
    assert rendered("{% set x = 1 %}" + step * 3 + "{{ x }}").count("1") >= 8
    with pytest.raises(SecurityError, match="too long a text"):
        rendered("{% set x = 1 %}" + step * 40)


def test_every_rendering_has_the_whole_budget() -> None:
    half = Sandbox(budget=15_000).from_string("{% for n in range(1000) %}{{ n }}{% endfor %}")
    assert half.render() == half.render()
    with pytest.raises(SecurityError, match="too many steps"):
        Sandbox(budget=15_000).from_string("{% for n in range(1000) %}{{ n }}{% endfor %}" * 2).render()


def test_templates_that_include_each_other_share_a_budget(tmp_path: Path) -> None:
    twice = "{% if n %}{% with n = n - 1 %}{% include 'a' %}{% include 'a' %}{% endwith %}{% endif %}"
    (tmp_path / "a").write_text(twice, encoding="utf-8")
    assert Sandbox(tmp_path).get_template("a").render(n=3) == ""
    with pytest.raises(SecurityError, match="too many steps"):
        Sandbox(tmp_path).get_template("a").render(n=60)


@pytest.mark.parametrize("source", ["{{ 1 | round(10**9) }}", "{{ 1 | round(-99, 'ceil') }}", "{{ 10 * 10**15 * 9 }}"])
def test_no_number_is_too_long_to_write(source: str) -> None:
    with pytest.raises(SecurityError):
        rendered(source)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("x" * (MAX_TEMPLATE_BYTES + 1), "longer than 200000"),
        ("{{ x }}" * 5_000, "more than 10000 words"),
        ("{{ [" + "1, " * 10_000 + "] }}", "more than 10000 words"),
    ],
)
def test_a_template_too_large_to_compile_is_a_syntax_error(source: str, message: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=message):
        Sandbox().from_string(source)
