"""Scorecards: how a lead is judged, and what happens to it then."""

from typing import Annotated

from pydantic import Field

from salesbook.models.base import (
    Code,
    ContentModel,
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


class Knockout(ContentModel):
    """A reason to refuse whatever the sum («фаза отсева»)."""

    id: Slug
    """Name of the reason in lead files: no-budget."""
    title: Line
    """Reason to refuse the lead."""
    about: Text | None = None
    """How to tell that it holds."""


class Parameter(ContentModel):
    """One judgement: what −1 (`minus`), 0 (`zero`) and 1 (`plus`) mean."""

    id: Slug
    """Name of the parameter in lead files: budget."""
    title: Line
    """What is judged."""
    ask: Text | None = None
    """Question that brings the answer out."""
    minus: Text
    """What −1 means."""
    zero: Text
    """What 0 means."""
    plus: Text
    """What 1 means."""


class ParameterBlock(ContentModel):
    """Parameters that are judged together and have a sum of their own."""

    id: Slug
    """Name of the block in answers for programs: request."""
    title: Line
    """What the block is about."""
    parameters: Some[Parameter]
    """Parameters in the order they are asked."""


class Outcome(ContentModel):
    """What to do next: who works with the lead, how, by which regulation and letter."""

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

    id: Annotated[str, Field(min_length=1, max_length=20), Code()]
    """Short name of the segment: A."""
    title: Line
    """What the segment is called."""
    from_: Annotated[int, Field(alias="from")]
    """Lowest total of the segment, itself included."""
    to: int
    """Highest total of the segment, itself included."""


class ExtraRule(ContentModel):
    """Something more that holds above a total, whatever the segment (above 9 the head joins)."""

    above: int
    """The rule holds when the total is greater than this."""
    who: RoleId
    """Who joins in."""
    action: Text
    """What the role does."""


class Scorecard(ContentModel):
    """content/scorecards/*.yml. Totals run from −n to n, n being the number of parameters."""

    title: Line
    """Name of the scorecard."""
    order: Order = 100
    """Place among the scorecards: smaller comes first."""
    edition: Line
    """Edition of the scorecard, kept with every result: 2026-11."""
    about: Annotated[Text, Summary()]
    """Who is judged, when, and what to do with gaps in the answers."""
    knockouts: Many[Knockout] = ()
    """Reasons to refuse whatever the sum."""
    refusal: Outcome
    """What to do with a lead that is knocked out."""
    blocks: Some[ParameterBlock]
    """Blocks of parameters, each with a sum of its own."""
    segments: Some[Segment]
    """Segments; together they cover all possible totals."""
    rules: Many[ExtraRule] = ()
    """What holds above a total, whatever the segment."""

    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters, in the order they are asked."""
        return tuple(p for block in self.blocks for p in block.parameters)

    def for_whom(self) -> tuple[str, ...]:
        """Whoever works with the leads of a segment."""
        return tuple(segment.works for segment in self.segments)
