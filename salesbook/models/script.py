"""Scripts: what to say, what to ask, what to listen for, block by block."""

from typing import Annotated

from salesbook.models.base import (
    ChannelId,
    ContentModel,
    ItemModel,
    Line,
    Many,
    Order,
    Parts,
    QuestionKind,
    RegulationRef,
    Some,
    StageRef,
    Summary,
    Text,
)


class Question(ContentModel):
    """A question to the client and what to hear in the answer."""

    kind: QuestionKind
    """What the question is for."""
    ask: Text
    """The question, in the words to be said."""
    listen: Text | None = None
    """What to hear in the answer, and what to do with it."""


class Objection(ContentModel):
    """What the client says against, and the answer."""

    objection: Text
    """What the client says."""
    answer: Text
    """What to answer."""


class Block(ContentModel):
    """A part of the talk with a purpose of its own."""

    title: Line
    """What this part of the talk is called."""
    purpose: Annotated[Text, Summary()]
    """What the part must achieve."""
    say: Many[Text] = ()
    """What to say, in the words to be said."""
    questions: Many[Question] = ()
    """Questions in the order they are asked."""
    listen_for: Many[Text] = ()
    """Signs to listen for, and how to react."""
    objections: Many[Objection] = ()
    """Objections heard here, with answers."""
    closes_on: Text | None = None
    """What the client agrees to at the end of the part."""


class Script(ItemModel):
    """content/scripts/*.yml: a talk that serves one stage."""

    PARTS = Parts("blocks", title="title")

    title: Line
    """What the talk is called."""
    order: Order = 100
    """Place among the scripts: smaller comes first."""
    stage: StageRef
    """Stage that the talk serves."""
    goal: Annotated[Text, Summary()]
    """Result of a good talk."""
    channels: Some[ChannelId]
    """Channels in which the talk is held."""
    prepare: Many[Text] = ()
    """What to do before the talk."""
    blocks: Some[Block]
    """Parts of the talk, in order."""
    after: Many[Text] = ()
    """What to do right after the talk."""
    regulations: Many[RegulationRef] = ()
    """Regulations behind the talk."""

    def for_whom(self) -> tuple[str, ...]:
        """Whoever answers for the stage."""
        return (self.stage,)
