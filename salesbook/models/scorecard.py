"""Scorecards: how a lead is judged, and what happens to it then."""

from typing import Annotated

from pydantic import Field

from salesbook.models.base import ContentModel, LetterRef, Line, Many, RegulationRef, RoleId, Slug, Some, Text


class Knockout(ContentModel):
    """A reason to refuse whatever the sum («фаза отсева»)."""

    id: Slug
    title: Line
    about: Text | None = None


class Parameter(ContentModel):
    """One judgement: what −1 (`minus`), 0 (`zero`) and 1 (`plus`) mean."""

    id: Slug
    title: Line
    ask: Text | None = None
    minus: Text
    zero: Text
    plus: Text


class ParameterBlock(ContentModel):
    """Parameters that are judged together and have a sum of their own."""

    id: Slug
    title: Line
    parameters: Some[Parameter]


class Outcome(ContentModel):
    """What to do next: who works with the lead, how, by which regulation and letter."""

    works: RoleId
    actions: Some[Text]
    regulation: RegulationRef
    letter: LetterRef | None = None


class Segment(Outcome):
    """A part of the range of totals, both bounds included."""

    id: Annotated[str, Field(min_length=1, max_length=20)]
    title: Line
    from_: Annotated[int, Field(alias="from")]
    to: int


class ExtraRule(ContentModel):
    """Something more that holds above a total, whatever the segment (above 9 the head joins)."""

    above: int
    who: RoleId
    action: Text


class Scorecard(ContentModel):
    """content/scorecards/*.yml. Totals run from −n to n, n being the number of parameters."""

    title: Line
    order: int = 100
    edition: Line
    about: Text
    knockouts: Many[Knockout] = ()
    refusal: Outcome
    blocks: Some[ParameterBlock]
    segments: Some[Segment]
    rules: Many[ExtraRule] = ()

    def parameters(self) -> tuple[Parameter, ...]:
        """All parameters, in the order they are asked."""
        return tuple(p for block in self.blocks for p in block.parameters)
