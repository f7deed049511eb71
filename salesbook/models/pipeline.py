"""Pipelines: stages named after what has happened with the client, and the moves between them."""

from types import MappingProxyType
from typing import Annotated, Literal

from salesbook.core.language import mark
from salesbook.models.base import (
    About,
    ChannelId,
    ContentModel,
    FactId,
    InstructionRef,
    ItemModel,
    LetterRef,
    Line,
    Many,
    MoveTarget,
    Order,
    Parts,
    PipelineGroup,
    RegulationRef,
    RoleId,
    ScriptRef,
    Slug,
    Some,
    Summary,
    Text,
)


class Task(ContentModel):
    """A task set at a stage: what, by when, and who does it (the stage's own role when not said)."""

    EXAMPLES = MappingProxyType({
        "what": mark("Call and agree on a meeting"),
        "deadline": mark("today"),
    })  # fmt: skip

    what: Text
    """What is to be done."""
    deadline: Text
    """By when, counted from the stage or a date; figures as {{ fact.id }}."""
    who: RoleId | None = None
    """Who does it, when not the stage's responsible role."""


class Sla(ContentModel):
    """A promise in time: what must be done, and the fact that says within how long."""

    EXAMPLES = MappingProxyType({
        "what": mark("The first call"),
    })  # fmt: skip

    what: Text
    """What is promised."""
    within: FactId
    """Figure that says within how long."""


class CrmField(ContentModel):
    """A field of the deal card that must be filled in before the deal leaves the stage."""

    EXAMPLES = MappingProxyType({
        "name": mark("Source"),
        "how": mark("What the client has named"),
    })  # fmt: skip

    name: Line
    """Name of the field, as the CRM shows it."""
    how: Text | None = None
    """What to write there."""
    instruction: InstructionRef | None = None
    """CRM instruction that shows how."""


class Move(ContentModel):
    """A way out of a stage: to one of this pipeline (`stage-id`) or of another (`pipeline:file-name#stage-id`)."""

    EXAMPLES = MappingProxyType({
        "to": "meeting-held",
        "when": mark("The client has agreed"),
    })  # fmt: skip

    to: MoveTarget
    """Stage the deal moves to."""
    when: Text
    """What has to happen before the move."""
    by: RoleId | None = None
    """Who moves the deal."""
    automatic: bool = False
    """Whether the CRM moves the deal by itself."""


class Stage(ContentModel):
    """A stage card. The name says what has happened; `closes_on` is what the client is closed on here."""

    EXAMPLES = MappingProxyType({
        "id": "meeting-held",
        "name": mark("Meeting held"),
        "ground": mark("There is a summary of the talk in the card"),
        "closes_on": mark("The next step with a day"),
        "ideal": mark("The client has named the budget and the term"),
        "actions": mark("Call; write down the result"),
        "forbidden": mark("To end the talk without a next step"),
        "automations": mark("Sets a task for the next day"),
    })  # fmt: skip

    id: Slug
    """Name of the stage for references: pipeline:file-name#stage-id."""
    name: Line
    """Name of the stage: what has happened with the client."""
    ground: Text
    """The ground for the status: facts by which the deal stands here."""
    closes_on: Annotated[Text, Summary()]
    """What we close the client on here."""
    ideal: Text
    """The ideal result of the stage."""
    responsible: RoleId
    """Who answers for the deal at this stage."""
    may_move: Some[RoleId]
    """Who may move the deal on."""
    channels: Many[ChannelId] = ()
    """Channels by which the client is reached here."""
    actions: Some[Text]
    """What to do, step by step."""
    forbidden: Many[Text] = ()
    """What must not be done here."""
    tasks: Many[Task] = ()
    """Tasks that are set in the CRM."""
    sla: Many[Sla] = ()
    """Promises in time."""
    fields: Many[CrmField] = ()
    """Fields of the deal card to fill in before the deal leaves the stage."""
    regulations: Many[RegulationRef] = ()
    """Regulations by which the stage works."""
    scripts: Many[ScriptRef] = ()
    """Scripts of the talks held here."""
    letters: Many[LetterRef] = ()
    """Letters sent from here."""
    automations: Many[Text] = ()
    """What the CRM does by itself."""
    moves: Many[Move] = ()
    """Ways out of the stage."""
    end: Literal["won", "lost"] | None = None
    """Set when the deal ends here: won or lost."""

    def for_whom(self) -> tuple[str, ...]:
        """Whoever answers for the deal here."""
        return (self.responsible,)


class Pipeline(ItemModel):
    """content/pipelines/*.yml: deals enter at `starts` (the first stage if not said) and end at won or lost ones."""

    EXAMPLES = MappingProxyType({
        "title": mark("Sales"),
        "about": mark("Requests of new clients, up to the contract"),
        "starts": "new-lead",
    })  # fmt: skip

    PARTS = Parts("stages", title="name", anchor="id", repeated="starts")

    title: Line
    """Name of the pipeline."""
    order: Order = 100
    """Place among the pipelines: smaller comes first."""
    group: PipelineGroup
    """What the pipeline is for: sales, or work before or after them."""
    about: Annotated[Text, Summary()]
    """Which deals go here, and how it is connected with other pipelines."""
    owner: Annotated[RoleId, About()]
    """Who answers for the pipeline's stages and rules."""
    starts: Many[Slug] = ()
    """Ids of the stages at which deals enter; the first one when not said."""
    stages: Some[Stage]
    """Stages in the order a deal goes through them."""

    def starting(self) -> tuple[str, ...]:
        """Ids of the stages at which deals enter the pipeline."""
        return self.starts or (self.stages[0].id,)

    def for_whom(self) -> tuple[str, ...]:
        """Whoever answers for the pipeline or for a stage."""
        return (self.owner, *(stage.responsible for stage in self.stages))
