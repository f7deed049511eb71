"""The register of articles out."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.markup import escape
from rich.table import Table

from salesbook.articles.numbering import Assignment
from salesbook.book.book import Book
from salesbook.book.item import Item
from salesbook.core.language import gettext as _
from salesbook.models.regulation import Regulation
from salesbook.output.terminal import out, say, write

Rows = Sequence[tuple[Item, Regulation]]


def write_register(book: Book, rows: Rows) -> None:
    """Print the register as a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (_("article"), _("title"), _("department"), _("status"), _("owner"), _("reviewed")):
        table.add_column(heading, overflow="fold")
    words = book.words
    for item, regulation in rows:
        status = {"active": _("in force"), "draft": _("draft"), "retired": _("retired")}[regulation.status]
        if regulation.replaced_by:
            status += f" → {regulation.replaced_by}"
        table.add_row(
            escape(regulation.article or "—"),
            escape(item.title),
            escape(words["department"].get(regulation.department, regulation.department)),
            escape(status),
            escape(words["role"].get(regulation.owner, regulation.owner)),
            regulation.reviewed.isoformat(),
        )
    out(table=True).print(table)


def register_json(rows: Rows) -> dict[str, Any]:
    """Return the register for programs."""
    return {
        "articles": [
            {
                "article": regulation.article,
                "name": item.name,
                "title": item.title,
                "department": regulation.department,
                "status": regulation.status,
                "replaced_by": regulation.replaced_by,
                "owner": regulation.owner,
                "reviewed": regulation.reviewed.isoformat(),
                "path": str(item.path),
            }
            for item, regulation in rows
        ]
    }


def write_assignments(assignments: Sequence[Assignment], diff: Iterable[str] | None) -> None:
    """Print which regulation got which number, or the diff that would be written."""
    if diff is not None:
        for line in diff:
            write(line)
    for assignment in assignments:
        say(f"{assignment.article}  {assignment.item.title}  ({assignment.item.path})")
    if not assignments:
        say(_("every regulation has a number"))
    elif diff is not None:
        say(_("nothing was written: --dry-run"))


def assignments_json(assignments: Sequence[Assignment], *, written: bool) -> dict[str, Any]:
    """Return the assignments for programs."""
    return {
        "written": written,
        "assigned": [{"article": a.article, "name": a.item.name, "path": str(a.item.path)} for a in assignments],
    }
