"""Checks of the trade's words: abbreviations are explained, terms are explained once."""

from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.book.wording import abbreviations, abbreviations_in
from salesbook.core.diagnostics import Finding, Span
from salesbook.core.language import gettext as _
from salesbook.models.knowledge import Glossary
from salesbook.text.naming import folded


def undefined_abbreviation(book: Book) -> Iterator[Finding]:
    """An abbreviation is used that the book does not explain.

    A newcomer does not know it and is ashamed to ask. Two to six capitals are taken for an abbreviation; it is known
    when the glossary has it (as a term, an abbreviation or a form), when company.yml uses it for a role, a department
    or a channel, or when the text itself spells it out: «отдел контроля качества (ОКК)». Those that every reader
    knows, such as РФ, СМС, PDF, are not asked; neither is a book that has no glossary. Each is found once a file.

    Bad: `Отправьте УТП.`

    Good: `abbreviation: УТП` in the glossary, or `Отправьте уникальное торговое предложение (УТП).`
    """
    glossary = book.resolve_as(Glossary, "glossary")
    if glossary is None:
        return
    defined = _defined(glossary[1]) | _of_company(book)
    for item in book.items.values():
        if defined.issuperset(item.card.capitals):
            continue
        for letters, route, start in abbreviations(item.strings):
            if letters not in defined:
                message = _("nobody explains the abbreviation “{letters}”").format(letters=letters)
                advice = _("add it to content/glossary.yml, or spell it out: full name ({letters})")
                yield Finding(item.path, route, message, advice.format(letters=letters), Span(start, letters))


def duplicate_term(item: Item, glossary: Glossary, _context: Context) -> Iterator[Finding]:
    """The glossary has a word twice: as a term, an abbreviation or a form of two entries.

    Two definitions drift apart, and a reader believes the first one found.

    Bad: `forms: [заявка]` under «Лид» and a term «Заявка».

    Good: one entry, the other word among its `forms`.
    """
    first: dict[str, int] = {}
    for n, term in enumerate(glossary.terms):
        words: list[tuple[tuple[str | int, ...], str]] = [(("term",), term.term)]
        words += [(("abbreviation",), term.abbreviation)] if term.abbreviation else []
        words += [(("forms", m), form) for m, form in enumerate(term.forms)]
        for route, word in words:
            owner = first.setdefault(folded(word), n)
            if owner != n:
                message = _("“{word}” is already explained under “{term}”")
                message = message.format(word=word, term=glossary.terms[owner].term)
                advice = _("keep it in one entry; let the other name that one in “see” or in its definition")
                yield Finding(item.path, ("terms", n, *route), message, advice)


def _defined(glossary: Glossary) -> set[str]:
    lines = [word for t in glossary.terms for word in (t.term, t.abbreviation or "", *t.forms)]
    return {letters for line in lines for letters in abbreviations_in(line)}


def _of_company(book: Book) -> set[str]:
    company = book.company
    lines = [role.short or "" for role in company.roles] + [channel.name for channel in company.channels]
    return {letters for line in lines for letters in abbreviations_in(line)} | {d.prefix for d in company.departments}
