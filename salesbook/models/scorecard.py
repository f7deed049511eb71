"""Scorecards: how a lead is judged, and what happens to it then."""

from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, NamedTuple

from pydantic import Field

from salesbook.core.language import mark
from salesbook.models.base import (
    About,
    Code,
    ContentModel,
    ItemModel,
    LetterRef,
    Line,
    Many,
    Order,
    RegulationRef,
    RoleId,
    Slug,
    Some,
    Summary,
    Text,
)
from salesbook.models.points import Points, Total, Weight

UNKNOWN = "unknown"
"""Names the answer “unknown” in lead files; no other answer is called so."""


class Knockout(ContentModel):
    """A reason to refuse whatever the sum («фаза отсева»)."""

    EXAMPLES = MappingProxyType({
        "title": mark("No budget"),
        "about": mark("The client says so"),
    })  # fmt: skip

    id: Slug
    """Name of the reason in lead files: no-budget."""
    title: Line
    """Reason to refuse the lead."""
    about: Text | None = None
    """How to tell that it holds."""


class Answer(ContentModel):
    """An answer to a parameter, and the points that it gives."""

    EXAMPLES = MappingProxyType({
        "text": mark("Buys this month"),
        "points": "20",
    })  # fmt: skip

    id: Slug
    """Name of the answer in lead files: large."""
    text: Text
    """How to tell that it is this one."""
    points: Points
    """What it counts, before the weight: 20, −5, 2.5."""


class Unknown(ContentModel):
    """The answer “unknown”: nobody can say yet.

    With points of its own it counts like any other answer. Without, the parameter is left out: nothing is added for
    it, whatever its weight, and the result names it.
    """

    EXAMPLES = MappingProxyType({
        "text": mark("The client has not said it: ask"),
        "points": "0",
    })  # fmt: skip

    text: Text
    """When it is chosen, and what to do then."""
    points: Points | None = None
    """What it counts, before the weight; leave it out, and the parameter counts nothing at all."""


class Choice(NamedTuple):
    """Something that may be said of a parameter, whichever way the card writes it."""

    id: str
    """What names it in lead files: the id of an answer, `minus`, `zero` and `plus`, or `unknown`."""
    text: str
    points: Decimal | None
    """What it counts before the weight; None: the parameter is left out of the sum."""


class Parameter(ContentModel):
    """One judgement, with its answers: what −1 (`minus`), 0 (`zero`) and 1 (`plus`) mean, or a list with points."""

    EXAMPLES = MappingProxyType({
        "title": mark("Budget"),
        "ask": mark("What sum do you reckon with?"),
        "minus": mark("There is no money"),
        "zero": mark("It is not clear"),
        "plus": mark("The money is there"),
    })  # fmt: skip

    id: Slug
    """Name of the parameter in lead files: budget."""
    title: Line
    """What is judged."""
    ask: Text | None = None
    """Question that brings the answer out."""
    minus: Text | None = None
    """What −1 means."""
    zero: Text | None = None
    """What 0 means."""
    plus: Text | None = None
    """What 1 means."""
    answers: Many[Answer] = ()
    """Answers with points of their own, in place of minus, zero and plus."""
    weight: Weight = Decimal(1)
    """What the points are multiplied by; 1 when not said."""
    unknown: Unknown | None = None
    """What “unknown” counts here, where that differs from the rest of the card."""

    @property
    def short(self) -> bool:
        """Whether the answers are written the short way, as minus, zero and plus."""
        return not self.answers

    def choices(self) -> tuple[Choice, ...]:
        """Return the answers without “unknown”, in the order in which they stand on the card."""
        short = (("minus", self.minus), ("zero", self.zero), ("plus", self.plus))
        marks = tuple(Choice(name, text, Decimal(n)) for n, (name, text) in enumerate(short, -1) if text is not None)
        return marks + tuple(Choice(answer.id, answer.text, answer.points) for answer in self.answers)


class ParameterBlock(ContentModel):
    """Parameters that are judged together and have a sum of their own."""

    EXAMPLES = MappingProxyType({
        "title": mark("The request"),
    })  # fmt: skip

    id: Slug
    """Name of the block in answers for programs: request."""
    title: Line
    """What the block is about."""
    parameters: Some[Parameter]
    """Parameters in the order they are asked."""


class Outcome(ContentModel):
    """What to do next: who works with the lead, how, by which regulation and letter."""

    EXAMPLES = MappingProxyType({
        "actions": mark("Call; agree on a meeting"),
    })  # fmt: skip

    works: RoleId
    """Who works with the lead next."""
    actions: Some[Text]
    """What to do, step by step."""
    regulation: RegulationRef
    """Regulation that says how."""
    letter: LetterRef | None = None
    """Letter to send."""


class Segment(Outcome):
    """A part of the range of totals, both bounds included."""

    EXAMPLES = MappingProxyType({
        "title": mark("Ready to buy"),
        "from_": "-1",
        "to": "1",
    })  # fmt: skip

    id: Annotated[str, Field(min_length=1, max_length=20), Code()]
    """Short name of the segment: A."""
    title: Line
    """What the segment is called."""
    from_: Annotated[Total, Field(alias="from")]
    """Lowest total of the segment, itself included."""
    to: Total
    """Highest total of the segment, itself included."""


class ExtraRule(ContentModel):
    """Something more that holds above a total, whatever the segment (above 9 the head joins)."""

    EXAMPLES = MappingProxyType({
        "action": mark("Joins the talks"),
    })  # fmt: skip

    above: Total
    """The rule holds when the total is greater than this."""
    who: RoleId
    """Who joins in."""
    action: Text
    """What the role does."""


class CardTest(ContentModel):
    """A row of a card's tests: the answers about a lead, and what must come of them."""

    EXAMPLES = MappingProxyType({
        "title": mark("Money is there, no decision yet"),
        "scores": "budget: plus",
        "segment": "A",
    })  # fmt: skip

    title: Line | None = None
    """What the row shows: money is there, the decision is not."""
    knockouts: Many[Annotated[str, Code()]] = ()
    """Ids of the knock-outs that hold; none when not said."""
    scores: dict[str, Annotated[object, Code()]] = Field(default_factory=dict)
    """Parameters and their answers, as in a lead's file; may be left out when a knock-out holds."""
    segment: Annotated[str, Code()] | None = None
    """Id of the segment that must come out."""
    refused: bool = False
    """Whether the lead must be refused, in place of a segment."""
    total: Total | None = None
    """Total that must come out, when it matters."""


class Scorecard(ItemModel):
    """content/scorecards/*.yml: knock-outs, parameters whose points are summed up, and segments of the total.

    A parameter counts the points of its answer times its weight; the total is the sum over all parameters that are not
    left out. So totals run from the sum of the least that each parameter may count to the sum of the most.
    """

    EXAMPLES = MappingProxyType({
        "title": mark("Card of a lead"),
        "edition": "2026-11",
        "about": mark("Every lead, after the first talk"),
    })  # fmt: skip

    title: Line
    """Name of the scorecard."""
    order: Order = 100
    """Place among the scorecards: smaller comes first."""
    edition: Line
    """Edition of the scorecard, kept with every result: 2026-11."""
    default: Annotated[bool, About()] = False
    """Whether leads are judged by this card when none is named; of several cards one is marked."""
    about: Annotated[Text, Summary()]
    """Who is judged, when, and what to do with gaps in the answers."""
    knockouts: Many[Knockout] = ()
    """Reasons to refuse whatever the sum."""
    refusal: Outcome
    """What to do with a lead that is knocked out."""
    blocks: Some[ParameterBlock]
    """Blocks of parameters, each with a sum of its own."""
    unknown: Unknown | None = None
    """What the answer “unknown” counts; without it every parameter needs one of its own answers."""
    segments: Some[Segment]
    """Segments; together they cover all possible totals."""
    rules: Many[ExtraRule] = ()
    """What holds above a total, whatever the segment."""
    tests: Annotated[tuple[CardTest, ...], Field(strict=False, max_length=1000), About()] = ()
    """Rows of answers, each with the segment that must come out, 1,000 at most; “salesbook check” runs them."""

    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters, in the order they are asked."""
        return tuple(p for block in self.blocks for p in block.parameters)

    def choices(self, parameter: Parameter) -> tuple[Choice, ...]:
        """Return what may be said of a parameter: its answers, then “unknown” where the card takes it."""
        unknown = parameter.unknown or self.unknown
        return parameter.choices() + (() if unknown is None else (Choice(UNKNOWN, unknown.text, unknown.points),))

    def for_whom(self) -> tuple[str, ...]:
        """Whoever works with the leads of a segment."""
        return tuple(segment.works for segment in self.segments)
