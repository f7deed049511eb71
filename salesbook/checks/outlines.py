"""The outline that company.yml asks of texts of a kind: which headings, in which order, with something below them."""

from collections.abc import Iterator, Sequence

from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Span
from salesbook.core.language import gettext as _
from salesbook.models.company import Company
from salesbook.models.kinds import BY_NAME
from salesbook.text import anchors, markup
from salesbook.text.anchors import Heading
from salesbook.text.naming import folded


def missing_heading(item: Item, context: Context) -> Iterator[Finding]:
    """A text lacks a heading that company.yml asks of its kind, or has nothing below it.

    Who opens a regulation in the middle of a call knows where to look only when all of them are of one shape.
    `required_headings` in company.yml says which headings texts of a kind have; an entry that names departments holds
    for their regulations in place of the general one. Case and ё do not count, and other headings may stand between.
    What is retired is not asked.

    Bad: `headings: [Порядок, Запрещено]` in company.yml, and a regulation without `## Запрещено`

    Good: both headings, with a text below each
    """
    required = _required_of(item, context.company)
    if not required:
        return
    body = str(getattr(item.data, "body", ""))
    headings = _read_headings(body)
    first = {folded(heading.text): heading for heading in reversed(headings)}
    missing = [words for words in required if folded(words) not in first]
    if missing:
        message = _("headings are missing: {headings}").format(headings=_listed(missing))
        advice = _("company.yml asks for it; add “## {heading}” with a text below it").format(heading=missing[0])
        yield Finding(item.path, ("body",), message, advice)
    for words in required:
        heading = first.get(folded(words))
        if heading is not None and not _has_text(body, headings, heading):
            message = _("there is nothing below the heading “{heading}”").format(heading=heading.text)
            yield Finding(item.path, ("body",), message, _("write what belongs there"), _span(heading))


def heading_out_of_order(item: Item, context: Context) -> Iterator[Finding]:
    """Headings that company.yml asks of texts of a kind stand in another order than there.

    A reader looks for a part where it stands in all other texts, and takes it for missing.

    Bad: `headings: [Порядок, Запрещено]` in company.yml, and a regulation with `## Запрещено` above `## Порядок`

    Good: `## Порядок`, further down `## Запрещено`
    """
    required = _required_of(item, context.company)
    places = {folded(words): n for n, words in enumerate(required)}
    furthest, other = -1, ""
    for heading in _read_headings(str(getattr(item.data, "body", ""))) if required else ():
        place = places.pop(folded(heading.text), None)
        if place is None:
            continue
        if place < furthest:
            message = _("the heading “{heading}” stands below “{other}”").format(heading=heading.text, other=other)
            advice = _("company.yml asks for this order: {headings}").format(headings=_listed(required))
            yield Finding(item.path, ("body",), message, advice, _span(heading))
        else:
            furthest, other = place, heading.text


def impossible_headings(item: Item, company: Company, _context: Context) -> Iterator[Finding]:
    """Required headings in company.yml contradict one another, or are asked of texts that have none.

    Bad: `kind: letter`, whose text is a template; one heading twice; two entries for one kind and department

    Good: `{kind: regulation, departments: [sales], headings: [Порядок, Запрещено]}`
    """
    met: set[tuple[str, str | None]] = set()
    for n, required in enumerate(company.required_headings):
        route = ("required_headings", n)
        kind = BY_NAME.get(required.kind)
        if kind is not None and not kind.markdown_body:
            message = _("texts of the kind “{kind}” have no headings").format(kind=required.kind)
            names = ", ".join(each.name for each in BY_NAME.values() if each.markdown_body)
            yield Finding(item.path, (*route, "kind"), message, _("these have: {names}").format(names=names))
        elif required.departments and kind is not None and not kind.in_departments:
            message = _("texts of the kind “{kind}” belong to no department").format(kind=required.kind)
            yield Finding(item.path, (*route, "departments"), message, _("remove “departments”"))
        words = [folded(heading) for heading in required.headings]
        for m, heading in enumerate(required.headings):
            if words[m] in words[:m]:
                message = _("the heading “{heading}” stands above already").format(heading=heading)
                yield Finding(item.path, (*route, "headings", m), message, _("remove one of the two"))
        for department in required.departments or (None,):
            if (required.kind, department) in met:
                message = _("headings of these texts are asked for twice")
                yield Finding(item.path, (*route, "kind"), message, _("make one entry of the two"))
                break
            met.add((required.kind, department))


def _required_of(item: Item, company: Company) -> Sequence[str]:
    """Return the headings asked of an item; none of what is retired or has no headings."""
    if not company.required_headings or item.retired or not item.kind.markdown_body:
        return ()
    return company.headings_of(item.kind.name, getattr(item.data, "department", None))


def _read_headings(body: str) -> list[Heading]:
    """Return the headings that people see: a comment hides those in it."""
    headings = anchors.headings(body)
    if not markup.may_hold_comments(body):
        return headings
    _code, comments = markup.code_and_comments(body)
    return [h for h in headings if not any(start <= h.start < end for start, end in comments)]


def _has_text(body: str, headings: Sequence[Heading], heading: Heading) -> bool:
    """Tell whether anything but headings and comments stands below a heading, up to the next one of its level."""
    following = (other for other in headings if other.start > heading.start and other.level <= heading.level)
    end = next((other.start for other in following), len(body))
    inside = [other for other in headings if heading.start <= other.start < end]
    text = body[heading.start : end]
    for other in reversed(inside):
        start = other.start - heading.start
        line_end = text.find("\n", start)
        text = text[:start] + (text[line_end:] if line_end >= 0 else "")
    _code, comments = markup.code_and_comments(text) if markup.may_hold_comments(text) else ([], [])
    for start, stop in reversed(comments):
        text = text[:start] + text[stop:]
    return bool(text.strip())


def _listed(headings: Sequence[str]) -> str:
    return ", ".join(_("“{heading}”").format(heading=heading) for heading in headings)


def _span(heading: Heading) -> Span:
    return Span(heading.start, "#" * heading.level)
