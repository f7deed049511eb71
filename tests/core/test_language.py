"""The language that a system asks for by its environment."""

import locale
import sys

import pytest

from salesbook.core.language import of_system


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "ru"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "C"}, "ru"),
        ({"LANG": "C.UTF-8"}, "ru"),
        ({"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}, "ru"),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "en_GB"}, "en"),
        ({"LC_MESSAGES": "en_GB", "LC_ALL": "ru_RU.KOI8-R"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LANGUAGE": "de:ru:en"}, "ru"),
        ({"LANGUAGE": "de:fr"}, "en"),
        ({"LANG": "de_DE@euro"}, "en"),
        ({"LC_CTYPE": "en_US.UTF-8"}, "ru"),
    ],
)
def test_variables(environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert of_system(environment) == language


@pytest.mark.parametrize(
    ("name", "language"), [("Russian_Russia", "ru"), ("English_United States", "en"), ("ru_RU", "ru"), (None, "ru")]
)
def test_windows_has_no_variables(name: str | None, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(locale, "getlocale", lambda: (name, "1251"))
    assert of_system({}) == language
    assert of_system({"LANG": "en_US.UTF-8"}) == "en"
