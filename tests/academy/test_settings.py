"""mkdocs.yml may not run code, load plugins of its own, leave the book or call another server."""

from pathlib import Path

import pytest

from salesbook.academy.settings import read_settings
from salesbook.core.errors import UserError
from tests.academy.tiny import REPOSITORY

THEME = "theme: {name: material, font: false}\n"


def test_the_repositorys_own_settings_pass() -> None:
    assert read_settings(REPOSITORY)["theme"]["name"] == "material"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (THEME + "hooks: [run.py]", "hooks"),
        (THEME + "INHERIT: ../other.yml", "INHERIT"),
        (THEME + "plugins: [search, macros]", "plugins: macros"),
        (THEME + "plugins: [{exec: {run: x}}]", "plugins: exec"),
        (THEME + "plugins: {gen-files: {}}", "plugins: gen-files"),
        (THEME + "markdown_extensions: [pymdownx.snippets]", "pymdownx.snippets"),
        (THEME + "markdown_extensions: [evil]", "markdown_extensions: evil"),
        (THEME + "markdown_extensions: [{toc: {slugify: !!python/name:os.system }}]", "os.system"),
        (THEME + "site_name: !!python/object/apply:os.system [id]", "line 2"),
        (THEME + "site_name: !ENV HOME", "ENV"),
        (THEME + "docs_dir: ../outside", "outside"),
        (THEME + "docs_dir: /etc", "/etc"),
        (THEME + "docs_dir: .", "site/"),
        (THEME + "docs_dir: content", "content"),
        (THEME + "docs_dir: site/../templates", "templates"),
        ("theme: {name: material, font: false, custom_dir: ../theme}", "../theme"),
        ("theme: {name: mkdocs}", "material"),
        ("theme: {name: material}", "fonts"),
        (THEME + "extra_javascript: ['https://example.com/x.js']", "example.com"),
        (THEME + "extra_css: ['//example.com/x.css']", "example.com"),
        (THEME + "extra: {analytics: {provider: google}}", "analytics"),
        (THEME + "repo_url: https://github.com/a/b", "repo_url"),
        (THEME + "extra: {homepage: 'javascript:alert(1)'}", "homepage"),
        (THEME + "extra_css: ['x.css\" onload=alert(1) \"']", "extra_css"),
        (THEME + "copyright: <script src=//example.com></script>", "copyright"),
        (THEME + "site_url: 'https://example.com/\" onclick=x'", "site_url"),
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


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"mkdocs\.yml"):
        read_settings(tmp_path)
