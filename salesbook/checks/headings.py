"""Headings: their levels and words, and the anchors that links to them rely on."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item, Mention
from salesbook.checks.passages import ENOUGH
from salesbook.core.diagnostics import Finding, Span
from salesbook.core.language import gettext as _
from salesbook.text import anchors


def heading_jump(item: Item, _context: Context) -> Iterator[Finding]:
    """A heading skips a level, or is of the first one.

    The title of the item is the heading of the first level on its page. Contents and screen readers show headings as a
    tree: a skipped level is a hole in it.

    Bad: `# Порядок`, or `#### Сроки` right below `## Порядок`

    Good: `## Порядок`, below it `### Сроки`
    """
    body = getattr(item.data, "body", "") if item.kind.markdown_body else ""
    if "#" not in body or not _may_jump(body):
        return
    above = 1
    for heading in islice(anchors.headings(body), ENOUGH):
        span = Span(heading.start, "#" * heading.level)
        if heading.level == 1:
            message = _("“{heading}” is a heading of the first level, as the page's title").format(heading=heading.text)
            yield Finding(item.path, ("body",), message, _("begin it with ##"), span)
        elif heading.level > above + 1:
            message = _("“{heading}” skips a level: {found} below {above}")
            message = message.format(heading=heading.text, found=span.text, above="#" * above)
            advice = _("begin it with {level}").format(level="#" * (above + 1))
            yield Finding(item.path, ("body",), message, advice, span)
        above = max(heading.level, 2)


def repeated_heading(item: Item, _context: Context) -> Iterator[Finding]:
    """Two headings below the same one have the same words.

    Who looks for a step in the list of headings sees one name twice and opens the wrong one; often a part was pasted
    twice, and the two drift apart. Headings below different ones may well be alike, «Срок» below «Бронь» and below
    «Договор»; one that was given an id of its own is left alone.

    Bad: `## Срок` twice in a regulation

    Good: `## Срок ответа` and `## Срок брони`
    """
    if not item.kind.markdown_body or not any(anchor.endswith("_1") for anchor in item.card.anchors):
        return
    met: set[tuple[int, str]] = set()
    for heading, parent in islice(_with_parents(anchors.headings(getattr(item.data, "body", ""))), ENOUGH):
        if heading.explicit:
            continue
        place = (parent, anchors.slugify(heading.text))
        if place in met:
            message = _("the heading “{heading}” stands above already").format(heading=heading.text)
            advice = _("say in it what this part has of its own, or make one part of the two")
            yield Finding(item.path, ("body",), message, advice, Span(heading.start, "#" * heading.level))
        met.add(place)


def shifting_anchor(book: Book) -> Iterator[Finding]:
    """A link leads to one of several equal headings of a page.

    Their anchors are numbered from the top (`срок`, `срок_1`): a new heading above, and the link silently leads to
    another place. The same goes for equal questions, terms and blocks.

    Bad: `[[ОП-007#срок_1]]` where the page has `## Срок` twice.

    Good: `## Срок {#срок-брони}` and `[[ОП-007#срок-брони]]`
    """
    suspects = {
        item.name: repeated
        for item in book.items.values()
        if any(anchor.endswith("_1") for anchor in item.card.anchors) and (repeated := _repeated(item))
    }
    shifting = frozenset(anchor for repeated in suspects.values() for anchor in repeated)
    for item in book.items.values() if shifting else ():
        if shifting.isdisjoint(Mention.read(brief).anchor for brief in item.mentions):
            continue
        for reference in item.references:
            target = book.target(reference) if reference.target else reference.source
            if target is None or reference.anchor not in suspects.get(target.name, ()):
                continue
            message = _("“{title}” has several places named like “#{anchor}”, told apart by their order")
            message = message.format(title=target.label, anchor=reference.anchor)
            if hasattr(target.data, "body"):
                advice = _("give the heading an id of its own: {#id} at its end, and link to that")
            else:
                advice = _("give equal parts of that page different names")
            yield Finding(item.path, reference.route, message, advice, reference.span)


def _may_jump(body: str) -> bool:
    """Tell whether lines that begin with # could be headings out of order: most bodies are sound."""
    above = 1
    for line in f"\n{body}".split("\n#")[1:]:
        level = 1 + len(line) - len(line.lstrip("#"))
        if level == 1 or level > above + 1:
            return True
        above = level
    return False


def _with_parents(headings: Iterable[anchors.Heading]) -> Iterator[tuple[anchors.Heading, int]]:
    """Yield headings with the start of the one that each stands below; −1 for those below the title alone."""
    above: list[anchors.Heading] = []
    for heading in headings:
        while above and above[-1].level >= heading.level:
            above.pop()
        yield heading, above[-1].start if above else -1
        above.append(heading)


def _repeated(item: Item) -> frozenset[str]:
    """Return the anchors of a page that only their order tells apart."""
    body = getattr(item.data, "body", None)
    if isinstance(body, str):
        implicit = [heading for heading in anchors.headings(body) if not heading.explicit]
        often = Counter(anchors.slugify(heading.text) for heading in implicit)
        return frozenset(heading.anchor for heading in implicit if often[anchors.slugify(heading.text)] > 1)
    listed = item.card.anchors
    first = {anchor.removesuffix("_1") for anchor in listed if anchor.endswith("_1")}.intersection(listed)
    return frozenset(a for a in listed if a in first or a.rpartition("_")[0] in first)
