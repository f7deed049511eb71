"""Checks of how people learn their work: the position, its plan of the first weeks and its courses say one thing."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.learning.plans import days_of
from salesbook.models.training import Course, Onboarding, Position
from salesbook.text.naming import parted

_IN_PLAN = ("courses", "instructions")
"""Lists of a position that its plan names one by one: each is passed, or done, on a day, and somebody accepts it."""

_IN_PLAN_OR_COURSE = ("scripts", "regulations")
"""Lists of a position that may also be learned as lessons of the courses that its plan names."""


def unplanned_lesson(book: Book) -> Iterator[Finding]:
    """A plan of the first weeks leaves out what its position demands.

    The plan is what a newcomer goes by: what it does not name is learned by chance, or by a mistake. Every course and
    every instruction of the position stands in “see” of a task; scripts and regulations may be lessons of a course of
    the plan instead. A course demands itself by its `positions`, too. Positions without a plan are not asked.

    Bad: `courses: [course:start, course:crm]` in a position, and no task of its plan with `course:crm` in “see”.

    Good: `{what: Сдать курс., see: ['course:crm'], accepts: supervisor}`
    """
    if book.unread("onboarding", "position", "course"):
        return
    courses: dict[str, list[tuple[int, Item]]] = defaultdict(list)
    for course, data in book.data(Course):
        for n, name in enumerate(data.positions):
            courses[_name(book, name)].append((n, course))
    for item, position, plan, days in _plans(book):
        lessons = _lessons(book, days)
        for field in (*_IN_PLAN, *_IN_PLAN_OR_COURSE):
            enough = days.keys() if field in _IN_PLAN else days.keys() | lessons
            for n, name in enumerate(getattr(position, field)):
                demanded = _in_force(book, name)
                if demanded is not None and demanded.name not in enough:
                    yield _unplanned(item, (field, n), plan, demanded)
        listed = {_name(book, name) for name in position.courses}
        for n, course in courses[item.name]:
            if course.name not in days and course.name not in listed:
                yield _unplanned(course, ("positions", n), plan, course)


def plan_out_of_order(book: Book) -> Iterator[Finding]:
    """A position lists its courses or instructions in another order than its plan goes through them.

    The page of a position says “What to learn, in order”, and the plan says on which day. A newcomer who meets two
    orders follows the wrong one, and learns first what rests on the rest. What one task names is learned together.

    Bad: `courses: [course:market, course:crm]`, where the plan has `course:crm` in the first week.

    Good: `courses: [course:crm, course:market]`
    """
    for item, position, plan, days in _plans(book):
        for field in _IN_PLAN:
            previous: Item | None = None
            for n, name in enumerate(getattr(position, field)):
                demanded = book.resolve(name)
                if demanded is None or demanded.name not in days:
                    continue
                if previous is not None and days[demanded.name] < days[previous.name]:
                    message = _("“{title}” stands behind “{previous}”, and the plan “{plan}” has it before")
                    message = message.format(title=demanded.title, previous=previous.title, plan=plan.title)
                    advice = _("bring the list and {path} into one order").format(path=plan.path)
                    yield Finding(item.path, (field, n), message, advice)
                previous = demanded


def one_sided_course(book: Book) -> Iterator[Finding]:
    """A course names a position that does not list it among its courses.

    Then the page of the course demands what the page of the position leaves out, and nobody knows which of the two is
    right. A position may well list a course that was written for others.

    Bad: `positions: [position:head]` in `course:crm`, and no `course:crm` among the `courses` of `position:head`.

    Good: `courses: [course:crm]` in `position:head`.
    """
    if book.unread("position", "course"):
        return
    demanded = {item.name: {_name(book, name) for name in data.courses} for item, data in book.data(Position)}
    for item, course in book.data(Course):
        for n, name in enumerate(course.positions):
            position = _in_force(book, name)
            if position is not None and item.name not in demanded.get(position.name, {item.name}):
                message = _("“{position}” does not list “{course}” among its courses")
                message = message.format(course=item.title, position=position.title)
                advice = _("add {name} to “courses” of {path}, where the plan has it, or take the position out")
                yield Finding(item.path, ("positions", n), message, advice.format(name=item.name, path=position.path))


def unclear_days(item: Item, plan: Onboarding, _context: Context) -> Iterator[Finding]:
    """The days of a period cannot be read, or do not follow those of the period before.

    A newcomer names the first day of work once, and the checklist of the plan gets dates: what is due when, what is
    overdue. Days are calendar days, counted from the first day of work, as one number or two: “1”, “2–5”. A period
    whose days are written otherwise has no dates; one that begins before the last one has ended is due before it.

    Bad: `days: вторая неделя`

    Good: `days: 6–12`
    """
    last = 0
    for n, period in enumerate(plan.periods):
        route, days = ("periods", n, "days"), days_of(period)
        if days is None:
            message = _("“{days}” cannot be read as days of a plan").format(days=period.days)
            yield Finding(item.path, route, message, _("write days by numbers: “1”, “2–5”"))
            continue
        if days[0] <= last:
            message = _("“{title}” begins on day {first}, and the period before ends on day {last}")
            message = message.format(title=period.title, first=days[0], last=last)
            yield Finding(item.path, route, message, _("let it begin on day {n}").format(n=last + 1))
        last = days[1]


def _plans(book: Book) -> Iterator[tuple[Item, Position, Item, Mapping[str, tuple[int, int]]]]:
    """Yield every position that has a plan: item, data, the plan, and what it names with its first period and task."""
    plans: dict[str, list[str]] = defaultdict(list)
    days: dict[str, dict[str, tuple[int, int]]] = {}
    for plan, data in book.data(Onboarding):
        plans[_name(book, data.position)].append(plan.name)
        days[plan.name] = _days(book, data)
    for item, position in book.data(Position):
        named = [] if position.onboarding is None else [_name(book, position.onboarding)]
        for name in dict.fromkeys(named + plans[item.name]):
            if name in days:
                yield item, position, book.items[name], days[name]


def _days(book: Book, plan: Onboarding) -> dict[str, tuple[int, int]]:
    """Return what a plan names, each with its first period and task."""
    days: dict[str, tuple[int, int]] = {}
    for n, period in enumerate(plan.periods):
        for m, task in enumerate(period.tasks):
            for name in task.see:
                days.setdefault(_name(book, name), (n, m))
    return days


def _lessons(book: Book, days: Mapping[str, tuple[int, int]]) -> set[str]:
    """Return the names of all lessons of the courses among the items that a plan names."""
    # Courses alone are opened: what a check of the book has seen of other files would have them checked anew.
    courses = [course for item, course in book.data(Course) if item.name in days]
    return {_name(book, lesson.item) for course in courses for lesson in course.lessons}


def _unplanned(item: Item, route: tuple[str, int], plan: Item, demanded: Item) -> Finding:
    message = _("the plan “{plan}” leaves out “{title}”").format(plan=plan.title, title=demanded.label)
    advice = _("name it in “see” of a task of {path}, or do not demand it here").format(path=plan.path)
    return Finding(item.path, route, message, advice)


def _in_force(book: Book, name: str) -> Item | None:
    """Return the item of a name; None when there is none, or when nobody is to learn it: other checks say so."""
    item = book.resolve(parted(name)[0])
    return item if item is not None and item.card.status == "active" else None


def _name(book: Book, name: str) -> str:
    """Return the full name of the item that `name` names, the name itself when there is none."""
    item = book.resolve(parted(name)[0])
    return name if item is None else item.name
