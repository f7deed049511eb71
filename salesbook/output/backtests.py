"""A backtest out: every figure with a sentence that says what it means to a head of sales."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table

from salesbook.book.book import Book
from salesbook.core.language import gettext as _
from salesbook.core.language import ngettext, spoken
from salesbook.models.scorecard import Scorecard
from salesbook.output.evidence_words import answer_words, heading, parameter_words, strengths
from salesbook.output.figures import conversion, decimal, percent, won_share
from salesbook.output.scores import signed
from salesbook.output.terminal import out
from salesbook.scoring.evidence.backtest import Backtest, ParameterEvidence, PeriodDrift
from salesbook.scoring.evidence.changes import BoundMove
from salesbook.scoring.evidence.deals import Outcomes, points
from salesbook.scoring.evidence.drift import GREAT, NOTICEABLE
from salesbook.scoring.evidence.ranking import Ranking
from salesbook.scoring.evidence.trust import SHOWN, TRUSTED, Trust
from salesbook.scoring.evidence.verdicts import LIKELY_CHANCE, disorder, strength
from salesbook.text.formats import full_date

_NOTED = 0.005
"""A weight is spoken of when another one changes AUC by so much."""

_BAR = 24
_ANSWERS = 12
"""So many answers to a question are shown; programs get all of them."""


def write_backtest(book: Book, card: Scorecard, judged: Backtest) -> None:
    """Print how well a card tells won deals from lost ones."""
    console = out(table=True)
    console.print(f"[bold]{escape(f'{card.title} · {card.edition}')}[/]")
    for section in (_deals, _total, _segments, _tenths, _knockouts):
        for line in section(judged):
            console.print(line)
    if judged.trust is not Trust.NONE:
        for line in (*_parameters(book, card, judged), *_changes(judged), *_calibration(judged)):
            console.print(line)
    if judged.drift is not None:
        for line in _drift(card, judged, judged.drift):
            console.print(line)


def _deals(judged: Backtest) -> Iterator[RenderableType]:
    """Yield how many deals there are, and what so many are good for."""
    outcomes = judged.outcomes
    deals = ngettext("{n} deal", "{n} deals", outcomes.all).format(n=outcomes.all)
    won = _("won: {won} ({share})").format(won=outcomes.won, share=won_share(outcomes))
    yield f"{escape(deals)}, {escape(won)}"
    rarer = min(outcomes)
    which = _("deals won") if outcomes.won == rarer else _("deals lost")
    if judged.trust is Trust.GOOD:
        message = _("There are enough deals: {least} of each outcome are needed, and the rarer one has {n}.")
    elif judged.trust is Trust.ROUGH:
        message = _(
            "[yellow]Few deals[/]: {which} — {n}, and figures can be trusted from {least} of each outcome on. Take "
            "them as hints, and look at the intervals."
        )
    else:
        message = _(
            "[yellow]Too few deals[/]: {which} — {n}, and below {shown} no figure says anything. Only counts are "
            "shown; come back when there are more closed deals."
        )
    yield message.format(which=escape(which), n=rarer, least=TRUSTED, shown=SHOWN)


def _total(judged: Backtest) -> Iterator[RenderableType]:
    ranking = judged.ranking
    if ranking is None or judged.trust is Trust.NONE:
        return
    yield heading(_("How well the total tells won deals from lost ones"))
    auc = f"AUC {decimal(ranking.auc, 3)} ({decimal(ranking.low, 3)}…{decimal(ranking.high, 3)})"
    yield f"  [bold]{auc}[/], Gini {decimal(ranking.gini, 3)}"
    cases = round(ranking.auc * 100)
    pairs = ngettext(
        "  Of a won deal and a lost one the card puts the won one higher in {n} case of 100; a coin does in 50.",
        "  Of a won deal and a lost one the card puts the won one higher in {n} cases of 100; a coin does in 50.",
        cases,
    )
    yield escape(pairs.format(n=cases))
    yield "  " + escape(_verdict(ranking))
    ks = _("KS {ks}: won and lost deals part most at a total of {total}.")
    yield "  " + escape(ks.format(ks=decimal(ranking.ks, 3), total=signed(points(ranking.ks_at))))


def _verdict(ranking: Ranking) -> str:
    if ranking.low <= 0.5 <= ranking.high:
        return _("This cannot be told from chance: the interval holds a half.")
    if ranking.auc < 0.5:
        return _("The card is upside down: a higher total goes with fewer won deals.")
    if ranking.low >= 0.7:
        return _("The card tells them apart well.")
    return _("The card tells them apart, but not well.")


def _segments(judged: Backtest) -> Iterator[RenderableType]:
    yield heading(_("Won deals by segment"))
    table = _table(_("segment"), _("deals"), _("deals won"), _("share won, with its 95 % interval"), "")
    most = max((each.outcomes.rate for each in judged.segments), default=0) or 1
    for each in reversed(judged.segments):
        bar = "█" * round(each.outcomes.rate / most * _BAR)
        shown = conversion(each.outcomes) if each.outcomes.all else "—"
        name = escape(f"{each.segment.id} · {each.segment.title}")
        table.add_row(name, str(each.outcomes.all), str(each.outcomes.won), shown, f"[cyan]{bar}[/]")
    yield table
    for lower, upper in disorder(judged.segments):
        words = _("[yellow]Segment {lower} sells better than {upper}[/], and not by chance: the bound stands wrong.")
        yield "  " + words.format(lower=escape(lower.segment.id), upper=escape(upper.segment.id))


def _tenths(judged: Backtest) -> Iterator[RenderableType]:
    if not judged.tenths or judged.trust is Trust.NONE:
        return
    best = judged.tenths[0]
    held = best.won / judged.outcomes.won
    words = _("The best tenth of the deals by the total has {share} of all that were won: {lift} times its share.")
    yield "  " + escape(words.format(share=percent(held), lift=decimal(best.lift, 1)))
    yield "  " + _("Lift by tenths") + ": " + " · ".join(decimal(tenth.lift, 1) for tenth in judged.tenths)


def _knockouts(judged: Backtest) -> Iterator[RenderableType]:
    refused = judged.deals.refused
    if not judged.deals.all_refused.all:
        return
    yield heading(_("What knock-outs would have cost"))
    titles = {knockout.id: knockout.title for knockout in judged.deals.card.knockouts}
    for name, outcomes in refused.items():
        if outcomes.all:
            words = _("{title}: refused {n}, of them won all the same {won}")
            share = f" — {conversion(outcomes)}" if outcomes.all >= SHOWN else ""
            yield "  " + escape(words.format(title=titles[name], n=outcomes.all, won=outcomes.won) + share)


def _parameters(book: Book, card: Scorecard, judged: Backtest) -> Iterator[RenderableType]:
    yield heading(_("What each question tells by itself"))
    yield (
        "  [dim]"
        + escape(
            _("IV is how much the answers tell: below 0.02 nothing, to 0.1 a little, to 0.3 much, above very much.")
        )
        + "[/]"
    )
    of_all = judged.outcomes
    told = sorted(judged.parameters, key=lambda each: -(each.evidence.value if each.evidence else 0))
    for each in told:
        if each.evidence is None:
            continue
        figures = f"IV {decimal(each.evidence.value, 3)}" + (
            f", AUC {decimal(each.ranking.auc, 2)}" if each.ranking else ""
        )
        yield f"  [bold]{escape(each.parameter.title)}[/]  {figures} — {parameter_words(each)}"
        told_by = [*_answers(book, card, each, of_all)]
        more = [_("and {n} more").format(n=len(told_by) - _ANSWERS)] if len(told_by) > _ANSWERS else []
        yield "    [dim]" + escape("; ".join([*told_by[:_ANSWERS], *more])) + "[/]"
    for block in judged.blocks:
        if block.evidence is not None and block.ranking is not None:
            figures = f"IV {decimal(block.evidence.value, 3)}, AUC {decimal(block.ranking.auc, 2)}"
            yield (
                "  " + _("Block") + f" [bold]{escape(block.block.title)}[/]  {figures} — {strengths()[strength(block)]}"
            )


def _answers(book: Book, card: Scorecard, each: ParameterEvidence, of_all: Outcomes) -> Iterator[str]:
    assert each.evidence is not None
    for choice, weight in zip(card.choices(each.parameter), each.evidence.weights, strict=True):
        if weight.weight is None:
            continue
        than_all = _("more often than all") if weight.outcomes.rate >= of_all.rate else _("more seldom than all")
        woe = decimal(weight.weight, 2, plus=True)
        if weight.outcomes.all < SHOWN:
            yield f"{answer_words(book, choice)}: {won_share(weight.outcomes)}"
            continue
        share = _("{share} of {all}").format(share=percent(weight.outcomes.rate), all=weight.outcomes.all)
        yield f"{answer_words(book, choice)}: {share}, {than_all} (WOE {woe})"


def _changes(judged: Backtest) -> Iterator[RenderableType]:
    yield heading(_("What other bounds and weights would change"))
    for move in judged.bounds:
        yield "  " + escape(_move(move))
    noted = []
    for change in judged.weights:
        without, _half, twice = change.auc
        now = judged.ranking.auc if judged.ranking else None
        if without is None or twice is None or now is None:
            continue
        for times, auc in ((_("without “{title}”"), without), (_("with “{title}” counted twice"), twice)):
            if abs(auc - now) >= _NOTED:
                better = _("the card tells better") if auc > now else _("the card tells worse")
                title = times.format(title=change.parameter.title)
                noted.append(f"  {title}: {better}, AUC {decimal(auc, 3)} ({decimal(auc - now, 3, plus=True)})")
    yield from (escape(line) for line in noted)
    if not noted:
        yield "  " + escape(_("No single weight, doubled or left out, changes AUC by as much as 0.005."))


def _move(move: BoundMove) -> str:
    words = _(
        "{above} from {start} on: {n} deals move, {won} are won; {upper} are won in {above} then, {lower} in {below}"
    )
    return words.format(
        above=move.above.id,
        below=move.below.id,
        start=signed(points(move.start)),
        n=move.moved.all,
        won=move.moved.won,
        upper=won_share(move.upper),
        lower=won_share(move.lower),
    )


def _calibration(judged: Backtest) -> Iterator[RenderableType]:
    calibration = judged.calibration
    if calibration is None:
        return
    yield heading(_("Can the total be read as a chance?"))
    table = _table(_("total"), _("deals"), _("won, expected"), _("won, in fact"))
    for group in calibration.groups:
        totals = "…".join(signed(points(each)) for each in dict.fromkeys((group.low, group.high)))
        table.add_row(totals, str(group.outcomes.all), decimal(group.expected, 1), str(group.outcomes.won))
    yield table
    if calibration.chance is not None:
        even = _("Yes: the chance grows with the total evenly (Hosmer–Lemeshow, p = {p}).")
        uneven = _("Not evenly: some totals sell better or worse than their place says (Hosmer–Lemeshow, p = {p}).")
        words = even if calibration.chance >= LIKELY_CHANCE else uneven
        yield "  " + escape(words.format(p=decimal(calibration.chance, 3)))
    brier = _("Brier {brier}; one chance for everybody would give {of_all}: the smaller, the better.")
    figures = {"brier": decimal(calibration.brier, 4), "of_all": decimal(calibration.brier_of_all, 4)}
    yield "  " + escape(brier.format(**figures))


def _drift(card: Scorecard, judged: Backtest, shift: PeriodDrift) -> Iterator[RenderableType]:
    since = judged.deals.since
    day = full_date(since, spoken()) if since else "—"
    yield heading(_("What has changed since {day}").format(day=day))
    words = _("Won before: {earlier}, since then: {later}.")
    yield "  " + escape(words.format(earlier=conversion(shift.earlier), later=conversion(shift.later)))
    yield "  " + escape(
        _("Segments: PSI {psi} — {words}").format(psi=decimal(shift.segments.psi, 3), words=_psi(shift.segments.psi))
    )
    titles = {parameter.id: parameter.title for parameter in card.parameters()}
    for name, each in sorted(shift.parameters.items(), key=lambda pair: -pair[1].psi):
        if each.psi >= NOTICEABLE:
            yield "  " + escape(f"{titles[name]}: PSI {decimal(each.psi, 3)} — {_psi(each.psi)}")


def _psi(psi: float) -> str:
    if psi < NOTICEABLE:
        return _("no change to speak of")
    return (
        _("noticeable: look why") if psi < GREAT else _("great: these are other clients, or they are asked otherwise")
    )


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2), header_style="dim")
    for n, column in enumerate(columns):
        table.add_column(escape(column), justify="right" if n in (1, 2) else "left", no_wrap=True)
    return table
