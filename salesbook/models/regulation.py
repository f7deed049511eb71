"""Regulations: a situation described once, numbered with an article, and used by many stages."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from salesbook.models.base import ContentModel, Line, Many, RegulationRef, RoleId, Slug, Some, Text


class Regulation(ContentModel):
    """content/regulations/<department>/*.md: front matter and body; the folder names the department."""

    title: Line
    article: Annotated[str, Field(min_length=1, max_length=20)] | None = None
    department: Slug
    readers: Some[RoleId]
    owner: RoleId
    status: Literal["draft", "active", "retired"]
    replaced_by: RegulationRef | None = None
    review_months: Annotated[int, Field(ge=1, le=60)]
    reviewed: date
    control: Many[Text] = ()
    body: Text


class Register(ContentModel):
    """content/articles.yml: the highest article number ever given under each prefix, kept by `articles assign`.

    It outlives deleted files, so that a number that people have learned never comes to mean something else.
    """

    issued: dict[Annotated[str, Field(pattern=r"^[А-ЯЁA-Z]{1,6}$")], Annotated[int, Field(ge=0, le=999)]]

    @property
    def title(self) -> str:
        """The register has no title of its own."""
        return "articles"
