"""The formats of a report: golden files of one sample, and what each promises beyond its letters."""

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree

import pytest

from salesbook import __version__
from salesbook.auditing.choice import Silenced
from salesbook.core import language
from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.output.formats import Format
from salesbook.output.formats.text import MANY, blocks, closing
from salesbook.output.report import Report, report_on
from salesbook.output.reporting import FORMATS
from tests.output.sample import DIAGNOSTICS, FAQ, RULES, d, sample

GOLDEN = Path(__file__).parent / "golden"
ENDINGS: dict[Format, str] = {
    "text": "txt", "json": "json", "sarif": "sarif", "github": "txt", "gitlab": "json", "junit": "xml",
}  # fmt: skip


def of(root: Path, *diagnostics: Diagnostic) -> Report:
    return report_on(root, diagnostics, 21, 99, rules=RULES)


def test_the_choices_are_the_rows() -> None:
    assert tuple(FORMATS) == get_args(Format)


@pytest.mark.parametrize("spoken", ["en", "ru"])
@pytest.mark.parametrize("form", FORMATS)
def test_golden(form: Format, spoken: str, tmp_path: Path, golden: bool) -> None:
    language.speak(spoken)
    words = FORMATS[form](sample(tmp_path)).replace(__version__, "<version>")
    file = GOLDEN / f"{form}.{spoken}.{ENDINGS[form]}"
    if golden:
        file.write_text(words, encoding="utf-8", newline="\n")
    assert words == file.read_bytes().decode("utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_secret_is_not_quoted(form: Format, tmp_path: Path) -> None:
    path = tmp_path / FAQ
    path.parent.mkdir(parents=True)
    path.write_text("title: Звоните Ивану, +7 912 345-67-89, ivan@mail.ru\n", encoding="utf-8")
    name = d("unknown-reference", FAQ, 1, 16, "не тот Иван", end=(1, 21))
    phone = replace(d("personal-data", FAQ, 1, 23, "телефон +7 9••", end=(1, 39)), secret=True)
    address = replace(d("personal-data", FAQ, 1, 41, "адрес i•••@•••.ru"), secret=True)
    words = FORMATS[form](of(tmp_path, name, phone, address))
    assert "912 345" not in words
    assert "ivan@" not in words
    if form == "text":
        assert words.count("| title: Звоните Ивану, ••••••••••••••••, ••••••••••••\n") == 3


def test_what_a_tool_mends_is_counted(tmp_path: Path) -> None:
    found = [d("missing-article", FAQ, 1, 1, "нет номера"), d("x", FAQ, 1, 1, "", fix="y", end=(1, 2))]
    assert of(tmp_path, *found).summary.fixable == 1
    assert of(tmp_path, *(replace(one, by_tool=True) for one in found)).summary.fixable == 2


def test_there_is_no_other_golden_file() -> None:
    wanted = {f"{form}.{spoken}.{ENDINGS[form]}" for form in FORMATS for spoken in ("en", "ru")}
    assert {file.name for file in GOLDEN.iterdir()} == wanted


@pytest.mark.parametrize(
    ("form", "words"), [("text", ""), ("github", ""), ("gitlab", "[]\n")], ids=["text", "github", "gitlab"]
)
def test_nothing_found(form: Format, words: str, tmp_path: Path) -> None:
    assert FORMATS[form](of(tmp_path)) == words


def test_junit_counts_what_it_holds(tmp_path: Path) -> None:
    suite = ElementTree.fromstring(FORMATS["junit"](sample(tmp_path)))[0]
    cases = suite.findall("testcase")
    assert int(suite.get("tests", "")) == len(cases)
    assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
    assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
    # GitLab and Jenkins keep one of two tests that have the same names.
    assert len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases)


def test_junit_of_a_sound_book_is_not_empty(tmp_path: Path) -> None:
    suite = ElementTree.fromstring(FORMATS["junit"](of(tmp_path)))[0]
    assert (suite.get("tests"), suite.get("failures"), len(suite)) == (str(len(RULES)), "0", len(RULES))


def test_gitlab_tells_equal_findings_apart(tmp_path: Path) -> None:
    issues = json.loads(FORMATS["gitlab"](sample(tmp_path)))
    assert len({issue["fingerprint"] for issue in issues}) == len(DIAGNOSTICS) + 1  # one tells what is silenced


def test_a_command_of_github_is_one_line(tmp_path: Path) -> None:
    lines = FORMATS["github"](sample(tmp_path)).split("\n")
    assert len(lines) == len(DIAGNOSTICS) + 2
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines[:-2])
    assert lines[-2].startswith("::notice title=salesbook::")


def test_text_is_cropped_to_the_terminal(tmp_path: Path) -> None:
    report = sample(tmp_path)
    for block in blocks(report, 60):
        source = [line for line in block.plain.split("\n") if " | " in line]
        assert all(len(line) <= 60 for line in source)


def test_a_finding_of_several_lines_has_one_mark(tmp_path: Path) -> None:
    report = replace(sample(tmp_path), diagnostics=(d("schema", FAQ, 1, 3, "x", end=(2, 30)),))
    assert FORMATS["text"](report).endswith("\n  1 | title: Оплата\n    |   ^\n")


def test_one_error_makes_a_test_of_junit_fail(tmp_path: Path) -> None:
    found = (d("a", FAQ, 1, 1, "x", severity=Severity.WARNING), d("a", FAQ, 2, 1, "y"))
    suite = ElementTree.fromstring(FORMATS["junit"](of(tmp_path, *found)))[0]
    assert [outcome.tag for case in suite for outcome in case] == ["failure"]


def test_text_without_the_file_has_no_line(tmp_path: Path) -> None:
    words = FORMATS["text"](of(tmp_path, d("schema", FAQ, 7, 3, "нет поля", "добавьте")))
    assert words == f"{FAQ}:7:3: error: нет поля [schema]\n    → добавьте\n"


def test_a_place_behind_the_file_has_no_line(tmp_path: Path) -> None:
    report = sample(tmp_path)
    words = FORMATS["text"](replace(report, diagnostics=(d("schema", FAQ, 99, 3, "нет поля"),)))
    assert words == f"{FAQ}:99:3: error: нет поля [schema]\n"


def test_a_link_does_not_bring_a_strangers_file_into_the_report(tmp_path: Path) -> None:
    stranger = tmp_path / "secret.txt"
    stranger.write_text("пароль: 123", encoding="utf-8")
    root = tmp_path / "book"
    (root / "content").mkdir(parents=True)
    (root / "content/x.md").symlink_to(stranger)
    words = FORMATS["text"](of(root, d("symlink", "content/x.md", 1, 1, "ссылка наружу")))
    assert "ссылка наружу" in words
    assert "пароль" not in words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "[green]The book is in order[/]: checked: 21 items, 99 references"),
        (
            {"silenced": Silenced(by_settings=1)},
            "[green]The book is in order[/]: checked: 21 items, 99 references; 1 is silenced by settings",
        ),
        (
            {"silenced": Silenced(off=("yo",), lowered=("broken-link", "missing-alt"))},
            "[green]The book is in order[/]: checked: 21 items, 99 references; switched off: yo; "
            "only a warning: broken-link, missing-alt",
        ),
        (
            {"silenced": Silenced(off=tuple("abcdef"))},
            "[green]The book is in order[/]: checked: 21 items, 99 references; 6 checks are switched off",
        ),
        (
            {"narrowed": True, "silenced": Silenced(by_baseline=2)},
            "[green]Nothing found in the files and by the checks asked for[/]; 2 are in the baseline",
        ),
        (
            {"errors": 1, "files": 1},
            "[bold]Found[/]: 1 error in 1 file; checked: 21 items, 99 references",
        ),
        (
            {"warnings": 3, "files": 2, "fixable": 2, "silenced": Silenced(2, 4, 5)},
            "[bold]Found[/]: 3 warnings in 2 files; checked: 21 items, 99 references; "
            "2 can be mended: salesbook check --fix; 2 are silenced by settings; "
            "4 are silenced by comments; 5 are in the baseline",
        ),
    ],
)
def test_closing(changes: dict[str, object], words: str, tmp_path: Path) -> None:
    assert closing(replace(of(tmp_path).summary, **changes)) == words  # type: ignore[arg-type]


def test_a_report_counts() -> None:
    summary = report_on(Path(), DIAGNOSTICS, 21, 99).summary
    assert (summary.errors, summary.warnings, summary.files, summary.fixable) == (7, 2, 3, 1)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (
            1,
            "1 можно исправить: salesbook check --fix; "
            "1 замечание заглушено настройками; 1 замечание заглушено комментарием; 1 замечание известно заранее",
        ),
        (
            3,
            "3 можно исправить: salesbook check --fix; "
            "3 замечания заглушены настройками; 3 замечания заглушены комментариями; 3 замечания известны заранее",
        ),
        (
            5,
            "5 можно исправить: salesbook check --fix; "
            "5 замечаний заглушено настройками; 5 замечаний заглушено комментариями; 5 замечаний известно заранее",
        ),
    ],
)
def test_closing_in_russian(n: int, words: str, tmp_path: Path) -> None:
    language.speak("ru")
    summary = replace(of(tmp_path).summary, warnings=9, files=1, fixable=n, silenced=Silenced(n, n, n))
    assert closing(summary).endswith(f"; {words}")


@pytest.mark.parametrize("form", FORMATS)
def test_where_nothing_is_silenced_nothing_is_said_of_it(form: Format, tmp_path: Path) -> None:
    words = FORMATS[form](replace(sample(tmp_path), summary=of(tmp_path).summary)).casefold()
    assert not any(word in words for word in ("silenced by", "switched off", "salesbook.silenced", "invocations"))


def test_of_thousands_of_findings_of_a_kind_people_are_shown_hundreds(tmp_path: Path) -> None:
    """Each is drawn with its line; other formats, which programs read, have all of them."""
    found = [d("unknown-reference", FAQ, n, 1, f"нет материала {n}.") for n in range(1, MANY + 6)]
    other = d("long-sentence", FAQ, 1, 1, "длинно")
    words = FORMATS["text"](of(tmp_path, *found, other))
    assert words.count("нет материала") == MANY
    assert f"нет материала {MANY}." in words
    assert words.count("and 5 more of the kind") == 1
    assert "длинно" in words
    assert FORMATS["json"](of(tmp_path, *found)).count("нет материала") == MANY + 5
