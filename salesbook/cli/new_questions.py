"""What a new item must have, asked on a terminal: its name, its department, its required fields."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.markup import escape

from salesbook.cli.ask import Interview, Prompt, ask_one
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.base import ContentModel, Names, Prose
from salesbook.models.schemas import field_docs
from salesbook.models.shapes import shape_of
from salesbook.output.terminal import err
from salesbook.starters.examples import UNSAID, Guide
from salesbook.starters.new import MissingDepartment, path_of, place_of
from salesbook.starters.values import missing_in, offered, read_value

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.models.kinds import Kind

Offers = Sequence[tuple[str, str]]
"""What may be chosen: what is written, and what it is called."""
_OFFERED = 15
"""So many names are listed: a screen holds no more with the question."""


def ask_place(book: "Book", kind: "Kind", slug: str | None, department: str | None) -> tuple[str, str | None]:
    """Return the slug and the department of a new item; what the command line does not say is asked for."""
    if slug is None and not kind.single:
        question = _("The name of the file: a short one, in small letters, such as key-meeting")
        slug = ask_one(Prompt("slug", [escape(question)], ">", lambda typed: _free_name(book, kind, typed, department)))
    try:
        return place_of(book, kind, slug, department)
    except MissingDepartment:
        names = [(d.id, d.name) for d in book.company.departments]
        question = _("Which department is it of?")
        lines = [f"[bold]{escape(question)}[/]", *_listed(names)]

        def read(typed: str) -> tuple[str, str | None]:
            return _said(lambda: place_of(book, kind, slug, _by_number(typed, names)))

        place: tuple[str, str | None] = ask_one(Prompt("department", lines, _("number or name:"), read))
        return place


def ask_fields(book: "Book", kind: "Kind", known: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Ask for the required fields that are not known yet; texts may be left to be written in the file."""
    guide = Guide(book, today)
    keys = list(missing_in(kind.model, known))
    if not keys:
        return {}
    err().print(f"[bold]{escape(kind.singular())}[/]\n" + _("“<” goes back, Ctrl-C leaves"))
    answers = Interview([_field_prompt(guide, kind.model, key) for key in keys]).ask()
    return {key: value for key, value in answers.items() if value is not None}


def _free_name(book: "Book", kind: "Kind", typed: str, department: str | None) -> str:
    """Return a name that a new item can have; one of a department is looked at again when that is known."""

    def place() -> tuple[str, str | None]:
        try:
            place = place_of(book, kind, typed, department)
        except MissingDepartment:
            place = typed.rpartition("/")[2], book.company.departments[0].id
        path_of(book, kind, *place)
        return place

    _said(place)
    return typed


def _said(act: Callable[[], tuple[str, str | None]]) -> tuple[str, str | None]:
    """Return what a function returns, its `UserError` turned into the words that are said before it is asked again."""
    try:
        return act()
    except UserError as error:
        raise ValueError(f"{error.message}: {error.advice}") from None


def _field_prompt(guide: Guide, model: type[ContentModel], key: str) -> Prompt:
    """Return the question for a field: what it is for, the names to choose from, and whether it may wait."""
    field = shape_of(model, key)
    assert field is not None
    mark = field.value.innermost.mark
    choices = field.value.innermost.choices
    names = offered(mark, guide.book) if isinstance(mark, Names) else [(choice, "") for choice in choices]
    may_wait = isinstance(mark, Prose) or (isinstance(mark, Names) and not names)
    hint = " [dim]" + escape(_("(may be left to be written in the file)")) + "[/]" if may_wait else ""
    lines = [f"[bold]{escape(_(field_docs(model)[field.name]))}[/]{hint}", *_listed(names)]
    many = field.value.entries is not None
    example = None if names else guide.example(model, field)
    if example not in (None, UNSAID, [UNSAID]):
        words = _("for example: {value}").format(value=_shown(example))
        lines.append(f"  [dim]{escape(words)}[/]")

    def read(typed: str) -> Any:
        if not typed:
            if may_wait:
                return None
            raise ValueError(_("this cannot be left empty"))
        parts = typed.replace(",", ";").split(";") if many and names else [typed]
        return read_value(model, (key,), ";".join(_by_number(part, names) for part in parts), guide.book)

    return Prompt(key, lines, _prompt(bool(names), many), read, label=key, shown=_shown, optional=may_wait)


def _listed(names: Offers) -> list[str]:
    """Return the lines that offer names by numbers, the first of many."""
    shown = [name if called in ("", name) else f"{name} — {called}" for name, called in names[:_OFFERED]]
    lines = [f"  {n}. {escape(words)}" for n, words in enumerate(shown, 1)]
    more = len(names) - len(shown)
    return [*lines, "  " + _("… and {n} more: type a name or a title").format(n=more)] if more else lines


def _by_number(typed: str, names: Offers) -> str:
    """Return the name that a number stands for; anything else as it was typed."""
    number = typed.strip()
    return names[int(number) - 1][0] if number.isdecimal() and 1 <= int(number) <= min(len(names), _OFFERED) else number


def _prompt(named: bool, many: bool) -> str:
    if named:
        return _("numbers or names, parted by “;”:") if many else _("number or name:")
    return _("entries, parted by “;”:") if many else ">"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
