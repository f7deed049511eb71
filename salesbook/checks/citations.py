"""What prose cites by a number and does not link to: regulations, clauses; and numbers that the page changes."""

from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Route, Span
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like
from salesbook.core.spelling import skeleton
from salesbook.models.base import Names, Prose
from salesbook.text import markup
from salesbook.text.citations import Citation, citations
from salesbook.text.clauses import Clause, NumberedList, clause_numbers, is_misnumbered, numbered_lists
from salesbook.text.markup import UNREAD
from salesbook.text.mentions import codes

_NUMBERED = Names(("regulation",))


def unknown_article(book: Book) -> Iterator[Finding]:
    """Prose names a regulation by a number that no regulation has.

    Nobody finds what the sentence sends them to. Only the prefixes of the company's departments make a number:
    `ГОСТ-099` is none. Link to what you name, `[[ОП-015]]`: then a changed number is told of at once.

    Bad: `Порядок — в ОП-099.` where the last number is ОП-024.

    Good: `Порядок — в [[ОП-019]].`
    """
    owners = {skeleton(department.prefix): department.prefix for department in book.company.departments}
    for item in book.items.values():
        if any(_is_unknown(book, owners, code) for code in item.card.codes):
            for string in item.strings:
                if string.words:
                    yield from _unknown_in(book, owners, item, string.route, string.value)


def dangling_clause(book: Book) -> Iterator[Finding]:
    """A text cites a clause that it, or the regulation named beside it, does not have.

    Clauses move when a text is rewritten, and «см. п. 4» stays. Found are «п. 4», «пп. 2–3», «пункт 3.2» with a number
    that no list, heading or line of the text has, and the same beside a regulation, «п. 4 ОП-015». Clauses of laws and
    contracts are left alone. The book must be in Russian.

    Bad: `По п. 7 не решаем ничего.` where the list has six clauses.

    Good: `По п. 6 не решаем ничего.`; better, a link to a heading: `[[ОП-015#порядок]]`
    """
    clauses: dict[str, frozenset[str]] = {}
    for item, route, citation in _citations(book):
        target = book.resolve(citation.of) if citation.of else item
        if target is None or not target.kind.markdown_body:
            continue
        if target.name not in clauses:
            clauses[target.name] = clause_numbers(str(getattr(target.data, "body", "")))
        missing = next((number for number in citation.numbers if number not in clauses[target.name]), None)
        if missing is not None:
            message = _("“{words}” points at nothing: {title} has no clause {number}")
            message = message.format(words=citation.text, title=target.label, number=missing)
            advice = _("mend the number, or link to a heading: [[{name}#…]]").format(name=target.article or target.name)
            yield Finding(item.path, route, message, advice, Span(citation.start, citation.text))


def renumbered_clause(book: Book) -> Iterator[Finding]:
    """A numbered list has other numbers in its file than on its page.

    The page takes the first number and counts on: «1. 2. 4.» is shown as 1, 2, 3, and whoever cites «п. 4» sends
    readers to another clause. «1. 1. 1.» leaves the numbers to the page on purpose. `check --fix` writes what is shown
    when nothing in the book cites a clause of the text.

    Bad: `1. Первый.` `2. Второй.` `4. Четвёртый.`

    Good: `1. Первый.` `2. Второй.` `3. Четвёртый.`
    """
    suspects = [item for item in book.items.values() if item.card.renumbered]
    if not suspects:
        return
    cited = {(book.resolve(citation.of) or item).name for item, _route, citation in _citations(book)}
    cited |= {item.name for item in suspects if item.card.cites}
    for item in suspects:
        for string in item.strings:
            if isinstance(string.mark, Prose):
                for clauses in numbered_lists(string.value):
                    if is_misnumbered(clauses):
                        yield _renumbered(item, string.route, string.value, clauses, is_cited=item.name in cited)


def _renumbered(item: Item, route: Route, text: str, clauses: NumberedList, *, is_cited: bool) -> Finding:
    first = next(clause for clause in clauses if clause.written != clause.shown)
    message = _("clause {written} of a list is shown as {shown}: after the first number the page counts by itself")
    advice = _("write {shown} here, and mend the numbers below and whatever cites them").format(shown=first.shown)
    message = message.format(written=first.written, shown=first.shown)
    if is_cited:
        return Finding(item.path, route, message, advice, Span(first.start, f"{first.written}."))
    last = next(clause for clause in reversed(clauses) if clause.written != clause.shown)
    end = last.start + len(last.written) + 1
    replacement = _as_shown(text, [clause for clause in clauses if first.start <= clause.start], first.start, end)
    return Finding(item.path, route, message, advice, Span(first.start, text[first.start : end]), replacement)


def _as_shown(text: str, clauses: list[Clause], start: int, end: int) -> str:
    parts: list[str] = []
    done = start
    for clause in clauses:
        if clause.start < end:
            parts += [text[done : clause.start], clause.shown]
            done = clause.start + len(clause.written)
    return "".join((*parts, text[done:end]))


def _citations(book: Book) -> Iterator[tuple[Item, Route, Citation]]:
    """Yield the clauses that the prose of the book cites; those of an item itself only where it has a body."""
    if book.company.language != "ru":
        return
    for item in book.items.values():
        for string in item.strings if item.card.cites else ():
            if isinstance(string.mark, Prose):
                text = string.value
                if "`" in text or "~~~" in text:
                    text = markup.replace(text, lambda token: token.text, code=lambda code: UNREAD * len(code))
                for citation in citations(text):
                    if citation.of or item.kind.markdown_body:
                        yield item, string.route, citation


def _unknown_in(book: Book, owners: dict[str, str], item: Item, route: Route, text: str) -> Iterator[Finding]:
    for code in codes(markup.masked(text)):
        article = _is_unknown(book, owners, f"{code.prefix}-{code.digits}")
        if article:
            message = _("there is no regulation “{name}”").format(name=code.text)
            labels = [
                book.by_article[near][0].label for near in book.nearest(article, _NUMBERED) if near in book.by_article
            ]
            advice = looks_like(labels) or _("see what there is: {command}").format(command="salesbook list regulation")
            yield Finding(item.path, route, message, advice, Span(code.start, code.text))


def _is_unknown(book: Book, owners: dict[str, str], code: str) -> str:
    """Return the article number that a code is meant to be, when no regulation has it; nothing for any other code."""
    prefix, _hyphen, digits = code.partition("-")
    owner = owners.get(skeleton(prefix)) if int(digits) else None  # ОП-000 stands for any of them
    article = f"{owner}-{int(digits):03d}"
    return "" if owner is None or article in book.by_article or book.is_broken(article) else article
