"""`salesbook init`: a book of one's own, from options or from answers; nothing is overwritten, and nothing left."""

import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from salesbook.book.load import load_book
from salesbook.calendar import clock
from salesbook.cli import run
from salesbook.core.errors import UserError
from salesbook.core.interruption import Interrupted
from salesbook.starters.place import checked_place, put_book
from tests.books import NOW, found
from tests.cli.ran import Command, Ran

GIT = shutil.which("git")
OPTIONS = (
    *("--language", "ru", "--company", '"Рога: и #копыта"', "--about", "Рога и копыта оптом", "--time-zone", "Омск"),
    *("--hours", "пн–сб 8–17", "--department", "Сбыт СБ", "--department", "Склад СК", "--role", "Директор"),
    *(
        "--role",
        "Продавец",
        "--role",
        "Кладовщик (СК)",
        "--crm",
        "Тетрадь",
        "--channel",
        "почта",
        "--channel",
        "звонок",
    ),
)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the day on which books are looked at in tests."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def committer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Git of nobody's settings but these; return the file of them."""
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\nname = Anna\nemail = anna@example.com\n", encoding="utf-8")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    return settings


def git(folder: Path, *arguments: str) -> str:
    assert GIT is not None
    done = subprocess.run([GIT, "-C", str(folder), *arguments], capture_output=True, check=True, encoding="utf-8")
    return done.stdout


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_without_a_terminal_and_options_there_is_a_book(salesbook: Command, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    ran = salesbook("init", folder, book=False)
    assert ran.code == 0
    assert [line.split("  ")[1].strip() for line in ran.out.splitlines() if line.startswith("  ")] == [
        f"1. cd {folder}", "2. salesbook serve", "3. salesbook check",
    ]  # fmt: skip
    assert found(folder) == []
    if GIT is not None:
        assert git(folder, "status", "--porcelain", "--ignored") == "", (
            "a file of the book has a name for data of clients"
        )
        assert git(folder, "log", "--format=%an %s") == "Anna A sales book to begin with\n"
    assert not [name for name in names(tmp_path) if name.endswith(".tmp")]


def test_options_say_everything(salesbook: Command, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    ran = salesbook("init", folder, *OPTIONS, "--json", book=False)
    assert ran.json["written"]
    assert ran.json["book"] == str(folder)
    company = load_book(folder)[0].company
    assert (company.name, company.time_zone, company.language) == ("«Рога: и #копыта»", "Asia/Omsk", "ru")
    assert [each.name for each in company.roles] == ["Директор", "Продавец", "Кладовщик"]
    assert [(each.days[-1], each.opens, each.closes) for each in company.hours] == [("sat", "08:00", "17:00")]
    assert found(folder) == []


def test_dry_run_writes_nothing(salesbook: Command, tmp_path: Path) -> None:
    ran = salesbook("init", tmp_path / "new", "--dry-run", book=False)
    assert ran.code == 0
    assert {line.partition("\t")[0] for line in ran.out.splitlines()} >= {
        "content/company.yml",
        "README.md",
        ".gitignore",
    }
    assert "nothing was written" in ran.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "minmal"), "minimal"),
        (("--from", "../minimal"), "there is no starter"),
        (("--language", "de"), "not written in"),
        (("--time-zone", "Луна"), "--time-zone"),
        (("--hours", "всегда"), "--hours"),
        (("--department", "销售"), "--department"),
        (("--role", "Один"), "--role"),
        (("--channel", "phone"), "--channel"),
        (("--company", ""), "--company"),
        (("--company", "а\x07"), "U+0007"),
        (("--about", "[[ОП-999]]"), "ОП-999"),
    ],
)
def test_what_does_not_fit_is_said(salesbook: Command, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    before = names(tmp_path)
    ran = salesbook("init", tmp_path / "new", *arguments, book=False)
    assert ran.code == 2
    assert words in ran.err
    assert names(tmp_path) == before


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("con", "CON"), ("aux.book", "AUX"), ("a:b", "no :"), ("a.", "ends in a dot"), ("a" * 300, "path"),
        ("none/new", "there is no folder"), ("file", "is not a folder"), ("file/new", "there is no folder"),
        ("full", "is not empty"), ("book", "is not empty"), ("book/inner", "lies in another book"),
        ("link", "is not a folder"),
    ],
)  # fmt: skip
def test_a_place_where_no_book_can_stand(salesbook: Command, root: Path, name: str, words: str) -> None:
    tmp_path = root.parent
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "README.md").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.rglob("*"))
    ran = salesbook("init", tmp_path / name, book=False)
    assert ran.code == 2
    assert words in ran.err
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows may write anywhere")
def test_a_folder_without_rights(salesbook: Command, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    ran = salesbook("init", shut / "new", book=False)
    assert (ran.code, "no rights" in ran.err) == (2, True)


def test_an_empty_folder_becomes_the_book(salesbook: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    (folder / ".new.999999999.tmp").mkdir()  # a killed command has left it
    monkeypatch.chdir(folder)
    ran = salesbook("init", ".", book=False)
    assert ran.code == 0
    assert "cd " not in ran.out
    assert found(folder) == []
    assert not [name for name in names(folder) if name.endswith(".tmp")]


@pytest.mark.skipif(GIT is None, reason="there is no git")
def test_git_that_knows_nobody(salesbook: Command, tmp_path: Path, committer: Path) -> None:
    committer.write_text("", encoding="utf-8")
    ran = salesbook("init", tmp_path / "new", "--json", book=False)
    assert ran.json["git"] == "no identity"
    assert "A  README.md" in git(tmp_path / "new", "status", "--porcelain")
    assert "git config --global user.name" in salesbook("init", tmp_path / "other", book=False).err


def test_there_is_no_git(salesbook: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ran = salesbook("init", tmp_path / "new", book=False)
    assert ran.code == 0
    assert "git-scm.com" in ran.err
    assert ".git" not in names(tmp_path / "new")


@pytest.mark.skipif(GIT is None, reason="there is no git")
def test_a_repository_gets_none_inside(salesbook: Command, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    ran = salesbook("init", tmp_path / "new", "--json", book=False)
    assert ran.json["git"] == "inside"
    assert ".git" not in names(tmp_path / "new")


@pytest.mark.parametrize("there", [True, False])
def test_whatever_comes_between_nothing_is_left(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "new"
    if there:
        folder.mkdir()
    before = sorted(tmp_path.rglob("*"))
    for error in (Interrupted, OSError(28, "full")):

        def fail(aside: Path, error: type[BaseException] | BaseException = error) -> None:
            assert (aside / "a" / "b").read_bytes() == b"c"
            raise error

        with pytest.raises((Interrupted, UserError)):
            put_book(checked_place(folder), {Path("a/b"): b"c"}, fail)  # type: ignore[dict-item]
        assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("there", [True, False])
def test_whoever_was_first_keeps_the_place(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "new"
    if there:
        folder.mkdir()

    def overtake(_aside: Path) -> None:
        folder.mkdir(exist_ok=True)
        (folder / "mine").write_text("mine", encoding="utf-8")

    with pytest.raises(UserError, match="meanwhile"):
        put_book(folder, {}, overtake)
    assert sorted(tmp_path.rglob("*")) == [tmp_path / "gitconfig", folder, folder / "mine"]


def test_what_was_moved_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name == "b" and target.parent.name == "new":
            raise OSError(13, "shut")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    folder = tmp_path / "new"
    folder.mkdir()
    with pytest.raises(UserError, match="no rights"):
        put_book(folder, {Path("a"): b"", Path("b"): b""}, lambda _aside: None)  # type: ignore[dict-item]
    assert list(folder.iterdir()) == []


class Terminal(io.StringIO):
    """A person's keyboard or screen."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command and type `lines`; the screen shows what goes to stderr."""

    def command(*arguments: str | Path, lines: list[str]) -> Ran:
        screen = Terminal()
        monkeypatch.setattr(sys, "stdin", Terminal("".join(line + "\n" for line in lines)))
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "200")
        code = run([str(argument) for argument in arguments])
        assert "Traceback" not in screen.getvalue()
        return Ran(code, capsys.readouterr().out, screen.getvalue())

    return command


def test_everything_is_asked(typed: Callable[..., Ran], tmp_path: Path) -> None:
    folder = tmp_path / "new"
    answers = ["Ромашка", "Цветы", "Омск", "пн–сб 8–17", "Сбыт СБ, Склад СК", "Директор, Продавец", "Тетрадь", "", ""]
    ran = typed("init", folder, lines=["ru", *answers])
    assert ran.code == 0
    company = load_book(folder)[0].company
    assert (company.name, company.about, company.time_zone) == ("Ромашка", "Цветы", "Asia/Omsk")
    assert [each.prefix for each in company.departments] == ["СБ", "СК"]
    assert found(folder) == []


def test_enter_takes_what_is_proposed(typed: Callable[..., Ran], tmp_path: Path) -> None:
    ran = typed("init", tmp_path / "new", "--language", "en", lines=[""] * 9)
    assert ran.code == 0
    assert "[by default: My company]" in ran.err
    assert load_book(tmp_path / "new")[0].company.name == "My company"


def test_an_answer_that_does_not_fit_is_asked_again(typed: Callable[..., Ran], tmp_path: Path) -> None:
    answers = [
        *("а\x07", "Ромашка", "{{ fact.none }}", "<script>", "", "Луна", "", "всегда", "", "销售", ""),
        *("Один", "", "", "phone", "", ""),
    ]
    ran = typed("init", tmp_path / "new", lines=["de", "ru", *answers])
    assert ran.code == 0
    for words in (
        *("allowed: ru, en", "U+0007", "there is no figure", "no time zone", "cannot be read", "with which letters"),
        *("name at least 2", "letters can be sent"),
    ):
        assert words in ran.err
    assert found(tmp_path / "new") == []


def test_what_an_option_says_is_not_asked(typed: Callable[..., Ran], tmp_path: Path) -> None:
    ran = typed("init", tmp_path / "new", *OPTIONS, lines=[])
    assert ran.code == 0
    assert "Your answers" not in ran.err


@pytest.mark.parametrize("lines", [[], ["ru"], ["ru", *[""] * 7], ["ru", *[""] * 8]])
def test_leaving_writes_nothing(typed: Callable[..., Ran], tmp_path: Path, lines: list[str]) -> None:
    before = names(tmp_path)
    ran = typed("init", tmp_path / "new", lines=lines)
    assert ran.code == 130
    assert "nothing was written" in ran.err
    assert names(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no such signal")
@pytest.mark.parametrize("delay", [0.25, 0.5])
def test_a_signal_leaves_nothing(tmp_path: Path, delay: float) -> None:
    """Whenever it comes: before anything is written, while it is, or when the book is there already."""
    command = [sys.executable, "-m", "salesbook", "init", str(tmp_path / "new")]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(delay)
    process.terminate()
    process.communicate(timeout=60)
    written = tmp_path / "new"
    assert names(tmp_path) <= {"new", "gitconfig"}
    if written.exists():
        assert load_book(written)[1] == []
