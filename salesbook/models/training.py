"""People: positions, their first weeks, courses with quizzes, and the checklists of quality control."""

from typing import Annotated, Literal

from pydantic import Field

from salesbook.models.base import (
    AnyRef,
    ContentModel,
    CourseRef,
    InstructionRef,
    Line,
    Many,
    OnboardingRef,
    PositionRef,
    RegulationRef,
    RoleId,
    ScriptRef,
    Some,
    Text,
)


class Kpi(ContentModel):
    """A measure of a position: what is counted, the target, where the figure comes from."""

    name: Line
    target: Text
    measured: Text


class Position(ContentModel):
    """content/positions/*.md: the main file of a position, everything for it on one page."""

    title: Line
    order: int = 100
    role: RoleId
    mission: Text
    reports_to: RoleId | None = None
    duties: Some[Text]
    kpis: Many[Kpi] = ()
    regulations: Many[RegulationRef] = ()
    scripts: Many[ScriptRef] = ()
    instructions: Many[InstructionRef] = ()
    onboarding: OnboardingRef | None = None
    courses: Many[CourseRef] = ()
    body: Text


class OnboardingTask(ContentModel):
    """Something to do or to learn; `see` names the lessons; `accepts` says who confirms that it is done."""

    what: Text
    see: Many[AnyRef] = ()
    accepts: RoleId | None = None


class Period(ContentModel):
    """A stretch of the first weeks and the checkpoint that ends it."""

    title: Line
    days: Line
    tasks: Some[OnboardingTask]
    checkpoint: Text
    accepts: RoleId


class Onboarding(ContentModel):
    """content/onboarding/*.yml: the first day, week, month and quarter of a position."""

    title: Line
    position: PositionRef
    about: Text
    periods: Some[Period]


class Lesson(ContentModel):
    """A step of a course: any item of the book, and what to take from it."""

    item: AnyRef
    task: Text | None = None


class QuizQuestion(ContentModel):
    """A question with the number of the right option (from 1), why it is right, and the item that says so."""

    question: Text
    options: Annotated[tuple[Line, ...], Field(strict=False, min_length=2, max_length=6)]
    answer: Annotated[int, Field(ge=1, le=6)]
    because: Text
    source: AnyRef


class Course(ContentModel):
    """content/courses/*.yml: lessons in order and a quiz."""

    title: Line
    order: int = 100
    about: Text
    positions: Many[PositionRef] = ()
    lessons: Some[Lesson]
    quiz: Many[QuizQuestion] = ()
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 80


class ChecklistItem(ContentModel):
    """What quality control looks at, its weight, and the regulation that asks for it."""

    check: Text
    weight: Annotated[int, Field(ge=1, le=100)]
    regulation: RegulationRef
    critical: bool = False


class Checklist(ContentModel):
    """content/checklists/*.yml: how a call, a meeting, a deal or a letter is judged."""

    title: Line
    order: int = 100
    subject: Literal["call", "meeting", "deal", "letter"]
    auditor: RoleId
    about: Text
    items: Some[ChecklistItem]
    pass_percent: Annotated[int, Field(ge=1, le=100)] = 85
