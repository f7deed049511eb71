"""Which findings of an audit are reported: what settings, options, comments and the baseline let through."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath

from salesbook.auditing.audit import Audit
from salesbook.auditing.baseline import BaselineEntry, Lines, known
from salesbook.auditing.choice import Choice, Sifted, Silenced
from salesbook.checks import RULES
from salesbook.checks.silencing import BAD_IGNORE, USELESS_IGNORE, bad_ignore, far_ignore, useless_ignore
from salesbook.core import settings as toml
from salesbook.core.diagnostics import Diagnostic, Rule, Severity
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.core.settings import Settings

_ALWAYS = frozenset(slug for slug, rule in RULES.items() if not rule.silenceable) - {USELESS_IGNORE.slug}
"""Always reported: what keeps a file from being read, and a comment that is not understood."""


def vouch_for(settings: Settings) -> Settings:
    """Return settings whose checks all exist; raises `UserError` for one that does not or cannot be silenced."""
    for key, slug in settings.named:
        try:
            vouch(slug, silencing=key != "check.select" and not _may_weigh(key, slug, settings))
        except UserError as error:
            toml.refuse(key, error.message, error.advice)
    return settings


def _may_weigh(key: str, slug: str, settings: Settings) -> bool:
    """Tell whether a key weighs a check otherwise that cannot be silenced, and does not hide what it finds."""
    if not key.startswith("check.severity") or slug not in RULES:
        return False
    if slug in (BAD_IGNORE.slug, USELESS_IGNORE.slug):
        return True
    return RULES[slug].security and settings.severity[slug] is Severity.ERROR


def vouch(slug: str, *, silencing: bool = False, singly: bool = False) -> str:
    """Return the slug of a check; raises `UserError` when there is none, or when `silencing` it is not allowed.

    A finding of security may be silenced `singly`, at its place.
    """
    if slug not in RULES:
        advice = looks_like(nearest(slug, RULES)) or _("see all: salesbook explain")
        raise UserError(_("there is no check “{name}”").format(name=slug), advice)
    if silencing and not RULES[slug].silenceable:
        message = _("“{name}” cannot be silenced").format(name=slug)
        raise UserError(message, _("mend what it finds; what it means: salesbook explain {name}").format(name=slug))
    if silencing and not singly and RULES[slug].security:
        message = _("“{name}” can only be silenced one by one, by comments with a reason").format(name=slug)
        advice = _("write on the line itself: salesbook: ignore={name} the reason")
        if RULES[slug].secret:
            advice = _(
                "the company's own numbers and addresses: “public”; else on the line: salesbook: ignore={name} why"
            )
        raise UserError(message, advice.format(name=slug))
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
    there = [d for d in audit.diagnostics if _under(d.path, choice)]
    asked = [d for d in _asked_findings(audit, settings, choice) if not _exempt(settings, d.path, d.rule)]
    kept, remarks = _unsilenced(audit, asked, settings, choice)
    baseline = choice.baseline
    entry_of = _entries_by_id(audit, lines) if baseline else {}
    fresh = [d for d in kept if entry_of.get(id(d)) not in baseline or not _may_be_known(d)]
    met = {entry_of[id(d)] for d in kept} if baseline else set()
    gone = (
        entry
        for entry in baseline - met
        if _sound(audit) and _under(PurePosixPath(entry.path), choice) and _judged(settings, choice, entry)
    )
    weighed = [
        replace(d, severity=settings.severity[d.rule]) if d.rule in settings.severity else d for d in (*fresh, *remarks)
    ]
    off = _switched_off(settings, choice)
    silenced = Silenced(
        by_settings=sum(d.rule in off or _exempt(settings, d.path, d.rule) for d in there),
        by_comments=len(asked) - len(kept),
        by_baseline=len(kept) - len(fresh),
        off=tuple(sorted(off)),
        lowered=tuple(sorted(_lowered(settings))),
    )
    return Sifted(tuple(sorted(weighed, key=lambda d: d.order)), silenced, tuple(sorted(gone)))


def _switched_off(settings: Settings, choice: Choice) -> frozenset[str]:
    """Return the checks that are off as a whole; those that a run does not select are only not asked for."""
    run = replace(choice, select=frozenset())
    return frozenset(slug for slug in RULES if not _asked(settings, run, slug)) - choice.select


def _lowered(settings: Settings) -> Iterator[str]:
    for slug, severity in settings.severity.items():
        if severity is Severity.WARNING and RULES[slug].severity is Severity.ERROR:
            yield slug


def _may_be_known(d: Diagnostic) -> bool:
    """Tell whether a finding may be put off by the baseline; clients and readers cannot wait."""
    return RULES[d.rule].silenceable and not RULES[d.rule].security


def to_baseline(audit: Audit, settings: Settings, choice: Choice, lines: Lines) -> tuple[list[BaselineEntry], int]:
    """Return what a new baseline holds, everything that is reported now and may be put off, and how much may not."""
    asked = [d for d in _asked_findings(audit, settings, choice) if not _exempt(settings, d.path, d.rule)]
    kept, _remarks = _unsilenced(audit, asked, settings, choice)
    entry_of = _entries_by_id(audit, lines)
    entries = [entry_of[id(d)] for d in kept if _may_be_known(d)]
    return entries, len(kept) - len(entries)


def _entries_by_id(audit: Audit, lines: Lines) -> dict[int, BaselineEntry]:
    # Counted over all findings: silencing one of two equal ones must not turn the other into a new one.
    return dict(zip(map(id, audit.diagnostics), known(audit.diagnostics, cache(lines)), strict=True))


def _asked_findings(audit: Audit, settings: Settings, choice: Choice) -> list[Diagnostic]:
    """Return the findings that this run asks for, before exemptions and comments."""
    return [d for d in audit.diagnostics if _under(d.path, choice) and _asked(settings, choice, d.rule)]


def _asked(settings: Settings, choice: Choice, slug: str) -> bool:
    if slug in _ALWAYS:
        return True
    if not choice.select and slug in RULES and RULES[slug].security:
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
    """Return the findings that no comment silences, and what is wrong with the comments."""
    of_rule: defaultdict[tuple[PurePosixPath, str], list[Diagnostic]] = defaultdict(list)
    for d in sorted(asked, key=lambda d: d.place.line):
        of_rule[d.path, d.rule].append(d)
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
                there = of_rule.get((path, slug), [])
                first = bisect_left(there, ignore.first, key=lambda d: d.place.line)
                within = there[first : bisect_right(there, ignore.last, key=lambda d: d.place.line)]
                # A comment above an entry is about all of it; of a whole list of clients nobody has looked at each.
                hit = [d for d in within if not RULES[slug].security or d.place.line == ignore.first]
                silenced |= set(map(id, hit))
                if within and not hit:
                    remarks.append(far_ignore(path, ignore, slug))
                    continue
                ran = _asked(settings, choice, slug) and not _exempt(settings, path, slug)
                if not hit and sound and ran and _asked(settings, choice, USELESS_IGNORE.slug):
                    remarks.append(useless_ignore(path, ignore, slug))
    return [d for d in asked if id(d) not in silenced], remarks
