"""Colours that a book names: words in them can be read wherever they stand, or a shade that can be read is named."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesbook.academy import colours
from salesbook.academy.colours import GROUNDS, HERO_INK, HERO_LINK, LEAST, contrast, hero, parsed, readable, written
from salesbook.core.errors import UserError
from tests.academy.tiny import REPOSITORY

INK = {"light": parsed("#16262b"), "dark": parsed("#e2ebeb")}
COLOURS = st.tuples(*(st.integers(0, 255),) * 3)
SCHEMES = st.sampled_from(["light", "dark"])


def block(scheme: str) -> dict[str, str]:
    """Return the variables of a scheme of the default colours."""
    text = (REPOSITORY / "site/assets/colours.css").read_text(encoding="utf-8")
    name = {"light": "default", "dark": "slate"}[scheme]
    rule = re.search(rf'\[data-md-color-scheme="{name}"\] {{(.*?)}}', text, re.DOTALL)
    assert rule
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", rule[1]))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000", "#fff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#fff", 4.0), ("#0d5c66", "#0D5C66", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(parsed(one), parsed(other)) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_grounds_and_ink_are_those_of_the_style_sheet(scheme: str) -> None:
    shades = block(scheme)
    assert tuple(parsed(shades[name]) for name in ("paper", "card")) == GROUNDS[scheme]
    assert parsed(shades["ink"]) == INK[scheme]


def test_the_words_of_the_panel_are_those_of_the_style_sheet() -> None:
    frame = (REPOSITORY / "site/assets/frame.css").read_text(encoding="utf-8")
    assert written(HERO_INK) in frame
    assert written(HERO_LINK) in frame


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_default_colours_are_readable_too(scheme: str) -> None:
    shades = block(scheme)
    for name in ("sea", "warm"):
        for ground in ("paper", "card", f"{name}-tint"):
            assert contrast(parsed(shades[name]), parsed(shades[ground])) >= LEAST, (name, ground)


@given(scheme=SCHEMES, colour=COLOURS)
def test_the_shade_that_is_named_can_be_read(scheme: str, colour: tuple[int, int, int]) -> None:
    shade = readable(scheme, colour)
    shades = colours.variables(scheme, {"primary": shade, "accent": shade})
    for name in ("sea", "sea-deep", "warm"):
        for ground in (*GROUNDS[scheme], shades[f"{name.partition('-')[0]}-tint"]):
            assert contrast(shades[name], ground) >= LEAST
    for tint in ("sea-tint", "warm-tint"):
        assert contrast(INK[scheme], shades[tint]) >= LEAST
    assert readable(scheme, shade) == shade


@given(colour=COLOURS)
def test_the_panel_of_the_home_page_can_be_read(colour: tuple[int, int, int]) -> None:
    shades = hero(readable("light", colour))
    words = (HERO_INK, HERO_LINK, shades.pop("hero-soft"))
    assert all(contrast(word, ground) >= LEAST for word in words for ground in shades.values())


@pytest.mark.parametrize(("scheme", "colour"), [("light", "#ffcc00"), ("light", "#fff"), ("dark", "#0d5c66")])
def test_a_colour_in_which_nothing_can_be_read_is_refused(scheme: str, colour: str) -> None:
    with pytest.raises(UserError) as caught:
        colours.style({scheme: {"accent": colour}})
    assert written(parsed(colour)) in caught.value.message
    assert f"colours: {scheme}: accent" in caught.value.message
    shade = re.search(r"#[0-9a-f]{6}", caught.value.advice)
    assert shade
    assert colours.style({scheme: {"accent": shade[0]}})


def test_a_colour_of_the_light_serves_in_the_dark() -> None:
    text = colours.style({"light": {"primary": "#7a1f3d"}})
    assert "--sea: #7a1f3d;" in text
    assert text.count("--sea:") == 2
    own = colours.style({"light": {"primary": "#7a1f3d"}, "dark": {"primary": "#ff9db8"}})
    assert "--sea: #ff9db8;" in own
    dark = colours.style({"dark": {"accent": "#ff9db8"}})
    assert dark.startswith("@media screen {")  # paper is light, whatever the screen was
    assert dark.count("--warm:") == 1
    assert colours.style({}) == ""


def test_every_variable_is_one_of_the_style_sheets() -> None:
    text = colours.style({"light": {"primary": "#7a1f3d", "accent": "#1d5c2e"}})
    sheet = Path(REPOSITORY / "site/assets/colours.css").read_text(encoding="utf-8")
    names = set(re.findall(r"--[\w-]+(?=:)", text))
    assert len(names) == 10
    assert all(f"{name}:" in sheet for name in names)
    # A rule of a scheme stands on the body and would win over that of the root.
    assert not [name for name in block("light") | block("dark") if name.startswith("hero")]
