"""Words of a drawing: escaped, broken into lines that fit, words wider than a line broken themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.academy.sanitizer import clean
from salesbook.pages.svg import PLACEHOLDER, Run, element, escaped, line_of, placeholder, width_of, wrapped
from salesbook.text.drawings import is_still

SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'
WORDS = st.text(st.characters(codec="utf-8"), max_size=80)


@given(WORDS, WORDS)
def test_no_words_end_an_attribute_or_an_element(text: str, title: str) -> None:
    line = line_of(1, 2, [Run(text, f"#{text}", title, "a")], title)
    assert is_still(SVG.format(line).encode())
    assert not set("<>\"'") & set(escaped(text))


@given(st.lists(WORDS, max_size=4), st.floats(20, 400))
def test_lines_fit_and_hold_every_word(texts: list[str], width: float) -> None:
    lines = wrapped([Run(text, str(n)) for n, text in enumerate(texts)], width, 12)
    for line in lines:
        assert width_of("".join(run.text for run in line).rstrip(), 12) <= width + 0.01
    there = "".join(run.text for line in lines for run in line)
    assert "".join(there.split()) == "".join("".join(texts).split())


def test_a_long_word_is_broken() -> None:
    lines = wrapped([Run("Ж" * 60)], 100, 14, bold=True)
    assert len(lines) > 5
    assert "".join(run.text for line in lines for run in line) == "Ж" * 60


def test_runs_that_lead_elsewhere_stay_apart() -> None:
    assert wrapped([Run("один два", "#a"), Run(", "), Run("три", "#b")], 500, 12) == [
        [Run("один два", "#a"), Run(", "), Run("три", "#b")]
    ]


def test_attributes_without_a_value_are_left_out() -> None:
    assert element("a", "x", href="", class_="c", stroke_width=1.50) == '<a class="c" stroke-width="1.5">x</a>'


@pytest.mark.parametrize("number", [0, 17])
def test_the_sanitizer_leaves_the_place_of_a_drawing_as_it_is(number: int) -> None:
    name, place = placeholder(number)
    match = PLACEHOLDER.fullmatch(clean(str(place)))
    assert match is not None
    assert match[1] == name
