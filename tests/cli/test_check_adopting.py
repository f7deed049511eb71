"""`salesbook check` on an old book: settings, ignores, the baseline; and `--fix`."""

import json
from pathlib import Path

import pytest

from tests.books import base_text, regulation
from tests.cli.ran import Command

FAQ = "content/faq/payments.yml"
BAD_FAQ = base_text("faq/payments.yml").replace("product:mayak", "product:none")
ONLY = ("--select", "unknown-reference,missing-article")


@pytest.fixture
def bad(root: Path) -> Path:
    (root / FAQ).write_text(BAD_FAQ, encoding="utf-8")
    (root / "content/regulations/sales/x.md").write_text(regulation(), encoding="utf-8")
    return root


def settings(root: Path, text: str) -> None:
    (root / "salesbook.toml").write_text(text, encoding="utf-8")


def codes(salesbook: Command, *options: object) -> list[str]:
    return [d["code"] for d in salesbook("check", "--json", *options).json["diagnostics"]]


def test_settings_choose_and_weigh(salesbook: Command, bad: Path) -> None:
    settings(bad, '[check]\nselect = ["unknown-reference"]\nseverity.unknown-reference = "warning"\n')
    ran = salesbook("check", "--json")
    assert ran.code == 0
    assert [(d["code"], d["severity"]) for d in ran.json["diagnostics"]] == [("unknown-reference", "warning")]
    assert codes(salesbook, "--select", "missing-article") == ["missing-article"]


def test_a_mistake_in_the_settings(salesbook: Command, bad: Path) -> None:
    settings(bad, '[check]\nignore = ["unknown-refrence"]\n')
    ran = salesbook("check")
    assert ran.code == 2
    assert ran.err == (
        "error: salesbook.toml, check.ignore: there is no check “unknown-refrence”\n"
        "  → it looks like unknown-reference\n"
    )


def test_exempt_files(salesbook: Command, bad: Path) -> None:
    settings(bad, '[[check.except]]\npaths = ["content/faq/*"]\nignore = ["unknown-reference"]\n')
    ran = salesbook("check", *ONLY)
    assert "unknown-reference" not in ran.out
    assert "1 is silenced by settings" in ran.err


def test_a_comment(salesbook: Command, bad: Path) -> None:
    text = BAD_FAQ.replace("questions:", "# salesbook: ignore=unknown-reference новый объект\nquestions:")
    (bad / FAQ).write_text(text, encoding="utf-8")
    assert codes(salesbook, *ONLY) == ["missing-article"]
    (bad / FAQ).write_text(text.replace("product:none", "product:mayak"), encoding="utf-8")
    assert "useless-ignore" in codes(salesbook)


@pytest.mark.parametrize("option", ["--ignore", "--select"])
def test_unknown_checks(salesbook: Command, option: str) -> None:
    assert salesbook("check", option, "schem").code == 2


def test_what_cannot_be_silenced(salesbook: Command) -> None:
    ran = salesbook("check", "--ignore", "schema")
    assert ran.code == 2
    assert "“schema” cannot be silenced" in ran.err


def test_the_baseline_from_the_first_run_on(salesbook: Command, bad: Path) -> None:
    ran = salesbook("check", "--write-baseline", "--json")
    assert ran.code == 0
    assert ran.json["diagnostics"] == []
    path = bad / "salesbook-baseline.json"
    entries = json.loads(path.read_text(encoding="utf-8"))["known"]
    assert {"unknown-reference", "missing-article"} <= {entry["check"] for entry in entries}
    assert f"{len(entries)} findings are in the baseline {path}\n" in ran.err
    assert 'write into salesbook.toml, below [check]: baseline = "salesbook-baseline.json"\n' in ran.err

    assert salesbook("check").code == 1, "nobody has said that it is to be used"
    settings(bad, '[check]\nbaseline = "salesbook-baseline.json"\n')
    known = salesbook("check")
    assert (known.code, known.out) == (0, "")
    assert f"{len(entries)} are in the baseline" in known.err

    (bad / "content/regulations/sales/y.md").write_text(regulation("Новый"), encoding="utf-8")
    assert "content/regulations/sales/y.md" in salesbook("check", *ONLY).out
    assert "content/regulations/sales/x.md" not in salesbook("check", *ONLY).out


def test_what_has_been_mended_may_leave_the_baseline(salesbook: Command, bad: Path) -> None:
    salesbook("check", "--write-baseline")
    before = (bad / "salesbook-baseline.json").read_text(encoding="utf-8")
    (bad / FAQ).write_text(base_text("faq/payments.yml"), encoding="utf-8")
    ran = salesbook("check", "--baseline", bad / "salesbook-baseline.json")
    assert "1 entry of the baseline does not occur any more: salesbook check --write-baseline\n" in ran.err
    assert f"  {FAQ} [unknown-reference] " in ran.err
    salesbook("check", "--write-baseline", "--baseline", bad / "salesbook-baseline.json")
    after = (bad / "salesbook-baseline.json").read_text(encoding="utf-8")
    assert len(before.splitlines()) - len(after.splitlines()) == 1


def test_a_broken_file_is_not_put_into_the_baseline(salesbook: Command, bad: Path) -> None:
    (bad / FAQ).write_text("title: [\n", encoding="utf-8")
    ran = salesbook("check", "--write-baseline")
    assert ran.code == 1
    assert "[yaml-syntax]" in ran.out


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--dry-run"], "--dry-run goes with --fix"),
        (["--fix", "--write-baseline"], "--fix and --write-baseline do not go together"),
        (["--write-baseline", "--select", "schema"], "a baseline is of the whole book"),
        (["--baseline", "none.json"], "there is no baseline none.json"),
    ],
)
def test_options_that_do_not_go_together(salesbook: Command, options: list[str], message: str) -> None:
    ran = salesbook("check", *options)
    assert ran.code == 2
    assert message in ran.err


def test_the_baseline_of_the_settings_is_missing(salesbook: Command, bad: Path) -> None:
    settings(bad, '[check]\nbaseline = "none.json"\n')
    ran = salesbook("check")
    assert ran.code == 2
    assert "write it: salesbook check --write-baseline" in ran.err


def test_a_dry_run_shows_the_diff_and_writes_nothing(salesbook: Command, bad: Path) -> None:
    before = {path: path.read_bytes() for path in bad.rglob("*.*") if path.is_file() and ".salesbook" not in path.parts}
    ran = salesbook("check", "--fix", "--dry-run", "--select", "missing-article")
    assert ran.code == 1
    assert "--- content/regulations/sales/x.md" in ran.out
    assert "+article: ОП-" in ran.out
    assert ran.err.startswith(
        "can be mended: 1 finding in 2 files (missing-article 1)\nnothing was written: --dry-run\n"
    )
    assert {path: path.read_bytes() for path in before} == before


def test_fix_reports_the_rest(salesbook: Command, bad: Path) -> None:
    ran = salesbook("check", "--fix", *ONLY)
    assert ran.code == 1
    assert ran.err.startswith("mended: 1 finding in 2 files (missing-article 1)\n")
    assert "[unknown-reference]" in ran.out
    assert "[missing-article]" not in ran.out
    again = salesbook("check", "--fix", *ONLY)
    assert again.err.startswith("nothing can be mended by itself\n")
    assert again.out == ran.out


def test_fix_leaves_what_is_known(salesbook: Command, bad: Path) -> None:
    salesbook("check", "--write-baseline")
    ran = salesbook("check", "--fix", "--baseline", bad / "salesbook-baseline.json", *ONLY)
    assert ran.code == 0
    assert b"article:" not in (bad / "content/regulations/sales/x.md").read_bytes()


def test_without_the_cache(salesbook: Command, bad: Path) -> None:
    assert salesbook("check", "--no-cache").out == salesbook("check").out
    assert (bad / ".salesbook").exists()


def test_no_cache_is_written_when_none_is_wanted(salesbook: Command, bad: Path) -> None:
    salesbook("check", "--no-cache")
    assert not (bad / ".salesbook").exists()


def test_comments_are_seen_by_nobody_else(salesbook: Command, root: Path) -> None:
    path = root / "content/letters/refusal.md"
    plain = salesbook("show", "letter:refusal").out
    letter = salesbook("show", "ОП-001").out
    comment = "{# salesbook: ignore=broken-link так надо #}"
    path.write_text(
        path.read_text(encoding="utf-8").replace("{{ reason }}", f"{{{{ reason }}}} {comment}"), encoding="utf-8"
    )
    text = (root / "content/regulations/sales/first-contact.md").read_text(encoding="utf-8")
    marked = text.replace("\n## ", "\n<!-- salesbook: ignore=broken-link так надо -->\n## ")
    assert marked != text
    (root / "content/regulations/sales/first-contact.md").write_text(marked, encoding="utf-8")
    assert salesbook("show", "letter:refusal").out == plain
    assert salesbook("show", "ОП-001").out == letter


@pytest.mark.parametrize(("value", "kept"), [("true", False), ("1", False), ("", True), ("false", True)])
def test_in_ci_the_cache_is_neither_believed_nor_written(
    salesbook: Command, bad: Path, monkeypatch: pytest.MonkeyPatch, value: str, kept: bool
) -> None:
    monkeypatch.setenv("CI", value)
    salesbook("check")
    assert (bad / ".salesbook" / "check.sqlite").exists() == kept
