"""What is read rather than followed: the sales book, CRM instructions, FAQ and the glossary."""

from salesbook.models.base import Address, AnyRef, ContentModel, Line, Many, RoleId, Some, Text


class Article(ContentModel):
    """content/book/*.md: a chapter of the sales book."""

    title: Line
    order: int
    theme: Line
    body: Text


class Instruction(ContentModel):
    """content/crm/*.md: how something is done in the CRM; `explains` lists the card's fields it covers."""

    title: Line
    order: int
    roles: Some[RoleId]
    screencast: Address | None = None
    explains: Many[Line] = ()
    body: Text


class QuestionAnswer(ContentModel):
    """A question as a client or a colleague asks it, and the answer."""

    question: Line
    answer: Text


class Faq(ContentModel):
    """content/faq/*.yml: one category of questions; the title is the category."""

    title: Line
    order: int = 100
    about: Text | None = None
    questions: Some[QuestionAnswer]


class Term(ContentModel):
    """A word of the trade. `forms` are other word forms and spellings by which text uses it; `see` names items."""

    term: Line
    abbreviation: Line | None = None
    forms: Many[Line] = ()
    definition: Text
    see: Many[AnyRef] = ()


class Glossary(ContentModel):
    """content/glossary.yml."""

    title: Line
    about: Text | None = None
    terms: Some[Term]
