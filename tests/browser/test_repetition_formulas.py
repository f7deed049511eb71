"""When a card comes again: our script says what py-fsrs says, over series of grades that chance has made."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.browser.scripts import ran

fsrs = pytest.importorskip("fsrs")

pytestmark = pytest.mark.browser

SERIES, LONGEST = 4_000, 14
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
STEPS = ((), (10,), (1, 10), (1, 10, 60))
_REPLAY = """(all) => all.map(({ options, answers }) => {
  let memory = null;
  return answers.map(([grade, days]) => {
    const recalled = memory === null ? 0 : repetition.chance(memory, days);
    memory = repetition.next(memory, grade, days, options);
    return { ...memory, recalled };
  });
})"""


def chance_series(chance: random.Random) -> dict[str, Any]:
    """Return settings, and answers: grades with the whole days since the one before, hours of the same day apart."""
    options = {
        "retention": chance.choice((0.9, 0.9, 0.8, 0.95)),
        "learning": chance.choice(STEPS),
        "relearning": chance.choice(STEPS),
        "most": chance.choice((365, 36_500)),
    }
    answers = [
        (chance.choices((1, 2, 3, 4), (3, 2, 5, 2))[0], chance.choice((0, 0, 1, 2, 3, 7, 30, chance.randint(1, 900))))
        for _ in range(chance.randint(1, LONGEST))
    ]
    return {"options": options, "answers": answers}


def by_fsrs(series: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what py-fsrs says after each answer of a series, in the words of the script."""
    options = series["options"]
    scheduler = fsrs.Scheduler(
        desired_retention=options["retention"],
        learning_steps=[timedelta(minutes=each) for each in options["learning"]],
        relearning_steps=[timedelta(minutes=each) for each in options["relearning"]],
        maximum_interval=options["most"],
        enable_fuzzing=False,
    )
    card, now = fsrs.Card(card_id=1), BEGUN
    told: list[dict[str, Any]] = []
    lapses, reps = 0, 0
    for grade, days in series["answers"]:
        # Nearly a day more, so that what counts are whole days; nothing but the first answer may be at the same moment.
        now += (
            timedelta(days=days, seconds=random.Random(f"{grade} {days}").randint(1, 80_000)) if told else timedelta()
        )
        recalled = scheduler.get_card_retrievability(card, now)
        lapses += card.state is fsrs.State.Review and grade == 1
        reps += not told or days > 0
        card, _log = scheduler.review_card(card, fsrs.Rating(grade), now)
        wait = card.due - now
        told.append({
            "stability": card.stability,
            "difficulty": card.difficulty,
            "step": 0 if card.step is None else card.step + 1,
            "reps": reps,
            "lapses": lapses,
            "recalled": recalled,
            "wait": {"days": wait.days} if card.step is None else {"minutes": wait.total_seconds() / 60},
        })  # fmt: skip
        is_relearnt = card.state is fsrs.State.Relearning
        assert is_relearnt == (card.step is not None and lapses > 0), (
            "what is learnt again cannot be told from the rest"
        )
    return told


def test_every_answer_has_what_py_fsrs_says(request: pytest.FixtureRequest) -> None:
    chance = random.Random(15)
    series = [chance_series(chance) for _ in range(SERIES)]
    told = ran(["repetition.js"], _REPLAY, series, request)
    answers = 0
    for given, ours in zip(series, told, strict=True):
        theirs = by_fsrs(given)
        for mine, wanted in zip(ours, theirs, strict=True):
            answers += 1
            figures = ("stability", "difficulty", "recalled")
            assert [mine.pop(name) for name in figures] == pytest.approx(
                [wanted.pop(name) for name in figures], rel=1e-9
            ), given
            assert mine == wanted, given
    assert answers > SERIES * LONGEST / 3


def test_settings_are_those_of_the_academy(request: pytest.FixtureRequest) -> None:
    usual = ran(["repetition.js"], "() => repetition.USUAL", None, request)
    assert usual == {"retention": 0.9, "learning": [10], "relearning": [10], "most": 365}
    plain = ran(
        ["repetition.js"], "() => [1, 2, 3, 4].map((grade) => repetition.next(null, grade).wait)", None, request
    )
    assert plain == [{"minutes": 10}, {"minutes": 15}, {"days": 2}, {"days": 8}]


def test_whatever_is_kept_gives_a_row_that_can_be_kept(request: pytest.FixtureRequest) -> None:
    odd = (0, 1e-300, 0.5, 1, 10, 365, 1e6)
    memories = [
        {"stability": stability, "difficulty": difficulty, "step": step, "reps": 100_000, "lapses": lapses * 100_000}
        for stability in odd
        for difficulty in odd
        for step in (0, 1, 2, 100_000)
        for lapses in (0, 1)
    ]
    given = [[memory, grade, days] for memory in memories for grade in (1, 2, 3, 4) for days in (0, 1, 30_000)]
    told = ran(["repetition.js"], "(all) => all.map((each) => repetition.next(...each))", given, request)
    for each, after in zip(given, told, strict=True):
        assert 0 < after["stability"] <= 1e6, each
        assert 1 <= after["difficulty"] <= 10, each
        assert after["step"] in (0, 1), each
        assert max(after["reps"], after["lapses"]) <= 100_000, each
        [(unit, wait)] = after["wait"].items()
        assert 1 <= wait <= {"days": 365, "minutes": 15}[unit], each
