"""The company: its name, hours and calendar, departments, roles, channels, and the figures that the book repeats."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from salesbook.models.base import ContentModel, DepartmentId, FactId, Line, Many, Slug, Some, Text

Clock = Annotated[str, Field(pattern=r"^(?:[01]\d|2[0-3]):[0-5]\d$")]
Unit = Literal[
    "minutes", "hours", "days", "working_days", "weeks", "months", "percent", "money", "count", "per_week", "per_month"
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Hours(ContentModel):
    """When the department works on the days named."""

    days: Some[Weekday]
    opens: Clock
    closes: Clock


class Calendar(ContentModel):
    """Which days are holidays: a country's official calendar and the company's own exceptions to it."""

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    days_off: Many[date] = ()
    working_days: Many[date] = ()


class Department(ContentModel):
    """A department: its folder of regulations (`id`) and the prefix of their article numbers."""

    id: Slug
    name: Line
    prefix: Annotated[str, Field(pattern=r"^[А-ЯЁA-Z]{1,6}$")]


class Role(ContentModel):
    """Who does something: stages, tasks and regulations name roles, never people."""

    id: Slug
    name: Line
    short: Line | None = None
    department: DepartmentId
    about: Text | None = None


class Channel(ContentModel):
    """A way to reach a client: how it is named, what can be sent there, and how long it may be."""

    id: Slug
    name: Line
    format: Literal["text", "html", "voice"]
    max_length: Annotated[int, Field(gt=0)] | None = None


class Fact(ContentModel):
    """A figure that lives in one place: an SLA, a threshold, a frequency. Text takes it with `{{ fact.id }}`."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    name: Line
    value: Annotated[float, Field(ge=0)]
    unit: Unit
    about: Text | None = None


class Limits(ContentModel):
    """The figures every book must name; each is the id of a fact."""

    first_contact: FactId
    last_contact: FactId
    mailing_frequency: FactId


class Company(ContentModel):
    """content/company.yml: what the rest of the book relies on."""

    name: Line
    about: Text | None = None
    language: Literal["ru", "en"]
    time_zone: Line
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "RUB"
    hours: Some[Hours]
    calendar: Calendar
    departments: Some[Department]
    roles: Some[Role]
    channels: Some[Channel]
    facts: Many[Fact] = ()
    limits: Limits

    @property
    def title(self) -> str:
        """The company's name."""
        return self.name
