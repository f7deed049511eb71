"""SARIF: valid by the rules of the standard, and its places and fixes are those of the findings."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator, ValidationError

from salesbook.output.formats.sarif import sarif
from salesbook.output.report import report_on
from tests.output.sample import DIAGNOSTICS, RULES, d, sample
from tests.output.sarif_schema import LOG


def validate(log: Any) -> None:
    """Raise ValidationError when a log breaks the rules."""
    Draft202012Validator(LOG).validate(log)
    for run in log["runs"]:
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            if "ruleIndex" in result and rules[result["ruleIndex"]]["id"] != result["ruleId"]:
                raise ValidationError("ruleIndex is of another rule")
            region = result["locations"][0]["physicalLocation"]["region"]
            start = (region["startLine"], region["startColumn"])
            if (region.get("endLine", start[0]), region.get("endColumn", 10**9)) < start:
                raise ValidationError("a region ends before it begins")


@pytest.fixture
def log(tmp_path: Path) -> Any:
    return json.loads(sarif(sample(tmp_path)))


def test_valid(log: Any) -> None:
    validate(log)


def test_valid_when_nothing_is_found(tmp_path: Path) -> None:
    empty = json.loads(sarif(report_on(tmp_path, (), 21, 99, rules=RULES)))
    validate(empty)
    assert empty["runs"][0]["results"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("level", "fatal"), ("message", "words"), ("locations", []), ("unknown", 1), ("ruleIndex", 0)],
)
def test_the_rules_refuse(log: Any, field: str, value: Any) -> None:
    log["runs"][0]["results"][1][field] = value
    with pytest.raises(ValidationError):
        validate(log)


def test_every_finding_is_a_result(log: Any) -> None:
    results = log["runs"][0]["results"]
    assert [r["ruleId"] for r in results] == [d.rule for d in DIAGNOSTICS]
    assert [r["level"] for r in results] == [d.severity.value for d in DIAGNOSTICS]
    assert len({r["partialFingerprints"]["salesbook/v1"] for r in results}) == len(DIAGNOSTICS)


def test_a_path_is_a_uri(tmp_path: Path) -> None:
    name = "content/faq/пла тежи?#%:.yml"
    report = report_on(tmp_path, (d("schema", name, 1, 1, "x"),), 1, 1)
    uri = json.loads(sarif(report))["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(uri["uri"]) == name
    assert uri["uri"].isascii()
    assert not set(uri["uri"]) & set(" ?#:")


def test_only_a_replacement_with_both_ends_is_a_fix(log: Any, tmp_path: Path) -> None:
    fixes = [r["fixes"] for r in log["runs"][0]["results"] if "fixes" in r]
    replacement = fixes[0][0]["artifactChanges"][0]["replacements"][0]
    assert len(fixes) == 1
    assert replacement == {
        "deletedRegion": {"startLine": 4, "startColumn": 21, "endLine": 4, "endColumn": 27},
        "insertedContent": {"text": "ОП-007"},
    }
    endless = report_on(tmp_path, (d("schema", "content/x.yml", 1, 1, "x", fix="y"),), 1, 1)
    assert "fixes" not in json.loads(sarif(endless))["runs"][0]["results"][0]


def test_a_message_is_neither_placeholder_nor_link(tmp_path: Path) -> None:
    report = report_on(tmp_path, (d("schema", "content/x.yml", 1, 1, "{0} {{ fact.x }} [a](http://b)", "c"),), 1, 1)
    result = json.loads(sarif(report))["runs"][0]["results"][0]
    assert result["message"]["text"] == "{{0}} {{{{ fact.x }}}} [a] (http://b)\nc"
