"""Two cards on the same leads."""

from salesbook.scoring.comparison import MOST_NAMED, Comparison
from salesbook.scoring.score import Lead
from tests.scoring.test_explanation import segments
from tests.scoring.test_totals import SHORT, card_of

OLD = card_of(SHORT, segments=segments(-1, 0, 1))
NEW = card_of(SHORT, segments=segments(-1, 1))
LEADS = {name: Lead((), {"p0": name}) for name in ("minus", "zero", "plus")}
REFUSED = Lead(("far",), {})


def test_up_and_down_by_how_high_a_segment_stands() -> None:
    compared = Comparison(OLD, NEW)
    for n, lead in enumerate((*LEADS.values(), REFUSED)):
        compared.add(n, f"Сделка {n}", lead, lead)
    # s1 of three stands in the middle, s0 of two at the bottom; s2 of three and s1 of two at the top.
    assert compared.matrix == {("s0", "s0"): 1, ("s1", "s0"): 1, ("s2", "s1"): 1, (None, None): 1}
    assert (compared.up, compared.down, compared.level, compared.moved, compared.scored) == (0, 1, 1, 2, 4)
    assert [(move.label, move.before.segment, move.after.segment) for move in compared.moves] == [
        ("Сделка 1", "s1", "s0"),
        ("Сделка 2", "s2", "s1"),
    ]


def test_a_refusal_is_below_everything() -> None:
    compared = Comparison(OLD, OLD)
    compared.add(1, "", LEADS["minus"], REFUSED)
    compared.add(2, "", REFUSED, LEADS["minus"])
    assert (compared.up, compared.down) == (1, 1)


def test_leads_that_a_card_cannot_score() -> None:
    compared = Comparison(OLD, NEW)
    for before, after in ((REFUSED, None), (None, REFUSED), (None, None), (None, None)):
        compared.add(1, "", before, after)
    assert (compared.only_old, compared.only_new, compared.neither, compared.scored) == (1, 1, 2, 0)


def test_not_everybody_is_named() -> None:
    compared = Comparison(OLD, NEW)
    for n in range(MOST_NAMED + 5):
        compared.add(n, "", LEADS["zero"], LEADS["zero"])
    assert (len(compared.moves), compared.moved) == (MOST_NAMED, MOST_NAMED + 5)
