"""Personal data: a book is read by everybody in the department, and its history forgets nothing."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from salesbook.book.context import Context
from salesbook.core.diagnostics import WHOLE, Finding, Span
from salesbook.core.language import gettext as _
from salesbook.core.language import mark
from salesbook.text.personal import Personal, personal
from salesbook.text.personal_sorts import Sort

_MESSAGES = {
    Sort.TELEPHONE: mark("a telephone number: {found}"),
    Sort.ADDRESS: mark("an e-mail address: {found}"),
    Sort.ACCOUNT: mark("an account in a messenger or a social network: {found}"),
    Sort.PASSPORT: mark("a passport: {found}"),
    Sort.CARD: mark("a bank card: {found}"),
    Sort.SNILS: mark("a SNILS: {found}"),
    Sort.INN: mark("a person's INN: {found}"),
    Sort.BIRTHDAY: mark("a date of birth: {found}"),
}


def personal_data(path: PurePosixPath, text: str, context: Context) -> Iterator[Finding]:
    """A person's telephone, address, account, passport, bank card, SNILS, INN or date of birth stands in the book.

    Everybody in the department reads the book, git keeps every version of it, and the law on personal data asks who has
    allowed that. Clients' data belong in the CRM; colleagues are named by their roles. Comments and pictures (SVG) are
    looked at too.

    Spelling does not matter: telephones without +7 or of other countries, `wa.me/7912…`, «имя собака mail точка ru»,
    `[at]`, accounts as `@name`, `t.me/name`, `vk.com/name`, digits in full width or with invisible marks between them.
    What the company itself publishes is named in `public` of salesbook.toml: numbers, addresses, accounts
    (`t.me/name`, `vk.com/name`), or `@domain` for all addresses there. Examples are free: `example.com`, numbers like
    `+7 900 000-00-00`; so are numbers that nobody has at home: 8-800; channels, bots and numbers of contracts, orders,
    accounts and organisations.

    Bad: `phone: +7 912 345-67-89`, `ivanov@mail.ru` in the sample of a letter

    Good: `phone: +7 900 000-00-00`, `anna@example.com`
    """
    public: frozenset[str] | None = None
    for value in personal(text):
        if public is None:
            public = frozenset(map(_public_key, context.settings.public))
        if not public.isdisjoint(_keys(value)):
            continue
        message = _(_MESSAGES[value.sort]).format(found=_hidden(value))
        advice = _("take it out; name the company's own in “public” of salesbook.toml")
        yield Finding(path, WHOLE, message, advice, Span(value.start, value.text))


def _hidden(value: Personal) -> str:
    """Return a value with its middle hidden: a report is kept longer than the mistake."""
    if value.sort is Sort.ADDRESS:
        return f"{value.text[0]}•••@•••.{value.key.rpartition('.')[2]}"
    if value.sort is Sort.ACCOUNT:
        host, _slash, name = value.key.partition("/")
        return f"@{name[0]}•••" if value.text.startswith("@") else f"{host}/{name[0]}•••"
    if value.sort is Sort.BIRTHDAY:
        return "••.••.••••"
    digits = [n for n, letter in enumerate(value.text) if letter.isdigit()]
    middle = frozenset(digits[2:-2])
    return "".join("•" if n in middle else letter for n, letter in enumerate(value.text))


def _keys(value: Personal) -> tuple[str, ...]:
    """Return what may stand in `public` for the value: itself, or the domain of an address."""
    return (value.key, f"@{value.key.rpartition('@')[2]}") if value.sort is Sort.ADDRESS else (value.key,)


def _public_key(entry: str) -> str:
    """Return an entry of `public` as values are known: it may be written in many ways."""
    entry = entry.strip()
    if entry.startswith("@") and "." in entry:
        return entry.casefold()
    value = next(personal(entry), None)
    if value is not None:
        return value.key
    if "/" in entry or entry.startswith("@"):
        name = entry.rpartition("/")[2].removeprefix("@").casefold()
        return f"vk.com/{name}" if "vk." in entry.casefold() else f"t.me/{name}"
    digits = "".join(filter(str.isdigit, entry))
    return f"7{digits[1:]}" if len(digits) == 11 and digits[0] == "8" else digits or entry.casefold()
