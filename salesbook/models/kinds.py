"""THE table: one row per kind of content. Adding a kind starts here (docs/recipes.md)."""

from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, cast

from salesbook.core.language import gettext, mark
from salesbook.models import sections
from salesbook.models.sections import Section

if TYPE_CHECKING:
    from salesbook.models.base import ContentModel


@dataclass(frozen=True)
class Kind:
    """A kind of content: where it lives, what it is made of, where it stands in the academy, what checks expect of it.

    `folder` is relative to content/; a file there (`company.yml`) means a kind with a single item. `source` is
    `module:Model` in salesbook.models, imported on first use: a command pays only for the kinds it reads. `one` and
    `many` are what one item and several are called. A kind without a `section` has no pages.
    """

    name: str
    folder: str
    source: str
    one: str
    many: str
    section: Section | None = None

    in_departments: bool = False
    """Each department has a folder of its own, and the items have article numbers."""
    serves: bool = False
    """Items work only where others send a reader to them: one that nothing refers to is a finding."""
    promises: bool = False
    """Deadlines and thresholds in the prose are promises of the company: they must agree with company.yml."""
    teaches: bool = False
    """Whoever an item is for works by all that it refers to."""
    merged: bool = False
    """In a book that extends another an item is laid over its namesake there; any other takes its namesake's place."""
    rank: float = 1.0
    """How much an answer of the kind is worth to whoever asks: a rule or words to say more than a course on them."""
    numerous: bool = False
    """A book may have thousands, and few checks of the book open them: the cache keeps their outlines alone."""

    def singular(self) -> str:
        """Return what one item is called, in the language in use."""
        return gettext(self.one)

    @property
    def page(self) -> str | None:
        """The template of an item's page in templates/pages, None for kinds without pages."""
        return None if self.section is None else f"{self.name}.md"

    @cached_property
    def single(self) -> bool:
        """Whether the book has one item of the kind, in a file of its own."""
        return self.folder.endswith(".yml")

    @cached_property
    def suffix(self) -> str:
        """`.md` for front matter and body, `.yml` for data."""
        return ".md" if "body" in self.model.model_fields else ".yml"

    @cached_property
    def markdown_body(self) -> bool:
        """Whether an item has Markdown below its front matter, with headings; the body of a letter is a template."""
        return self.model.has_markdown_body()

    @cached_property
    def model(self) -> "type[ContentModel]":
        """The model of the kind's items."""
        module, _colon, name = self.source.partition(":")
        return cast("type[ContentModel]", getattr(import_module(f"salesbook.models.{module}"), name))


KINDS = (
    Kind("company", "company.yml", "company:Company", mark("company"), mark("company"), merged=True),
    Kind(
        "register", "articles.yml", "regulation:Register", mark("register of articles"), mark("register of articles"),
        merged=True,
    ),
    Kind(
        "calendar", "calendars", "calendar:ProductionCalendar", mark("production calendar"),
        mark("production calendars"),
    ),
    Kind(
        "pipeline", "pipelines", "pipeline:Pipeline", mark("pipeline"), mark("pipelines"), sections.PIPELINES,
        promises=True, rank=1.2,
    ),
    Kind(
        "regulation", "regulations", "regulation:Regulation", mark("regulation"), mark("regulations"),
        sections.REGULATIONS, in_departments=True, serves=True, promises=True, numerous=True, rank=1.25,
    ),
    Kind(
        "script", "scripts", "script:Script", mark("script"), mark("scripts"), sections.SCRIPTS, serves=True,
    ),
    Kind(
        "letter", "letters", "letter:Letter", mark("letter"), mark("letters"), sections.LETTERS,
        serves=True, numerous=True, rank=1.2,
    ),
    Kind(
        "scorecard", "scorecards", "scorecard:Scorecard", mark("scorecard"), mark("scorecards"), sections.SCORING,
        promises=True,
    ),
    Kind(
        "audience", "audiences", "market:Audience", mark("audience"), mark("audiences"), sections.MARKET, serves=True
    ),
    Kind("product", "products", "market:Product", mark("product"), mark("products"), sections.MARKET, serves=True),
    Kind(
        "competitor", "competitors", "market:Competitor", mark("competitor"), mark("competitors"), sections.MARKET,
        serves=True,
    ),
    Kind("event", "events", "event:Event", mark("event"), mark("events"), sections.EVENTS, promises=True),
    Kind(
        "article", "book", "knowledge:Article", mark("chapter of the sales book"), mark("sales book"), sections.BOOK,
        promises=True, numerous=True,
    ),
    Kind(
        "crm", "crm.yml", "crm:Crm", mark("description of the CRM"), mark("fields and rights of the CRM"),
        sections.CRM, promises=True, rank=0.75,
    ),
    Kind(
        "instruction", "crm", "knowledge:Instruction", mark("CRM instruction"), mark("CRM instructions"), sections.CRM,
        serves=True, promises=True, rank=1.3,
    ),
    Kind(
        "faq", "faq", "knowledge:Faq", mark("questions and answers"), mark("questions and answers"), sections.ANSWERS,
        promises=True, numerous=True,
    ),
    Kind(
        "glossary", "glossary.yml", "knowledge:Glossary", mark("glossary"), mark("glossary"), sections.ANSWERS,
        promises=True, rank=0.6,
    ),
    Kind(
        "position", "positions", "training:Position", mark("position"), mark("positions"), sections.POSITIONS,
        promises=True, teaches=True,
    ),
    Kind(
        "course", "courses", "training:Course", mark("course"), mark("courses"), sections.TRAINING,
        serves=True, promises=True, teaches=True, rank=0.55,
    ),
    Kind(
        "onboarding", "onboarding", "training:Onboarding", mark("onboarding plan"), mark("onboarding plans"),
        sections.TRAINING, serves=True, promises=True, teaches=True, rank=0.6,
    ),
    Kind(
        "checklist", "checklists", "training:Checklist", mark("checklist"), mark("checklists"), sections.QUALITY,
        promises=True, numerous=True, rank=0.75,
    ),
)  # fmt: skip

BY_NAME = {kind.name: kind for kind in KINDS}
_BY_SOURCE = {kind.source: kind for kind in KINDS}


def kind_made_of(model: "type[ContentModel]") -> Kind:
    """Return the kind whose items are made of a model; the models of other kinds are not imported for it."""
    return _BY_SOURCE[f"{model.__module__.rpartition('.')[2]}:{model.__name__}"]


def kind_of(name: str) -> Kind | None:
    """Return the kind of a file by its place below content/ and its ending, None when no kind lives there."""
    folder, _slash, file = name.rpartition("/")
    kind = _kind_at(folder or file)
    if kind is None or kind.single == bool(folder):
        return None
    return kind if kind.single or file.endswith(kind.suffix) else None


@cache
def _kind_at(folder: str) -> Kind | None:
    """Return the kind of a folder's files; a file of content/ itself stands for its own folder."""
    above, _slash, _department = folder.rpartition("/")
    return next((k for k in KINDS if k.folder == (above if k.in_departments else folder)), None)
