"""The company: its name, hours and calendar, departments, roles, channels, and the figures that the book repeats."""

from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field

from salesbook.core.book_format import CURRENT, EXTENDING, FIRST
from salesbook.core.language import mark
from salesbook.models.base import (
    About,
    Code,
    ContentModel,
    DepartmentId,
    Form,
    KindName,
    Line,
    Many,
    Slug,
    Some,
    Summary,
    Text,
)
from salesbook.models.house_style import RequiredHeadings, RetiredName
from salesbook.models.records import LearningRecords
from salesbook.text.formats import amount

Clock = Annotated[
    str,
    Field(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"),
    Form(mark("write the time as “09:00”, in quotes")),
    Code(),
]
ClosingClock = Annotated[
    str,
    Field(pattern=r"^(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"),
    Form(mark("write the time as “19:00”, in quotes; midnight is “24:00”")),
    Code(),
]
Prefix = Annotated[
    str, Field(pattern=r"^[А-ЯЁA-Z]{1,6}$"), Form(mark("write one to six capital letters, such as АБ")), Code()
]
"""Beginning of a department's article numbers."""
FeedbackAddress = Annotated[
    str,
    Field(
        max_length=200,
        pattern=r"^(?:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z0-9]+|https://[A-Za-z0-9.:-]+(?:/[A-Za-z0-9._~-]+){2,9}/?)$",
    ),
    Form(mark("write an address such as book@example.com, or a repository such as https://github.com/company/book")),
    Code(),
    About(),
]
"""Where readers write: a mailbox, or a repository in which they open issues."""
Unit = Literal[
    "minutes", "hours", "days", "working_days", "weeks", "months", "percent", "money", "count", "per_week", "per_month"
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class Hours(ContentModel):
    """When people work on the days named. A day with a break stands in two entries: before it and after it."""

    days: Some[Weekday]
    """Days of the week with these hours."""
    opens: Clock
    """When the working day begins: “09:00”, in quotes."""
    closes: ClosingClock
    """When the working day ends: “19:00”, in quotes; “24:00” is midnight."""


class Calendar(ContentModel):
    """Which days are holidays: a country's official calendar and the company's own exceptions to it."""

    country: Annotated[
        str,
        Field(pattern=r"^[A-Z]{2}$"),
        Form(mark("write the country's code, two capital Latin letters, such as RU")),
        Code(),
    ]
    """Country whose official holidays count, in two capital letters: RU."""
    days_off: Many[date] = ()
    """Days the company does not work, although the country does: 2026-12-30."""
    working_days: Many[date] = ()
    """Days the company works, although they are holidays: 2027-01-08."""


class Department(ContentModel):
    """A department: its folder of regulations (`id`) and the prefix of their article numbers."""

    id: Slug
    """Name of the department's folder in content/regulations."""
    name: Line
    """What the department is called."""
    prefix: Prefix
    """Beginning of its article numbers, 1–6 capital letters: АБ gives АБ-001."""
    hours: Many[Hours] = ()
    """Working hours of the department where they differ from the company's: all its days, in place of them."""
    time_zone: Line | None = None
    """Time zone of the department where it is not the company's: Asia/Vladivostok."""


class Role(ContentModel):
    """Who does something: stages, tasks and regulations name roles, never people."""

    id: Slug
    """Name of the role for the rest of the book: manager."""
    name: Line
    """What the role is called in full."""
    short: Line | None = None
    """Short name, as people say it: РОП."""
    department: Annotated[DepartmentId, About()]
    """Department the role belongs to."""
    about: Text | None = None
    """What the role answers for, in a sentence or two."""


class Channel(ContentModel):
    """A way to reach a client: how it is named, what can be sent there, and how long it may be."""

    id: Slug
    """Name of the channel for the rest of the book: telegram."""
    name: Line
    """What the channel is called."""
    aliases: Many[Line] = ()
    """Other names that people type for it: корпоративный чат. What everybody calls telegram, whatsapp, email, sms and
    phone («телега», «вотсап», «почта», «смс», «звонок») is understood without them."""
    format: Literal["text", "html", "voice"]
    """What can be sent there: plain text, a page with formatting (html), or speech (voice)."""
    max_length: Annotated[int, Field(gt=0)] | None = None
    """Longest message in characters; leave it out when there is no limit."""
    parts: Annotated[int, Field(gt=0)] | None = None
    """Most parts of an SMS that a message may take: 70 Cyrillic letters are one part, 67 each of more."""
    advertising: bool = True
    """Whether advertising may be sent there; false where the law forbids it."""
    in_use: bool = True
    """Whether it is used at all; false when the company has given it up: then nothing may name it any more."""
    reason: Text | None = None
    """Why it is not used, or not for advertising: what is known, and since when."""


class Fact(ContentModel):
    """A figure that lives in one place: an SLA, a threshold, a frequency. Text takes it with `{{ fact.id }}`."""

    id: Annotated[
        str,
        Field(pattern=r"^[a-z][a-z0-9_]*$"),
        Form(mark("use lower-case Latin letters, digits and underscores, a letter first, such as two_words")),
        Code(),
    ]
    """Name by which text takes the figure: two_words for {{ fact.two_words }}."""
    name: Line
    """What the figure is."""
    value: Annotated[float, Field(ge=0)]
    """The figure itself, without its unit."""
    unit: Unit
    """What it is measured in; the words for the unit are added when it is shown."""
    about: Text | None = None
    """From what moment to what it counts, and where it holds."""


class Term(ContentModel):
    """A word of the company's own vocabularies: a group of pipelines, a kind of material, and so on."""

    id: Slug
    """Name of the word for the rest of the book."""
    name: Line | None = None
    """What the word is called on pages; may be left out when the program has the word by default."""


class AcademySection(ContentModel):
    """A section of the academy: its place in the menu, what it is called, which kinds of content stand in it.

    Sections that are listed come first, in their order; the others follow, so that nothing of the book is lost.
    """

    id: Slug
    """Name of a section that the program has, or of a new one; it is the section's address in the academy."""
    name: Line | None = None
    """What the section is called in the menu; may be left out when the program has the section by default."""
    about: Line | None = None
    """What the section is about, in a line under its title."""
    kinds: Many[KindName] = ()
    """Kinds of content that stand here, beside those that the section has by default and no other one takes."""


class Company(ContentModel):
    """content/company.yml: what the rest of the book relies on."""

    FORMER = MappingProxyType({"limits": mark("no figure is demanded any more, a book has the `facts` that it needs")})

    extends: Annotated[Line, Code(), About()] | None = None
    """Folder of the book that this one is laid over, as a path from this book's folder: ../base. What is not here is as
    it is there."""
    name: Line
    """Name of the company, as clients know it."""
    format: Annotated[int, Field(ge=FIRST, le=CURRENT), About()] = FIRST
    """Format of the book, a whole number; without it 1, or 2 in a book that extends another. Nobody types it:
    “salesbook upgrade” raises it."""
    about: Annotated[Text | None, Summary()] = None
    """What the company does and for whom."""
    language: Literal["ru", "en"]
    """Language of the book: its letters, dates and messages."""
    time_zone: Line
    """Time zone of the working hours, as the tz database names it: Europe/Moscow."""
    currency: Annotated[
        str,
        Field(pattern=r"^[A-Z]{3}$"),
        Form(mark("write the currency's code, three capital Latin letters, such as RUB")),
        Code(),
    ] = "RUB"
    """Currency of amounts, three capital letters: RUB."""
    hours: Some[Hours]
    """Working hours; days that are not named are days off."""
    calendar: Calendar
    """Which days are holidays."""
    departments: Some[Department]
    """Departments that write regulations."""
    roles: Some[Role]
    """Who works by the book: roles, never people."""
    channels: Some[Channel]
    """Ways to reach a client."""
    facts: Many[Fact] = ()
    """Figures that the book repeats, each kept here alone."""
    draft_days: Annotated[int, Field(gt=0, le=3650)] = 30
    """Days after which a half-filled letter is deleted from the machine of whoever has begun it; 30 when not said."""
    feedback: FeedbackAddress | None = None
    """Where readers write that something is wrong, by a link on every page: a mail address, or the https address of a
    repository at GitHub, GitLab or Gitea, where an issue is begun. Without it there is no link."""
    learning: Annotated[LearningRecords, About()] | None = None
    """Learning record store to which learners may send what they have passed; without it nothing is ever sent. A book
    that extends this one says so itself."""
    pipeline_groups: Some[Term] = ()
    """Groups of pipelines in place of the default ones."""
    material_kinds: Some[Term] = ()
    """Kinds of material that product cards have, in place of the default ones."""
    checklist_subjects: Some[Term] = ()
    """What checklists judge, in place of the default subjects."""
    question_kinds: Some[Term] = ()
    """Kinds of question that scripts ask, in place of the default ones."""
    sections: Some[AcademySection] = ()
    """Sections of the academy that stand first, have another name, or hold other kinds of content."""
    required_headings: Many[RequiredHeadings] = ()
    """Headings that texts of a kind, or regulations of a department, have."""
    retired_names: Many[RetiredName] = ()
    """Names that the book no longer says: old stages, roles, programs."""

    @classmethod
    def laid_over(cls, base: Any, own: Any) -> Any:
        """Merge block by block: entries of a list by their ids, the book's own first; anything else takes its place."""
        inherited = {key: value for key, value in base.items() if key not in _OWN}
        return {"format": EXTENDING, **_merged(inherited, own)}

    @property
    def title(self) -> str:
        """The company's name."""
        return self.name

    def headings_of(self, kind: str, department: str | None) -> tuple[str, ...]:
        """Return the headings that texts of a kind have: by the entry for their department, else by that for all."""
        entries = [required for required in self.required_headings if required.kind == kind]
        own = (required.headings for required in entries if department in required.departments)
        general = (required.headings for required in entries if not required.departments)
        return next(own, None) or next(general, ())

    def amount(self, fact: Fact) -> str:
        """Return a figure in the book's language: «15 минут»."""
        return amount(fact.value, fact.unit, self.currency, self.language)


_OWN = ("extends", "format", "learning")
"""What a book says of itself alone: whose learners are recorded is not inherited without a word."""


def _merged(base: Any, own: Any) -> Any:
    if isinstance(base, dict) and isinstance(own, dict):
        return {**base, **{key: _merged(base.get(key), value) for key, value in own.items()}}
    if not (_is_of_ids(base) and _is_of_ids(own)):
        return own
    below = {entry["id"]: entry for entry in base}
    ids = {entry["id"] for entry in own}
    return [*(_merged(below.get(entry["id"]), entry) for entry in own), *(e for e in base if e["id"] not in ids)]


def _is_of_ids(value: Any) -> bool:
    """Tell whether a value is a list of blocks that go by their ids."""
    return isinstance(value, list) and all(isinstance(e, dict) and isinstance(e.get("id"), str) for e in value)
