"""Regulations: a situation described once, numbered with an article, and used by many stages."""

from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import Field

from salesbook.core.language import mark
from salesbook.models.base import (
    About,
    Body,
    ContentModel,
    Implied,
    ItemModel,
    Line,
    Many,
    RegulationRef,
    RoleId,
    Slug,
    Text,
)
from salesbook.models.company import Prefix


class Regulation(ItemModel):
    """content/regulations/<department>/*.md: front matter and body; the folder names the department."""

    EXAMPLES = MappingProxyType({
        "title": mark("Returning a deposit"),
        "review_months": "6",
        "control": mark("Was the client called on the day of the request?"),
        "body": mark("## When it applies\n\n## What to do\n\n1. First step.\n2. Second step.\n\n## What is forbidden"),
    })  # fmt: skip

    title: Line
    """Situation that the regulation describes."""
    article: Annotated[str, Field(min_length=1, max_length=20), About()] | None = None
    """Article number; nobody makes one up: “salesbook new” and “salesbook articles assign” give it."""
    department: Annotated[Slug, About(), Implied()]
    """Department that keeps it; taken from the folder, so leave it out."""
    owner: Annotated[RoleId, About()]
    """Who keeps the regulation up to date."""
    status: Annotated[Literal["draft", "active", "retired"], About()]
    """draft: being written; active: in force; retired: no longer in force."""
    replaced_by: Annotated[RegulationRef, About()] | None = None
    """Regulation that took the place of a retired one."""
    review_months: Annotated[int, Field(ge=1, le=60), About()]
    """How often it is reviewed, in months: 1–60."""
    reviewed: Annotated[date, About()]
    """Day of the last review: 2026-11-30."""
    control: Many[Text] = ()
    """Questions by which quality control checks that the regulation is followed."""
    body: Body
    """Text of the regulation, under the front matter."""


class Register(ContentModel):
    """content/articles.yml: the highest article number ever given under each prefix, kept by `articles assign`.

    It outlives deleted files, so that a number that people have learned never comes to mean something else.
    """

    issued: dict[Prefix, Annotated[int, Field(ge=0, le=999)]]
    """The highest number given under each prefix; kept by “salesbook articles assign”."""

    @classmethod
    def laid_over(cls, base: Any, own: Any) -> Any:
        """Keep the highest number of a prefix: what the base has given is given."""
        match base, own:
            case {"issued": dict() as below}, {"issued": dict() as above}:
                highest = {prefix: max(n, above[prefix]) for prefix, n in below.items() if _both(n, above.get(prefix))}
                return {**own, "issued": {**below, **above, **highest}}
        return own

    @property
    def title(self) -> str:
        """The register has no title of its own."""
        return "articles"


def _both(*numbers: Any) -> bool:
    return all(isinstance(n, int) for n in numbers)
