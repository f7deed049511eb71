"""What is reported of an audit."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from salesbook.auditing.audit import Audit
from salesbook.auditing.baseline import BaselineEntry, known
from salesbook.auditing.choice import Choice, Sifted, Silenced
from salesbook.auditing.reporting import reported
from salesbook.auditing.settings import load_settings
from salesbook.auditing.sifting import asked_rules, to_baseline, vouch
from salesbook.checks import RULES
from salesbook.core.diagnostics import Diagnostic, Severity
from salesbook.core.errors import UserError
from salesbook.core.settings import Exemption, Settings
from salesbook.core.source import LineColumn
from salesbook.reading.ignores import Ignore

FAQ, BOOK = PurePosixPath("content/faq/a.yml"), PurePosixPath("content/book/b.md")
TEXT = {FAQ: ("один", "два", "два"), BOOK: ("три",)}


def finding(rule: str, path: PurePosixPath = FAQ, line: int = 1) -> Diagnostic:
    return Diagnostic(rule, Severity.ERROR, path, LineColumn(line, 1), "x")


LINK, SECOND, THIRD = finding("broken-link"), finding("broken-link", line=2), finding("broken-link", line=3)
ANCHOR, SCHEMA = finding("missing-anchor", BOOK), finding("schema", BOOK)


def audit(*found: Diagnostic, ignores: Mapping[PurePosixPath, tuple[Ignore, ...]] | None = None) -> Audit:
    return Audit(found, {}, ignores or {}, 1, 1)


def sifted(made: Audit, settings: Settings = Settings(), **choice: object) -> Sifted:  # noqa: B008
    return reported(made, settings, replace(Choice(), **choice), lambda path: TEXT[path])  # type: ignore[arg-type]


def ignore(*slugs: str, first: int = 1, last: int = 1, reason: str = "так надо") -> Ignore:
    return Ignore(9, 3, first, last, slugs, reason)


def rules(found: Sifted) -> list[str]:
    return [d.rule for d in found.findings]


def test_everything_without_settings() -> None:
    assert sifted(audit(LINK, ANCHOR)) == Sifted((ANCHOR, LINK))


def test_select_of_the_run_takes_the_place_of_the_settings() -> None:
    made, settings = audit(LINK, ANCHOR), Settings(select=("broken-link",))
    assert sifted(made, settings).findings == (LINK,)
    assert sifted(made, settings, select=frozenset({"missing-anchor"})).findings == (ANCHOR,)


def test_ignore_of_the_run_is_added_to_the_settings() -> None:
    made = audit(LINK, ANCHOR, finding("unsafe-link"))
    settings = Settings(ignore=("broken-link",))
    assert rules(sifted(made, settings, ignore=frozenset({"missing-anchor"}))) == ["unsafe-link"]


def test_what_keeps_a_file_from_being_read_is_always_reported() -> None:
    made = audit(LINK, SCHEMA)
    assert sifted(made, Settings(select=("missing-anchor",))).findings == (SCHEMA,)


def test_paths() -> None:
    made = audit(LINK, ANCHOR)
    assert sifted(made, paths=(PurePosixPath("content/faq"),)).findings == (LINK,)
    assert sifted(made, paths=(PurePosixPath("content/fa"),)).findings == ()
    assert sifted(made, paths=(PurePosixPath("."),)).findings == (ANCHOR, LINK)


def test_exemptions() -> None:
    settings = Settings(exemptions=(Exemption(("content/faq/*",), ("broken-link", "missing-anchor")),))
    assert sifted(audit(LINK, ANCHOR), settings) == Sifted((ANCHOR,), Silenced(by_settings=1))


def test_severities() -> None:
    settings = Settings(severity={"broken-link": Severity.WARNING})
    assert sifted(audit(LINK), settings).findings == (replace(LINK, severity=Severity.WARNING),)
    assert asked_rules(settings, Choice())["broken-link"].severity is Severity.WARNING


def test_a_comment_silences_its_lines() -> None:
    made = audit(LINK, SECOND, ignores={FAQ: (ignore("broken-link", first=2, last=3),)})
    assert sifted(made) == Sifted((LINK,), Silenced(by_comments=1))


def test_a_useless_comment_is_a_finding() -> None:
    made = audit(LINK, ignores={FAQ: (ignore("broken-link", "missing-anchor"),)})
    (found,) = sifted(made).findings
    assert (found.rule, found.path, found.place) == ("useless-ignore", FAQ, LineColumn(9, 3))
    assert found.message == "“missing-anchor” finds nothing here"
    weighed = sifted(made, Settings(severity={"useless-ignore": Severity.ERROR}))
    assert weighed.findings[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("settings", "choice"),
    [
        (Settings(ignore=("broken-link",)), {}),
        (Settings(select=("missing-anchor", "useless-ignore")), {}),
        (Settings(exemptions=(Exemption(("*",), ("broken-link",)),)), {}),
        (Settings(), {"select": frozenset({"broken-link"})}),
        (Settings(), {"paths": (BOOK,)}),
    ],
)
def test_a_comment_is_not_judged_when_its_check_did_not_run(settings: Settings, choice: dict[str, object]) -> None:
    assert sifted(audit(ignores={FAQ: (ignore("broken-link"),)}), settings, **choice).findings == ()


def test_comments_are_not_judged_while_a_file_cannot_be_read() -> None:
    assert rules(sifted(audit(SCHEMA, ignores={FAQ: (ignore("broken-link"),)}))) == ["schema"]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        (ignore(reason="ignor=x"), "the comment “salesbook: ignor=x” is not understood"),
        (ignore("broken-link", reason=""), "the comment does not say why “broken-link” is ignored"),
        (ignore("broken-link", reason="…"), "the comment does not say why “broken-link” is ignored"),
        (ignore("brokn-link"), "there is no check “brokn-link”"),
        (ignore("broken-link", "yaml-syntax"), "“yaml-syntax” cannot be silenced"),
        (ignore("bad-ignore"), "“bad-ignore” cannot be silenced"),
    ],
)
def test_a_comment_that_is_wrong_silences_nothing(comment: Ignore, message: str) -> None:
    found = sifted(audit(LINK, ignores={FAQ: (comment,)}), Settings(select=("broken-link",)))
    assert [(d.rule, d.message) for d in found.findings] == [("broken-link", "x"), ("bad-ignore", message)]


def test_the_baseline_holds_back_what_is_known() -> None:
    made = audit(LINK, SECOND, THIRD)
    names = known(made.diagnostics, lambda path: TEXT[path])
    found = sifted(made, baseline=frozenset(names[:2]))
    assert found == Sifted((THIRD,), Silenced(by_baseline=2))


def test_a_silenced_finding_does_not_make_its_equal_a_new_one() -> None:
    made = audit(SECOND, THIRD)
    _first, second = known(made.diagnostics, lambda path: TEXT[path])
    silenced = replace(made, ignores={FAQ: (ignore("broken-link", first=2, last=2),)})
    assert sifted(silenced, baseline=frozenset({second})).findings == ()


def test_what_the_baseline_holds_in_vain() -> None:
    (name,) = known([LINK], lambda path: TEXT[path])
    old = BaselineEntry(FAQ.as_posix(), "broken-link", "0" * 32)
    assert sifted(audit(LINK), baseline=frozenset({name, old})).gone == (old,)
    assert sifted(audit(LINK), baseline=frozenset({old}), ignore=frozenset({"broken-link"})).gone == ()
    assert sifted(audit(LINK), baseline=frozenset({old}), paths=(BOOK,)).gone == ()
    assert sifted(audit(LINK, SCHEMA), baseline=frozenset({old})).gone == ()


def test_a_baseline_holds_nothing_that_cannot_be_silenced() -> None:
    made = audit(LINK, SCHEMA, ignores={FAQ: (ignore("x"),)})
    names, kept_out = to_baseline(made, Settings(), Choice(), lambda path: TEXT[path])
    assert kept_out == 1
    assert [name.check for name in names] == ["broken-link"]
    everything = frozenset(known(made.diagnostics, lambda path: TEXT[path]))
    assert rules(sifted(made, baseline=everything)) == ["schema", "bad-ignore"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('select = ["brokn-link"]', ("check.select", "brokn-link", "broken-link")),
        ('ignore = ["schema"]', ("check.ignore", "schema", "cannot be silenced")),
        ('severity.schema = "warning"', ("check.severity.schema", "cannot be silenced")),
        ('except = [{paths = ["*"], ignore = ["nonsense-here"]}]', ("check.except.ignore", "nonsense-here")),
    ],
)
def test_settings_name_checks_that_exist(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    (tmp_path / "salesbook.toml").write_text(f"[check]\n{text}\n", encoding="utf-8")
    with pytest.raises(UserError) as raised:
        load_settings(tmp_path)
    said = f"{raised.value.message} {raised.value.advice}"
    assert all(word in said for word in ("salesbook.toml", *words))


def test_settings_may_weigh_useless_comments(tmp_path: Path) -> None:
    text = '[check]\nselect = ["schema"]\nseverity.useless-ignore = "error"\n'
    (tmp_path / "salesbook.toml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path).severity == {"useless-ignore": Severity.ERROR}


def test_every_check_can_be_silenced_and_nothing_else() -> None:
    for slug, rule in RULES.items():
        if rule.security:
            assert vouch(slug, silencing=True, singly=True) == slug
            with pytest.raises(UserError, match="one by one"):
                vouch(slug, silencing=True)
        elif rule.silenceable:
            assert vouch(slug, silencing=True) == slug
        else:
            with pytest.raises(UserError, match="cannot be silenced"):
                vouch(slug, silencing=True)


UNSAFE = "unsafe-link"
SECURITY = sorted(slug for slug, rule in RULES.items() if rule.security)


def test_which_checks_are_of_security() -> None:
    assert {"active-html", "personal-data", "unsafe-link"} <= set(SECURITY)
    assert all(RULES[slug].silenceable and RULES[slug].severity is Severity.ERROR for slug in SECURITY)


@pytest.mark.parametrize("slug", SECURITY)
@pytest.mark.parametrize(
    "text",
    [
        'ignore = ["yo", "{slug}"]',
        'severity.{slug} = "warning"',
        'except = [{{paths = ["content/faq/a.yml"], ignore = ["{slug}"]}}]',
    ],
)
def test_settings_cannot_silence_security(tmp_path: Path, text: str, slug: str) -> None:
    (tmp_path / "salesbook.toml").write_text(f"[check]\n{text.format(slug=slug)}\n", encoding="utf-8")
    with pytest.raises(UserError, match=rf"check\..*“{slug}” can only be silenced one by one") as refused:
        load_settings(tmp_path)
    assert f"ignore={slug}" in refused.value.advice


@pytest.mark.parametrize("slug", SECURITY)
def test_settings_may_select_security_and_call_it_an_error(tmp_path: Path, slug: str) -> None:
    text = f'[check]\nselect = ["{slug}"]\nseverity.{slug} = "error"\n'
    (tmp_path / "salesbook.toml").write_text(text, encoding="utf-8")
    assert load_settings(tmp_path).select == (slug,)


def test_what_the_settings_do_not_select_is_asked_when_it_is_of_security() -> None:
    settings = Settings(select=("missing-anchor",))
    found = sifted(audit(LINK, finding(UNSAFE)), settings)
    assert rules(found) == [UNSAFE]
    assert UNSAFE in asked_rules(settings, Choice())
    assert UNSAFE not in found.silenced.off
    assert "broken-link" in found.silenced.off
    assert found.silenced.by_settings == 1


def test_whoever_runs_a_check_may_ask_for_another_one_alone() -> None:
    found = sifted(audit(LINK, finding(UNSAFE)), select=frozenset({"broken-link"}))
    assert found == Sifted((LINK,))


@pytest.mark.parametrize(("line", "silent"), [(2, True), (3, False), (4, False)])
def test_a_comment_silences_security_on_one_line(line: int, silent: bool) -> None:
    comment = ignore(UNSAFE, first=2, last=4)
    found = sifted(audit(finding(UNSAFE, line=line), ignores={FAQ: (comment,)}))
    if silent:
        assert found == Sifted((), Silenced(by_comments=1))
        return
    assert sorted(rules(found)) == ["bad-ignore", UNSAFE]
    assert "line by line" in next(d.message for d in found.findings if d.rule == "bad-ignore")
    assert not found.silenced.anything


def test_the_baseline_puts_off_nothing_of_security() -> None:
    made = audit(LINK, finding(UNSAFE))
    names, kept_out = to_baseline(made, Settings(), Choice(), lambda path: TEXT[path])
    assert [name.check for name in names] == ["broken-link"]
    assert kept_out == 1
    everything = frozenset(known(made.diagnostics, lambda path: TEXT[path]))
    assert sifted(made, baseline=everything) == Sifted((finding(UNSAFE),), Silenced(by_baseline=1))


def test_what_is_switched_off_is_told_of_though_nothing_is_found() -> None:
    settings = Settings(ignore=("yo",), severity={"broken-link": Severity.WARNING, "unused-item": Severity.ERROR})
    found = sifted(audit(), settings, ignore=frozenset({"wrong-dash"}))
    assert found == Sifted((), Silenced(off=("wrong-dash", "yo"), lowered=("broken-link",)))


def test_what_the_settings_hold_back_is_counted() -> None:
    settings = Settings(ignore=("broken-link",), exemptions=(Exemption(("content/book/*",), ("missing-anchor",)),))
    assert sifted(audit(LINK, SECOND, ANCHOR), settings).silenced == Silenced(by_settings=3, off=("broken-link",))
    assert sifted(audit(LINK, SECOND, ANCHOR), settings, paths=(BOOK,)).silenced.by_settings == 1
