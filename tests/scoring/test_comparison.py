"""Two cards on the same leads."""

from collections.abc import Sequence

from salesbook.scoring.columns import listed_rows
from salesbook.scoring.comparison import MOST_NAMED, Comparison, placed
from salesbook.scoring.score import Lead, score
from tests.scoring.test_explanation import segments
from tests.scoring.test_totals import SHORT, card_of

OLD = card_of(SHORT, segments=segments(-1, 0, 1))
NEW = card_of(SHORT, segments=segments(-1, 1))
LEADS = {name: Lead((), {"p0": name}) for name in ("minus", "zero", "plus")}
REFUSED = Lead(("far",), {})


def add(compared: Comparison, pairs: Sequence[tuple[Lead | None, Lead | None]]) -> None:
    """Take leads as both cards read them."""
    before, after = (
        listed_rows(card, leads)
        for card, leads in zip((compared.old, compared.new), zip(*pairs, strict=True), strict=True)
    )
    compared.add(range(len(pairs)), [f"Сделка {n}" for n in range(len(pairs))], before, after)


def test_up_and_down_by_how_high_a_segment_stands() -> None:
    compared = Comparison(OLD, NEW)
    add(compared, [(lead, lead) for lead in (*LEADS.values(), REFUSED)])
    # s1 of three stands in the middle, s0 of two at the bottom; s2 of three and s1 of two at the top.
    assert compared.matrix == {("s0", "s0"): 1, ("s1", "s0"): 1, ("s2", "s1"): 1, (None, None): 1}
    assert (compared.up, compared.down, compared.level, compared.moved, compared.scored) == (0, 1, 1, 2, 4)
    assert [(move.label, move.before.segment, move.after.segment) for move in compared.moves] == [
        ("Сделка 1", "s1", "s0"),
        ("Сделка 2", "s2", "s1"),
    ]


def test_a_refusal_is_below_everything() -> None:
    compared = Comparison(OLD, OLD)
    add(compared, [(LEADS["minus"], REFUSED), (REFUSED, LEADS["minus"])])
    assert (compared.up, compared.down) == (1, 1)


def test_leads_that_a_card_cannot_score() -> None:
    compared = Comparison(OLD, NEW)
    add(compared, [(REFUSED, None), (None, REFUSED), (None, None), (None, None)])
    assert (compared.only_old, compared.only_new, compared.neither, compared.scored) == (1, 1, 2, 0)


def test_not_everybody_is_named() -> None:
    compared = Comparison(OLD, NEW)
    for _batch in range(5):
        add(compared, [(LEADS["zero"], LEADS["zero"])] * (MOST_NAMED // 5 + 1))
    assert (len(compared.moves), compared.moved) == (MOST_NAMED, MOST_NAMED + 5)


def test_where_a_card_puts_rows_is_what_the_score_says() -> None:
    card = card_of(
        SHORT, SHORT | {"weight": 0.5}, knockouts=[{"id": "far", "title": "Далеко"}], segments=segments(-2, 0, 1)
    )
    names = ("minus", "zero", "plus")
    leads = [Lead(held, {"p0": a, "p1": b}) for held in ((), ("far",)) for a in names for b in names]
    rows = placed(listed_rows(card, [*leads, Lead(("far",), {})]))
    for n, lead in enumerate([*leads, Lead(("far",), {})]):
        result = score(lead, card)
        segment = None if result.knocked_out or result.segment is None else result.segment.id
        assert rows.at(n) == (segment, result.total)
