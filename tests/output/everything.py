"""A letter with all that its Markdown may be: headings, lists in lists, numbers that begin anew, a quotation."""

from dataclasses import replace

from salesbook.letters.writing import RenderedLetter
from salesbook.text.hypertext import to_html
from tests.letters.test_writing import FACTS, written

BODY = """
# Заголовок письма

Анна, здравствуйте! Первая строка
вторая строка, **жирно** и *курсивом*.

## Порядок действий

1. бронь
2. договор
    - паспорт
    - СНИЛС
3. регистрация

Потом:

1. ключи
2. приёмка

> Хочу приезжать в июле

[Предложение](https://example.com/offers/412) за 12 500 000 ₽
"""
LINES = """
Предложение — «Берег»
Заголовок письма
Анна, здравствуйте! Первая строка
вторая строка, жирно и курсивом.
Порядок действий
1. бронь
2. договор
• паспорт
• СНИЛС
3. регистрация
Потом:
1. ключи
2. приёмка
Хочу приезжать в июле
Предложение: https://example.com/offers/412 за 12 500 000 ₽
""".strip().split("\n")
"""What somebody reads on paper."""


def everything() -> RenderedLetter:
    """Return the letter, as its writer would have made it."""
    html = to_html(BODY)
    return replace(written(FACTS), subject="Предложение — «Берег»", html=html, body=html)
