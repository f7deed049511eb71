"""The desk at which page templates work: the filters and functions they are handed, and nothing else."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from salesbook.book.item import Item
from salesbook.book.reviews import next_review
from salesbook.calendar.working_time import WorkingTime, working_time_of
from salesbook.core.defaults import comparing, is_default, overridden, restoring
from salesbook.core.errors import UserError
from salesbook.core.language import Translations
from salesbook.core.language import gettext as _
from salesbook.finding.forms import Dictionary
from salesbook.learning.plans import rest_around
from salesbook.letters import writing as letters
from salesbook.letters.writing import RenderedLetter
from salesbook.models.base import ContentModel
from salesbook.models.company import Role
from salesbook.models.letter import Letter
from salesbook.models.scorecard import Scorecard
from salesbook.models.training import Course
from salesbook.models.vocabularies import VOCABULARIES
from salesbook.pages.asked import noted
from salesbook.pages.canvas import NARROW, WIDE, Canvas
from salesbook.pages.escaping import attribute, words
from salesbook.pages.forms import form_of
from salesbook.pages.lookups import Lookups
from salesbook.pages.moves import Moves
from salesbook.pages.phrases import alphabet, anchor, fill, source, verbatim
from salesbook.pages.pipeline_map import pipeline_map
from salesbook.pages.pipelines_map import pipelines_map
from salesbook.pages.places import Places
from salesbook.pages.plan_data import checkpoint_anchor, task_anchor
from salesbook.pages.prose import Writer
from salesbook.pages.records_form import records_form
from salesbook.pages.repeating import Repeating
from salesbook.pages.sayings import Sayings
from salesbook.pages.scorecards import points_of, shares_of
from salesbook.pages.start_form import home_form
from salesbook.pages.svg import placeholder
from salesbook.pages.tools import Tool
from salesbook.pages.tools import placeholder as tool_placeholder
from salesbook.sandbox.environment import PAGE, Sandbox
from salesbook.sandbox.reasons import FAILURES, FaultyTemplate, place, reason
from salesbook.scoring.totals import totals_of
from salesbook.text import formats, hypertext, safety

LONGEST = 5_000_000
"""Characters of a page, beside what it lists: marks of a megabyte of content may each take several when quoted."""


class Desk:
    """Renders page templates; `write` is the only door."""

    def __init__(
        self,
        places: Places,
        templates: Sequence[Path],
        labels: Translations,
        today: date,
        dictionary: Dictionary | None = None,
    ) -> None:
        self.places = places
        self.labels = labels
        self.today = today
        self._dictionary = dictionary
        self.book = places.book
        self.writer = Writer(places, labels)
        self.lookups = Lookups(places, labels)
        self.drawings: dict[str, str] = {}
        self.tools: dict[str, Tool] = {}
        self.moves = Moves(places)
        self._repeating = Repeating(self.writer, labels)
        self._wide = Canvas(self.writer, self.moves, labels, WIDE)
        self._narrow = Canvas(self.writer, self.moves, labels, NARROW)
        self._roles = {role.id: role for role in self.book.company.roles}
        self._words = {name: each.names(self.book.company, labels.language) for name, each in VOCABULARIES.items()}
        self._sandbox = Sandbox(
            *templates,
            budget=PAGE,
            longest=LONGEST,
            autoescape=True,
            finalize=words,
            filters=self._filters(),
            functions=self._functions(),
        )

    def write(self, template: str, page: str, item: Item | None = None, *, entries: int = 0, **given: Any) -> str:
        """Return the Markdown of the page `page`; raises `UserError` for a template that is missing or wrong.

        `entries` is how many items and parts of items the template is handed: it may spend more on more of them.
        What the template draws is in `drawings` afterwards, by the names of the placeholders in the text; so are its
        forms in `tools`.
        """
        self.writer.turn_to(page, item)
        self.drawings, self.tools = {}, {}
        self._sandbox.meter.allow(entries)
        try:
            text = self._sandbox.get_template(f"pages/{template}").render(
                item=item, data=self.shown(item) if item else None, company=self.book.company, today=self.today, **given
            )
        except FAILURES as error:
            at = place(error)
            # What has failed may stand in a template that this one includes.
            file = None if at is None else Path(at[0])
            message, advice = self._fault(file)
            message = message.format(name=template if file is None else file.name, page=page, reason=_reason(error))
            raise FaultyTemplate(message, advice, reason(error), at) from error
        if hypertext.unbearable(text):
            message = _("templates/pages/{name} writes thousands of “[” into one paragraph of {page}")
            message = message.format(name=template, page=page)
            raise FaultyTemplate(message, _("part it by empty lines, or write “&#91;” for it"), message)
        # Content's own `<` is written otherwise by now: a tag that could run stands in the template.
        if live := safety.live_markup(text, safety.NOT_ON_PAGES):
            message = _("templates/pages/{name} would put a script on {page}: {found}")
            message = message.format(name=self._placed(template, live[0].text), page=page, found=live[0].text[:40])
            raise FaultyTemplate(message, _("remove it: scripts of the academy live in site/assets/"), message)
        return text

    def _fault(self, file: Path | None) -> tuple[str, str]:
        """Return the message and the advice for a template that fails, by the file in which it does."""
        message = _("templates/pages/{name} cannot be used for {page}: {reason}")
        if file is not None and overridden(self.book.root, file) is not None:
            return message, restoring()
        if file is not None and is_default(self.book.root, file):
            message = _("the default of templates/pages/{name} cannot be used for {page}: {reason}")
            return message, comparing()
        return message, _("mend the template; docs/recipes.md shows what it may use")

    def compile(self, template: str) -> None:
        """Read a template that no page is written with; raises `FaultyTemplate`."""
        try:
            self._sandbox.get_template(f"pages/{template}")
        except FAILURES as error:
            message = _("templates/pages/{name} cannot be used: {reason}")
            message = message.format(name=template, reason=_reason(error))
            raise FaultyTemplate(message, "", reason(error), place(error)) from error

    def _placed(self, template: str, markup: str) -> str:
        """Return the name of a template with the line on which some markup stands, when it stands there as it is."""
        assert self._sandbox.loader is not None
        source = self._sandbox.loader.get_source(self._sandbox, f"pages/{template}")[0]
        at = source.find(markup)
        return template if at < 0 else f"{template}:{source.count(chr(10), 0, at) + 1}"

    def _filters(self) -> dict[str, Any]:
        writer, language = self.writer, self.labels.language
        return {
            "prose": writer.prose,
            "inline": writer.inline,
            "body": writer.body,
            "plain": writer.plain,
            "date": lambda value: formats.full_date(value, language),
            "number": lambda value: formats.number(value, language),
            "attribute": attribute,
        }

    def _functions(self) -> dict[str, Any]:
        writer, lookups = self.writer, self.lookups
        return {
            "_": self.labels.gettext,
            "ngettext": self.labels.ngettext,
            "fill": fill,
            "link": writer.link,
            "to": writer.to,
            "address": writer.address,
            "bullets": writer.bullets,
            "figure": writer.figure,
            "material": writer.material,
            "role": self.role,
            "roles": self.roles,
            "channels": self.channels,
            "word": self.word,
            "uses": lookups.uses,
            "roles_of": lookups.roles,
            "answers": lookups.answers,
            "asked_at": lookups.asked_at,
            "crm_field": lookups.crm_field,
            "pipeline_map": self.pipeline_map,
            "pipelines_map": self.pipelines_map,
            "moves_between": self.moves.between,
            "next_review": next_review,
            "items": self.items,
            "find": self.find,
            "place": self.places.uri,
            "anchor": anchor,
            "parameters": Scorecard.parameters,
            "totals": totals_of,
            "form": self.form,
            "repeat_today": lambda item: self._tool(self._repeating.today(item)),
            "repeat_room": lambda: self._tool(self._repeating.room()),
            "drill": self._repeating.drill,
            "beginning": self.beginning,
            "task_anchor": task_anchor,
            "checkpoint_anchor": checkpoint_anchor,
            "records": self.records,
            "shares": shares_of,
            "points": points_of,
            "exact": lambda number: formats.exact_number(number, self.labels.language),
            "signed": lambda number: formats.exact_number(number, self.labels.language, plus=True),
            "alphabet": alphabet,
            "sample": self.sample,
            "source": source,
            "verbatim": verbatim,
        }

    def role(self, name: str, *, short: bool = False) -> Markup:
        """Return a role's name, linked to the main file of its position when there is one."""
        role = self._roles.get(name)
        title = name if role is None else (role.short if short and role.short else role.name)
        position = self.places.positions.get(name)
        if position is None:
            return Markup(words(title))  # noqa: S704 - escaped by `words`
        return self.writer.to(position, label=title)

    def roles(self, names: tuple[str, ...]) -> Markup:
        """Return the names of roles, in a row."""
        return Markup(", ").join(self.role(name) for name in names)

    def channels(self, names: tuple[str, ...]) -> str:
        """Return the names of channels, in a row."""
        return ", ".join(self.word("channel", name) for name in names)

    def word(self, vocabulary: str, name: str) -> str:
        """Return what a word of one of the company's vocabularies is called; its id when there is none of the id."""
        return self._words[vocabulary].get(name, name)

    @noted
    def working(self) -> WorkingTime | None:
        """The working time of the company; None for one whose hours are wrong."""
        try:
            return working_time_of(self.book)
        except UserError:
            return None

    @noted
    def rest(self) -> dict[str, str] | None:
        """The days off around today, as forms with days read them."""
        return rest_around(self.working, self.today.year)

    def sample(self, item: Item) -> RenderedLetter | None:
        """Return a letter written with the facts of its own sample today; None when that cannot be done."""
        if not isinstance(item.data, Letter):
            return None
        try:
            working = working_time_of(self.book)
            return letters.sample(self.book.context, item, item.data, today=self.today, working=working, html=False)
        except UserError:
            return None

    def pipeline_map(self, item: Item, *, narrow: bool = False) -> Markup:
        """Return the place of the map of a pipeline; `narrow` is for a phone."""
        return self._drawn(pipeline_map(item, self._narrow if narrow else self._wide))

    def pipelines_map(self, *, narrow: bool = False) -> Markup:
        """Return the place of the map of all pipelines."""
        return self._drawn(pipelines_map(self._narrow if narrow else self._wide))

    def _drawn(self, drawing: str) -> Markup:
        name, place = placeholder(len(self.drawings))
        self.drawings[name] = drawing
        return place

    def form(self, item: Item, part: str = "") -> Markup:
        """Return the place of the form of an item, or of a part of its page; nothing for one that has none."""
        sayings = Sayings(self.writer, item)
        return self._tool(form_of(item, sayings, self.labels, part, forms=self._forms, rest=self.rest))

    def beginning(self) -> Markup:
        """Return the place of what leads a learner to the start page of a position; nothing without positions."""
        positions = self.items("position")
        return self._tool(home_form(positions, self.writer, self.labels) if positions else None)

    def _tool(self, tool: Tool | None) -> Markup:
        if tool is None:
            return Markup()
        name, place = tool_placeholder(len(self.tools))
        self.tools[name] = tool
        return place

    def _forms(self, word: str) -> tuple[str, ...]:
        """Return the forms of a word; a template that is only tried needs no dictionary."""
        return () if self._dictionary is None else self._dictionary.forms(word)

    def records(self, position: Item) -> Markup:
        """Return where whoever holds a position sends results to a record store; nothing where the book names none."""
        return self._tool(records_form(self.book, position, self.labels))

    def items(self, kind: str) -> tuple[Item, ...]:
        """Return the items of a kind that have a page, in reading order."""
        return tuple(item for item in self.book.of_kind(kind) if self.places.uri(item) is not None)

    def find(self, name: str) -> Item | None:
        """Return the item that a reference names; None for what the reader of this edition may not see."""
        return None if self.places.withholds(name) else self.book.resolve(name)

    def shown(self, item: Item) -> ContentModel:
        """Return what a page may say of an item: nobody is taught or asked what the reader may not see."""
        return self.places.shown(item.data) if isinstance(item.data, Course) else item.data

    def role_of(self, position: Item) -> Role | None:
        """Return the role that a position's main file is for."""
        return self._roles.get(getattr(position.data, "role", ""))


def _reason(error: Exception) -> str:
    at = place(error)
    return _("line {n}: {reason}").format(n=at[1], reason=reason(error)) if at else reason(error)
