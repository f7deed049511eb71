"""Letters: typed fields that a manager fills in, and a Jinja2 body that does the writing."""

from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from salesbook.core.language import mark
from salesbook.models.base import (
    About,
    ChannelId,
    Code,
    ContentModel,
    FactId,
    Form,
    Implied,
    ItemModel,
    LetterRef,
    Line,
    Many,
    Order,
    RegulationRef,
    Slug,
    Some,
    StageRef,
    Summary,
    Text,
)

FieldId = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40),
    Form(mark("use lower-case Latin letters, digits and underscores, a letter first, such as client_name")),
    Code(),
]


FieldPath = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?$", max_length=81),
    Form(mark("write the id of a field, one of a group as meeting.date")),
    Code(),
]

FieldType = Literal[
    "line", "text", "list", "date", "time", "zone", "phone", "number", "money", "choice", "channel", "flag", "group"
]


class LetterField(ContentModel):
    """A fact the manager fills in; `group` holds fields of its own, `list` is a list of lines.

    `ahead`: the date must not lie in the past, as that of a next step; `past`: not in the future.
    """

    EXAMPLES = MappingProxyType({
        "id": "client",
        "label": mark("Name of the client"),
        "hint": mark("as the client is addressed"),
        "choices": mark("yes; later"),
    })  # fmt: skip

    id: FieldId
    """Name of the field in the template: {{ client }}."""
    label: Line
    """What the manager is asked for."""
    type: FieldType
    """What is filled in: a line, a text, a list of lines, a date, a time, a time zone, a telephone, a number, a sum
    (money), one of the choices, a channel, yes or no (flag), or a group of fields."""
    required: bool = True
    """Whether the letter cannot go without it; true when not said."""
    hint: Line | None = None
    """Hint under the question: what a good answer looks like."""
    ahead: bool = False
    """Whether the date must not lie in the past, as that of a next step."""
    past: bool = False
    """Whether the date must not lie in the future, as that of a meeting that was held."""
    choices: Many[Line] = ()
    """Options of a choice."""
    fields: Many["LetterField"] = ()
    """Fields inside a group."""


class AppointmentReminder(ContentModel):
    """A letter that reminds of an appointment, and how long before it goes out."""

    letter: LetterRef
    """Letter that reminds; what it shares with the first one by the ids of its fields is asked for once."""
    before: FactId
    """Figure that says how long before the appointment it is sent: meeting_reminder_day."""


class Appointment(ContentModel):
    """What a letter agrees on: which of its fields say when and where, how long it lasts, what reminds of it."""

    EXAMPLES = MappingProxyType({
        "name": "meeting",
        "day": "meeting.date",
        "time": "meeting.time",
        "place": "place",
        "moved": "moved",
    })  # fmt: skip

    name: Slug | None = None
    """Name by which `salesbook letters series` calls it; the name of the letter when not said."""
    day: FieldPath | None = None
    """Field that says the day; one of a group by both names: meeting.date. Not said: the day on which it is sent."""
    time: FieldPath
    """Field that says the time, by the company's clock."""
    place: FieldPath | None = None
    """Field that says where: an address or a link."""
    lasts: FactId | None = None
    """Figure that says how long it lasts."""
    moved: FieldPath | None = None
    """Field of yes or no that says whether it was moved; `salesbook letters series --moved` fills it in."""
    reminders: Many[AppointmentReminder] = ()
    """Letters that remind of it, in the order in which they are sent."""


class Letter(ItemModel):
    """content/letters/*.md: subject and body are Jinja2 templates over the declared fields."""

    EXAMPLES = MappingProxyType({
        "title": mark("After the meeting"),
        "subject": mark("What we have agreed on"),
        "purpose": mark("To confirm the next step, on the day of the meeting"),
        "sample": mark("client: Anna"),
        "body": mark("Hello, {{ client }}! Thank you for the meeting."),
    })  # fmt: skip

    title: Line
    """What the letter is called among colleagues."""
    order: Order = 100
    """Place among the letters: smaller comes first."""
    subject: Annotated[str, Field(min_length=1)] | None = None
    """Subject of the message, a Jinja2 template; for channels that have one."""
    channels: Some[ChannelId]
    """Channels by which it may be sent."""
    advertising: bool = False
    """Whether it is advertising: then it goes by none of the channels that are not for advertising."""
    stage: StageRef | None = None
    """Stage at which it is sent."""
    regulation: RegulationRef
    """Regulation that asks for the letter."""
    purpose: Annotated[Text, Summary()]
    """What the letter is to achieve, and when it is sent."""
    fields: Many[LetterField] = ()
    """Facts that the manager fills in, in the order they are asked."""
    appointment: Annotated[Appointment | None, About()] = None
    """Meeting, visit or call that the letter agrees on: it can be put into a calendar and be reminded of."""
    sample: dict[str, object] = Field(default_factory=dict)
    """Values for an example of the letter: the id of a field and its value. Days are relative to that on which one
    looks at it: tomorrow, +2 working days, -1 day."""
    body: Annotated[str, Field(min_length=1), Implied()]
    """Text of the letter, a Jinja2 template, under the front matter."""

    def for_whom(self) -> tuple[str, ...]:
        """Whoever answers for the stage."""
        return (self.stage,) if self.stage else ()
