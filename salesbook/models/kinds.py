"""THE table: one row per kind of content. Adding a kind starts here (docs/recipes.md)."""

from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING, cast

from salesbook.core.language import gettext, mark

if TYPE_CHECKING:
    from salesbook.models.base import ContentModel


@dataclass(frozen=True)
class Kind:
    """A kind of content: where it lives, what it is made of, how its page is made.

    `folder` is relative to content/; a file there (`company.yml`) means a kind with a single item. `source` is
    `module:Model` in salesbook.models, imported on first use: a command pays only for the kinds it reads.
    """

    name: str
    folder: str
    source: str
    one: str
    many: str
    in_departments: bool = False
    paged: bool = True

    def singular(self) -> str:
        """Return what one item is called, in the language in use."""
        return gettext(self.one)

    def plural(self) -> str:
        """Return what several items are called."""
        return gettext(self.many)

    @property
    def page(self) -> str | None:
        """The template of an item's page in templates/pages, None for kinds without pages."""
        return f"{self.name}.md" if self.paged else None

    @property
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
    Kind("company", "company.yml", "company:Company", mark("company"), mark("company"), paged=False),
    Kind(
        "register",
        "articles.yml",
        "regulation:Register",
        mark("register of articles"),
        mark("register of articles"),
        paged=False,
    ),
    Kind("pipeline", "pipelines", "pipeline:Pipeline", mark("pipeline"), mark("pipelines")),
    Kind(
        "regulation",
        "regulations",
        "regulation:Regulation",
        mark("regulation"),
        mark("regulations"),
        in_departments=True,
    ),
    Kind("script", "scripts", "script:Script", mark("script"), mark("scripts")),
    Kind("letter", "letters", "letter:Letter", mark("letter"), mark("letters")),
    Kind("scorecard", "scorecards", "scorecard:Scorecard", mark("scorecard"), mark("scorecards")),
    Kind("audience", "audiences", "market:Audience", mark("audience"), mark("audiences")),
    Kind("product", "products", "market:Product", mark("product"), mark("products")),
    Kind("article", "book", "knowledge:Article", mark("chapter of the sales book"), mark("sales book")),
    Kind("instruction", "crm", "knowledge:Instruction", mark("CRM instruction"), mark("CRM instructions")),
    Kind("faq", "faq", "knowledge:Faq", mark("questions and answers"), mark("questions and answers")),
    Kind("glossary", "glossary.yml", "knowledge:Glossary", mark("glossary"), mark("glossary")),
    Kind("position", "positions", "training:Position", mark("position"), mark("positions")),
    Kind("onboarding", "onboarding", "training:Onboarding", mark("onboarding plan"), mark("onboarding plans")),
    Kind("course", "courses", "training:Course", mark("course"), mark("courses")),
    Kind("checklist", "checklists", "training:Checklist", mark("checklist"), mark("checklists")),
)

BY_NAME = {kind.name: kind for kind in KINDS}


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
