"""A new book asked for on a terminal: what company it is of; every question has a default."""

from collections.abc import Callable, Mapping
from typing import Any

from rich.markup import escape

from salesbook.cli.ask import Interview, Prompt, typed_line
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.models.company import Company
from salesbook.output.terminal import err
from salesbook.starters.answers import (
    Answers,
    DepartmentAnswer,
    RoleAnswer,
    parted,
    read_channels,
    read_departments,
    read_line,
    read_optional,
    read_roles,
    read_zone,
)
from salesbook.starters.hours import read_hours, shown_hours


def ask_language(languages: Mapping[str, object], default: str) -> str:
    """Ask which language the book is written in, of those that the starter has."""
    console = err()
    console.print("\n[bold]" + escape(_("Language of the book")) + "[/]")
    console.print(
        "  [dim]" + escape(_("Its pages, letters and dates: {names}.").format(names=", ".join(languages))) + "[/]"
    )
    while True:
        typed = typed_line(_("{prompt} [by default: {value}]").format(prompt=_("Language"), value=default) + ":")
        if not typed or typed.casefold() in languages:
            return typed.casefold() or default
        allowed = _("allowed: {names}").format(names=", ".join(languages))
        console.print(f"[yellow]{escape(allowed)}[/]")


class Questions:
    """The questions about a company that no option has answered yet, with what the starter has as defaults.

    `try_out` raises `UserError` when a book does not take answers: words are tried as soon as they are typed.
    """

    def __init__(self, company: Company, answered: Mapping[str, Any], try_out: Callable[[Answers], object]) -> None:
        self._company = company
        self._try_out = try_out
        self._answered = dict(answered)
        self._answers: dict[str, Any] = dict(answered)
        self.open = [prompt for prompt in self._prompts() if prompt.key not in answered]
        self._interview = Interview(self.open)

    def ask(self) -> Answers:
        """Ask everything, and return the answers when they have been looked through."""
        err().print("[dim]" + escape(_("Enter takes what is proposed, “<” goes back, Ctrl-C leaves")) + "[/]")
        return Answers(**self._answered | self._interview.ask())

    def again(self) -> Answers:
        """Show all answers again, because the book does not take them, and return them when they were changed."""
        return Answers(**self._answered | self._interview.review())

    def _prompts(self) -> list[Prompt]:
        company = self._company
        departments = tuple(DepartmentAnswer(each.name, each.prefix) for each in company.departments)
        return [
            _prompt(
                "company", _("Company"), _("What clients call it; it signs your letters and the academy."),
                self._fitting("company", read_line), company.name,
            ),
            _prompt(
                "about", _("What it sells"), _("A sentence: what the company does and for whom."),
                self._fitting("about", read_optional), None, optional=True,
            ),
            _prompt(
                "time_zone", _("Time zone"), _("Deadlines are counted by its clocks. A city is enough: Екатеринбург."),
                read_zone, company.time_zone,
            ),
            _prompt(
                "hours", _("Working hours"), _("Deadlines run in these hours: Mon–Fri 9:00–18:00; Sat 10:00–15:00."),
                read_hours, company.hours, shown_hours,
            ),
            _prompt(
                "departments", _("Departments"),
                _("By commas, each with the letters that its article numbers begin with. The first one sells."),
                self._read_departments, departments, _shown_departments,
            ),
            _prompt(
                "roles", _("Roles"),
                _("By commas, in the order proposed: roles, not people. One of another department: Маркетолог (МК)."),
                self._read_roles, tuple(RoleAnswer(each.name) for each in company.roles), _shown_roles,
            ),
            _prompt(
                "crm", "CRM", _("What the program is called in which you keep deals."),
                self._fitting("crm", read_optional), None, optional=True,
            ),
            _prompt(
                "channels", _("Channels"), _("By commas: how you reach clients. One at least can be written to."),
                lambda typed: read_channels(parted(typed)), tuple(each.name for each in company.channels), ", ".join,
            ),
        ]  # fmt: skip

    def _fitting(self, key: str, read: Callable[[str], str]) -> Callable[[str], str]:
        """Return what reads an answer that the book takes by itself, beside those of the options."""

        def fitting(typed: str) -> str:
            words = read(typed)
            try:
                self._try_out(Answers(**self._answered | {key: words}))
            except UserError as error:
                raise ValueError("; ".join(filter(None, (error.message, error.advice)))) from None
            return words

        return fitting

    def _read_departments(self, typed: str) -> tuple[DepartmentAnswer, ...]:
        departments = read_departments(parted(typed), [each.name for each in self._company.departments])
        self._answers["departments"] = departments
        return departments

    def _read_roles(self, typed: str) -> tuple[RoleAnswer, ...]:
        departments = self._answers.get("departments") or self._company.departments
        return read_roles(
            parted(typed), [each.name for each in self._company.roles], [each.prefix for each in departments]
        )


def _prompt(
    key: str, label: str, about: str, read: Callable[[str], Any], default: Any, shown: Callable[[Any], str] = str,
    *, optional: bool = False,
) -> Prompt:  # fmt: skip
    lines = [f"[bold]{escape(label)}[/]", f"  [dim]{escape(about)}[/]"]
    return Prompt(key, lines, f"{label}:", read, label=label, shown=shown, default=default, optional=optional)


def _shown_departments(departments: tuple[DepartmentAnswer, ...]) -> str:
    return ", ".join(f"{each.name} {each.prefix}" for each in departments)


def _shown_roles(roles: tuple[RoleAnswer, ...]) -> str:
    return ", ".join(each.name if each.prefix is None else f"{each.name} ({each.prefix})" for each in roles)
