"""Templates that fail are found before anybody builds the academy or writes a letter: path, line and reason."""

import shutil
from pathlib import Path

import pytest

from salesbook.auditing.run import audit
from salesbook.book.load import load_book
from salesbook.checks.templates import THEME_FILTERS
from salesbook.core import language
from salesbook.core.diagnostics import Diagnostic
from salesbook.core.language import Translations
from salesbook.core.settings import Settings
from salesbook.letters.envelopes import enveloped
from salesbook.pages.academy import make_academy
from salesbook.sandbox.environment import Sandbox
from tests.books import NOW, TODAY, write_book

CHECKOUT = Path(__file__).parents[2]
RULES = {"broken-envelope", "broken-page-template", "broken-theme-template", "unwritable-letter"}
FAILURES = [
    ("{% if %}", "перед концом тега чего-то не хватает"),
    ("{{ nothing }}", "поле «nothing» не объявлено"),
    ("{{ 1 / 0 }}", "что-то делится на ноль"),
    ("{{ 1 | no_such_filter }}", "нет фильтра «no_such_filter»"),
    ("{% include 'gone' %}", "нет шаблона «gone»"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", ""),
    ("{% for a in range(1000) %}" * 3 + "{% endfor %}" * 3, "шаблон делает слишком много шагов"),
    ("{{ 'x'.upper }}", "в шаблонах это запрещено"),
    ("{{ ['x'] | map(attribute='format') | join }}", "в шаблонах это запрещено"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    language.speak("ru")
    root = write_book(tmp_path / "book")
    shutil.copytree(CHECKOUT / "templates", root / "templates", dirs_exist_ok=True)
    shutil.copytree(CHECKOUT / "site" / "theme", root / "site" / "theme")
    return root


def found(root: Path, *, cached: bool = False) -> list[Diagnostic]:
    return [d for d in audit(root, Settings(), now=NOW, cached=cached).diagnostics if d.rule in RULES]


def append(path: Path, line: str) -> int:
    """Put a line at the end of a template, and return its number."""
    text = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{text}\n{line}\n", encoding="utf-8")
    return text.count("\n") + 2


def test_the_templates_of_the_checkout_are_sound(root: Path) -> None:
    assert found(root) == []


@pytest.mark.parametrize(("source", "reason"), [*FAILURES, ("{{ subject.title }}", "в шаблонах это запрещено")])
def test_an_envelope(root: Path, source: str, reason: str) -> None:
    line = append(root / "templates/letters/envelope.html", source)
    (finding,) = found(root)
    assert (finding.rule, str(finding.path)) == ("broken-envelope", "templates/letters/envelope.html")
    assert finding.place.line == line
    assert reason in finding.message


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        *FAILURES,
        ("{{ none | plain }}", ""),
        ("{{ data.titel }}", "внутри нет «titel»"),
        ("{{ data.title.upper }}", "в шаблонах это запрещено"),
    ],
)
def test_a_page_template(root: Path, source: str, reason: str) -> None:
    line = append(root / "templates/pages/article.md", source)
    (finding,) = found(root)
    assert (finding.rule, str(finding.path)) == ("broken-page-template", "templates/pages/article.md")
    assert finding.place.line == line
    assert reason in finding.message


def test_a_method_is_never_printed(root: Path) -> None:
    """A list hides from the sandbox what stands in it: then it is an undefined value that is printed."""
    methods = "{{ ['x'] | map(attribute='format') | list }}{{ [company.upper] }}"
    append(root / "templates/letters/envelope.html", methods)
    append(root / "templates/pages/home.md", "{{ ['x'] | map(attribute='format') | list }}")
    book, _problems = load_book(root)
    page = make_academy(book, (root / "templates",), Translations("ru"), (), today=TODAY).pages[0].text
    for text in (enveloped(root, "", "", book.company), page):
        assert "method" not in text
        assert "built-in" not in text


def test_what_is_included_is_at_fault(root: Path) -> None:
    line = append(root / "templates/pages/_parts.md", "{{ nothing }}")
    assert {(str(d.path), d.place.line) for d in found(root)} == {("templates/pages/_parts.md", line)}


@pytest.mark.parametrize(
    "name", ["templates/letters/envelope.html", "templates/pages/article.md", "templates/pages/home.md"]
)
def test_the_default_takes_the_place_of_a_template_that_is_not_there(root: Path, name: str) -> None:
    append(root / name, "{{ nothing }}")
    (finding,) = found(root)
    assert str(finding.path) == name
    assert "удалите" in finding.advice
    (root / name).unlink()
    assert found(root) == []


@pytest.mark.parametrize("name", ["templates/letters/envelope.html", "templates/pages/article.md"])
def test_a_template_that_cannot_be_read_is_told_and_not_passed_over(root: Path, name: str) -> None:
    (root / name).write_bytes(b"\xff")
    (finding,) = found(root)
    assert str(finding.path) == name
    assert "UTF-8" in finding.message
    assert "удалите" in finding.advice


def test_a_default_that_does_not_go_with_the_book_s_own_template_is_told(root: Path) -> None:
    for path in (root / "templates/pages").iterdir():
        if path.name != "_parts.md":
            path.unlink()
    (root / "templates/pages/_parts.md").write_text("{% macro note(x) %}{% endmacro %}", encoding="utf-8")
    findings = found(root)
    assert findings
    assert {str(d.path).partition("/")[0] for d in findings} == {"templates"}
    assert all("умолчан" in d.message and "сравните" in d.advice for d in findings)


def test_a_page_template_that_no_item_needs_is_read(root: Path) -> None:
    (root / "templates/pages/unused.md").write_text("\n{% if %}\n", encoding="utf-8")
    (finding,) = found(root)
    assert (str(finding.path), finding.place.line) == ("templates/pages/unused.md", 2)


@pytest.mark.parametrize(
    "line", ['<details open/ontoggle="pwn(1)">x</details>', '<img src="https://evil.example/t.png">']
)
def test_a_page_template_that_would_run_or_load(root: Path, line: str) -> None:
    append(root / "templates/pages/article.md", line)
    (finding,) = found(root)
    assert str(finding.path) == "templates/pages/article.md"


@pytest.mark.parametrize("source", ["{% block x %}", "{% block x %}{{ 1 | no_such_filter }}{% endblock %}"])
def test_a_template_of_the_theme(root: Path, source: str) -> None:
    line = append(root / "site/theme/main.html", source)
    (finding,) = found(root)
    assert (finding.rule, str(finding.path)) == ("broken-theme-template", "site/theme/main.html")
    assert finding.place.line >= line - 1


def test_a_theme_may_use_the_filters_of_the_academy() -> None:
    from salesbook.academy.theme import environment

    assert set(environment([], CHECKOUT, "ru").filters) == set(Sandbox().filters) | set(THEME_FILTERS)


def test_a_letter_that_fails_as_it_is_written(root: Path) -> None:
    append(root / "content/letters/refusal.md", "{{ 1 / 0 }}")
    (finding,) = found(root)
    assert (finding.rule, str(finding.path)) == ("unwritable-letter", "content/letters/refusal.md")
    assert "что-то делится на ноль" in finding.message


@pytest.mark.parametrize(
    "name", ["templates/letters/envelope.html", "templates/pages/article.md", "site/theme/main.html"]
)
def test_a_template_that_changes_is_tried_again(root: Path, name: str) -> None:
    assert found(root, cached=True) == []
    append(root / name, "{% if %}")
    assert [str(d.path) for d in found(root, cached=True)] == [name]


def test_a_book_of_nothing_but_content_has_the_defaults(root: Path) -> None:
    shutil.rmtree(root / "templates")
    shutil.rmtree(root / "site")
    assert found(root) == []
