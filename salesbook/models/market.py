"""Whom the company sells to and what: audience avatars and project cards."""

from typing import Literal

from salesbook.models.base import Address, AudienceRef, ContentModel, Line, Many, ProductRef, Some, Text
from salesbook.models.script import Objection


class Audience(ContentModel):
    """content/audiences/*.yml: the portrait of a kind of client («аватар»)."""

    title: Line
    order: int = 100
    portrait: Text
    pains: Some[Text]
    needs: Some[Text]
    triggers: Some[Text]
    objections: Many[Objection] = ()
    found_at: Some[Text]
    products: Many[ProductRef] = ()


class Figure(ContentModel):
    """A fact of a project as a buyer asks for it: area, price, deadline."""

    name: Line
    value: Text


class Material(ContentModel):
    """Something to show or send; `link` is a file of the book or an https address."""

    kind: Literal["presentation", "exterior", "interior", "price_list", "yield", "video", "plan", "document"]
    title: Line
    link: Address
    when: Text | None = None


class Product(ContentModel):
    """content/products/*.yml: a project card."""

    title: Line
    order: int = 100
    about: Text
    facts: Some[Figure]
    strengths: Many[Text] = ()
    limits: Many[Text] = ()
    audiences: Many[AudienceRef] = ()
    materials: Many[Material] = ()
