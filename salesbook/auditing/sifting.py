"""Which findings of an audit are reported: what settings, options, comments and the baseline let through."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath

from salesbook.auditing.audit import Audit
from salesbook.auditing.baseline import BaselineEntry, Lines, known
from salesbook.auditing.choice import Choice, Sifted
from salesbook.checks import RULES
from salesbook.checks.silencing import BAD_IGNORE, USELESS_IGNORE, bad_ignore, useless_ignore
from salesbook.core import settings as toml
from salesbook.core.diagnostics import Diagnostic, Rule
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.settings import Settings

_ALWAYS = frozenset(slug for slug, rule in RULES.items() if not rule.silenceable) - {USELESS_IGNORE.slug}
"""Always reported: what keeps a file from being read, and a comment that is not understood."""


def vouch_for(settings: Settings) -> Settings:
    """Return settings whose checks all exist; raises `UserError` for one that does not or cannot be silenced."""
    for key, slug in settings.named:
        weighed = key.startswith("check.severity") and slug in (BAD_IGNORE.slug, USELESS_IGNORE.slug)
        try:
            vouch(slug, silencing=not weighed and key != "check.select")
        except UserError as error:
            toml.refuse(key, error.message, error.advice)
    return settings


def vouch(slug: str, *, silencing: bool = False) -> str:
    """Return the slug of a check; raises `UserError` when there is none, or when `silencing` it is not allowed."""
    if slug not in RULES:
        advice = looks_like(nearest(slug, RULES)) or _("see all: salesbook explain")
        raise UserError(_("there is no check “{name}”").format(name=slug), advice)
    if silencing and not RULES[slug].silenceable:
        message = _("“{name}” cannot be silenced").format(name=slug)
        raise UserError(message, _("mend what it finds; what it means: salesbook explain {name}").format(name=slug))
    return slug


def asked_rules(settings: Settings, choice: Choice) -> dict[str, Rule]:
    """Return the rules that are asked, by slug, as the settings weigh them."""
    return {
        slug: replace(rule, severity=settings.severity.get(slug, rule.severity))
        for slug, rule in RULES.items()
        if _asked(settings, choice, slug)
    }


def sift(audit: Audit, settings: Settings, choice: Choice, lines: Lines) -> Sifted:
    """Return what is reported of an audit; `lines` gives the lines of files, which only a baseline asks for."""
    asked = _asked_findings(audit, settings, choice)
    kept, remarks = _unsilenced(audit, asked, settings, choice)
    ignored = len(asked) - len(kept)
    baseline = choice.baseline
    entry_of = _entries_by_id(audit, lines) if baseline else {}
    fresh = [d for d in kept if entry_of.get(id(d)) not in baseline or not RULES[d.rule].silenceable]
    there = {entry_of[id(d)] for d in kept} if baseline else set()
    gone = (
        entry
        for entry in baseline - there
        if _sound(audit) and _under(PurePosixPath(entry.path), choice) and _judged(settings, choice, entry)
    )
    weighed = [
        replace(d, severity=settings.severity[d.rule]) if d.rule in settings.severity else d for d in (*fresh, *remarks)
    ]
    return Sifted(tuple(sorted(weighed, key=lambda d: d.order)), ignored, len(kept) - len(fresh), tuple(sorted(gone)))


def to_baseline(audit: Audit, settings: Settings, choice: Choice, lines: Lines) -> list[BaselineEntry]:
    """Return what a new baseline holds: everything that is reported now and may be silenced."""
    kept, _remarks = _unsilenced(audit, _asked_findings(audit, settings, choice), settings, choice)
    entry_of = _entries_by_id(audit, lines)
    return [entry_of[id(d)] for d in kept if RULES[d.rule].silenceable]


def _entries_by_id(audit: Audit, lines: Lines) -> dict[int, BaselineEntry]:
    # Counted over all findings: silencing one of two equal ones must not turn the other into a new one.
    return dict(zip(map(id, audit.diagnostics), known(audit.diagnostics, cache(lines)), strict=True))


def _asked_findings(audit: Audit, settings: Settings, choice: Choice) -> list[Diagnostic]:
    """Return the findings that this run asks for, before exemptions and comments."""
    return [d for d in audit.diagnostics if _under(d.path, choice) and _asked(settings, choice, d.rule)]


def _asked(settings: Settings, choice: Choice, slug: str) -> bool:
    if slug in _ALWAYS:
        return True
    select = choice.select or settings.select
    return (not select or slug in select) and slug not in choice.ignore and slug not in settings.ignore


def _exempt(settings: Settings, path: PurePosixPath, slug: str) -> bool:
    return any(exemption.covers(path, slug) for exemption in settings.exemptions)


def _judged(settings: Settings, choice: Choice, entry: BaselineEntry) -> bool:
    return entry.check not in RULES or _asked(settings, choice, entry.check)


def _under(path: PurePosixPath, choice: Choice) -> bool:
    return not choice.paths or any(path.is_relative_to(wanted) for wanted in choice.paths)


def _sound(audit: Audit) -> bool:
    """Tell whether all files could be read: else a finding may be missing because its file is."""
    return not any(d.rule in _ALWAYS for d in audit.diagnostics)


def _unsilenced(
    audit: Audit, asked: Sequence[Diagnostic], settings: Settings, choice: Choice
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the findings that no exemption and no comment silences, and what is wrong with the comments."""
    findings = [d for d in asked if not _exempt(settings, d.path, d.rule)]
    by_path = defaultdict(list)
    for d in findings:
        by_path[d.path].append(d)
    sound = _sound(audit)
    silenced: set[int] = set()
    remarks: list[Diagnostic] = []
    for path, ignores in audit.ignores.items():
        if not _under(path, choice):
            continue
        for ignore in ignores:
            if (remark := bad_ignore(path, ignore, vouch)) is not None:
                remarks.append(remark)
                continue
            for slug in ignore.slugs:
                hit = {id(d) for d in by_path[path] if d.rule == slug and ignore.first <= d.place.line <= ignore.last}
                silenced |= hit
                ran = _asked(settings, choice, slug) and not _exempt(settings, path, slug)
                if not hit and sound and ran and _asked(settings, choice, USELESS_IGNORE.slug):
                    remarks.append(useless_ignore(path, ignore, slug))
    return [d for d in findings if id(d) not in silenced], remarks
