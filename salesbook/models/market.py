"""Whom the company sells to, what, and what clients compare it with: audience avatars, project and competitor cards."""

from datetime import date
from types import MappingProxyType
from typing import Annotated

from salesbook.core.language import mark
from salesbook.models.base import (
    About,
    Address,
    AudienceRef,
    ContentModel,
    ItemModel,
    Line,
    Many,
    MaterialKind,
    Order,
    Parts,
    ProductRef,
    Some,
    Summary,
    Text,
)
from salesbook.models.script import Objection


class Audience(ItemModel):
    """content/audiences/*.yml: the portrait of a kind of client («аватар»)."""

    EXAMPLES = MappingProxyType({
        "title": mark("A family with children"),
        "portrait": mark("Both work, decide together"),
        "pains": mark("There is no time"),
        "needs": mark("Everything from one hand"),
        "triggers": mark("The birth of a child"),
        "found_at": mark("Recommendations of clients"),
    })  # fmt: skip

    title: Line
    """What this kind of client is called."""
    order: Order = 100
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

    EXAMPLES = MappingProxyType({
        "name": mark("Price"),
        "value": mark("from 100,000 a year"),
    })  # fmt: skip

    name: Line
    """What is asked about: area, deadline, price."""
    value: Text
    """The answer, with its unit."""


class Material(ContentModel):
    """Something to show or send; `link` is a file of the book or an https address."""

    EXAMPLES = MappingProxyType({
        "title": mark("Presentation"),
        "when": mark("After the first talk"),
    })  # fmt: skip

    kind: MaterialKind
    """What it is: a presentation, a price list, a video."""
    title: Line
    """What the material is called."""
    link: Address
    """Where it lies."""
    when: Text | None = None
    """When to show or send it, and to whom."""
    updated: Annotated[date | None, About()] = None
    """Day on which it was last looked through, and renewed if something had changed."""


class Product(ItemModel):
    """content/products/*.yml: a project card."""

    EXAMPLES = MappingProxyType({
        "title": mark("Turnkey service"),
        "about": mark("For those who want to leave all the work to us"),
        "strengths": mark("One price for everything"),
        "limits": mark("No work on weekends"),
    })  # fmt: skip

    title: Line
    """Name of the project."""
    order: Order = 100
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


class Claim(ContentModel):
    """What a competitor's sellers say, what is true of it, and what we answer."""

    EXAMPLES = MappingProxyType({
        "claim": mark("It is cheaper with us"),
        "truth": mark("The price has no delivery in it"),
        "answer": mark("Let us compare the whole sum"),
        "source": mark("The price list on their site"),
    })  # fmt: skip

    claim: Line
    """What is said, in the words of those who say it."""
    truth: Annotated[Text, Summary()]
    """What is true of it, and what we must not say."""
    answer: Text
    """What to answer the client, in the words to be said."""
    source: Text
    """Where we know it from: items of the book, documents, the day it was checked."""


class Competitor(ItemModel):
    """content/competitors/*.yml: what clients compare us with, a seller like us or another use of the same money."""

    EXAMPLES = MappingProxyType({
        "title": mark("Doing it oneself"),
        "about": mark("What clients compare us with when they have time"),
        "sells": mark("The same work, without a guarantee"),
        "strengths": mark("The price"),
        "weaknesses": mark("No guarantee"),
    })  # fmt: skip

    PARTS = Parts("claims", title="claim")

    title: Line
    """What clients call it."""
    order: Order = 100
    """Place among the competitors: smaller comes first."""
    about: Annotated[Text, Summary()]
    """Who or what it is, and when clients compare us with it."""
    sells: Some[Text]
    """What it offers, and on what terms."""
    strengths: Some[Text]
    """What speaks for it: we admit it first."""
    weaknesses: Some[Text]
    """What it does not give."""
    audiences: Many[AudienceRef] = ()
    """Clients that it aims at too."""
    claims: Some[Claim]
    """What its sellers say, with what is true and what we answer; links may point at each."""
