"""Events: a marathon, a seminar or a presentation, from the invitation to what becomes of the deal."""

import datetime
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from salesbook.core.language import mark
from salesbook.models.base import (
    About,
    AudienceRef,
    ChannelId,
    Code,
    ContentModel,
    ItemModel,
    LetterRef,
    Line,
    Many,
    Order,
    Parts,
    RegulationRef,
    RoleId,
    ScriptRef,
    Slug,
    Some,
    StageRef,
    Summary,
    Text,
)
from salesbook.models.company import Clock, ClosingClock


class Session(ContentModel):
    """A part of a day's programme."""

    EXAMPLES = MappingProxyType({
        "starts": "19:00",
        "ends": "20:00",
        "title": mark("Introduction"),
        "place": mark("Large hall"),
        "about": mark("What will be shown and why"),
        "task": mark("Write down three questions"),
    })  # fmt: skip

    starts: Clock
    """When it begins: “19:00”, in quotes."""
    ends: ClosingClock
    """When it ends: “20:00”, in quotes."""
    title: Line
    """What it is called."""
    who: RoleId | None = None
    """Who holds it, when not the lead."""
    place: Line | None = None
    """Where it is held, when not where the day is: a room, a second stream."""
    about: Text | None = None
    """What it is about."""
    task: Text | None = None
    """What the participants do afterwards."""


class Day(ContentModel):
    """A day of the programme."""

    EXAMPLES = MappingProxyType({
        "id": "first-day",
        "title": mark("The first day"),
        "place": mark("The office"),
        "goal": mark("A list of their own requirements"),
    })  # fmt: skip

    id: Slug
    """Name of the day for references: event:marathon#first-evening."""
    title: Line
    """What the day is called."""
    date: Annotated[datetime.date, About()] | None = None
    """Which day it is: 2026-11-30; leave it out when the event is repeated and the dates change."""
    place: Line | None = None
    """Where the day is held: a room, a link, a building site."""
    goal: Annotated[Text, Summary()]
    """What the participants take away from it."""
    sessions: Some[Session]
    """The day's programme, in order."""


class Group(ContentModel):
    """Participants who are looked after by one employee."""

    EXAMPLES = MappingProxyType({
        "name": mark("Group 1"),
        "members": mark("The first ten who have come"),
    })  # fmt: skip

    name: Line
    """What the group is called."""
    led_by: RoleId
    """Who looks after the group."""
    members: Text
    """Who gets into it."""


class Milestone(ContentModel):
    """Something to be done before the event, during it or after it."""

    EXAMPLES = MappingProxyType({
        "what": mark("Invite the clients"),
        "when": mark("two weeks before the first day"),
    })  # fmt: skip

    what: Text
    """What is to be done."""
    when: Text
    """By when, counted from the event: “two weeks before the first day”; figures as {{ fact.id }}."""
    who: RoleId
    """Who does it."""


class Reminder(ContentModel):
    """A letter that reminds participants of the event."""

    EXAMPLES = MappingProxyType({
        "days": "first-day",
        "when": "-1 day",
    })  # fmt: skip

    letter: LetterRef
    """Letter that is sent."""
    when: Annotated[str, Field(min_length=1, max_length=60), Code()]
    """How long before the beginning it goes out: -1 day, -2 hours."""
    days: Many[Slug] = ()
    """Ids of the days that it reminds of; every day when not said."""
    channels: Many[ChannelId] = ()
    """Channels by which it goes; those of the letter when not said."""


class FollowUp(ContentModel):
    """What becomes of a participant's deal: who came, who did not, who asked for more."""

    EXAMPLES = MappingProxyType({
        "participants": mark("Those who came"),
        "do": mark("Call and ask for their opinion"),
        "deadline": mark("the next working day"),
    })  # fmt: skip

    participants: Line
    """Which participants: those who came, those who did not."""
    do: Some[Text]
    """What is done with them."""
    by: RoleId
    """Who does it."""
    deadline: Text
    """By when; figures as {{ fact.id }}."""
    to: StageRef | None = None
    """Stage to which the deal goes."""
    regulations: Many[RegulationRef] = ()
    """Regulations by which it is done."""
    scripts: Many[ScriptRef] = ()
    """Scripts of the talks."""
    letters: Many[LetterRef] = ()
    """Letters that are sent."""


class Event(ItemModel):
    """content/events/*.yml: programme by day, who holds it, for whom, reminders, and what follows."""

    EXAMPLES = MappingProxyType({
        "title": mark("Open day"),
        "about": mark("Newcomers see everything with their own eyes"),
        "rules": mark("Questions are asked at the end"),
        "results": mark("Half of the guests come to a meeting"),
    })  # fmt: skip

    PARTS = Parts("days", title="title", anchor="id")

    title: Line
    """What the event is called, as participants know it."""
    order: Order = 100
    """Place among the events: smaller comes first."""
    form: Literal["marathon", "seminar", "presentation", "open_day", "webinar"]
    """What it is: a marathon, a seminar, a presentation, an open day or a webinar."""
    about: Annotated[Text, Summary()]
    """What it is for, and what it leads participants to."""
    regulation: RegulationRef
    """Regulation by which it is held."""
    owner: Annotated[RoleId, About()]
    """Who answers for the event: plan, budget, result."""
    lead: RoleId
    """Who speaks to the participants and answers them."""
    moderator: RoleId
    """Who keeps order: chat, questions, time."""
    audiences: Many[AudienceRef] = ()
    """Kinds of client for whom it is."""
    invited: Many[StageRef] = ()
    """Stages whose clients are invited."""
    channels: Many[ChannelId] = ()
    """Channels by which participants are invited and reached."""
    days: Some[Day]
    """The programme by day."""
    groups: Many[Group] = ()
    """Groups of participants."""
    rules: Many[Text] = ()
    """Rules of the chat and of the rooms, as participants are told them."""
    schedule: Many[Milestone] = ()
    """What is to be done around the event, in order."""
    reminders: Many[Reminder] = ()
    """Letters that remind of it."""
    follow_up: Some[FollowUp]
    """What the deal does after it."""
    results: Many[Text] = ()
    """By what the event is judged."""

    def for_whom(self) -> tuple[str, ...]:
        """Whoever answers for it, holds it, looks after a group or does something for it."""
        named = (self.owner, self.lead, self.moderator, *(group.led_by for group in self.groups))
        return (*named, *(each.who for each in self.schedule), *(each.by for each in self.follow_up))
