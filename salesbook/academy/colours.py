"""The academy's colours made of two that a book names: shades of them, and whether words in them can be read.

Contrast is that of WCAG 2.2 (relative luminance, 4.5 : 1 for words of any size), reckoned against the grounds of
site/assets/colours.css.
"""

from collections.abc import Mapping

from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255 each."""

LEAST = 4.5
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
GROUNDS: Mapping[str, tuple[Colour, ...]] = {
    "light": ((0xFA, 0xF9, 0xF6), WHITE),
    "dark": ((0x0D, 0x19, 0x1E), (0x13, 0x24, 0x2A)),
}
"""Paper and cards, on which words of each colour stand."""
HERO_INK, HERO_LINK = (0xF4, 0xF8, 0xF7), (0xFF, 0xD9, 0xB0)
"""Words on the panel of the home page, and links in them."""

_NAMES = {"primary": "sea", "accent": "warm"}
_SELECTORS = {
    "light": ':root,\n[data-md-color-scheme="default"]',
    "dark": '[data-md-color-scheme="slate"]',
}
_TINT, _RULE, _DEEP, _STEP = 0.1, 0.35, 0.35, 0.02
_HERO = (("hero", 0.45), ("hero-mid", 0.3), ("hero-light", 0.15))
"""The panel of the home page, from its darkest corner to its lightest: how much black is in the primary colour."""


def parsed(text: str) -> Colour:
    """Return the colour that `#rgb` or `#rrggbb` writes."""
    digits = text.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def written(colour: Colour) -> str:
    """Return a colour as style sheets write it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def mixed(colour: Colour, other: Colour, part: float) -> Colour:
    """Return a colour with a part of another one in it."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def style(colours: Mapping[str, Mapping[str, str]]) -> str:
    """Return the style sheet of a book's colours, by scheme (light, dark) and name (primary, accent).

    Where a colour is named for light alone, a lighter shade of it serves in the dark. Raises `UserError` for one in
    which words cannot be read.
    """
    named = {scheme: {n: parsed(colour) for n, colour in of.items()} for scheme, of in colours.items()}
    light, dark = named.get("light", {}), named.get("dark", {})
    for scheme, of in (("light", light), ("dark", dark)):
        for name, colour in of.items():
            _must_be_readable(scheme, name, colour)
    dark = {name: readable("dark", colour) for name, colour in light.items()} | dark
    rules = [_rule(scheme, variables(scheme, of)) for scheme, of in (("light", light), ("dark", dark)) if of]
    if "primary" in light:
        rules.insert(0, _css(":root", hero(light["primary"])))
    return "".join(rules)


def variables(scheme: str, of: Mapping[str, Colour]) -> dict[str, Colour]:
    """Return the variables of colours.css that are made of a scheme's primary and accent colours."""
    shades: dict[str, Colour] = {}
    for name, colour in of.items():
        variable = _NAMES[name]
        shades |= {variable: colour, f"{variable}-tint": _tint(scheme, colour)}
        if name == "primary":
            shades["sea-deep"] = mixed(colour, BLACK if scheme == "light" else WHITE, _DEEP)
        else:
            shades["warm-rule"] = mixed(_ground(scheme), colour, _RULE)
    return shades


def hero(primary: Colour) -> dict[str, Colour]:
    """Return the variables of the panel of the home page, which is dark in both schemes."""
    grounds = {name: mixed(primary, BLACK, part) for name, part in _HERO}
    return grounds | {"hero-soft": mixed(WHITE, primary, _TINT)}


def readable(scheme: str, colour: Colour) -> Colour:
    """Return the nearest shade of a colour in which words can be read: darker on light grounds, lighter on dark."""
    end = BLACK if scheme == "light" else WHITE
    shades = (mixed(colour, end, step * _STEP) for step in range(round(1 / _STEP) + 1))
    return next((shade for shade in shades if _contrast_in(scheme, shade) >= LEAST), end)


def _must_be_readable(scheme: str, name: str, colour: Colour) -> None:
    ratio = _contrast_in(scheme, colour)
    if ratio < LEAST:
        message = _(
            "mkdocs.yml, theme: colours: {scheme}: {name}: words in {colour} have a contrast of {ratio} : 1 with the "
            "page, {least} : 1 is needed to read them"
        ).format(scheme=scheme, name=name, colour=written(colour), ratio=_short(ratio), least=LEAST)
        advice = _("the nearest shade in which they can be read: {colour}")
        raise UserError(message, advice.format(colour=written(readable(scheme, colour))))


def _contrast_in(scheme: str, colour: Colour) -> float:
    return min(contrast(colour, ground) for ground in (*GROUNDS[scheme], _tint(scheme, colour)))


def _tint(scheme: str, colour: Colour) -> Colour:
    return mixed(_ground(scheme), colour, _TINT)


def _ground(scheme: str) -> Colour:
    return GROUNDS[scheme][-1]


def _short(ratio: float) -> str:
    """Return a ratio cut, not rounded: 4.49 is not 4.5."""
    return f"{int(ratio * 10) / 10}"


def _rule(scheme: str, shades: Mapping[str, Colour]) -> str:
    """Return the colours of a scheme; on paper, as in colours.css, every scheme is the light one."""
    css = _css(_SELECTORS[scheme], shades)
    return css if scheme == "light" else f"@media screen {{\n{css}}}\n"


def _css(selector: str, shades: Mapping[str, Colour]) -> str:
    lines = "".join(f"  --{name}: {written(colour)};\n" for name, colour in shades.items())
    return f"{selector} {{\n{lines}}}\n"


def _luminance(colour: Colour) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
