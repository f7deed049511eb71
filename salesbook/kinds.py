"""THE table: one row per kind of content. Adding a kind starts here (docs/recipes.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import PurePosixPath
from typing import cast

from salesbook.language import gettext as _
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
    singular: Callable[[], str]
    plural: Callable[[], str]
    in_departments: bool = False
    page: str | None = None

    @property
    def single(self) -> bool:
        """Whether the book has one item of the kind, in a file of its own."""
        return self.folder.endswith(".yml")

    @property
    def suffix(self) -> str:
        """`.md` for front matter and body, `.yml` for data."""
        return ".md" if "body" in self.model.model_fields else ".yml"

    @cached_property
    def model(self) -> type[ContentModel]:
        """The model of the kind's items."""
        module, _colon, name = self.source.partition(":")
        return cast(type[ContentModel], getattr(import_module(f"salesbook.models.{module}"), name))

    def owns(self, path: PurePosixPath) -> bool:
        """Tell whether a file (path relative to content/) is an item of this kind by its place and ending."""
        if self.single:
            return str(path) == self.folder
        folder = path.parent.parent if self.in_departments else path.parent
        return str(folder) == self.folder and path.suffix == self.suffix


# fmt: off
KINDS = (
    Kind("company", "company.yml", "company:Company", lambda: _("company"), lambda: _("company")),
    Kind("register", "articles.yml", "regulation:Register", lambda: _("register of articles"), lambda: _("register of articles")),
    Kind("pipeline", "pipelines", "pipeline:Pipeline", lambda: _("pipeline"), lambda: _("pipelines"), page="pipeline.md"),
    Kind("regulation", "regulations", "regulation:Regulation", lambda: _("regulation"), lambda: _("regulations"), in_departments=True, page="regulation.md"),
    Kind("script", "scripts", "script:Script", lambda: _("script"), lambda: _("scripts"), page="script.md"),
    Kind("letter", "letters", "letter:Letter", lambda: _("letter"), lambda: _("letters"), page="letter.md"),
    Kind("scorecard", "scorecards", "scorecard:Scorecard", lambda: _("scorecard"), lambda: _("scorecards"), page="scorecard.md"),
    Kind("audience", "audiences", "market:Audience", lambda: _("audience"), lambda: _("audiences"), page="audience.md"),
    Kind("product", "products", "market:Product", lambda: _("product"), lambda: _("products"), page="product.md"),
    Kind("article", "book", "knowledge:Article", lambda: _("chapter of the sales book"), lambda: _("sales book"), page="article.md"),
    Kind("instruction", "crm", "knowledge:Instruction", lambda: _("CRM instruction"), lambda: _("CRM instructions"), page="instruction.md"),
    Kind("faq", "faq", "knowledge:Faq", lambda: _("questions and answers"), lambda: _("questions and answers"), page="faq.md"),
    Kind("glossary", "glossary.yml", "knowledge:Glossary", lambda: _("glossary"), lambda: _("glossary"), page="glossary.md"),
    Kind("position", "positions", "training:Position", lambda: _("position"), lambda: _("positions"), page="position.md"),
    Kind("onboarding", "onboarding", "training:Onboarding", lambda: _("onboarding plan"), lambda: _("onboarding plans"), page="onboarding.md"),
    Kind("course", "courses", "training:Course", lambda: _("course"), lambda: _("courses"), page="course.md"),
    Kind("checklist", "checklists", "training:Checklist", lambda: _("checklist"), lambda: _("checklists"), page="checklist.md"),
)
# fmt: on

BY_NAME = {kind.name: kind for kind in KINDS}
_BY_FOLDER = {kind.folder: kind for kind in KINDS}


def kind_of(path: PurePosixPath) -> Kind | None:
    """Return the kind of the file at `path` (relative to content/), None when no kind lives there."""
    kind = _BY_FOLDER.get(path.parts[0])
    return kind if kind is not None and kind.owns(path) else None
