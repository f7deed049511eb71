"""A lead asked on a terminal: knock-outs first; one that holds makes the parameters needless."""

from typing import Any

from rich.markup import escape

from salesbook.book.book import Book
from salesbook.book.readable import readable
from salesbook.cli.ask import Interview, Prompt, read_yes
from salesbook.core.language import gettext as _
from salesbook.models.scorecard import UNKNOWN, Choice, Knockout, Parameter, Scorecard
from salesbook.output.scores import signed
from salesbook.output.terminal import err
from salesbook.scoring.answers import meant_choices
from salesbook.scoring.labels import label_doubt
from salesbook.scoring.score import Lead

_LABEL = "lead"
_UNKNOWN = "?"
"""What is typed for “unknown”: it stands on every keyboard."""


def ask_lead(book: Book, card: Scorecard) -> Lead:
    """Ask for a lead by a card, and return it when its answers have been looked through."""
    err().print(f"[bold]{escape(card.title)}[/] [dim]{escape(card.edition)}[/]\n" + _("“<” goes back, Ctrl-C leaves"))
    label = Prompt(
        _LABEL,
        (),
        _("Label of the lead (no names, no phones):"),
        str,
        label=_("Label"),
        doubt=label_doubt,
        optional=True,
    )
    knockouts = [_knockout(book, k, n, card) for n, k in enumerate(card.knockouts)]
    parameters = [_parameter(book, p, n, card) for n, p in enumerate(card.parameters())]
    holding = {p.key for p in knockouts}
    judged = {p.key for p in parameters}

    def needed(prompt: Prompt, answers: dict[str, Any]) -> bool:
        return prompt.key not in judged or not (holding <= answers.keys() and any(answers[key] for key in holding))

    answers = Interview([label, *knockouts, *parameters], needed).ask()
    return Lead(
        knockouts=tuple(k.id for k in card.knockouts if answers[_key(k)]),
        answers={p.id: answers[_key(p)] for p in card.parameters() if _key(p) in answers},
        lead=answers[_LABEL],
    )


def _key(asked: Knockout | Parameter) -> str:
    """Return the key of an answer; a knock-out and a parameter may share an id."""
    return f"{type(asked).__name__}:{asked.id}"


def _knockout(book: Book, knockout: Knockout, n: int, card: Scorecard) -> Prompt:
    head = _("Knock-out {n} of {all}").format(n=n + 1, all=len(card.knockouts))
    lines = [f"[red]{head}[/] [bold]{escape(knockout.title)}[/]"]
    if knockout.about:
        lines.append(f"  [dim]{escape(readable(book, knockout.about))}[/]")
    return Prompt(
        _key(knockout), lines, _("Does it hold? (y/n):"), read_yes,
        label=knockout.title, shown=lambda holds: _("yes") if holds else _("no"),
    )  # fmt: skip


def _parameter(book: Book, parameter: Parameter, n: int, card: Scorecard) -> Prompt:
    block = next(b for b in card.blocks if parameter in b.parameters)
    head = f"{n + 1}/{len(card.parameters())} · {block.title}"
    lines = [f"[cyan]{escape(head)}[/] [bold]{escape(parameter.title)}[/]"]
    if parameter.ask:
        lines.append(f"  [italic]{escape(readable(book, parameter.ask))}[/]")
    if parameter.weight != 1:
        lines.append("  [dim]" + escape(_("Weight: {n}.").format(n=signed(parameter.weight))) + "[/]")
    marks = _marks(card.choices(parameter))
    width = max(map(len, marks))
    for mark, choice in marks.items():
        points = "" if mark == _UNKNOWN or choice.points is None or parameter.short else signed(choice.points)
        points = f"  [dim]({points})[/]" if points and points != mark else ""
        lines.append(f"  [bold]{mark:>{width}}[/]  {escape(readable(book, choice.text))}{points}")

    def read(typed: str) -> str:
        return _read(typed, marks, parameter, card)

    def shown(name: str) -> str:
        choice = next(choice for choice in marks.values() if choice.id == name)
        return _shown(book, parameter, choice)

    return Prompt(_key(parameter), lines, " / ".join(marks) + ":", read, label=parameter.title, shown=shown)


def _marks(choices: tuple[Choice, ...]) -> dict[str, Choice]:
    """Return what is typed for each answer: its points where no other has them, else its number in the list."""
    answers = [choice for choice in choices if choice.id != UNKNOWN]
    points = [signed(choice.points) for choice in answers if choice.points is not None]
    marks = points if len({*points}) == len(answers) else [str(n) for n in range(1, len(answers) + 1)]
    unknown = [(_UNKNOWN, choice) for choice in choices if choice.id == UNKNOWN]
    return dict([*zip(marks, answers, strict=True), *unknown])


def _read(typed: str, marks: dict[str, Choice], parameter: Parameter, card: Scorecard) -> str:
    """Return the id of the answer that was typed: by its mark, its id, or its points where they are the marks."""
    if typed in marks:
        return marks[typed].id
    meant = meant_choices(typed, parameter, card)
    if len(meant) != 1:
        allowed = ", ".join(marks)
        raise ValueError(_("“{typed}” is not an answer: type one of {allowed}").format(typed=typed, allowed=allowed))
    return meant[0].id


def _shown(book: Book, parameter: Parameter, choice: Choice) -> str:
    """Return an answer in the review: its points where the card is short, else its words."""
    if choice.id == UNKNOWN:
        return _("unknown")
    assert choice.points is not None
    points = signed(choice.points)
    return points if parameter.short else f"{points} · {readable(book, choice.text)}"
