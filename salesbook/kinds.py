"""THE table: one row per kind of content. Adding a kind starts here (docs/recipes.md)."""

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, cast

from salesbook.language import gettext, mark

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
    def model(self) -> "type[ContentModel]":
        """The model of the kind's items."""
        module, _colon, name = self.source.partition(":")
        return cast("type[ContentModel]", getattr(import_module(f"salesbook.models.{module}"), name))

    def owns(self, path: PurePosixPath) -> bool:
        """Tell whether a file (path relative to content/) is an item of this kind by its place and ending."""
        if self.single:
            return str(path) == self.folder
        folder = path.parent.parent if self.in_departments else path.parent
        return str(folder) == self.folder and path.suffix == self.suffix


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
_BY_FOLDER = {kind.folder: kind for kind in KINDS}


def kind_of(path: PurePosixPath) -> Kind | None:
    """Return the kind of the file at `path` (relative to content/), None when no kind lives there."""
    kind = _BY_FOLDER.get(path.parts[0])
    return kind if kind is not None and kind.owns(path) else None
