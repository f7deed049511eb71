"""The dictionary, and what is remembered of it: nothing but words, and nothing that was changed."""

import json

import pytest

from salesbook.finding.forms import Dictionary


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
