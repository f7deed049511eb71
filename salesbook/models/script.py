"""Scripts: what to say, what to ask, what to listen for, block by block."""

from typing import Literal

from salesbook.models.base import ChannelId, ContentModel, Line, Many, RegulationRef, Some, StageRef, Text


class Question(ContentModel):
    """A question to the client and what to hear in the answer."""

    kind: Literal["open", "situation", "problem", "implication", "benefit", "closing"]
    ask: Text
    listen: Text | None = None


class Objection(ContentModel):
    """What the client says against, and the answer."""

    objection: Text
    answer: Text


class Block(ContentModel):
    """A part of the talk with a purpose of its own."""

    title: Line
    purpose: Text
    say: Many[Text] = ()
    questions: Many[Question] = ()
    listen_for: Many[Text] = ()
    objections: Many[Objection] = ()
    closes_on: Text | None = None


class Script(ContentModel):
    """content/scripts/*.yml: a talk that serves one stage."""

    title: Line
    order: int = 100
    stage: StageRef
    goal: Text
    channels: Some[ChannelId]
    prepare: Many[Text] = ()
    blocks: Some[Block]
    after: Many[Text] = ()
    regulations: Many[RegulationRef] = ()
