"""Whatever a book holds, no format of a report is broken by it or made to say something else."""

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from salesbook.core.diagnostics import Diagnostic, Rule, Severity
from salesbook.core.source import LineColumn
from salesbook.output.formats import Format
from salesbook.output.formats.text import blocks
from salesbook.output.report import Report, report_on
from salesbook.output.reporting import FORMATS
from salesbook.output.visible import visible
from tests.output.hostile import hostile
from tests.output.test_sarif import validate

BIDI = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
PATH = PurePosixPath("content/x.md")
places = st.builds(LineColumn, st.integers(1, 4), st.integers(1, 40))


@st.composite
def diagnostics(draw: st.DrawFn) -> Diagnostic:
    """Return a finding that quotes hostile words everywhere."""
    place = draw(places)
    return Diagnostic(
        rule=draw(st.sampled_from(["a-check", "b-check"])),
        severity=draw(st.sampled_from(Severity)),
        path=draw(st.just(PATH) | hostile(without="\0").map(lambda name: PurePosixPath("content", f"x{name}"))),
        place=place,
        message=draw(hostile().map(lambda words: f"x{words}")),
        advice=draw(hostile()),
        end=draw(st.none() | st.builds(LineColumn, st.just(place.line), st.integers(place.column, 60))),
        replacement=draw(st.none() | st.text(st.characters(exclude_categories=["Cs"]))),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Return a report whose only file, content/x.md, holds hostile lines."""
    found = draw(st.lists(diagnostics(), min_size=1, max_size=5))
    rule = Rule("a-check", Severity.ERROR, "A title.\n\nA manual.")
    report = report_on(Path("/nowhere"), found, 1, 1, rules={rule.slug: rule})
    lines = tuple(draw(st.lists(hostile(without="\n"), max_size=4)))
    return replace(report, lines=lambda _path: lines)


def acting(text: str) -> set[str]:
    """Return the characters that steer a terminal or the order of letters; line ends are for the caller."""
    return {
        c
        for c in text
        if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(c) in BIDI or c == "\ufeff"
    }


@given(hostile())
def test_visible_is_one_line_in_which_nothing_acts(text: str) -> None:
    assert acting(visible(text)) == set()
    assert len(visible(text).splitlines()) <= 1


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_visible_leaves_words_alone(text: str) -> None:
    assert visible(text) == text


@pytest.mark.slow
@given(reports())
def test_every_format_can_be_written(report: Report) -> None:
    for form in FORMATS:
        assert FORMATS[form](report).encode("utf-8").decode("utf-8").count("\0") == 0


@pytest.mark.slow
@given(reports())
def test_text(report: Report) -> None:
    text = FORMATS["text"](report)
    assert acting(text) <= {"\n"}
    lines = text.split("\n")
    heads = [line for line in lines if line.startswith("content/")]
    assert len(heads) == len(report.diagnostics)
    for head, d in zip(heads, report.diagnostics, strict=True):
        severity = d.severity.value
        assert (
            head
            == f"{visible(str(d.path))}:{d.place.line}:{d.place.column}: {severity}: {visible(d.message)} [{d.rule}]"
        )
    # What is not the head of a finding stands back, so that nothing can look like one.
    assert all(line.startswith(("content/", "   ", "  ")) or not line for line in lines)


@pytest.mark.slow
@given(reports())
def test_text_on_a_terminal(report: Report) -> None:
    console = Console(force_terminal=True, color_system="truecolor", highlight=False, emoji=False, width=80)
    with console.capture() as capture:
        for block in blocks(report, 80):
            console.print(block, soft_wrap=True)
    coloured = capture.get()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert acting(plain) <= {"\n"}
    assert plain.count("content/x") >= len(report.diagnostics)


@pytest.mark.slow
@given(reports())
def test_json(report: Report) -> None:
    answer = json.loads(FORMATS["json"](report))
    for shown, d in zip(answer["diagnostics"], report.diagnostics, strict=True):
        assert shown["message"] == d.message.encode("utf-8", "replace").decode()
        assert shown["fix"] == d.replacement


@pytest.mark.slow
@given(reports())
def test_sarif(report: Report) -> None:
    log = json.loads(FORMATS["sarif"](report))
    validate(log)
    for result, d in zip(log["runs"][0]["results"], report.diagnostics, strict=True):
        assert not re.search(r"(?<!\{)(?:\{\{)*\{[0-9]+\}", result["message"]["text"])
        assert "](" not in result["message"]["text"]
        assert ("fixes" in result) == (d.replacement is not None and d.end is not None)


@pytest.mark.slow
@given(reports())
def test_github(report: Report) -> None:
    lines = FORMATS["github"](report).split("\n")
    assert lines.pop() == ""
    assert acting("".join(lines)) == set()
    for line, d in zip(lines, report.diagnostics, strict=True):
        command = re.fullmatch(r"::(error|warning) (.*?)::(.*)", line)
        assert command is not None
        assert command[1] == d.severity.value
        properties = dict(pair.split("=", 1) for pair in command[2].split(","))
        assert properties["line"] == str(d.place.line)
        assert properties["title"] == d.rule
        named = properties["file"].replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
        assert named == visible(str(d.path))
        said = command[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        assert said == "\n".join(visible(words) for words in (d.message, d.advice) if words)


@pytest.mark.slow
@given(reports())
def test_gitlab(report: Report) -> None:
    issues = json.loads(FORMATS["gitlab"](report))
    assert len({issue["fingerprint"] for issue in issues}) == len(report.diagnostics)
    assert all(acting(issue["description"] + issue["location"]["path"]) == set() for issue in issues)


@pytest.mark.slow
@given(reports())
def test_junit(report: Report) -> None:
    form: Format = "junit"
    suite = ElementTree.fromstring(FORMATS[form](report).encode())[0]
    cases = suite.findall("testcase")
    told = [line for case in cases for outcome in case for line in (outcome.text or "").split("\n")]
    assert len(told) == len(report.diagnostics)
    assert {outcome.tag for case in cases for outcome in case} <= {"failure", "skipped"}
    assert len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases)
