"""People: positions, their first weeks, courses with quizzes, and the checklists of quality control."""

from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from salesbook.core.language import mark
from salesbook.models.base import (
    About,
    AnyRef,
    Body,
    ChecklistSubject,
    Code,
    ContentModel,
    CourseRef,
    Form,
    InstructionRef,
    ItemModel,
    Line,
    Many,
    OnboardingRef,
    Order,
    PositionRef,
    RegulationRef,
    RoleId,
    ScriptRef,
    Some,
    Summary,
    Text,
    Unsought,
)


class Kpi(ContentModel):
    """A measure of a position: what is counted, the target, where the figure comes from."""

    EXAMPLES = MappingProxyType({
        "name": mark("Meetings held"),
        "target": mark("20 a month"),
        "measured": mark("Report of the CRM"),
    })  # fmt: skip

    name: Line
    """What is counted."""
    target: Text
    """The target, with its unit and period."""
    measured: Text
    """Where the figure is taken from."""


class Position(ItemModel):
    """content/positions/*.md: the main file of a position, everything for it on one page."""

    EXAMPLES = MappingProxyType({
        "title": mark("Sales manager"),
        "mission": mark("Leads a client from the request to the contract"),
        "duties": mark("Answers requests; holds meetings"),
        "body": mark("## A working day\n\n## What is expected"),
    })  # fmt: skip

    title: Line
    """Name of the position."""
    order: Order = 100
    """Place among the positions: smaller comes first."""
    role: RoleId
    """Role of company.yml that the position plays."""
    mission: Annotated[Text, Summary()]
    """What the position is for."""
    reports_to: RoleId | None = None
    """Role it reports to."""
    duties: Some[Text]
    """What the person does."""
    kpis: Many[Kpi] = ()
    """Measures by which the work is judged."""
    regulations: Many[RegulationRef] = ()
    """Regulations to know by heart."""
    scripts: Many[ScriptRef] = ()
    """Scripts of the position's talks."""
    instructions: Many[InstructionRef] = ()
    """CRM instructions, in the order of the work."""
    onboarding: OnboardingRef | None = None
    """Plan of the first weeks."""
    courses: Many[CourseRef] = ()
    """Courses to pass, in order."""
    body: Body
    """Text of the page, under the front matter."""

    def for_whom(self) -> tuple[str, ...]:
        """The role that it is about."""
        return (self.role,)


class OnboardingTask(ContentModel):
    """Something to do or to learn; `see` names the lessons; `accepts` says who confirms that it is done."""

    EXAMPLES = MappingProxyType({
        "what": mark("Read and retell"),
    })  # fmt: skip

    what: Text
    """What to do or to learn."""
    see: Many[AnyRef] = ()
    """Items to read for it."""
    accepts: RoleId | None = None
    """Who confirms that it is done."""


class Period(ContentModel):
    """A stretch of the first weeks and the checkpoint that ends it."""

    EXAMPLES = MappingProxyType({
        "title": mark("The first week"),
        "days": "2–5",
        "checkpoint": mark("Holds the first call by the script"),
    })  # fmt: skip

    title: Line
    """What the period is called: the first week."""
    days: Line
    """Its days, counted from the first one: “2–5”."""
    tasks: Some[OnboardingTask]
    """What is done in the period."""
    checkpoint: Text
    """What the newcomer shows at the end of the period."""
    accepts: RoleId
    """Who accepts the checkpoint."""


class Onboarding(ItemModel):
    """content/onboarding/*.yml: the first day, week, month and quarter of a position."""

    EXAMPLES = MappingProxyType({
        "title": mark("The first month of a manager"),
        "about": mark("For all who come to the department"),
    })  # fmt: skip

    title: Line
    """Name of the plan."""
    position: PositionRef
    """Position whose newcomers follow the plan."""
    about: Annotated[Text, Summary()]
    """Whom the plan is for, and how it is gone through."""
    periods: Some[Period]
    """Periods, one after another."""

    def for_whom(self) -> tuple[str, ...]:
        """Whoever holds the position."""
        return (self.position,)


class Lesson(ContentModel):
    """A step of a course: any item of the book, and what to take from it."""

    EXAMPLES = MappingProxyType({
        "task": mark("Read it aloud"),
    })  # fmt: skip

    item: AnyRef
    """What to read: any item of the book."""
    task: Text | None = None
    """What to do after reading."""


class Way(StrEnum):
    """How a question is answered."""

    ONE = "one"
    """One of its options is right."""
    SEVERAL = "several"
    """Several of its options are right, and all of them are asked for."""
    ORDER = "order"
    """Steps are put in order."""
    MATCH = "match"
    """Each of some things gets what belongs to it."""
    SHORT = "short"
    """The answer is typed."""


class Pair(ContentModel):
    """Two things that belong together: the learner is shown the one and looks for the other."""

    EXAMPLES = MappingProxyType({
        "left": mark("A request from the site"),
        "right": mark("15 minutes"),
    })  # fmt: skip

    left: Line
    """What is shown."""
    right: Line
    """What belongs to it; the learner chooses among those of all pairs."""


class QuizQuestion(ContentModel):
    """A question, how it is answered, why the answer is right, and the item that says so.

    Answered in one of five ways, told by what is filled in: `options` with `answer`, `options` with `answers`,
    `sequence`, `pairs`, or `accepts`.
    """

    EXAMPLES = MappingProxyType({
        "question": mark("Who calls the client first?"),
        "options": mark("The manager; The head"),
        "answers": mark("1; 3"),
        "sequence": mark("The request comes; The manager calls; The meeting is named"),
        "accepts": mark("a meeting; a key meeting"),
        "because": mark("So it stands in the regulation"),
    })  # fmt: skip

    question: Text
    """The question."""
    options: Annotated[tuple[Line, ...], Field(strict=False, min_length=2, max_length=6), Unsought()] = ()
    """Answers to choose from, 2–6, with “answer” or “answers”; shown in any order."""
    answer: Annotated[int, Field(ge=1, le=6)] | None = None
    """Number of the right option, counted from 1."""
    answers: Annotated[tuple[Annotated[int, Field(ge=1, le=6)], ...], Field(strict=False, min_length=1)] = ()
    """Numbers of the right options where several are right, counted from 1."""
    sequence: Annotated[tuple[Line, ...], Field(strict=False, min_length=2, max_length=8)] = ()
    """Steps in the right order, 2–8; the learner gets them shuffled and puts them in order."""
    pairs: Annotated[tuple[Pair, ...], Field(strict=False, min_length=1, max_length=8)] = ()
    """Things that belong together, 2–8; the learner matches them."""
    accepts: Annotated[tuple[Line, ...], Field(strict=False, min_length=1, max_length=12), Unsought()] = ()
    """What is right where the answer is typed, 1–12; any grammatical form of it is."""
    because: Text
    """Why it is right."""
    source: AnyRef
    """Item that says so."""
    seen: (
        Annotated[
            str,
            Field(pattern=r"^[a-p]{8}$"),
            Form(mark("nobody types it: remove the line, and “salesbook check --fix” writes it anew")),
            Code(),
            About(),
        ]
        | None
    ) = None
    """What the source was when the question was written, in eight letters; “salesbook check --fix” writes it."""

    @property
    def ways(self) -> tuple[Way, ...]:
        """All ways in which the question says it is answered: one, if it is as it must be."""
        said = {
            Way.ONE: self.answer is not None,
            Way.SEVERAL: self.answers,
            Way.ORDER: self.sequence,
            Way.MATCH: self.pairs,
            Way.SHORT: self.accepts,
        }
        return tuple(way for way, is_said in said.items() if is_said)

    @property
    def way(self) -> Way | None:
        """The way in which the question is answered; None where it says none, or more than one."""
        return self.ways[0] if len(self.ways) == 1 else None

    @property
    def right(self) -> tuple[int, ...]:
        """Numbers of the right options, counted from 1, in order; none where it is answered in another way."""
        return tuple(sorted(set(self.answers))) if self.answer is None else (self.answer,)

    @property
    def mixed(self) -> tuple[str, ...]:
        """The steps, or what belongs to others, each once, in an order that does not tell the answer."""
        entries = self.sequence or tuple(pair.right for pair in self.pairs)
        ordered = tuple(sorted(set(entries)))
        return ordered[::-1] if ordered == entries else ordered


class Course(ItemModel):
    """content/courses/*.yml: lessons in order and a quiz."""

    EXAMPLES = MappingProxyType({
        "title": mark("The first steps"),
        "about": mark("Stages, scripts, letters; in the first week"),
    })  # fmt: skip

    title: Line
    """Name of the course."""
    order: Order = 100
    """Place among the courses: smaller comes first."""
    about: Annotated[Text, Summary()]
    """What the course teaches, and when it is taken."""
    positions: Many[PositionRef] = ()
    """Positions that must pass it."""
    lessons: Some[Lesson]
    """Lessons in the order they are taken."""
    quiz: Many[QuizQuestion] = ()
    """Questions of the quiz."""
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 80
    """Share of right answers that passes, in percent: 1–100."""

    def for_whom(self) -> tuple[str, ...]:
        """Whoever holds the positions."""
        return self.positions


class ChecklistItem(ContentModel):
    """What quality control looks at, its weight, and the regulation that asks for it."""

    EXAMPLES = MappingProxyType({
        "check": mark("Was the next step named with a day?"),
        "weight": "10",
    })  # fmt: skip

    check: Text
    """What is looked at; answered with yes or no."""
    weight: Annotated[int, Field(ge=1, le=100)]
    """Points the item gives: 1–100."""
    regulation: RegulationRef
    """Regulation that asks for it."""
    critical: bool = False
    """Whether a “no” here fails the whole check."""


class Checklist(ItemModel):
    """content/checklists/*.yml: how a call, a meeting, a deal or a letter is judged."""

    EXAMPLES = MappingProxyType({
        "title": mark("The first call"),
        "about": mark("Three calls a week of every manager"),
    })  # fmt: skip

    title: Line
    """Name of the checklist."""
    order: Order = 100
    """Place among the checklists: smaller comes first."""
    subject: ChecklistSubject
    """What is judged."""
    auditor: RoleId
    """Who judges by the checklist."""
    about: Annotated[Text, Summary()]
    """What is taken for the check, and how the items are answered."""
    items: Some[ChecklistItem]
    """What is looked at, in order."""
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 85
    """Share of the points that passes, in percent: 1–100."""

    def for_whom(self) -> tuple[str, ...]:
        """Whoever judges by it."""
        return (self.auditor,)
