"""Checks of article numbers: every regulation has one, of its department, of the right form, and nobody else's."""

from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding, Span
from salesbook.core.language import gettext as _
from salesbook.core.spelling import skeleton
from salesbook.models.regulation import Regulation
from salesbook.text.naming import ARTICLE


def missing_article(item: Item, regulation: Regulation, _context: Context) -> Iterator[Finding]:
    """A regulation has no article number.

    People name regulations by their numbers, on paper, in chats and aloud; one without a number cannot be cited.

    Bad: front matter without `article`.

    Good: `article: ОП-007` (`salesbook articles assign` gives the next free one)
    """
    if regulation.article is None:
        yield Finding(item.path, (), _("the regulation has no article number"), _("run: salesbook articles assign"))


def ill_formed_article(item: Item, regulation: Regulation, context: Context) -> Iterator[Finding]:
    """An article number is not a prefix, a hyphen and three digits.

    `ОП-7`, `оп-007` and `ОП 007` would be three numbers for one regulation, and a Latin letter makes a code that
    nobody can type again.

    Bad: `article: ОП-7`

    Good: `article: ОП-007`
    """
    prefixes = {d.prefix for d in context.company.departments}
    code = regulation.article
    if code is None or (ARTICLE.fullmatch(code) and not _mixed(code, prefixes)):
        return
    advice = _("write the prefix of the department, a hyphen and three digits, such as {example}")
    own = next((d.prefix for d in context.company.departments if d.id == regulation.department), "АБ")
    advice = advice.format(example=f"{own}-001")
    meant = _meant(code, prefixes)
    if meant is not None:
        advice = _("write {article}").format(article=meant)
    message = _("“{code}” is not an article number").format(code=code)
    yield Finding(item.path, ("article",), message, advice, Span(0, code), meant)


def duplicate_article(book: Book) -> Iterator[Finding]:
    """Two regulations have one number.

    Two branches took the same number, or a file was copied with its front matter. A reference to the number may mean
    either.

    Bad: `article: ОП-007` in two files.

    Good: the newer one gets a number of its own (remove its line, run `salesbook articles assign`).
    """
    for article, holders in book.by_article.items():
        # What a book beneath has given is given: the book's own regulation is the newer one.
        items = sorted(holders, key=lambda item: book.sources.base_of(item.path) is None)
        for item in items[1:]:
            message = _("the number {article} already belongs to “{title}” ({path})")
            message = message.format(article=article, title=items[0].title, path=items[0].path)
            advice = _("remove the line in the newer of the two files and run: salesbook articles assign")
            yield Finding(item.path, ("article",), message, advice)


def foreign_prefix(item: Item, regulation: Regulation, context: Context) -> Iterator[Finding]:
    """A regulation carries the prefix of another department, or names another department than its folder.

    The prefix tells whose regulation it is; people look for ОП-007 in the sales department's folder.

    Bad: `content/regulations/marketing/banners.md` with `article: ОП-031`.

    Good: `article: МК-004`
    """
    if not context.known:
        return
    departments = {d.id: d for d in context.company.departments}
    owners = {d.prefix: d for d in context.company.departments}
    folder = item.path.parent.name
    department = departments.get(folder)
    if department is None:
        message = _("there is no department “{name}”: the folder of the regulation names it").format(name=folder)
        advice = _("move the file into one of: {names}").format(names=", ".join(departments))
        yield Finding(item.path, (), message, advice)
        return
    if regulation.department != folder:
        message = _("the department “{name}” is not the file's folder “{folder}”")
        message = message.format(name=regulation.department, folder=folder)
        yield Finding(item.path, ("department",), message, _("remove the line: the folder says it"))
    match = ARTICLE.fullmatch(regulation.article or "")
    if match and match["prefix"] != department.prefix and not _mixed(match[0], set(owners)):
        owner = owners.get(match["prefix"])
        message = _("{article} has a foreign prefix: regulations of “{department}” begin with {prefix}")
        message = message.format(article=match[0], department=department.name, prefix=department.prefix)
        advice = _("remove the line and run: salesbook articles assign")
        if owner is not None:
            advice = _("move the file to the folder {folder}, or remove the line and run: salesbook articles assign")
            advice = advice.format(folder=owner.id)
        yield Finding(item.path, ("article",), message, advice)


def stale_register(book: Book) -> Iterator[Finding]:
    """The register of articles is behind the regulations.

    content/articles.yml remembers the highest number ever given, so that the number of a deleted regulation never
    comes to mean something else. A number written by hand must get into it too.

    Bad: `issued: {ОП: 12}` while a regulation carries ОП-014.

    Good: `issued: {ОП: 14}` (`salesbook articles assign` writes it)
    """
    register = book.items.get("register")
    if register is None or book.is_broken("register") or book.sources.base_of(register.path) is not None:
        return
    prefixes = {d.prefix for d in book.company.departments}
    highest: dict[str, Item] = {}
    for article, items in sorted(book.by_article.items()):
        match = ARTICLE.fullmatch(article)
        if match and not _mixed(article, prefixes) and int(match["number"]) > book.register.get(match["prefix"], 0):
            highest[match["prefix"]] = items[0]
    for prefix, item in highest.items():
        message = _("the register knows {prefix} up to {n}, but “{title}” has {article}")
        n = book.register.get(prefix, 0)
        message = message.format(prefix=prefix, n=n, title=item.title, article=item.article)
        yield Finding(register.path, ("issued", prefix), message, _("run: salesbook articles assign"))


def _mixed(code: str, prefixes: set[str]) -> bool:
    """Tell whether a prefix only looks like one of the company's: a Latin twin stands in it."""
    prefix = code.partition("-")[0]
    return prefix not in prefixes and any(skeleton(prefix) == skeleton(p) for p in prefixes)


def _meant(code: str, prefixes: set[str]) -> str | None:
    """Return the number that an ill-formed one is meant to be, when that can be told."""
    prefix, _dash, number = skeleton(code).partition("-")
    owners = [p for p in prefixes if skeleton(p) == prefix]
    certain = len(owners) == 1 and number.isdecimal() and int(number) < 1000
    return f"{owners[0]}-{int(number):03d}" if certain else None
