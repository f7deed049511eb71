"""Forms of words: a noun behind a number, a greeting by the hour, a name in the case that a sentence needs.

Nothing is guessed: a name whose form is not sure has none.
"""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

CASES = {"genitive": "gent", "dative": "datv", "accusative": "accs", "instrumental": "ablt", "prepositional": "loct"}
"""Cases of Russian, as authors name them, and what the dictionary calls them."""

_LONGEST_NAME = 40


def form_of(number: float, forms: tuple[str, ...], language: str) -> str:
    """Return the form of a noun that stands behind a number.

    Russian has three, of 1, 2 and 5 («комната, комнаты, комнат»), and says the second behind a fraction; English has
    two. Raises ValueError for another number of forms.
    """
    if len(forms) != (3 if language == "ru" else 2):
        raise ValueError(len(forms))
    whole = int(abs(number))
    if language != "ru":
        return forms[0] if number == 1 else forms[1]
    if whole != abs(number):
        return forms[1]
    if whole % 10 == 1 and whole % 100 != 11:
        return forms[0]
    return forms[1] if whole % 10 in (2, 3, 4) and whole % 100 not in (12, 13, 14) else forms[2]


def greeting(hour: int, language: str) -> str:
    """Return how one greets at an hour of the day; at night in a way that fits at any hour."""
    russian = language == "ru"
    if 5 <= hour < 12:
        return "Доброе утро" if russian else "Good morning"
    if 12 <= hour < 18:
        return "Добрый день" if russian else "Good afternoon"
    if 18 <= hour < 23:
        return "Добрый вечер" if russian else "Good evening"
    return "Здравствуйте" if russian else "Hello"


def name_in_case(name: str, case: str) -> str | None:
    """Return a Russian first name in one of `CASES`; None when it is no name that the dictionary knows, or not sure.

    It is sure when all names that are written so have the same form, whoever bears them: «Саша» is «Саше» for a man and
    for a woman, while nobody can tell the case of «Женя Ким».
    """
    if not name.isalpha() or len(name) > _LONGEST_NAME or not name[0].isupper():
        return None
    analyzer = _analyzer()
    if not analyzer.word_is_known(name.lower()):
        return None
    nominative = {"sing", "nomn", "Name"}
    parses = [parse for parse in analyzer.parse(name) if nominative <= parse.tag.grammemes]
    forms = {None if (form := parse.inflect({CASES[case]})) is None else form.word for parse in parses}
    if len(forms) != 1:
        return None
    form = forms.pop()
    return None if form is None else form.capitalize()


@cache
def _analyzer() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - a dictionary of 16 MB

    return MorphAnalyzer(lang="ru")
