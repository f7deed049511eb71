"""How a company's texts are written: the headings that they have, and the names that are no longer said."""

from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from salesbook.core.language import mark
from salesbook.models.base import About, Code, ContentModel, DepartmentId, Form, KindName, Line, Many, Some, Text

HeadingWords = Annotated[
    str,
    Field(min_length=1, max_length=200, pattern=r"^[^\s#<>][^\n<>]*$"),
    Form(mark("write the words of the heading alone, without # and brackets, on one line")),
    Code(),
]
"""Words of a heading in Markdown."""


class RequiredHeadings(ContentModel):
    """Headings that texts of a kind have, so that a reader finds a thing in the same place of each."""

    EXAMPLES = MappingProxyType({
        "kind": "regulation",
        "headings": mark("When it applies; What to do; What is forbidden"),
    })  # fmt: skip

    kind: KindName
    """Kind of the texts: regulation, article, instruction, position."""
    departments: Many[DepartmentId] = ()
    """Departments whose texts alone are meant, in place of what is asked of all; left out, all texts of the kind."""
    headings: Some[HeadingWords]
    """Headings in the order in which they stand; others may stand between them."""


class RetiredName(ContentModel):
    """A name that is no longer said: of an old stage, a role, a program."""

    EXAMPLES = MappingProxyType({
        "name": mark("Hot leads"),
        "forms": mark("hot ones"),
        "instead": mark("Clients who decide within two weeks"),
    })  # fmt: skip

    name: Annotated[Line, Code()]
    """The name. Russian endings are understood: one with a capital is found where it is written with a capital."""
    forms: Many[Annotated[Line, Code()]] = ()
    """Other spellings of it, and forms that differ by more than an ending."""
    instead: Line | None = None
    """What is said now; left out when there is no such thing any more."""
    reason: Annotated[Text | None, About()] = None
    """Why it is not said any more, and since when."""
