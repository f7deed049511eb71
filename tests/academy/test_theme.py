"""Templates of the theme meet plain data in a metered sandbox: nothing of the machine comes out of them."""

import re
from typing import Any

import pytest
from jinja2 import TemplateError

from salesbook.academy import press
from salesbook.academy.theme import Theme, plain
from salesbook.book.load import load_book
from salesbook.sandbox.environment import Sandbox
from tests.academy.tiny import with_press, write_book
from tests.books import TODAY

# Escapes published for Jinja2, MkDocs and Material, and what reads or asks without one.
ESCAPES = (
    "{{ config.theme.get_env().from_string('{{ 7 * 7 }}').render() }}",
    "{{ page.__class__.__init__.__globals__ }}",
    "{{ page.file.generated }}",
    "{{ page['__class__'] }}",
    "{{ page | attr('__class__') }}",
    "{{ config | attr('load_dict') }}",
    "{{ [config] | map(attribute='load_dict') | list }}",
    "{{ ['a'] | map(attribute='format') | list }}",
    "{{ 'a'.format }}",
    "{{ '{0.__class__}'.format(page) }}",
    "{{ ''.join(['a']) }}",
    "{{ config.plugins['salesbook'].on_env }}",
    "{{ config.plugins['salesbook'].config.load_file }}",
    "{{ config.config_file_path }}",
    "{{ nav.homepage.file.abs_src_path }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ joiner.__init__.__globals__.os }}",
    "{{ lipsum.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ namespace().__class__.__mro__ }}",
    "{{ _.__globals__ }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context.environment }}",
    "{{ self._TemplateReference__context.name }}",
    "{{ loop }}{% for x in [1] %}{{ loop.__init__.__globals__ }}{% endfor %}",
    "{% import 'partials/language.html' as lang %}{{ lang.t.__init__.__globals__ }}{{ lang.t._environment }}",
    "{% macro m() %}{{ caller.__init__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{{ config.theme._vars }}",
    "{{ config.update({'site_name': 'x'}) }}",
    "{{ config.extra.clear() }}",
)


Met = tuple[Sandbox, dict[str, Any]]


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Met:
    """Return what the template of one page meets in a real build: its environment, and what it gets."""
    root = with_press(write_book(tmp_path_factory.mktemp("theme") / "book"))
    contexts: dict[str, tuple[Theme, dict[str, Any]]] = {}

    class Recording(Theme):
        def context(self, *arguments: Any, **named: Any) -> dict[str, Any]:
            context = super().context(*arguments, **named)
            contexts[context["page"]["url"] if context["page"] else ""] = self, context
            return context

    book, _problems = load_book(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("salesbook.academy.plugin.Theme", Recording)
        assert press.build(root, book, today=TODAY).sound
    theme, context = contexts["pipelines/main.html"]
    return theme.environment, context


@pytest.mark.parametrize("escape", ESCAPES)
def test_an_escape_finds_nothing(met: Met, escape: str) -> None:
    """The template is refused, or has asked for what is not there."""
    environment, context = met
    try:
        words = environment.from_string(
            f"{{% extends 'main.html' %}}{{% block announce %}}<i>{escape}</i>{{% endblock %}}"
        ).render(context)
    except (TemplateError, TypeError):
        return
    printed = re.search(r"<i>(.*?)</i>", words, re.DOTALL)
    assert printed
    assert re.fullmatch(r"(?:\[?(?:None|, |Undefined|\])*)*", printed[1].strip())


@pytest.mark.parametrize(
    "spent",
    [
        "{% for a in range(999) %}" * 3 + "{% endfor %}" * 3,
        "{% set x = namespace(s='aaaaaaaa') %}{% for n in range(60) %}{% set x.s = x.s ~ x.s %}{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 9999999 }}",
        "{{ [page.content] * 1000000000 }}",
    ],
)
def test_what_a_template_spends_is_bounded(met: Met, spent: str) -> None:
    environment, context = met
    with pytest.raises(TemplateError):
        environment.from_string(spent).render(context)


def test_all_that_a_template_gets_is_data(met: Met) -> None:
    def look(value: object) -> None:
        assert value is None or isinstance(value, bool | int | float | str | list | dict)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(inner)

    look(met[1])
    assert met[1]["config"]["plugins"]["salesbook"] == {"config": {}}


def test_what_is_no_data_is_left_out() -> None:
    assert plain({"a": [1, (2.5, "x")], "b": {True: object(), "c": None}, 3: print}) == {
        "a": [1, [2.5, "x"]],
        "b": {"True": None, "c": None},
        "3": None,
    }
