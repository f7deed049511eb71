"""Scripts: what to say, what to ask, what to listen for, block by block."""

from types import MappingProxyType
from typing import Annotated

from salesbook.core.language import mark
from salesbook.models.base import (
    About,
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
    Unsought,
)


class Question(ContentModel):
    """A question to the client and what to hear in the answer."""

    EXAMPLES = MappingProxyType({
        "ask": mark("What matters to you most?"),
        "listen": mark("The reason, not the price"),
    })  # fmt: skip

    kind: QuestionKind
    """What the question is for."""
    ask: Text
    """The question, in the words to be said."""
    listen: Text | None = None
    """What to hear in the answer, and what to do with it."""


class Objection(ContentModel):
    """What the client says against, and the answer."""

    EXAMPLES = MappingProxyType({
        "objection": mark("It is expensive"),
        "answer": mark("What do you compare it with?"),
    })  # fmt: skip

    SOUGHT_BY = "objection"

    objection: Text
    """What the client says."""
    everyday: Annotated[Many[Line], About(), Unsought()] = ()
    """Other words in which clients say it; the search knows them, no page shows them."""
    answer: Text
    """What to answer."""


class Block(ContentModel):
    """A part of the talk with a purpose of its own."""

    EXAMPLES = MappingProxyType({
        "title": mark("Greeting"),
        "purpose": mark("Consent to talk"),
        "say": mark("Is it convenient to talk now?"),
        "listen_for": mark("The client is in a hurry: name a time"),
        "closes_on": mark("Five minutes for questions"),
    })  # fmt: skip

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

    EXAMPLES = MappingProxyType({
        "title": mark("The first call"),
        "goal": mark("A meeting with a day and an hour"),
        "prepare": mark("Open the card of the deal"),
        "after": mark("Write down what was agreed"),
    })  # fmt: skip

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
