"""What every model of a book shares: frozen, closed, strict; and the marks that say what the engine sees in a field.

A field's type says what the compiler does with it: `Text` is Markdown, in which `[[references]]`, links and figures are
found; `RegulationRef` and its kin name another item; `RoleId` and its kin name a word of company.yml. What else is true
of a field is a mark too: `Code`, `About`, `Implied`. `salesbook.models.shapes` reads them all.

The string under a field says what the field is for; `salesbook.models.schemas` reads it, and the interpreter drops it.
"""

from dataclasses import dataclass
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field


class ContentModel(BaseModel):
    """A piece of content: immutable, no unknown keys, no silent conversions."""

    # defer_build: a command pays only for the models that it validates.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a string that names an item of one of `kinds` (any kind when empty), or a word of the company.

    `anchor`: the reference must point into the item (`pipeline:main#meeting`); `local`: a bare name is an anchor of
    the item itself.
    """

    kinds: tuple[str, ...] = ()
    anchor: bool = False
    local: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks Markdown text that may hold references, links and figures of the book."""


@dataclass(frozen=True, slots=True)
class Link:
    """Marks a string that is an address: a file of the book, or https."""


Mark = Names | Prose | Link
"""What a string leads to."""


@dataclass(frozen=True, slots=True)
class Code:
    """Marks a string that nobody reads as words: an id, a prefix, a currency."""


@dataclass(frozen=True, slots=True)
class About:
    """Marks a field about the item rather than of it: who keeps it and when, where it stands among others.

    It does not count for what the item says, and is not read as words.
    """


@dataclass(frozen=True, slots=True)
class Implied:
    """Marks a field that the front matter leaves out: the text below it, or the name of the folder, is its value."""


T = TypeVar("T")

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A YAML list: YAML has no tuples, and a frozen model has no lists, so this one conversion is allowed."""

Some = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]
"""A YAML list that must not be empty."""

Line = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\S[^\n]*$")]
"""A title or a name: one line, no Markdown."""

Text = Annotated[str, Field(min_length=1), Prose()]
"""Markdown."""

Body = Annotated[str, Field(min_length=1), Prose(), Implied()]
"""Markdown under the front matter."""

Order = Annotated[int, About()]
"""Place among the items of a kind: smaller comes first."""

Slug = Annotated[str, Field(pattern=r"^[0-9a-zа-яё]+(?:[-_][0-9a-zа-яё]+)*$", max_length=80), Code()]
"""An identifier: lower-case letters, digits, hyphens."""

Address = Annotated[str, Field(min_length=1, max_length=2000), Link()]
"""A link to a file of the book (relative to the file it stands in) or to an https address."""

AnyRef = Annotated[str, Names()]
RegulationRef = Annotated[str, Names(("regulation",))]
ScriptRef = Annotated[str, Names(("script",))]
LetterRef = Annotated[str, Names(("letter",))]
AudienceRef = Annotated[str, Names(("audience",))]
ProductRef = Annotated[str, Names(("product",))]
InstructionRef = Annotated[str, Names(("instruction",))]
PositionRef = Annotated[str, Names(("position",))]
OnboardingRef = Annotated[str, Names(("onboarding",))]
CourseRef = Annotated[str, Names(("course",))]
StageRef = Annotated[str, Names(("pipeline",), anchor=True)]
MoveTarget = Annotated[str, Names(("pipeline",), anchor=True, local=True)]

RoleId = Annotated[str, Names(("role",))]
ChannelId = Annotated[str, Names(("channel",))]
FactId = Annotated[str, Names(("fact",))]
DepartmentId = Annotated[str, Names(("department",))]
