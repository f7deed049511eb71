"""What is read rather than followed: the sales book, CRM instructions, FAQ and the glossary."""

from types import MappingProxyType
from typing import Annotated

from salesbook.core.language import mark
from salesbook.models.base import (
    About,
    Address,
    AnyRef,
    Body,
    ContentModel,
    ItemModel,
    Line,
    Many,
    Order,
    Parts,
    RoleId,
    Some,
    Summary,
    Text,
    Unsought,
)


class Article(ItemModel):
    """content/book/*.md: a chapter of the sales book."""

    EXAMPLES = MappingProxyType({
        "title": mark("How clients decide"),
        "theme": mark("The client"),
        "body": mark("## The main idea\n\n## How we use it"),
    })  # fmt: skip

    title: Line
    """Title of the chapter."""
    order: Order
    """Number of the chapter: smaller comes first."""
    theme: Annotated[Line, Summary()]
    """Part of the sales book that the chapter stands in."""
    body: Body
    """Text of the chapter, under the front matter."""


class Instruction(ItemModel):
    """content/crm/*.md: how something is done in the CRM; `explains` lists the card's fields it covers."""

    EXAMPLES = MappingProxyType({
        "title": mark("How to create a deal"),
        "explains": mark("Source"),
        "body": mark("1. Open the list of deals.\n2. Press the button."),
    })  # fmt: skip

    title: Line
    """What the reader will be able to do: “How to book a unit”."""
    order: Order
    """Place in the order of the work: smaller comes first."""
    roles: Some[RoleId]
    """Roles that need the instruction."""
    screencast: Address | None = None
    """Video of the screen with the same steps."""
    explains: Many[Line] = ()
    """Fields of the deal card that the instruction covers, as the CRM names them."""
    body: Body
    """Steps with screenshots, under the front matter."""

    def for_whom(self) -> tuple[str, ...]:
        """The roles that need it."""
        return self.roles


class QuestionAnswer(ContentModel):
    """A question as a client or a colleague asks it, and the answer."""

    EXAMPLES = MappingProxyType({
        "question": mark("Can I pay in parts?"),
        "answer": mark("Yes, in three parts."),
    })  # fmt: skip

    question: Line
    """The question, in the words of the one who asks."""
    everyday: Annotated[Many[Line], About(), Unsought()] = ()
    """Other words in which it is asked; the search knows them, no page shows them."""
    answer: Annotated[Text, Summary()]
    """The answer, ready to be said or sent."""


class Faq(ItemModel):
    """content/faq/*.yml: one category of questions; the title is the category."""

    EXAMPLES = MappingProxyType({
        "title": mark("Payment"),
        "about": mark("Clients ask it before the contract"),
    })  # fmt: skip

    PARTS = Parts("questions", title="question", listed=True)

    title: Line
    """Category of the questions."""
    order: Order = 100
    """Place among the categories: smaller comes first."""
    about: Annotated[Text | None, Summary()] = None
    """Whose questions these are and when they come up."""
    questions: Some[QuestionAnswer]
    """Questions with their answers, the most frequent first."""


class Term(ContentModel):
    """A word of the trade. `forms` are other word forms and spellings by which text uses it; `see` names items."""

    EXAMPLES = MappingProxyType({
        "term": mark("Key meeting"),
        "abbreviation": mark("KM"),
        "forms": mark("key meetings"),
        "definition": mark("The meeting at which the client decides"),
    })  # fmt: skip

    term: Line
    """The word, as the glossary lists it."""
    abbreviation: Line | None = None
    """Abbreviation by which the trade knows it: КЭВ."""
    forms: Annotated[Many[Line], Unsought()] = ()
    """Other forms and spellings by which text uses the word."""
    everyday: Annotated[Many[Line], Unsought()] = ()
    """Words that people say instead and the book does not: летучка for a morning meeting; the search knows them."""
    definition: Annotated[Text, Summary()]
    """What the word means here, in a sentence or two."""
    common: Annotated[Many[Line], Unsought()] = ()
    """Those of its names that are everyday words, too: база, показ. In texts they do not lead to the glossary."""
    see: Many[AnyRef] = ()
    """Items that say more."""


class Glossary(ItemModel):
    """content/glossary.yml."""

    EXAMPLES = MappingProxyType({
        "title": mark("Glossary"),
        "about": mark("The words that every newcomer learns"),
    })  # fmt: skip

    PARTS = Parts("terms", title="term", whole=False)

    title: Line
    """Title of the glossary's page."""
    about: Annotated[Text | None, Summary()] = None
    """What words are gathered here and how to use them with clients."""
    terms: Some[Term]
    """Words of the trade with their meanings."""
