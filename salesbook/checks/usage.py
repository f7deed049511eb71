"""Checks of how the book hangs together: what nobody uses, what stands twice, who has nowhere to begin."""

from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.book.item import Item, Reference
from salesbook.core.diagnostics import Finding
from salesbook.core.language import Translations
from salesbook.core.language import gettext as _
from salesbook.models.kinds import KINDS
from salesbook.models.training import Course, Position
from salesbook.pages.lookups import Lookups
from salesbook.pages.places import Places
from salesbook.text.naming import folded


def unused_item(book: Book) -> Iterator[Finding]:
    """Nothing in the book refers to an item.

    Regulations, scripts, letters, project cards and the like work only where somebody is sent to them: a stage, a
    position, a course, another text. One that nobody is sent to is found by chance. Chapters, questions and answers,
    checklists, scorecards, pipelines and positions are opened from the menu, so they are not asked; neither are
    drafts, retired regulations and courses that name their `positions`.

    Bad: `content/scripts/revival.yml` that no stage and no course names.

    Good: the stage that the script serves has it in `scripts`.
    """
    if book.unread():
        return  # the reference may stand in the file that could not be read
    assigned = {item.name for item, course in book.data(Course) if course.positions}
    for kind in KINDS:
        for item in book.of_kind(kind.name) if kind.serves else ():
            if item.name in book.used or item.card.status != "active" or item.name in assigned:
                continue
            if item.article and len(book.by_article[item.article]) > 1:
                continue  # a reference by the number may mean either
            message = _("nothing in the book refers to “{title}”").format(title=item.label)
            yield Finding(item.path, ("title",), message, _("name it where it is needed, or delete it"))


def unseen_lesson(book: Book) -> Iterator[Finding]:
    """Somebody is taught by an item that they may not read.

    A position, a course or an onboarding plan sends a role to an item whose `readers` do not name it: in the edition of
    the academy for that role the link is words, and there is no page behind it.

    Bad: the course of the managers has the lesson `item: БУ-002`, whose `readers` are `[accounting]`.

    Good: `readers: [accounting, manager]`, or a lesson that managers may read.
    """
    roles = book.words["role"]
    for item, reference, target, shut_out in shut_out_learners(book):
        message = _("{label} is not open to those who are sent to it: {roles}")
        message = message.format(label=target.label, roles=", ".join(roles[role] for role in shut_out))
        advice = _("add them to the “readers” of {path}, or remove the reference").format(path=target.path)
        yield Finding(item.path, reference.route, message, advice, reference.span)


def shut_out_learners(book: Book) -> Iterator[tuple[Item, Reference, Item, list[str]]]:
    """Yield the references by which somebody is sent to what they may not read: from, reference, to, roles."""
    lookups = Lookups(Places(book), Translations(book.company.language))
    roles = book.words["role"]
    for kind in KINDS:
        for item in book.of_kind(kind.name) if kind.teaches else ():
            learners, taught = tuple(lookups.named_roles(item)), set(item.data.for_whom())
            for reference in item.references if learners else ():
                target = None if reference.target in taught else book.target(reference)
                # Readers who are no role are reported by others: most likely they are the ones who are missing.
                if target is None or not roles.keys() >= set(target.readers):
                    continue
                shut_out = [role for role in learners if not target.may_be_read_by(role)]
                if shut_out:
                    yield item, reference, target, shut_out


def duplicate_title(book: Book) -> Iterator[Finding]:
    """Two items of a kind have one title.

    In menus, links and search results they cannot be told apart.

    Bad: two regulations called «Скидки».

    Good: «Скидки на апартаменты» and «Скидки партнёрам»
    """
    for kind in KINDS:
        first: dict[str, str] = {}
        for item in book.of_kind(kind.name):
            if item.retired:
                continue
            title = folded(item.title)
            if title in first:
                message = _("the title “{title}” already belongs to {path}").format(title=item.title, path=first[title])
                yield Finding(item.path, ("title",), message, _("say in the title what is different here"))
            first.setdefault(title, str(item.path))


def role_without_path(book: Book) -> Iterator[Finding]:
    """A role has no position, or a position has neither an onboarding plan nor a course.

    Whoever gets the role finds no page of their own and nothing to begin with: they learn from neighbours, with the
    neighbours' mistakes. A book that has no positions yet is not asked.

    Bad: the role `trainee` in company.yml, and no file in content/positions with `role: trainee`.

    Good: a position with `onboarding: onboarding:trainee` or `courses: [course:start]`
    """
    positions = list(book.data(Position))
    if not positions or book.unread("company", "position"):
        return
    filled_roles = {position.role for _item, position in positions}
    company = book.items["company"]
    for n, role in enumerate(book.company.roles):
        if role.id not in filled_roles:
            message = _("the role “{role}” has no position").format(role=role.name)
            advice = _("write content/positions/{role}.md, or remove the role").format(role=role.id)
            yield Finding(company.path, ("roles", n, "id"), message, advice)
    taught = {book.resolve(name) for _item, course in book.data(Course) for name in course.positions}
    for item, position in positions:
        if position.onboarding is None and not position.courses and item not in taught:
            message = _("the position “{title}” has neither an onboarding plan nor a course").format(title=item.title)
            yield Finding(item.path, ("title",), message, _("name a plan in “onboarding”, or courses in “courses”"))
