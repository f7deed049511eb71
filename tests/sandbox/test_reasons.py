"""What is wrong with a template is said in the reader's language."""

import pytest
from jinja2 import TemplateError

from salesbook.core import language
from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.reasons import reason


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{% if %}да{% endif %}", "перед концом тега чего-то не хватает"),
        ("{{ name | }}", "перед концом тега чего-то не хватает"),
        ("{{ name", "блок не закрыт"),
        ("{# заметка", "блок не закрыт"),
        ("{{ 'имя }}", "кавычка не закрыта"),
        ('{{ "имя }}', "кавычка не закрыта"),
        ("{{ name ? 1 }}", "«?» здесь лишнее"),
        ("{{ name other }}", "«other» здесь лишнее"),
        ("{% for x of name %}{% endfor %}", "«of» здесь лишнее"),
        ("{% if name = 1 %}{% endif %}", "«=» здесь лишнее"),
        ("{% endif %}", "тег «endif» здесь лишний"),
        ("{{ name | day }}", "нет фильтра «day»"),
        ("{{ name.day }}", "внутри нет «day»"),
        ("{{ other }}", "поле «other» не объявлено"),
        ("{{ 1 / 0 }}", "что-то делится на ноль"),
        ("{{ name - 1 }}", "«-» к таким значениям не применить"),
        ("{% for x in 5 %}{% endfor %}", "нужен список, а стоит что-то другое"),
        ("{{ name.upper() }}", "в шаблонах это запрещено"),
    ],
)
def test_a_reason_is_russian(source: str, words: str) -> None:
    language.speak("ru")
    with pytest.raises((TemplateError, TypeError, ZeroDivisionError)) as caught:
        Sandbox().from_string(source).render(name="Анна")
    said = reason(caught.value)
    assert said == words


def test_what_is_rare_is_said_as_jinja_says_it() -> None:
    assert reason(TypeError("object of type 'int' has no len()")) == "object of type 'int' has no len()"


def test_a_filter_that_is_handed_nothing_says_so() -> None:
    language.speak("ru")
    with pytest.raises(AttributeError) as caught:
        None.replace("a", "b")  # type: ignore[attr-defined]
    assert reason(caught.value) == "нет значения там, где нужны слова"
