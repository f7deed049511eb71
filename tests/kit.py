"""A kind of content that stands in no table, and an item of it: all that is known of it comes from the model."""

from pathlib import PurePosixPath
from typing import Annotated

from salesbook.book.item import Item
from salesbook.models.base import AnyRef, ContentModel, Line, Many, Parts, Slug, Some, Summary, Text
from salesbook.models.kinds import Kind
from salesbook.models.sections import MARKET


class Tool(ContentModel):
    """A block that can be pointed at."""

    code: Slug
    """Its anchor."""
    what: Line
    """What it is called."""
    use: Annotated[Text, Summary()]
    """What it is for."""


class Kit(ContentModel):
    """Blocks with anchors of their own, and a body with headings."""

    PARTS = Parts("tools", title="what", anchor="code")

    title: Line
    """What the kit is called."""
    about: Annotated[Text | None, Summary()] = None
    """What it is for."""
    tools: Some[Tool]
    """What is in it."""
    users: Many[AnyRef] = ()
    """Who works with it."""
    body: Text
    """Text of its page."""

    def for_whom(self) -> tuple[str, ...]:
        """Its users."""
        return self.users


class NumberedKit(Kit):
    """The same blocks, known by their titles; another one changes nothing of what the kit says of itself."""

    PARTS = Parts("tools", title="what", whole=False)


BODY = "Слова.\n\n## Уход {#care}\n\nТочить.\n\n### Когда\n\nВесной.\n\n## Итог\nКонец."
TOOLS = (
    Tool(code="saw", what="Пила", use="Пилить."),
    Tool(code="saw-2", what="Пила", use="Пилить быстрее."),
    Tool(code="axe", what="Топор", use="Рубить."),
)


def kit(
    model: type[Kit] = Kit,
    tools: tuple[Tool, ...] = TOOLS,
    body: str = BODY,
    users: tuple[str, ...] = (),
    about: str | None = None,
) -> Item:
    """Return an item of the kind."""
    kind = Kind("kit", "kits", "nowhere:Kit", "kit", "kits", MARKET)
    vars(kind)["model"] = model
    data = model(title="Набор", tools=tools, body=body, users=users, about=about)
    return Item(kind, "first", PurePosixPath("content/kits/first.md"), lambda: data)
