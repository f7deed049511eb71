"""What every model of a book shares: frozen, closed, strict; and the marks that say what the engine sees in a field.

A field's type says what the compiler does with it: `Text` is Markdown, in which `[[references]]`, links and figures are
found; `RegulationRef` and its kin name another item; `RoleId` and its kin name a word of company.yml. What else is true
of a field is a mark too: `Code`, `Form`, `About`, `Implied`. `salesbook.models.shapes` reads them all.

The string under a field says what the field is for; `salesbook.models.schemas` reads it, and the interpreter drops it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from salesbook.core.language import mark


@dataclass(frozen=True, slots=True)
class Parts:
    """Says which blocks of an item links can point at: the list `field`, each block known by its field `title`.

    The anchor of a block is what stands in its field `anchor`; without one it is made of the title, as that of a
    heading is. `repeated` is a field of the item that names its own blocks by bare anchors. `whole`: a reference to
    the item means its blocks too; otherwise, as in a glossary that grows by the day, what the item says of itself.
    `listed`: where items are listed, the blocks stand below theirs, as readers look for a question and no category.
    """

    field: str
    title: str
    anchor: str | None = None
    repeated: str | None = None
    whole: bool = True
    listed: bool = False


class ContentModel(BaseModel):
    """A piece of content: immutable, no unknown keys, no silent conversions."""

    # defer_build: a command pays only for the models that it validates.
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    # Which blocks of the item links can point at; headings of a Markdown body need no word.
    PARTS: ClassVar[Parts | None] = None

    # The field by whose words a block that links cannot point at is looked for: what a client says against.
    SOUGHT_BY: ClassVar[str | None] = None

    # Fields that items had in older books, each with why it is gone (a message id): they are read past and told of.
    FORMER: ClassVar[Mapping[str, str]] = {}

    # Words that might stand in a field, by its Python name (message ids): what a new file shows beside it.
    EXAMPLES: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def laid_over(cls, _base: Any, own: Any) -> Any:
        """Return an item's plain data with those of its namesake beneath them, in a book that another one extends.

        Asked of the kinds that are merged (`Kind.merged`).
        """
        return own

    def for_whom(self) -> Iterable[str]:
        """Return who works by an item or a part of it: roles, or a stage or a position that stands for its own."""
        return ()

    @classmethod
    def example_of(cls, field: str) -> str:
        """Return the words that might stand in a field (a message id); nothing when the model gives none."""
        return next((c.EXAMPLES[field] for c in cls.__mro__ if issubclass(c, ContentModel) and field in c.EXAMPLES), "")

    @classmethod
    def has_markdown_body(cls) -> bool:
        """Tell whether the text below an item's front matter is Markdown, with headings; a letter's is a template."""
        return "body" in fields_marked(cls, Prose)


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
class Form:
    """Says how a string is written that has a pattern: `advice` (a message id) is what is told of one that misfits."""

    advice: str


@dataclass(frozen=True, slots=True)
class About:
    """Marks a field about the item rather than of it: who keeps it and when, where it stands among others.

    It does not count for what the item says, and is not read as words.
    """


@dataclass(frozen=True, slots=True)
class Unsought:
    """Marks a field that no search shows as what the item says: wrong answers of a quiz, other spellings of a term."""


@dataclass(frozen=True, slots=True)
class Implied:
    """Marks a field that the front matter leaves out: the text below it, or the name of the folder, is its value."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Marks the field that says in a sentence what an item or a part of it is."""


@cache
def fields_marked(model: type[ContentModel], mark: type) -> tuple[str, ...]:
    """Return the names of a model's fields whose own annotation bears a mark of a sort, in the model's order."""
    return tuple(
        name for name, info in model.model_fields.items() if any(isinstance(each, mark) for each in info.metadata)
    )


T = TypeVar("T")

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A YAML list: YAML has no tuples, and a frozen model has no lists, so this one conversion is allowed."""

Some = Annotated[tuple[T, ...], Field(strict=False, min_length=1)]
"""A YAML list that must not be empty."""

Line = Annotated[
    str,
    Field(min_length=1, max_length=200, pattern=r"^\S[^\n]*$"),
    Form(mark("write it on one line, without a space at its beginning")),
]
"""A title or a name: one line, no Markdown."""

Text = Annotated[str, Field(min_length=1), Prose()]
"""Markdown."""

Body = Annotated[str, Field(min_length=1), Prose(), Implied()]
"""Markdown under the front matter."""

Order = Annotated[int, About()]
"""Place among the items of a kind: smaller comes first."""

Slug = Annotated[
    str,
    Field(pattern=r"^[0-9a-zа-яё]+(?:[-_][0-9a-zа-яё]+)*$", max_length=80),
    Form(mark("use lower-case letters, digits and hyphens, such as two-words")),
    Code(),
]
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
PipelineGroup = Annotated[str, Field(min_length=1), Names(("pipeline_group",))]
MaterialKind = Annotated[str, Field(min_length=1), Names(("material_kind",))]
ChecklistSubject = Annotated[str, Field(min_length=1), Names(("checklist_subject",))]
QuestionKind = Annotated[str, Field(min_length=1), Names(("question_kind",))]
KindName = Annotated[str, Field(min_length=1), Names(("kind",))]


class ItemModel(ContentModel):
    """What every item with a page shares: who may read it, and how people ask for it."""

    readers: Annotated[Some[RoleId], About()] = ()
    """Roles that may read it; all roles when not said. An edition of the academy for another role leaves it out."""
    everyday: Annotated[Many[Line], About(), Unsought()] = ()
    """Words in which people ask for it and which it does not say itself; the search knows them, no page shows them."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_options: object) -> None:
        """Put the title first, whatever a model inherits: that is how files are written and shown."""
        fields = cls.__pydantic_fields__
        if "title" in fields:
            cls.__pydantic_fields__ = {"title": fields["title"], **fields}

    def for_whom(self) -> Iterable[str]:
        """Return who works by the item; its readers, where its model does not know better."""
        return self.readers
