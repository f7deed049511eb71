"""A report as JUnit's XML, which GitLab, Jenkins and others show as a table of tests.

A test is a check and a file, because both viewers take two tests of one name for one, and because such a name stays
while lines move, so that they can say what is new. A check that found nothing is a test that has passed; errors are a
failure; warnings alone are a test that was skipped: both viewers show its words and neither calls the build broken.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from salesbook.auditing.choice import Silenced
from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.language import gettext as _
from salesbook.output.report import Report, severity_word
from salesbook.output.visible import visible

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def junit(report: Report) -> str:
    """Return one suite: a test for every check that found nothing, and for every file that another found something in.

    `classname` is `salesbook.<check>`: Jenkins makes a package and a class of it, GitLab the name of a suite.
    """
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    groups: defaultdict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for d in report.diagnostics:
        groups[d.rule, str(d.path)].append(d)
    clean = sorted(report.rules.keys() - {rule for rule, _path in groups})
    failures = sum(_failed(group) for group in groups.values())
    counts = {
        "name": "salesbook",
        "tests": str(len(clean) + len(groups)),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(groups) - failures),
    }
    root = Element("testsuites", counts)
    suite = SubElement(root, "testsuite", counts | {"name": "salesbook check"})
    if report.summary.silenced.anything:
        properties = SubElement(suite, "properties")
        for name, value in _silenced(report.summary.silenced):
            SubElement(properties, "property", name=f"salesbook.silenced.{name}", value=visible(value))
    for slug in clean:
        name = visible(_(report.rules[slug].manual).partition("\n")[0])
        SubElement(suite, "testcase", classname=f"salesbook.{visible(slug)}", name=name)
    for (rule, path), group in sorted(groups.items()):
        suite.append(_case(visible(rule), visible(path), group))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _silenced(silenced: Silenced) -> Iterator[tuple[str, str]]:
    yield "settings", str(silenced.by_settings)
    yield "comments", str(silenced.by_comments)
    yield "baseline", str(silenced.by_baseline)
    yield "off", ",".join(silenced.off)
    yield "lowered", ",".join(silenced.lowered)


def _case(rule: str, path: str, group: list[Diagnostic]) -> "Element":
    """Return the test of a check and a file: GitLab shows the text of its outcome, Jenkins the message too."""
    from xml.etree.ElementTree import Element, SubElement

    case = Element("testcase", classname=f"salesbook.{rule}", name=path, file=path)
    outcome = "failure" if _failed(group) else "skipped"
    told = SubElement(case, outcome, message=visible(group[0].message), type=rule)
    told.text = "\n".join(_words(d) for d in group)
    return case


def _failed(group: list[Diagnostic]) -> bool:
    return any(d.severity is Severity.ERROR for d in group)


def _words(d: Diagnostic) -> str:
    """Return a finding in one line."""
    words = f"{d.path}:{d.place.line}:{d.place.column}: {severity_word(d.severity)}: {d.message}"
    return visible(f"{words} → {d.advice}" if d.advice else words)
