"""Letters: typed fields that a manager fills in, and a Jinja2 body that does the writing."""

from typing import Annotated, Literal

from pydantic import Field

from salesbook.models.base import ChannelId, ContentModel, Line, Many, RegulationRef, Some, StageRef, Text

FieldId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class LetterField(ContentModel):
    """A fact the manager fills in; `group` holds fields of its own, `list` is a list of lines.

    `ahead`: the date must not lie in the past, as that of a next step.
    """

    id: FieldId
    label: Line
    type: Literal["line", "text", "list", "date", "time", "number", "money", "choice", "channel", "flag", "group"]
    required: bool = True
    hint: Line | None = None
    ahead: bool = False
    choices: Many[Line] = ()
    fields: Many["LetterField"] = ()


class Letter(ContentModel):
    """content/letters/*.md: subject and body are Jinja2 templates over the declared fields."""

    title: Line
    order: int = 100
    subject: Annotated[str, Field(min_length=1)] | None = None
    channels: Some[ChannelId]
    stage: StageRef | None = None
    regulation: RegulationRef
    purpose: Text
    fields: Many[LetterField] = ()
    sample: dict[str, object] = Field(default_factory=dict)
    body: Annotated[str, Field(min_length=1)]
