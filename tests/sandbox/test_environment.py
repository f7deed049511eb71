"""The sandbox: a template reads what it is given, and nothing else, and not for ever."""

from pathlib import Path
from typing import Any

import pytest
from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context

from salesbook.core.source import MAX_TEMPLATE_BYTES
from salesbook.sandbox.bounded import MAX_RANGE
from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.loading import UnreadableTemplate
from salesbook.sandbox.reasons import place, reason


class Given:
    """A value with a method and a secret."""

    secret = "s3cret"
    _hidden = "hidden"

    def method(self) -> str:
        return self.secret


def rendered(source: str, **values: Any) -> str:
    return Sandbox().from_string(source).render(**values)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ 2 * 3 + 1 }}", "7"),
        ("{{ 'а' ~ 1 ~ 'б' }}", "а1б"),
        ("{{ 'а' + 'б' }}", "аб"),
        ("{{ 2 ** 10 }}", "1024"),
        ("{{ 7 % 4 }}", "3"),
        ("{% for n in range(3) %}{{ loop.index }}{% endfor %}", "123"),
        ("{% for n in range(4) %}{{ loop.cycle('а', 'б') }}{% endfor %}", "абаб"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) }}{{ m(2) }}", "<1><2>"),
        ("{{ ['б', 'а'] | sort | join(', ') }}", "а, б"),
        ("{{ 'аба' | replace('а', 'о') }}", "обо"),
        ("{{ [1, 2] | sum }}", "3"),
        ("{{ given.secret }}", "s3cret"),
        ("{% set x %}а{% endset %}{{ x }}", "а"),
        ("{{ missing is defined }}", "False"),
    ],
)
def test_what_a_letter_needs(source: str, text: str) -> None:
    assert rendered(source, given=Given()) == text


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__ }}",
        "{{ ''['__class__'] }}",
        "{{ given.__init__.__globals__ }}",
        "{{ given.method() }}",
        "{{ given.method.__func__ }}",
        "{{ 'x'.upper() }}",
        "{{ '{0.__class__}'.format(given) }}",
        "{{ '%s' % given }}",
        "{{ '{x}'.format_map({'x': 1}) }}",
        "{{ [].append(1) }}",
        "{{ {}.update({'a': 1}) }}",
        "{{ 'a' * 10**9 }}",
        "{{ [0] * 10**9 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ 10 ** 16 * 10 ** 16 }}",
        "{{ range(10**9) }}",
        "{{ range(0, 10**9, 2) }}",
        "{% for n in range(100000) %}x{% endfor %}",
        "{{ [[1], [2]] | sum(start=[]) }}",
        "{{ self.__class__ }}",
        "{{ loop }}",
        "{{ cycler('a') }}",
        "{{ namespace(a=1) }}",
        "{{ lipsum() }}",
        "{{ joiner() }}",
        "{{ dict(a=1) }}",
        "{{ ([given] | map(attribute='__init__') | first).__globals__ }}",
        "{% for x in [1] recursive %}{{ loop.__class__ }}{% endfor %}",
        "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
        "{% for n in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
        "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
        "{% include '../../../../etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ missing }}",
    ],
)
def test_what_no_template_may_do(source: str) -> None:
    with pytest.raises((TemplateError, TypeError)):
        rendered(source, given=Given())


@pytest.mark.parametrize(
    "name",
    [
        "attr",
        "format",
        "pprint",
        "tojson",
        "xmlattr",
        "random",
        "wordwrap",
        "center",
        "indent",
        "batch",
        "slice",
        "urlize",
    ],
)
def test_filters_that_are_not_listed_do_not_exist(name: str) -> None:
    with pytest.raises(TemplateError, match="No filter named"):
        rendered("{{ 'a' | " + name + "('b') }}")


DOUBLING = [
    "{% set x = x ~ x %}",
    "{% set x = x + x %}",
    "{% set x %}{{ x }}{{ x }}{% endset %}",
    "{% set x = [x, x] | join %}",
    "{% set x = x | replace('a', 'aa') %}",
    "{% set x = m(x) %}",
]


@pytest.mark.parametrize("step", DOUBLING)
def test_doubling_stops_at_a_bound(step: str) -> None:
    """Forty such lines would make a terabyte; twenty-two make 16 MB, which a broken bound can survive."""
    head = "{% macro m(y) %}{{ y }}{{ y }}{% endmacro %}{% set x = 'aaaa' %}"
    assert len(rendered(head + step * 10 + "{{ x }}")) == 4096
    with pytest.raises(SecurityError, match="too long a text"):
        rendered(head + step * 22 + "{{ x }}")


@pytest.mark.parametrize(
    "source",
    [
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "-" * 5000 + "1 }}",
        "{{ " + "9" * 5000 + " }}",
        "{% for a in [1] %}" * 25 + "{% endfor %}" * 25,
        "{% if 1 %}" * 300 + "{% endif %}" * 300,
        "{{ 1" + " if 1 else 1" * 5000 + " }}",
    ],
)
def test_a_template_too_deep_to_read_is_a_syntax_error(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="nested too deeply"):
        Sandbox().from_string(source)


def test_macros_that_call_themselves_end() -> None:
    with pytest.raises(RecursionError):
        rendered("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")


def test_an_unknown_name_is_an_error_and_not_nothing() -> None:
    with pytest.raises(UndefinedError, match="nam"):
        rendered("{{ nam }}")


def test_range_up_to_the_bound() -> None:
    assert rendered("{{ range(n) | length }}", n=MAX_RANGE) == str(MAX_RANGE)


def test_values_are_escaped_in_pages() -> None:
    template = Sandbox(autoescape=True).from_string("{{ x }}{{ x ~ 'б' }}{{ [x] | join }}")
    assert template.render(x="<b>") == "&lt;b&gt;&lt;b&gt;б&lt;b&gt;"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "templates"
    inside.mkdir()
    (inside / "a.html").write_text("да", encoding="utf-8")
    (tmp_path / "secret").write_text("тайна", encoding="utf-8")
    (inside / "link").symlink_to(tmp_path / "secret")
    (inside / "big").write_bytes(b"x" * (MAX_TEMPLATE_BYTES + 1))
    (inside / "cp1251").write_bytes("да".encode("cp1251"))
    (inside / "sub").mkdir()
    return inside


def test_templates_of_the_folder(folder: Path) -> None:
    assert Sandbox(folder).from_string("{% include 'a.html' %}").render() == "да"


@pytest.mark.parametrize(
    "name", ["../secret", "none", "/etc/passwd", "a.html/../../secret", "a.html/b", "\x00", "x" * 5_000]
)
def test_nothing_else_is_a_template(folder: Path, name: str) -> None:
    with pytest.raises((TemplateNotFound, UnreadableTemplate)):  # the system finds the last name too long
        Sandbox(folder).get_template(name)


@pytest.mark.parametrize("name", ["link", "big", "cp1251", "sub"])
def test_what_is_there_and_cannot_be_read_is_told(folder: Path, tmp_path: Path, name: str) -> None:
    """No other template takes its place, and `ignore missing` does not pass over it."""
    second = tmp_path / "second"
    second.mkdir()
    (second / name).write_text("нет", encoding="utf-8")
    source = "{% include '" + name + "' ignore missing %}"
    assert Sandbox(second, folder).from_string(source).render() == "нет"
    with pytest.raises(UnreadableTemplate) as caught:
        Sandbox(folder, second).from_string(source).render()
    assert place(caught.value) == (str(folder / name), 1)
    assert reason(caught.value).startswith("it cannot be read: ")


def test_the_first_folder_that_has_a_template_is_asked(folder: Path, tmp_path: Path) -> None:
    second = tmp_path / "second"
    second.mkdir()
    for name in ("a.html", "b.html"):
        (second / name).write_text(f"вторая {name}", encoding="utf-8")
    both = Sandbox(folder, second).from_string("{% include 'a.html' %}, {% include 'b.html' %}")
    assert both.render() == "да, вторая b.html"


def test_a_template_is_compiled_anew_where_a_filter_is_handed_the_context() -> None:
    """What a check has only read must not be what a build renders: both know the filter, and call it differently."""

    @pass_context
    def told(context: Context, value: str) -> str:
        return f"{context['base']}{value}"

    source = "{{ 'x'|addressed }}"
    assert Sandbox(filters={"addressed": str}).from_string(source).render(base="/") == "x"
    assert Sandbox(filters={"addressed": told}).from_string(source).render(base="/") == "/x"
