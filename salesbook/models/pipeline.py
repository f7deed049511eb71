"""Pipelines: stages named after what has happened with the client, and the moves between them."""

from typing import Literal

from salesbook.models.base import (
    ChannelId,
    ContentModel,
    FactId,
    InstructionRef,
    LetterRef,
    Line,
    Many,
    MoveTarget,
    RegulationRef,
    RoleId,
    ScriptRef,
    Slug,
    Some,
    Text,
)


class Task(ContentModel):
    """A task set at a stage: what, by when, and who does it (the stage's own role when not said)."""

    what: Text
    deadline: Text
    who: RoleId | None = None


class Sla(ContentModel):
    """A promise in time: what must be done, and the fact that says within how long."""

    what: Text
    within: FactId


class CrmField(ContentModel):
    """A field of the deal card that must be filled in before the deal leaves the stage."""

    name: Line
    how: Text | None = None
    instruction: InstructionRef | None = None


class Move(ContentModel):
    """A way out of a stage: to one of this pipeline (`meeting-held`) or of another (`pipeline:warmup#postponed`)."""

    to: MoveTarget
    when: Text
    by: RoleId | None = None
    automatic: bool = False


class Stage(ContentModel):
    """A stage card. The name says what has happened; `closes_on` is what the client is closed on here."""

    id: Slug
    name: Line
    ground: Text
    closes_on: Text
    ideal: Text
    responsible: RoleId
    may_move: Some[RoleId]
    channels: Many[ChannelId] = ()
    actions: Some[Text]
    forbidden: Many[Text] = ()
    tasks: Many[Task] = ()
    sla: Many[Sla] = ()
    fields: Many[CrmField] = ()
    regulations: Many[RegulationRef] = ()
    scripts: Many[ScriptRef] = ()
    letters: Many[LetterRef] = ()
    automations: Many[Text] = ()
    moves: Many[Move] = ()
    end: Literal["won", "lost"] | None = None


class Pipeline(ContentModel):
    """content/pipelines/*.yml: deals enter at `starts` (the first stage if not said) and end at won or lost ones."""

    title: Line
    order: int = 100
    group: Literal["sales", "warmup", "production"]
    about: Text
    owner: RoleId
    starts: Many[Slug] = ()
    stages: Some[Stage]

    def starting(self) -> tuple[str, ...]:
        """Ids of the stages at which deals enter the pipeline."""
        return self.starts or (self.stages[0].id,)
