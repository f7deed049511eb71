"""Shell completion, by the protocol that the shells' scripts speak: what is offered, in which words, and how soon."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.checks import RULES
from salesbook.cli import run
from salesbook.cli.shell import VARIABLE, complete, rejoined, typed_arguments
from salesbook.core import language
from salesbook.models.kinds import KINDS
from tests.books import OTHER

BRIEF = "An ordinary link or a picture points to a file that is not …"
Offered = Callable[..., dict[str, str]]


@pytest.fixture
def offered(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Return what fish is offered for a line that goes on behind the book: words and what they mean."""

    def offers(line: str, book: str = str(root)) -> dict[str, str]:
        monkeypatch.setenv(VARIABLE, "complete_fish")
        monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", f"salesbook --book {book} {line}")
        with pytest.raises(SystemExit) as ended:
            complete(lambda: run([]))
        assert ended.value.code == 0
        out, err = capsys.readouterr()
        assert err == ""
        lines = [entry.partition("\t") for entry in out.splitlines() if entry]
        return {word: meaning for word, _tab, meaning in lines}

    return offers


@pytest.fixture
def bash(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return what bash is offered for the words that it has made of a line."""

    def offers(*words: str) -> list[str]:
        line = ["salesbook", "--book", str(root), *words]
        monkeypatch.setenv(VARIABLE, "complete_bash")
        monkeypatch.setenv("COMP_WORDS", "\n".join(line))
        monkeypatch.setenv("COMP_CWORD", str(len(line) - 1))
        with pytest.raises(SystemExit):
            complete(lambda: run([]))
        return [word for word in capsys.readouterr().out.splitlines() if word]

    return offers


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("show ОП-", {"ОП-001": "Первый контакт", "ОП-002": "Ключевая встреча"}),
        ("show letter:", {"letter:summary": "Саммари встречи", "letter:refusal": "Отказ"}),
        ("show regulation:k", {"regulation:key-meeting": "Ключевая встреча"}),
        ("show comp", {"company": "Берег", "competitor:deposit": "Вклад в банке"}),
        ("show regi", {"register": "register of articles"}),
        ("letter su", {"summary": "Саммари встречи"}),
        ("letter summary --channel te", {"telegram": "Telegram"}),
        ("pipeline ma", {"main": "Основная воронка"}),
        ("pipeline main --stage pa", {"paid": "Оплата получена"}),
        ("pipeline pipeline:main --stage pa", {"paid": "Оплата получена"}),
        ("pipeline none --stage ", {}),
        ("score --card ", {"leads": "Карта лида", "checklist:call": "Звонок"}),
        ("score --card checklist:", {"checklist:call": "Звонок"}),
        ("build --role he", {"head": "Руководитель отдела продаж"}),
        ("serve --role he", {"head": "Руководитель отдела продаж"}),
        ("list lett", {"letter": "letter"}),
        ("schema lett", {"letter": "letter"}),
        ("list nothing-of-the-kind", {}),
        ("check --select unknown,broken-li", {"unknown,broken-link": BRIEF}),
    ],
)  # fmt: skip
def test_names_and_what_they_mean(offered: Offered, line: str, offers: dict[str, str]) -> None:
    assert offered(line) == offers


def test_everything_there_is(offered: Offered) -> None:
    assert list(offered("list ")) == [kind.name for kind in KINDS]
    assert list(offered("explain ")) == sorted(RULES) + [kind.name for kind in KINDS]
    assert {"check", "show", "letter", "articles"} <= offered("").keys()
    assert {"--format", "--select", "--json"} <= offered("check --").keys()
    assert {"ОП-001", "company", "faq:payments", "script:key-meeting"} <= offered("show ").keys()


def test_the_book_that_stands_on_the_line_is_asked(offered: Offered, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "trial-lesson" in offered("letter ", book=str(OTHER))
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(OTHER.parent))
    assert "trial-lesson" in offered("letter ", book="~/other_book")


@pytest.mark.parametrize("book", ["/nowhere", "~nobody-of-this-name"])
@pytest.mark.parametrize("line", ["letter ", "show ", "build --role ", "pipeline main --stage "])
def test_no_book_offers_nothing(
    offered: Offered, line: str, book: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert offered(line, book=book) == {}


@pytest.mark.parametrize("title", ["'[/]'", "'[red]x[/red]'", '"a: b"', "'it''s \"so\"'", ">-\n  на двух\n  строках"])
def test_a_title_of_any_form(offered: Offered, root: Path, title: str) -> None:
    path = root / "content/letters/refusal.md"
    path.write_text(path.read_text(encoding="utf-8").replace("title: Отказ", f"title: {title}"), encoding="utf-8")
    expected = {"'[/]'": "[/]", "'[red]x[/red]'": "[red]x[/red]", '"a: b"': "a: b", "'it''s \"so\"'": 'it\'s "so"'}
    assert offered("letter re") == {"refusal": expected.get(title, "refusal")}


def test_a_file_that_cannot_be_read_goes_by_its_name(offered: Offered, root: Path) -> None:
    (root / "content/letters/refusal.md").write_bytes(b"\xff\xfe---\ntitle: [\n")
    (root / "content/company.yml").write_bytes(b"roles: [\n")
    assert offered("letter re") == {"refusal": "refusal"}
    assert offered("build --role ") == {}


# --- bash


@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (["show", "letter", ":", "su"], ["summary"]),
        (["show", "letter", ":"], ["refusal", "summary"]),
        (["show", "letter:su"], ["letter:summary"]),
        (["show", "ОП-00"], ["ОП-001", "ОП-002"]),
        (["score", "--card", "=", "le"], ["leads"]),
        (["score", "--card", "="], ["checklist:call", "leads"]),
        (["score", "--card", "le"], ["leads"]),
        (["pipeline", "pipeline", ":", "main", "--stage", "pa"], ["paid"]),
        (["pipeline", "main", ""], []),
        (["letter", ""], ["refusal", "summary"]),
    ],
)
def test_bash_parts_words_at_colons(bash: Callable[..., list[str]], words: list[str], offers: list[str]) -> None:
    assert sorted(bash(*words)) == offers


@pytest.mark.parametrize(
    ("words", "current", "expected"),
    [
        ("s letter --set a = b", 5, (["s", "letter", "--set", "a=b"], 3, "a=")),
        ("s show a : b c", 5, (["s", "show", "a:b", "c"], 3, "")),
        ("s --book = x show", 4, (["s", "--book", "x", "show"], 3, "")),
        ("s show a :: b", 4, (["s", "show", "a::b"], 2, "a::")),
        ("s", 0, (["s"], 0, "")),
    ],
)
def test_words_are_put_together(words: str, current: int, expected: tuple[list[str], int, str]) -> None:
    assert rejoined(words.split(), current) == expected


def test_the_line_says_book_and_language() -> None:
    line = {VARIABLE: "complete_zsh", "_TYPER_COMPLETE_ARGS": 'salesbook --lang en --book "my book" show "a'}
    assert typed_arguments(line)[:2] == ["--lang", "en"]
    line["_TYPER_COMPLETE_ARGS"] += '"'
    assert typed_arguments(line) == ["--lang", "en", "--book", "my book", "show", "a"]
    assert typed_arguments({"_TYPER_COMPLETE_ARGS": "salesbook x"}) == []


@pytest.mark.parametrize(("before", "one", "help_"), [("", "письмо", "Собрать"), ("--lang en", "letter", "Build")])
def test_it_speaks_the_language_of_the_book(root: Path, before: str, one: str, help_: str) -> None:
    for line, words in (("list lett", one), ("buil", help_)):
        environment = os.environ | {
            VARIABLE: "complete_zsh",
            "_TYPER_COMPLETE_ARGS": f"salesbook --book {root} {before} {line}",
        }
        command = [sys.executable, "-m", "salesbook"]
        done = subprocess.run(command, capture_output=True, env=environment, timeout=60, check=True)
        assert words in done.stdout.decode()


def test_nothing_is_compiled(root: Path) -> None:
    """A shell waits at every press of Tab: models and templates are not even imported for a name."""
    program = (
        "import sys, atexit\nfrom salesbook.cli import main\n"
        "heavy = {'salesbook.models.base', 'salesbook.book', 'jinja2'}\n"
        "atexit.register(lambda: print('heavy:', sorted(heavy & set(sys.modules))))\nmain()"
    )
    environment = os.environ | {
        VARIABLE: "complete_zsh",
        "_TYPER_COMPLETE_ARGS": f"salesbook --book {root} show letter:",
    }
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=environment, timeout=60, check=True)
    assert "letter" in done.stdout.decode()
    assert done.stdout.decode().splitlines()[-1] == "heavy: []"


def test_kinds_go_on_from_what_people_call_them(offered: Offered) -> None:
    language.speak("ru")
    try:
        assert offered("list рег") == {"регламенты": "regulation"}
        assert "регламенты" not in offered("list reg")
    finally:
        language.speak("en")
