"""What an item or a part of it is called in a text that refers to it by its name."""

from salesbook.book.item import Item
from salesbook.book.parts import Part
from salesbook.text.standing import Standing, quoted


def called(item: Item, block: Part | None, standing: Standing, language: str) -> str:
    """Return the title of a block, or an item's number and title, as it is printed where the reference stands."""
    if block is not None:
        return quoted(block.title, standing, language)
    title = quoted(item.title, standing, language)
    return f"{item.article} {title}" if item.article else title
