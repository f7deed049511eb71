"""The dictionary, and what is remembered of it: nothing but words, and nothing that was changed."""

import json
import os
from pathlib import Path

import pytest

from salesbook.finding.forms import Dictionary
from salesbook.finding.memory import remember, remembered


def test_forms_of_one_word() -> None:
    dictionary = Dictionary()
    assert dictionary.lemmas("скидками") == ("скидка",)
    assert dictionary.lemmas("скидок") == ("скидка",)
    assert set(dictionary.stems("скидка")) == {"скидк", "скидок"}
    assert dictionary.lemmas("zoom") == ("zoom",)


def test_what_was_asked_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Dictionary()
    asked = [first.lemmas("звонила"), first.stems("звонить")]
    learnt = first.learnt()
    assert learnt is not None
    monkeypatch.setattr("salesbook.finding.forms._analyzer", None)
    again = Dictionary(learnt)
    assert [again.lemmas("звонила"), again.stems("звонить")] == asked
    assert again.learnt() is None


@pytest.mark.parametrize(
    "told",
    [
        b"", b"{", b"[]", b"5", b"\xff", b"[" * 100_000, b'{"edition": 1}',
        json.dumps({"edition": "another", "lemmas": {"а": ["б"]}, "stems": {}}).encode(),
    ],
)  # fmt: skip
def test_what_is_no_memory_is_forgotten(told: bytes) -> None:
    assert Dictionary(told).lemmas("звонила") == ("звонить",)


@pytest.mark.parametrize("lemmas", [[], {"звонила": "x"}, {"звонила": [5]}, {"звонила": {"а": "б"}}])
def test_what_is_no_list_of_words_is_forgotten(lemmas: object) -> None:
    first = Dictionary()
    first.lemmas("встречи")
    told = json.loads(first.learnt() or b"")
    assert Dictionary(json.dumps(told | {"lemmas": lemmas}).encode()).lemmas("звонила") == ("звонить",)


def test_what_was_asked_is_kept_between_two_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME", str(tmp_path))
    dictionary = remembered()
    asked = dictionary.lemmas("звонила")
    remember(dictionary)
    monkeypatch.setattr("salesbook.finding.forms._analyzer", None)
    assert remembered().lemmas("звонила") == asked
    (kept,) = tmp_path.rglob("*.json")
    kept.unlink()
    kept.mkdir()  # neither read nor written: the next time costs a second
    assert remembered().learnt() is None
    remember(dictionary)
