"""What was found, out: a list with the words that were asked for, or the text of one place."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.markup import escape

from salesbook.book.book import Book
from salesbook.book.editions import edition
from salesbook.core.language import gettext as _
from salesbook.finding.excerpts import Stretch, excerpt, marked
from salesbook.finding.index import Index
from salesbook.finding.search import Hit
from salesbook.output.terminal import out


def write_hits(index: Index, hits: Sequence[Hit]) -> None:
    """Print what was found: title and section, the kind and the name, an excerpt."""
    console = out()
    for n, hit in enumerate(hits, 1):
        item = hit.section.item
        article = f"{escape(item.article)} " if item.article else ""
        title = article + _styled(marked(index, hit, item.title))
        section = "" if hit.section.heading == item.title else " → " + _styled(marked(index, hit, hit.section.heading))
        console.print(f"[bold]{n}.[/] [bold]{title}[/]{section}  [dim]{escape(_place(hit))}[/]", soft_wrap=True)
        console.print(f"   {_styled(excerpt(index, hit))}", soft_wrap=True)


def write_hit(hit: Hit) -> None:
    """Print the text of what was found."""
    item, section = hit.section.item, hit.section
    console = out()
    heading = "" if section.heading == item.title else f" → {escape(section.heading)}"
    console.print(f"[bold]{escape(item.label)}[/]{heading}  [dim]{escape(_place(hit))}[/]\n", soft_wrap=True)
    console.print(escape(section.text))
    console.print("\n[dim]" + _("the whole: {command}").format(command=f"salesbook show {item.name}") + "[/]")


def hit_json(book: Book, index: Index, hit: Hit) -> dict[str, Any]:
    """Return what was found as programs see it."""
    item, section = hit.section.item, hit.section
    return {
        "name": item.name,
        "kind": item.kind.name,
        "article": item.article,
        "title": item.title,
        "edition": edition(item.data, book.facts),
        "anchor": section.anchor or None,
        "heading": section.heading,
        "excerpt": "".join(stretch.text for stretch in excerpt(index, hit)),
        "text": section.text,
        "path": str(book.sources.shown(item.path)),
    }


def _place(hit: Hit) -> str:
    item = hit.section.item
    anchor = f"#{hit.section.anchor}" if hit.section.anchor else ""
    return f"{item.kind.singular()} · {item.article or item.name}{anchor}"


def _styled(stretches: Iterable[Stretch]) -> str:
    return "".join(f"[yellow]{escape(s.text)}[/]" if s.marked else escape(s.text) for s in stretches)
