"""Points that closed deals propose for a card, out: with their evidence, and as a diff of the card's file."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import fmean

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from salesbook.book.book import Book
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext
from salesbook.models.scorecard import Scorecard
from salesbook.output.evidence_words import answer_words, heading, parameter_words
from salesbook.output.figures import decimal, percent
from salesbook.output.scores import signed
from salesbook.output.terminal import out
from salesbook.scoring.evidence.backtest import ParameterEvidence
from salesbook.scoring.evidence.trust import SHOWN, TRUSTED, Trust
from salesbook.scoring.fitting.card_points import ParameterPoints, points_of
from salesbook.scoring.fitting.fit import Fit, Verdict
from salesbook.scoring.fitting.validation import FOLDS, REPEATS, Difference

_WIDTH, _NARROW = 40, 9
"""Characters of the columns: those of all questions stand under each other."""


def write_fit(book: Book, fit: Fit, diff: Sequence[str]) -> None:
    """Print what deals propose for a card, or why they propose nothing; `diff` is that of its file."""
    console = out(table=True)
    console.print(f"[bold]{escape(f'{fit.card.title} · {fit.card.edition}')}[/]")
    for section in (_deals(fit), _trials(fit), _points(book, fit), _bounds(fit), _tests(fit)):
        for line in section:
            console.print(line)
    if diff:
        console.print(heading(_("The card's file, if you take it")))
        for line in diff:
            console.print(_coloured(line))
        console.print(
            "\n"
            + escape(
                _(
                    "Nothing is changed: whether the points are taken is for you to say. With them the card is another "
                    "edition: give it a new one."
                )
            )
        )


def _deals(fit: Fit) -> Iterator[str]:
    outcomes = fit.outcomes
    deals = ngettext("{n} deal", "{n} deals", outcomes.all).format(n=outcomes.all)
    yield (
        escape(deals) + ", " + escape(_("won: {won} ({share})").format(won=outcomes.won, share=percent(outcomes.rate)))
    )
    which = _("deals won") if outcomes.won <= outcomes.lost else _("deals lost")
    figures = {"which": which, "n": min(outcomes), "shown": SHOWN, "least": TRUSTED}
    if fit.trust is Trust.ROUGH:
        message = _(
            "Few deals: {which} — {n}, and points can be found for sure from {least} of each outcome on. Only what is "
            "sure all the same may change, one question for every ten of them."
        )
        yield "[yellow]" + escape(message.format(**figures)) + "[/]"
    yield "[bold]" + escape(_verdict(fit.verdict).format(**figures)) + "[/]"


def _verdict(verdict: Verdict) -> str:
    return {
        Verdict.PROPOSED: _("Other points tell won deals from lost ones better, and not by chance: here they are."),
        Verdict.TOO_FEW: _(
            "Too few deals: {which} — {n}, and below {shown} nothing can be found. Nothing is proposed; come back when "
            "there are more closed deals."
        ),
        Verdict.NOTHING_SURE: _(
            "Nothing is proposed: the answers to every question differ no more than chance would make them."
        ),
        Verdict.NO_BETTER: _(
            "Nothing is proposed: on deals that were not looked at, other points tell no better for sure than those of "
            "today."
        ),
        Verdict.AS_TODAY: _("Nothing is proposed: today's points are what the deals say."),
        Verdict.NO_BOUNDS: _(
            "Nothing is proposed: the deals leave fewer totals than the card has segments. Take a segment out first."
        ),
    }[verdict]


def _trials(fit: Fit) -> Iterator[str]:
    if fit.validation is None:
        return
    trials = fit.validation
    yield heading(_("How well won deals are told from lost ones that were not looked at"))
    names = (
        (_("today's card"), trials.today),
        (_("points found here"), trials.proposed),
        (_("logistic regression"), trials.logistic),
    )
    for name, aucs in names:
        yield f"  {escape(name)}: AUC {decimal(fmean(aucs), 3)} ({decimal(min(aucs), 3)}…{decimal(max(aucs), 3)})"
    gain = _("  found here against today's: {gain}; logistic regression against found here: {behind}")
    yield escape(gain.format(gain=_difference(trials.gain), behind=_difference(trials.behind_logistic)))
    how = _("  {times} times over the deals are parted into {folds}; points are found without a part and judged on it.")
    yield "[dim]" + escape(how.format(folds=FOLDS, times=REPEATS)) + "[/]"


def _difference(each: Difference) -> str:
    low, high = (decimal(bound, 3, plus=True) for bound in (each.low, each.high))
    return f"{decimal(each.mean, 3, plus=True)} ({low}…{high})"


def _points(book: Book, fit: Fit) -> Iterator[RenderableType]:
    if fit.trust is Trust.NONE:
        return
    yield heading(_("Questions, points and what speaks for them"))
    today = points_of(fit.card)
    for told in fit.parameters:
        points, before = fit.points[told.parameter.id], today[told.parameter.id]
        yield f"  [bold]{escape(told.parameter.title)}[/]  {_change(fit, told, before, points)}"
        yield _answers(book, fit.card, told, before, points)


def _change(fit: Fit, told: ParameterEvidence, before: ParameterPoints, points: ParameterPoints) -> str:
    words = [parameter_words(told)]
    if before.weight != points.weight:
        weights = _("weight {before} → {after}")
        words.append(
            "[bold]" + escape(weights.format(before=signed(before.weight), after=signed(points.weight))) + "[/]"
        )
    elif fit.verdict is Verdict.PROPOSED and before == points:
        words.append(escape(_("points as they are")))
    return "; ".join(words)


def _answers(
    book: Book, card: Scorecard, told: ParameterEvidence, before: ParameterPoints, points: ParameterPoints
) -> Table:
    table = Table(box=None, padding=(0, 2), header_style="dim")
    table.add_column(escape(_("answer")), no_wrap=True, min_width=_WIDTH + 2)
    for name in (_("points"), _("deals"), _("deals won"), _("share won"), "WOE"):
        table.add_column(escape(name), justify="right", no_wrap=True, min_width=_NARROW)
    weights = told.evidence.weights if told.evidence else ()
    rows = zip(card.choices(told.parameter), before.points, points.points, weights, strict=True)
    for choice, was, now, weight in rows:
        outcomes = weight.outcomes
        few = weight.weight is None or outcomes.all < SHOWN
        share = "—" if few else percent(outcomes.rate)
        woe = "—" if few or weight.weight is None else decimal(weight.weight, 2, plus=True)
        cells = (_pair(was, now), str(outcomes.all), str(outcomes.won), share, woe)
        table.add_row(escape("  " + answer_words(book, choice)), *cells)
    return table


def _pair(was: Decimal | None, now: Decimal | None) -> str:
    if was is None or now is None:
        return "—"
    return signed(was) if was == now else f"{signed(was)} → [bold]{signed(now)}[/]"


def _bounds(fit: Fit) -> Iterator[str]:
    if fit.bounds is None:
        return
    yield heading(_("Bounds by which each segment gets as many leads as today"))
    for each in sorted(fit.bounds.segments, key=lambda each: -each.from_):
        segment = each.segment
        was, now = (
            f"{signed(low)}…{signed(high)}" for low, high in ((segment.from_, segment.to), (each.from_, each.to))
        )
        yield "  " + escape(f"{segment.id} · {segment.title}: {was if was == now else f'{was} → {now}'}")
    for rule, above in zip(fit.card.rules, fit.bounds.rules, strict=True):
        if rule.above != above:
            words = _("the rule above {before}: above {after}")
            yield "  " + escape(words.format(before=signed(rule.above), after=signed(above)))


def _tests(fit: Fit) -> Iterator[str]:
    tests = fit.other_tests()
    if tests:
        words = ngettext(
            "{n} test of the card comes out otherwise with these points: look whether it is still what you mean.",
            "{n} tests of the card come out otherwise with these points: look whether they are still what you mean.",
            len(tests),
        )
        yield "\n[yellow]" + escape(words.format(n=len(tests))) + "[/]"
        yield from (f"  • {escape(test.title)}" for test in tests if test.title)


def _coloured(line: str) -> str:
    colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
    return f"[{colour}]{escape(line)}[/]" if colour else escape(line)
