"""What a template may spend: whatever is written in it, it ends soon, and takes little memory."""

from pathlib import Path

import pytest
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import SecurityError

from salesbook.core.source import MAX_TEMPLATE_BYTES
from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.metering import PER_PAGE
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


def _counting(entries: int) -> str:
    return "{% for n in range(1000) %}{{ n }}{% endfor %}" * entries


def test_what_a_page_may_spend_grows_with_what_it_lists() -> None:
    sandbox = Sandbox(budget=15_000)
    long = sandbox.from_string(_counting(40))
    sandbox.meter.allow(0)
    with pytest.raises(SecurityError):
        long.render()
    sandbox.meter.allow(500)
    assert len(long.render()) == 40 * 2_890


def test_what_one_page_has_spent_the_next_ones_have_not() -> None:
    """A thousand pages that each spend all they may take no longer than a few of them and the share of every page."""
    budget = 5 * PER_PAGE
    sandbox = Sandbox(budget=budget)
    endless = sandbox.from_string(LOOPS)
    spent = 0
    for _page in range(20):
        sandbox.meter.allow(0)
        with pytest.raises(SecurityError):
            endless.render()
        spent += sandbox.meter.spent
    assert spent < budget + 21 * PER_PAGE


def test_data_that_is_kept_is_weighed_once() -> None:
    words = {"features": ["слово"] * 1_000}
    sandbox = Sandbox(budget=20_000)
    template = sandbox.from_string("{% for n in range(10) %}{% if n in words.features %}{% endif %}{% endfor %}")
    with pytest.raises(SecurityError):
        template.render(words=words)
    sandbox.meter.keep({"a": [words]})
    with pytest.raises(SecurityError):  # its weight is paid for at every look all the same
        template.render(words=words)
    sandbox.meter.allow(100)
    assert template.render(words=words) == ""


def test_words_of_a_template_are_paid_for_when_it_is_compiled() -> None:
    block = "{% set a = {" + ", ".join(f"'k{n}': 'слово'" for n in range(100)) + "} %}"
    assert Sandbox(budget=2_000).from_string(block).render() == ""
    with pytest.raises(SecurityError):
        Sandbox(budget=2_000).from_string("{% for n in range(20) %}" + block + "{% endfor %}").render()
