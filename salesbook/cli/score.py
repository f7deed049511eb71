"""`salesbook score`: one lead by questions on a terminal, or from a file."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesbook.cli.session import Json, complete_slug, pick, session
from salesbook.core.language import gettext as _

if TYPE_CHECKING:
    from salesbook.book.book import Book
    from salesbook.book.item import Item
    from salesbook.cli.ask import Prompt
    from salesbook.models.scorecard import Parameter, Scorecard
    from salesbook.scoring.score import Lead

DEFAULT_CARD = "leads"


def score(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", help=_("The lead's answers in YAML or JSON; - is stdin. Without it, questions.")
        ),
    ] = None,
    card: Annotated[
        str | None,
        typer.Option(
            "--card",
            metavar="NAME",
            help=_("The scorecard; by default “leads”."),
            autocompletion=complete_slug("scorecard"),
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Score one lead: blocks, total, segment, and what to do next."""
    from salesbook.models.scorecard import Scorecard
    from salesbook.output.answers import write_unfit
    from salesbook.output.scores import score_json, write_score
    from salesbook.output.terminal import write_json
    from salesbook.reading.data import read_data
    from salesbook.scoring import score as scoring

    book, problems = session(ctx).load({"scorecard"})
    names = {item.slug for item in book.of_kind("scorecard")}
    default = DEFAULT_CARD if DEFAULT_CARD in names or book.is_broken(f"scorecard:{DEFAULT_CARD}") else None
    item, scorecard = pick(book, problems, Scorecard, card or default)
    if not scoring.covers(scorecard):
        _refuse(item.slug)
    book, _problems = session(ctx).load(_named_by(item))
    if file is None:
        lead = _asked(book, scorecard)
    else:
        answered, unfit = scoring.read_lead(read_data(file), scorecard)
        if answered is None:
            write_unfit(unfit, json=json)
            raise typer.Exit(1)
        lead = answered
    result = scoring.score(lead, scorecard)
    if json:
        write_json(score_json(book, item, scorecard, lead, result))
    else:
        write_score(book, scorecard, lead, result)


def _named_by(item: "Item") -> set[str]:
    """Return what must be read to call everything that a card refers to by its title."""
    names = {reference.target.partition("#")[0] for reference in item.references}
    # An article number does not say which file it stands in.
    return {"regulation", item.name} | {name for name in names if ":" in name}


def _refuse(slug: str) -> None:
    from salesbook.output.terminal import complain

    message = _("the scorecard “{name}” has a gap or an overlap in its segments, or an id twice").format(name=slug)
    complain(message, _("mend what “salesbook check” shows"))
    raise typer.Exit(1)


def _asked(book: "Book", card: "Scorecard") -> "Lead":
    """Ask for a lead on the terminal: knock-outs first; one that holds makes the parameters needless."""
    from rich.markup import escape

    from salesbook.cli.ask import Prompt, ask_all, need_terminal
    from salesbook.output.terminal import err
    from salesbook.scoring.score import Lead

    need_terminal("salesbook score lead.yml")
    err().print(f"[bold]{escape(card.title)}[/] [dim]{escape(card.edition)}[/]\n" + _("“<” goes back, Ctrl-C leaves"))
    questions = [Prompt("lead", (), _("Label of the lead (no names, no phones):"), str)]
    knockouts = [
        Prompt(f"k:{k.id}", _knockout_lines(book, k, n, card), _("Does it hold? (y/n):"), _yes)
        for n, k in enumerate(card.knockouts)
    ]
    asked = {f"k:{k.id}" for k in card.knockouts}
    parameters = [_parameter(book, p, n, card) for n, p in enumerate(card.parameters())]

    def knocked_out(answers: dict[str, Any]) -> bool:
        return asked <= answers.keys() and any(answers[key] for key in asked)

    answers = ask_all([*questions, *knockouts, *parameters], knocked_out)
    return Lead(
        knockouts=tuple(k.id for k in card.knockouts if answers.get(f"k:{k.id}")),
        scores={p.id: answers[p.id] for p in card.parameters() if p.id in answers},
        lead=answers.get("lead", ""),
    )


def _knockout_lines(book: "Book", knockout: Any, n: int, card: "Scorecard") -> list[str]:
    from rich.markup import escape

    from salesbook.output.prose import readable

    head = _("Knock-out {n} of {all}").format(n=n + 1, all=len(card.knockouts))
    lines = [f"[red]{head}[/] [bold]{escape(knockout.title)}[/]"]
    if knockout.about:
        lines.append(f"  [dim]{escape(readable(book, knockout.about))}[/]")
    return lines


def _parameter(book: "Book", parameter: "Parameter", n: int, card: "Scorecard") -> "Prompt":
    from rich.markup import escape

    from salesbook.cli.ask import Prompt
    from salesbook.output.prose import readable

    block = next(b for b in card.blocks if parameter in b.parameters)
    head = f"{n + 1}/{len(card.parameters())} · {block.title}"
    lines = [f"[cyan]{escape(head)}[/] [bold]{escape(parameter.title)}[/]"]
    if parameter.ask:
        lines.append(f"  [italic]{escape(readable(book, parameter.ask))}[/]")
    for mark, meaning in (("−1", parameter.minus), (" 0", parameter.zero), (" 1", parameter.plus)):
        lines.append(f"  [bold]{mark}[/]  {escape(readable(book, meaning))}")
    return Prompt(parameter.id, lines, "−1 / 0 / 1:", _answer)


def _answer(typed: str) -> int:
    value = {"-1": -1, "−1": -1, "–1": -1, "0": 0, "1": 1, "+1": 1}.get(typed)
    if value is None:
        raise ValueError(_("“{typed}” is not an answer: type -1, 0 or 1").format(typed=typed))
    return value


def _yes(typed: str) -> bool:
    from salesbook.letters.values import NO, YES

    if typed.casefold() not in YES + NO:
        raise ValueError(_("“{typed}” is not an answer: type y or n").format(typed=typed))
    return typed.casefold() in YES


def add_commands(app: typer.Typer, cls: Any) -> None:
    """Add the command."""
    example = _("Example: salesbook score lead.yml --json")
    about = _("Score one lead by questions, or from a file: blocks, total, segment, and what to do next.")
    app.command("score", cls=cls, help=about, epilog=example)(score)
