"""A lead asked on a terminal: knock-outs first; one that holds makes the parameters needless."""

from typing import Any

from rich.markup import escape

from salesbook.book.book import Book
from salesbook.cli.ask import Interview, Prompt, read_yes
from salesbook.core.language import gettext as _
from salesbook.models.scorecard import Knockout, Parameter, Scorecard
from salesbook.output.prose import readable
from salesbook.output.scores import signed
from salesbook.output.terminal import err
from salesbook.scoring.labels import label_doubt
from salesbook.scoring.score import Lead, read_answer

_LABEL = "lead"


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
        scores={p.id: answers[_key(p)] for p in card.parameters() if _key(p) in answers},
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
    for mark, meaning in (("−1", parameter.minus), (" 0", parameter.zero), (" 1", parameter.plus)):
        lines.append(f"  [bold]{mark}[/]  {escape(readable(book, meaning))}")
    return Prompt(_key(parameter), lines, "−1 / 0 / 1:", _score, label=parameter.title, shown=signed)


def _score(typed: str) -> int:
    value = read_answer(typed)
    if value is None:
        raise ValueError(_("“{typed}” is not an answer: type -1, 0 or 1").format(typed=typed))
    return value
