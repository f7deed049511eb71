"""Checks of references: whether what they name exists, is in force, and is of the kind that the place asks for."""

from collections.abc import Iterator
from itertools import islice

from salesbook.book.book import Book
from salesbook.book.item import Item, Reference
from salesbook.core.diagnostics import Finding, Span
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like
from salesbook.models.kinds import BY_NAME, KINDS
from salesbook.models.vocabularies import VOCABULARIES, Vocabulary
from salesbook.pages.addresses import own_page


def unknown_reference(book: Book) -> Iterator[Finding]:
    """A reference names something that the book does not have.

    Whoever follows it finds nothing: a stage that asks for a regulation nobody wrote, a task for a role nobody has.
    The nearest names are offered. An item whose file could not be read is not unknown: its own problem is reported.

    Bad: `regulations: [ОП-070]` where the last article is ОП-015.

    Good: `regulations: [ОП-007]`
    """
    for reference in book.dubious:
        if reference.url is not None:
            continue
        name = _named(reference)
        vocabulary = reference.vocabulary
        if vocabulary is not None:
            if _is_unknown(book, vocabulary, name) and not _is_reader(reference):
                yield _finding(reference, _(vocabulary.unknown).format(name=name), _near(book, reference, name))
        elif name and book.target(reference) is None and not book.is_broken(name):
            if not book.lookalikes(name) and own_page(book, reference.target) is None:
                yield _finding(reference, _unknown_item(reference).format(name=name), _near(book, reference, name))
        elif not name and not (reference.anchor and reference.names is None):
            advice = _("name an item, such as {examples}").format(examples=_examples(book))
            yield _finding(reference, _("an empty reference"), advice)


def unknown_reader(book: Book) -> Iterator[Finding]:
    """An item is meant for readers who are no role of the company.

    The academy shows it to the roles that it names; those who were meant never see it.

    Bad: `readers: [managers]`

    Good: `readers: [manager]`, one of the `roles` of company.yml
    """
    for reference in book.dubious:
        name = _named(reference)
        if reference.url is None and _is_reader(reference) and _is_unknown(book, VOCABULARIES["role"], name):
            message = _("the reader “{name}” is no role of the company").format(name=name)
            yield _finding(reference, message, _near(book, reference, name))


def lookalike_reference(book: Book) -> Iterator[Finding]:
    """A reference differs from an article number only in look-alike letters or digits.

    People type Latin O, P, C for Cyrillic О, Р, С and the letter O for zero; on the screen the code looks right, and
    the link leads nowhere.

    Bad: `[[OП-007]]` with a Latin O, `[[ОП-0О7]]` with a letter О for zero.

    Good: `[[ОП-007]]`
    """
    for reference in book.dubious:
        if reference.url is not None or reference.vocabulary is not None:
            continue
        name = _named(reference)
        if not name or book.target(reference) is not None or book.is_broken(name):
            continue
        twins = book.lookalikes(name)
        if twins:
            item = book.by_article[twins[0]][0]
            message = _("“{name}” has look-alike characters: it is meant to be {article}")
            message = message.format(name=name, article=twins[0])
            advice = _("retype it: {label}").format(label=item.label)
            # In a field the name begins the string, in prose it stands behind the brackets.
            token = reference.span or Span(0, name)
            span = Span(token.start + token.text.index(name), name)
            certain = twins[0] if len(twins) == 1 else None
            yield Finding(reference.source.path, reference.route, message, advice, span, certain)


def wrong_kind_reference(book: Book) -> Iterator[Finding]:
    """A field names an item of another kind.

    A stage's list of regulations must hold regulations: a script there would not be found by the person who looks
    for it among the scripts.

    Bad: `regulations: [script:key-meeting]`

    Good: `scripts: [script:key-meeting]`
    """
    for reference in book.dubious:
        item = book.target(reference)
        if item is None or reference.names is None or not reference.names.kinds:
            continue
        if item.kind.name not in reference.names.kinds:
            wanted = ", ".join(BY_NAME[k].singular() for k in reference.names.kinds)
            message = _("“{name}” is a {kind}; here a {wanted} is expected")
            message = message.format(name=reference.target, kind=item.kind.singular(), wanted=wanted)
            yield _finding(reference, message, _("name one of that kind, or move the reference to the right field"))


def retired_reference(book: Book) -> Iterator[Finding]:
    """A reference leads to a regulation that is no longer in force.

    People would work by rules that have been replaced. A retired regulation itself may name others, and what replaces
    it may name it.

    Bad: a stage cites ОП-014, retired and replaced by МК-002.

    Good: the stage cites МК-002.
    """
    for reference in book.dubious:
        item = book.target(reference)
        if item is None or not item.retired or reference.source.retired or _replaces(reference.source, item):
            continue
        successor = item.card.replaced_by
        replacement = book.resolve(successor) if successor else None
        advice = _("remove the reference")
        if replacement is not None:
            advice = _("refer to what replaced it: {label}").format(label=replacement.label)
        yield _finding(reference, _("{label} is retired").format(label=item.label), advice)


def draft_reference(book: Book) -> Iterator[Finding]:
    """Something in force refers to a draft.

    The academy leaves drafts out, so the reader would meet a reference without a page.

    Bad: a stage cites a regulation with `status: draft`.

    Good: the regulation is made active first, or the reference waits.
    """
    for reference in book.dubious:
        item = book.target(reference)
        if item is not None and item.draft and not reference.source.draft:
            message = _("{label} is a draft: the academy does not show it").format(label=item.label)
            yield _finding(reference, message, _("make it active, or remove the reference until then"))


def retired_without_successor(book: Book) -> Iterator[Finding]:
    """A regulation names what replaced it but is not retired, or replaces itself.

    The register must say of every number what is in force now.

    Bad: `status: active` together with `replaced_by: МК-002`.

    Good: `status: retired` and `replaced_by: МК-002`.
    """
    for item in book.of_kind("regulation"):
        successor = item.card.replaced_by
        if successor is None:
            continue
        if not item.retired:
            message = _("a regulation in force says that it is replaced by {article}").format(article=successor)
            yield Finding(item.path, ("replaced_by",), message, _("set “status: retired”, or remove the line"))
        elif book.resolve(successor) is item:
            message = _("the regulation is replaced by itself")
            yield Finding(item.path, ("replaced_by",), message, _("name another regulation, or remove the line"))


def _replaces(source: Item, retired: Item) -> bool:
    return retired.card.replaced_by in (source.name, source.article)


def _is_reader(reference: Reference) -> bool:
    return reference.route[0] == "readers" and reference.vocabulary is VOCABULARIES["role"]


def _is_unknown(book: Book, vocabulary: Vocabulary, name: str) -> bool:
    """Tell whether a name is no word of the company, as far as company.yml could be read."""
    return name not in book.words[vocabulary.name] and not book.is_broken("company")


def _named(reference: Reference) -> str:
    """Return the item's name in a reference, without its anchor; a bare stage of the same pipeline names that."""
    if reference.names is not None and reference.names.local and "#" not in reference.target:
        return reference.source.name
    return reference.target.partition("#")[0]


def _unknown_item(reference: Reference) -> str:
    kinds = reference.names.kinds if reference.names is not None else ()
    kind = kinds[0] if len(kinds) == 1 else reference.target.partition(":")[0]
    if kind in BY_NAME:
        return _("there is no {kind} “{{name}}”").format(kind=BY_NAME[kind].singular())
    return _("there is nothing called “{name}” in the book")


def _examples(book: Book) -> str:
    """Return references to the first items of the book, one each of two kinds with pages."""
    first = (items[0] for kind in KINDS if kind.page and (items := book.of_kind(kind.name)))
    return ", ".join(f"[[{item.article or item.name}]]" for item in islice(first, 2))


def _near(book: Book, reference: Reference, name: str) -> str:
    near = book.nearest(name, reference.names)
    if not near:
        vocabulary = reference.vocabulary
        if vocabulary is not None and vocabulary.defaults:
            there = _("there are: {names}").format(names=", ".join(book.words[vocabulary.name]))
            add = _("add it to the list “{field}” of content/company.yml").format(field=vocabulary.field)
            return f"{there}; {add}" if vocabulary.field else there
        if vocabulary is not None:
            return _("add it to content/company.yml")
        kind = name.partition(":")[0]
        command = f"salesbook list {kind}" if kind in BY_NAME else "salesbook list"
        return _("see what there is: {command}").format(command=command)
    labels = []
    for candidate in near:
        item = book.resolve(candidate)
        labels.append(candidate if item is None else f"{candidate} «{item.title}»")
    return looks_like(labels)


def _finding(reference: Reference, message: str, advice: str) -> Finding:
    return Finding(reference.source.path, reference.route, message, advice, reference.span)
