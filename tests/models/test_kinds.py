"""The table of kinds: every kind is called something in Russian, too."""

import pytest

from salesbook.core import language
from salesbook.models.kinds import KINDS, Kind


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_has_a_russian_name(kind: Kind) -> None:
    english = [language.gettext(name) for name in (kind.one, kind.many)]
    language.speak("ru")
    russian = [language.gettext(name) for name in (kind.one, kind.many)]
    assert russian != english
    assert all(word and not word.isascii() for word in russian)
