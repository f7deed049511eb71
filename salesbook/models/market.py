"""Whom the company sells to and what: audience avatars and project cards."""

from typing import Annotated, Literal

from salesbook.models.base import Address, AudienceRef, ContentModel, Line, Many, ProductRef, Some, Summary, Text
from salesbook.models.script import Objection


class Audience(ContentModel):
    """content/audiences/*.yml: the portrait of a kind of client («аватар»)."""

    title: Line
    """What this kind of client is called."""
    order: int = 100
    """Place among the audiences: smaller comes first."""
    portrait: Annotated[Text, Summary()]
    """Who it is: age, occupation, how decisions are made."""
    pains: Some[Text]
    """What troubles the client today."""
    needs: Some[Text]
    """What the client wants instead."""
    triggers: Some[Text]
    """Events after which the client begins to look."""
    objections: Many[Objection] = ()
    """What this client says against, with answers."""
    found_at: Some[Text]
    """Where such clients are found."""
    products: Many[ProductRef] = ()
    """Projects to show first."""


class Figure(ContentModel):
    """A fact of a project as a buyer asks for it: area, price, deadline."""

    name: Line
    """What is asked about: area, deadline, price."""
    value: Text
    """The answer, with its unit."""


class Material(ContentModel):
    """Something to show or send; `link` is a file of the book or an https address."""

    kind: Literal["presentation", "exterior", "interior", "price_list", "yield", "video", "plan", "document"]
    """What it is: presentation, exterior or interior renders, price list, yield calculation, video, plans, document."""
    title: Line
    """What the material is called."""
    link: Address
    """Where it lies."""
    when: Text | None = None
    """When to show or send it, and to whom."""


class Product(ContentModel):
    """content/products/*.yml: a project card."""

    title: Line
    """Name of the project."""
    order: int = 100
    """Place among the projects: smaller comes first."""
    about: Annotated[Text, Summary()]
    """What the project is, for whom, and when to show it."""
    facts: Some[Figure]
    """Facts that buyers ask for."""
    strengths: Many[Text] = ()
    """What speaks for the project."""
    limits: Many[Text] = ()
    """What the project does not give: we say it first."""
    audiences: Many[AudienceRef] = ()
    """Clients that the project suits."""
    materials: Many[Material] = ()
    """What there is to show or send."""
