"""What is read rather than followed: the sales book, CRM instructions, FAQ and the glossary."""

from typing import Annotated

from salesbook.models.base import (
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
)


class Article(ItemModel):
    """content/book/*.md: a chapter of the sales book."""

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

    question: Line
    """The question, in the words of the one who asks."""
    answer: Annotated[Text, Summary()]
    """The answer, ready to be said or sent."""


class Faq(ItemModel):
    """content/faq/*.yml: one category of questions; the title is the category."""

    PARTS = Parts("questions", title="question")

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

    term: Line
    """The word, as the glossary lists it."""
    abbreviation: Line | None = None
    """Abbreviation by which the trade knows it: КЭВ."""
    forms: Many[Line] = ()
    """Other forms and spellings by which text uses the word."""
    definition: Annotated[Text, Summary()]
    """What the word means here, in a sentence or two."""
    see: Many[AnyRef] = ()
    """Items that say more."""


class Glossary(ItemModel):
    """content/glossary.yml."""

    PARTS = Parts("terms", title="term", whole=False)

    title: Line
    """Title of the glossary's page."""
    about: Annotated[Text | None, Summary()] = None
    """What words are gathered here and how to use them with clients."""
    terms: Some[Term]
    """Words of the trade with their meanings."""
