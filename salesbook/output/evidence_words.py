"""What figures of evidence are called: words that a backtest and a proposal share."""

from rich.markup import escape

from salesbook.book.book import Book
from salesbook.book.readable import one_line, readable
from salesbook.core.language import gettext as _
from salesbook.models.scorecard import UNKNOWN, Choice
from salesbook.scoring.evidence.backtest import ParameterEvidence
from salesbook.scoring.evidence.verdicts import Sign, Strength, sign, strength


def parameter_words(each: ParameterEvidence) -> str:
    """Return what the figures of a parameter mean, as markup."""
    words = strengths()[strength(each)]
    surely = strength(each) not in (Strength.NOTHING, Strength.UNCLEAR, Strength.UNKNOWN)
    if not surely:
        return escape(words)
    if sign(each.ranking) is Sign.WRONG:
        return (
            escape(words) + "; [yellow]" + escape(_("the sign is wrong: more points go with fewer won deals")) + "[/]"
        )
    if sign(each.ranking) is Sign.RIGHT:
        return escape(words) + "; " + escape(_("the sign is right: more points go with more won deals"))
    return escape(words) + "; " + escape(_("but not the way its points go"))


def strengths() -> dict[Strength, str]:
    """Return what each strength of a parameter is called."""
    return {
        Strength.UNKNOWN: _("nothing can be said"),
        Strength.NOTHING: _("says nothing: the question can be left out"),
        Strength.UNCLEAR: _("nothing sure: chance would do as well, more deals are needed"),
        Strength.SLIGHT: _("says next to nothing"),
        Strength.WEAK: _("says a little"),
        Strength.MEDIUM: _("says much"),
        Strength.STRONG: _("says very much"),
        Strength.DOUBTFUL: _("says too much to be true: is the answer given before the deal is closed?"),
    }


def answer_words(book: Book, choice: Choice) -> str:
    """Return what an answer says, cut where it is long."""
    words = _("unknown") if choice.id == UNKNOWN else one_line(readable(book, choice.text)).rstrip(".")
    return words if len(words) <= 40 else words[:39] + "…"


def heading(words: str) -> str:
    """Return the heading of a section, as markup."""
    return f"\n[bold]{escape(words)}[/]"
