"""What `salesbook explain` prints: every rule has a manual in Russian, too."""

import pytest

from salesbook.checks import RULES
from salesbook.core import language


@pytest.mark.parametrize("slug", sorted(RULES))
def test_every_manual_is_told_in_russian(slug: str) -> None:
    language.speak("ru")
    manual = language.gettext(RULES[slug].manual)
    assert manual != RULES[slug].manual
    assert "Плохо:" in manual
    assert "Хорошо:" in manual
