"""mkdocs.yml may not run code, load plugins of its own, leave the book or call another server."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesbook.academy.options import EXTENSIONS, PLUGINS, SETTINGS, THEME
from salesbook.academy.settings import read_settings
from salesbook.core.errors import UserError
from tests.academy.tiny import REPOSITORY

MATERIAL = "theme: {name: material, font: false}\n"
WORDS = st.sampled_from([*SETTINGS, *THEME, *EXTENSIONS, *PLUGINS, "permalink", "separator", "links"])


def test_the_repositorys_own_settings_pass() -> None:
    assert read_settings(REPOSITORY)["theme"]["name"] == "material"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (MATERIAL + "hooks: [run.py]", "hooks"),
        (MATERIAL + "INHERIT: ../other.yml", "INHERIT"),
        (MATERIAL + "plugins: [search, macros]", "plugins: macros"),
        (MATERIAL + "plugins: [{exec: {run: x}}]", "plugins: exec"),
        (MATERIAL + "plugins: {gen-files: {}}", "plugins: gen-files"),
        (MATERIAL + "markdown_extensions: [pymdownx.snippets]", "pymdownx.snippets"),
        (MATERIAL + "markdown_extensions: [evil]", "markdown_extensions: evil"),
        (MATERIAL + "markdown_extensions: [{toc: {slugify: !!python/name:os.system }}]", "os.system"),
        (MATERIAL + "site_name: !!python/object/apply:os.system [id]", "line 2"),
        (MATERIAL + "site_name: !ENV HOME", "ENV"),
        (MATERIAL + "docs_dir: ../outside", "outside"),
        (MATERIAL + "docs_dir: /etc", "/etc"),
        (MATERIAL + "docs_dir: .", "site/"),
        (MATERIAL + "docs_dir: content", "content"),
        (MATERIAL + "docs_dir: site/../templates", "templates"),
        ("theme: {name: material, font: false, custom_dir: ../theme}", "../theme"),
        ("theme: {name: mkdocs}", "material"),
        ("theme: {font: true}", "font"),
        (MATERIAL + "extra_javascript: ['https://example.com/x.js']", "example.com"),
        (MATERIAL + "extra_css: ['//example.com/x.css']", "example.com"),
        (MATERIAL + "extra: {analytics: {provider: google}}", "analytics"),
        (MATERIAL + "repo_url: https://github.com/a/b", "repo_url"),
        (MATERIAL + "extra: {homepage: 'javascript:alert(1)'}", "homepage"),
        (MATERIAL + "extra_css: ['x.css\" onload=alert(1) \"']", "extra_css"),
        (MATERIAL + "copyright: <script src=//example.com></script>", "copyright"),
        (MATERIAL + "site_url: 'https://example.com/\" onclick=x'", "site_url"),
        ("theme: {name: material, font: false, logo: 'https://example.com/x.png'}", "example.com"),
        ("just words", "no settings"),
        ("a: [", "not YAML"),
    ],
)
def test_what_could_do_harm_is_refused(tmp_path: Path, text: str, named: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_settings(tmp_path)
    assert named in caught.value.message
    assert caught.value.advice


def test_a_book_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == read_settings(REPOSITORY)
    (tmp_path / "mkdocs.yml").write_text("# nothing yet\n", encoding="utf-8")
    assert read_settings(tmp_path) == read_settings(REPOSITORY)


def test_the_book_s_own_settings_are_laid_over_the_defaults(tmp_path: Path) -> None:
    """A block key by key, at every depth; a list or a word as a whole; a key without a value takes the default away.

    Styles are added: the book's own come last.
    """
    text = "site_url: https://example.com/book/\ntheme: {icon: {edit: material/pencil}, features: []}\nextra:\n"
    text += "extra_css: [assets/salesbook/type.css, assets/salesbook/own.css]\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    own, default = read_settings(tmp_path), read_settings(REPOSITORY)
    assert own.pop("site_url") == "https://example.com/book/"
    assert own.pop("extra_css") == [*default.pop("extra_css"), "assets/salesbook/own.css"]
    assert own["theme"].pop("features") == []
    assert default["theme"].pop("features")
    assert own["theme"].pop("icon") == default["theme"]["icon"] | {"edit": "material/pencil"}
    assert default.pop("extra")
    del default["theme"]["icon"]
    assert own == default


@pytest.mark.parametrize("data", [b"\xff", b"x: 1\n" * 30_000, b"[]"])
def test_settings_that_cannot_be_read_are_not_passed_over(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(data)
    with pytest.raises(UserError, match=r"mkdocs\.yml") as caught:
        read_settings(tmp_path)
    assert "delete it" in caught.value.advice


@pytest.mark.parametrize("text", ["docs_dir: site/gone", "theme: {custom_dir: site/gone}"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="site/gone"):
        read_settings(tmp_path)


@pytest.mark.parametrize(
    ("options", "line", "named"),
    [
        ("markdown_extensions:\n- pymdownx.superfences:\n    custom_fences: [{name: mermaid}]", 4, "custom_fences"),
        ("markdown_extensions:\n- smarty:\n    substitutions: {ndash: '<img src=x>'}", 4, "substitutions"),
        ("markdown_extensions:\n- footnotes:\n    BACKLINK_TEXT: '<img src=x>'", 4, "BACKLINK_TEXT"),
        ("markdown_extensions:\n- footnotes:\n    BACKLINK_TITLE: '{0.__class__}'", 4, "BACKLINK_TITLE"),
        ("markdown_extensions:\n- toc:\n    permalink: '<b>'", 4, "toc: permalink"),
        ("markdown_extensions:\n- toc: {permalink: true,\n    toc_depth: 9}", 4, "toc: toc_depth"),
        ("markdown_extensions:\n- toc: [1]", 3, "toc"),
        ("markdown_extensions:\n- tables\n- 5", 4, "“5”"),
        ("markdown_extensions:\n- [tables]", 3, "tables"),
        ("markdown_extensions: tables", 2, "tables"),
        ("markdown_extensions:\n- pymdownx.highlight: {css_class: mermaid}", 3, "css_class"),
        ("markdown_extensions:\n- pymdownx.tabbed: {slugify: x}", 3, "slugify"),
        ("plugins:\n- search:\n    separator: '(a+)+$'", 4, "separator"),
        ("plugins:\n- search:\n    separator: '['", 4, "separator"),
        ("plugins:\n- search:\n    jieba_dict: /etc/passwd", 4, "jieba_dict"),
        ("plugins:\n- search:\n    lang: ../x", 4, "lang"),
        ("plugins:\n- search:\n    pipeline: [evil]", 4, "pipeline"),
        ("extra_css: assets/a.css", 2, "extra_css"),
        ("extra_javascript:\n- {path: a.js}", 3, "extra_javascript"),
        ("site_url: ftp://example.com", 2, "site_url"),
        ("site_name: 5", 2, "site_name"),
        ("use_directory_urls: 1", 2, "use_directory_urls"),
        ("validation: {links: {anchors: 5}}", 2, "anchors"),
        ("site_author: &a x\ncopyright: *a", 2, "a"),
        ("site_author: a\nsite_author: b", 3, "site_author"),
        ("5: a", 2, "5"),
    ],
)
def test_an_option_is_told_with_its_line(tmp_path: Path, options: str, line: int, named: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(MATERIAL + options, encoding="utf-8")
    with pytest.raises(UserError, match=named) as caught:
        read_settings(tmp_path)
    assert f"line {line}:" in caught.value.message
    assert caught.value.advice


@pytest.mark.parametrize(
    "theme",
    [
        "palette: {scheme: '<img>'}",
        "palette: {toggle: {icon: ../../x}}",
        "palette: [5]",
        "icon: {logo: /etc/passwd}",
        "icon: {logo: ../../../etc/passwd}",
        "icon: logo",
        "features: [evil]",
        "features: {a: b}",
        "logo: ../../secret.png",
        "favicon: //example.com/x.png",
        "language: ../ru",
        "static_templates: [x.html]",
        "locale: ru",
        "include_search_page: true",
        "custom_dir: 5",
    ],
)
def test_an_option_of_the_theme_is_one_of_the_table(tmp_path: Path, theme: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"theme:\n  name: material\n  font: false\n  {theme}\n", encoding="utf-8")
    with pytest.raises(UserError, match="line 4"):
        read_settings(tmp_path)


@pytest.mark.parametrize("separator", [r"[\s\-,:!=\[\]()\"/]+|(?!\b)(?=[A-Z][a-z])|\.(?!\d)|&[lg]t;", r"[\s\-]+"])
def test_separators_that_material_advises_pass(tmp_path: Path, separator: str) -> None:
    text = MATERIAL + yaml.safe_dump({"plugins": [{"search": {"separator": separator, "lang": "ru"}}]})
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path)["plugins"] == [{"search": {"separator": separator, "lang": "ru"}}]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.text(max_size=12)
    | st.sampled_from(["<img src=x onerror=y>", "//e.example", "../x", "a" * 400, "{0}", "true", "2-3", "material"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | WORDS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.sampled_from(sorted(SETTINGS)), value=VALUES, name=st.none() | WORDS)
def test_any_value_gives_settings_or_the_users_mistake(
    tmp_path: Path, key: str, value: object, name: str | None
) -> None:
    own = {"theme": {"name": "material", "font": False}}
    data = {**own, key: value if name is None else {name: value} if key == "theme" else [{name: value}]}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    try:
        accepted = read_settings(tmp_path)
    except UserError as error:
        assert error.message
        return
    assert not [text for text in strings(accepted) if any(sign in text for sign in "<>\"'")]


def strings(value: object) -> list[str]:
    """Return every string in nested settings."""
    if isinstance(value, dict):
        return [text for pair in value.items() for inner in pair for text in strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in strings(inner)]
    return [value] if isinstance(value, str) else []
