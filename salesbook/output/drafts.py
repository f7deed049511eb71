"""Half-filled letters, out: what was kept, and the list."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from salesbook.book.item import Item
from salesbook.core.language import gettext as _
from salesbook.letters.drafts import Draft
from salesbook.output.terminal import out, say, write_json


def say_kept(path: Path) -> None:
    """Say that a letter was kept as a draft, and how it is taken up again."""
    say(_("the half-filled letter is kept: salesbook letters drafts resume {name}").format(name=path.stem))


def write_kept(item: Item, path: Path, *, json: bool) -> None:
    """Print which draft a letter was kept as, for programs, or say it."""
    if json:
        write_json({"draft": path.stem, "letter": item.name})
    else:
        say_kept(path)


def write_drafts(drafts: Sequence[Draft], titles: dict[str, str], days: int, zone: tzinfo, *, json: bool) -> None:
    """Print drafts with the letter, when they were kept, and when they will be deleted."""
    if json:
        rows = [
            {
                "draft": draft.name, "letter": f"letter:{draft.letter}", "fields": list(draft.answers),
                "kept": draft.kept.isoformat(timespec="seconds"),
                "until": _until(draft, days).isoformat(timespec="seconds"),
            }
            for draft in drafts
        ]  # fmt: skip
        write_json({"drafts": rows})
        return
    from rich.markup import escape

    if not drafts:
        say(_("there are no half-filled letters"))
    for draft in drafts:
        title = titles.get(draft.letter) or _("there is no such letter any more")
        times = _("kept {kept}, deleted after {until}").format(
            kept=f"{draft.kept.astimezone(zone):%d.%m.%Y %H:%M}",
            until=f"{_until(draft, days).astimezone(zone):%d.%m.%Y}",
        )
        out().print(f"[bold]{escape(draft.name)}[/] — {escape(title)} [dim]({escape(times)})[/]", soft_wrap=True)


def write_deleted(names: Sequence[str], *, json: bool) -> None:
    """Say which drafts were deleted."""
    if json:
        write_json({"deleted": list(names)})
    else:
        say(_("deleted: {names}").format(names=", ".join(names) or "—"))


def _until(draft: Draft, days: int) -> datetime:
    return draft.kept + timedelta(days=days)
