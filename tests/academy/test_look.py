"""Logo, favicon, colours, fonts and the path of the site are settings of a book, not a fork of the theme."""

import os
import re
from pathlib import Path

import pytest
import yaml

from salesbook.academy import press
from salesbook.academy.look import FOLDER, MAX_FONT, MAX_PICTURE, STYLE, look_of
from salesbook.academy.settings import read_settings
from salesbook.book.load import load_book
from salesbook.core.errors import UserError
from tests.academy.tiny import FILES
from tests.books import TODAY

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
FONT = b"wOF2" + bytes(40)
LOOK = {
    "logo": "site/assets/logo.svg",
    "favicon": "content/img/icon.png",
    "colours": {"light": {"primary": "#7a1f3d", "accent": "#1d5c2e"}},
    "fonts": {"text": "site/assets/fonts/text.woff2", "title": "site/assets/fonts/title.woff2"},
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a book of nothing but content/, with a logo, an icon and two fonts."""
    files = {f"content/{name}": text.encode() for name, text in FILES.items()}
    files |= {"content/img/card.png": PNG, "content/img/icon.png": PNG, "site/assets/logo.svg": SVG}
    files |= {f"site/assets/fonts/{name}.woff2": FONT for name in ("text", "title")}
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def settle(root: Path, **settings: object) -> None:
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def built(root: Path) -> Path:
    book, problems = load_book(root)
    assert problems == []
    assert press.build(root, book, today=TODAY).sound
    return root / "build/academy"


def test_a_built_academy_has_the_look_of_its_settings(root: Path) -> None:
    settle(root, theme=LOOK)
    site = built(root)
    for page, base in (("index.html", ""), ("regulations/index.html", "../"), ("404.html", "/")):
        text = (site / page).read_text(encoding="utf-8")
        assert f'<img src="{base}{FOLDER}/logo.svg" alt="logo">' in text
        assert f'<link rel="icon" href="{base}{FOLDER}/favicon.png">' in text
        styles = re.findall(r'<link rel="stylesheet" href="([^"]*)">', text)
        assert styles[-1] == f"{base}{STYLE}"
        assert not [style for style in styles if "//" in style]
    style = (site / STYLE).read_text(encoding="utf-8")
    assert "--sea: #7a1f3d;" in style
    assert (site / f"{FOLDER}/logo.svg").read_bytes() == SVG
    assert {(site / FOLDER / name).read_bytes() for name in re.findall(r'url\("([^"]*)"\)', style)} == {FONT}


def test_a_book_without_settings_has_no_look_of_its_own(root: Path) -> None:
    assert look_of(root, read_settings(root)["theme"]).files == {}
    site = built(root)
    assert not (site / FOLDER).exists()
    assert "look.css" not in (site / "index.html").read_text(encoding="utf-8")


def test_buttons_are_named_in_the_language_of_the_book(root: Path) -> None:
    site = built(root)
    text = (site / "regulations/sales/first-contact.html").read_text(encoding="utf-8")
    assert text.count('title="Dark theme"') == text.count('title="Light theme"') == 1
    assert 'title="Link to this place"' in text


@pytest.mark.parametrize("path", ["/", "/sales/", "/a/b/"])
def test_the_page_for_what_is_not_there_links_from_the_top_of_the_academy(root: Path, path: str) -> None:
    settle(root, site_url=f"https://example.com{path}")
    site = built(root)
    text = (site / "404.html").read_text(encoding="utf-8")
    addresses = re.findall(r'(?:href|src)="([^"]*)"', text)
    links = [address for address in addresses if not address.startswith(("#", "data:", "https://example.com"))]
    assert len(links) > 20
    assert [link for link in links if not link.startswith(path)] in ([], ["."])
    for link in links:
        place = site / link.removeprefix(path).partition("#")[0].partition("?")[0]
        assert place.is_file() or (place / "index.html").is_file(), link
    home = (site / "index.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="https://example.com{path}index.html">' in home
    assert 'href="/' not in home


def test_the_address_that_a_file_has_on_the_site_is_understood(root: Path) -> None:
    (root / "site/pages").mkdir()
    (root / "site/pages/icon.png").write_bytes(PNG)
    look = look_of(root, {"logo": "assets/salesbook/logo.svg", "favicon": "icon.png"})
    assert look.files == {f"{FOLDER}/logo.svg": SVG, f"{FOLDER}/favicon.png": PNG}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (None, "no such file"),
        (b"", "no picture"),
        (b"GIF89a", "no picture"),
        (b"<html><script>", "no picture"),
        (PNG + bytes(MAX_PICTURE), "larger"),
    ],
)
def test_a_logo_is_a_picture(root: Path, data: bytes | None, reason: str) -> None:
    if data is not None:
        (root / "site/assets/other.png").write_bytes(data)
    with pytest.raises(UserError, match=reason) as caught:
        look_of(root, {"logo": "site/assets/other.png"})
    assert "mkdocs.yml, theme: logo: “site/assets/other.png”" in caught.value.message
    assert caught.value.advice


@pytest.mark.parametrize(
    "inner",
    ["<script>1</script>", '<image href="https://example.com/x.png"/>', '<path onload="x()"/>', "<style>@import 'x'"],
)
def test_a_drawing_that_could_run_or_load_something_is_no_logo(root: Path, inner: str) -> None:
    (root / "site/assets/logo.svg").write_bytes(SVG.replace(b"</svg>", inner.encode() + b"</svg>"))
    with pytest.raises(UserError, match="could run or load"):
        look_of(root, {"logo": "site/assets/logo.svg"})


@pytest.mark.parametrize("data", [b"wOFF" + bytes(40), b"\0\1\0\0" + bytes(40), b"", b"wOF2" + bytes(MAX_FONT)])
def test_a_font_is_of_the_format_woff2(root: Path, data: bytes) -> None:
    (root / "site/assets/fonts/text.woff2").write_bytes(data)
    with pytest.raises(UserError, match="fonts: text"):
        look_of(root, {"fonts": {"text": "site/assets/fonts/text.woff2"}})


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_logo_lies_in_the_book(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    outside.write_bytes(PNG)
    (root / "site/assets/link.png").symlink_to(outside)
    (root / "site/assets/pipe.png").unlink(missing_ok=True)
    os.mkfifo(root / "site/assets/pipe.png")
    for name in ("link.png", "pipe.png", "../../../secret.png", "fonts"):
        with pytest.raises(UserError, match="logo"):
            look_of(root, {"logo": f"site/assets/{name}"})


@pytest.mark.parametrize(
    ("theme", "named"),
    [
        ("colours: {light: {primary: red}}", "colours: light: primary"),
        ("colours: {light: {primary: '#12345'}}", "colours: light: primary"),
        ("colours: {light: {primary: #0d5c66}}", "YAML"),
        ("colours: {light: {primary: '#0d5c66;}*{}'}}", "colours: light: primary"),
        ("colours: {night: {primary: '#0d5c66'}}", "colours: night"),
        ("colours: '#0d5c66'", "colours"),
        ("fonts: {text: 'https://fonts.example/x.woff2'}", "fonts: text"),
        ("fonts: {text: '/etc/x.woff2'}", "fonts: text"),
        ("fonts: {text: '../x.woff2'}", "fonts: text"),
        ("fonts: {body: x.woff2}", "fonts: body"),
        ("font: {text: Roboto}", "font"),
        ("logo: '//example.com/x.png'", "logo"),
    ],
)
def test_a_setting_of_the_look_is_one_of_the_table(root: Path, theme: str, named: str) -> None:
    (root / "mkdocs.yml").write_text(f"theme:\n  {theme}\n", encoding="utf-8")
    with pytest.raises(UserError, match=named) as caught:
        read_settings(root)
    assert caught.value.advice


def test_a_wrong_look_leaves_the_earlier_academy(root: Path) -> None:
    site = built(root)
    settle(root, theme={"colours": {"light": {"primary": "#ffcc00"}}})
    book, _problems = load_book(root)
    with pytest.raises(UserError, match="contrast"):
        press.build(root, book, today=TODAY)
    assert (site / "index.html").is_file()


def test_icons_that_the_settings_choose_stand_in_the_style_sheet(root: Path) -> None:
    own = root / "site/theme/.icons/own/sign.svg"
    own.parent.mkdir(parents=True)
    own.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg">\n<path d="M0 0h9v9z"/></svg>')
    icon = {"admonition": {"note": "material/school", "tip": "own/sign"}, "annotation": "material/plus-circle"}
    settle(root, theme={"icon": icon})
    site = built(root)
    rules = (site / STYLE).read_text(encoding="utf-8")
    drawing = "%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cpath d=%22M0 0h9v9z%22/%3E%3C/svg%3E"
    assert f'  --md-admonition-icon--tip: url("data:image/svg+xml;charset=utf-8,{drawing}");\n' in rules
    assert "  --md-admonition-icon--note: url(" in rules
    assert "  --md-annotation-icon: url(" in rules
    assert "<style" not in (site / "index.html").read_text(encoding="utf-8")


def test_an_icon_that_there_is_not(root: Path) -> None:
    settle(root, theme={"icon": {"admonition": {"note": "material/no-such"}}})
    with pytest.raises(UserError, match="material/no-such"):
        built(root)
