"""What a shell offers while a command is typed: names, kinds, checks and words of the company, with what they mean.

A shell waits for it at every press of Tab: files are only glanced at, nothing of the book is compiled.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import typer

Offer = tuple[str, str]
"""A word to type and what it means."""

_LENGTH = 60

Complete = Callable[[typer.Context, str], list[Offer]]


def complete_names(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer what `show` takes: article numbers, and names of all other items; after `regulation:` their names, too."""
    from salesbook.models.kinds import KINDS
    from salesbook.reading.glance import glances

    kind_name, colon, slug = incomplete.partition(":")
    # Only what has numbers goes by another name than its kind's.
    kinds = [k for k in KINDS if (k.name == kind_name if colon else k.in_departments or k.name.startswith(kind_name))]

    def offers() -> Iterable[Offer]:
        for glance in glances(_root(ctx), kinds, slug):
            yield (glance.article if glance.article and not colon else glance.name), glance.title

    return _offered(offers, incomplete)


def complete_slugs(kind_name: str) -> Complete:
    """Return a completion of the items of a kind by their slugs."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        from salesbook.models.kinds import BY_NAME
        from salesbook.reading.glance import glances

        def offers() -> Iterable[Offer]:
            items = glances(_root(ctx), [BY_NAME[kind_name]], incomplete)
            return ((item.slug, item.title) for item in items)

        return _offered(offers, incomplete)

    return complete


def complete_cards(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer what `score` takes for a card: scorecards by their slugs, checklists by their names."""
    from salesbook.models.kinds import BY_NAME
    from salesbook.reading.glance import glances

    def offers() -> Iterable[Offer]:
        for glance in glances(_root(ctx), [BY_NAME["scorecard"]], incomplete):
            yield glance.slug, glance.title
        for glance in glances(_root(ctx), [BY_NAME["checklist"]], incomplete.partition(":")[2]):
            yield glance.name, glance.title

    return _offered(offers, incomplete)


def complete_settings(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer what stands before “=” in `--set`: the fields of the letter that is named on the line."""
    slug = str(ctx.params.get("name") or "").removeprefix("letter:")

    def offers() -> Iterable[Offer]:
        for name, label in _letter_fields(_front_matter(_root(ctx), f"letters/{slug}.md"), ""):
            yield f"{name}=", label

    return _offered(offers, incomplete)


def complete_drafts(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the half-filled letters of the book."""
    from salesbook.letters.drafts import drafts_of

    def offers() -> Iterable[Offer]:
        folder = drafts_of(_root(ctx))
        return ((draft.name, f"{draft.kept:%d.%m.%Y}") for draft in (folder.drafts() if folder else ()))

    return _offered(offers, incomplete)


def complete_starters(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the starters, with the languages that each is written in."""
    from salesbook.starters.catalogue import starters

    return _offered(lambda: ((name, ", ".join(each.folders)) for name, each in starters().items()), incomplete)


def complete_kinds(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the kinds of content; by what people call them, when that is how the word begins."""
    from salesbook.core.language import gettext as _
    from salesbook.models.kinds import KINDS

    def offers() -> Iterable[Offer]:
        for kind in KINDS:
            yield kind.name, kind.singular()
            called = _(kind.many).lower()
            if incomplete and not incomplete.isascii() and " " not in called:
                yield called, kind.name

    return _offered(offers, incomplete)


def complete_checks(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the checks by their codes; the last one of several that are parted by commas."""
    from salesbook.checks import RULES
    from salesbook.core.language import gettext as _

    before = incomplete[: incomplete.rfind(",") + 1]
    manuals = ((before + slug, _(rule.manual).partition("\n")[0]) for slug, rule in sorted(RULES.items()))
    return _offered(lambda: manuals, incomplete)


def complete_defaults(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the files that a book may override."""
    from salesbook.core.defaults import paths
    from salesbook.reading.overrides import about

    return _offered(lambda: ((path.as_posix(), about(path)) for path in paths()), incomplete)


def complete_explained(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer what `explain` takes: checks and kinds."""
    return [*complete_checks(ctx, incomplete), *complete_kinds(ctx, incomplete)]


def complete_words(vocabulary: str) -> Complete:
    """Return a completion of the company's words of a vocabulary: role, channel, department, fact."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        from salesbook.models.vocabularies import VOCABULARIES
        from salesbook.reading.files import COMPANY

        def offers() -> Iterable[Offer]:
            return _blocks(_data(_root(ctx), COMPANY.name), VOCABULARIES[vocabulary].field)

        return _offered(offers, incomplete)

    return complete


def complete_stages(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Offer the stages of the pipeline that stands on the line."""
    import os

    from salesbook.cli.shell import typed_arguments
    from salesbook.models.kinds import BY_NAME
    from salesbook.reading.glance import glances

    # Typer keeps no argument of a line that it cannot read to its end.
    words = {word.removeprefix("pipeline:") for word in typed_arguments(os.environ)}

    def offers() -> Iterable[Offer]:
        root = _root(ctx)
        for glance in glances(root, [BY_NAME["pipeline"]]):
            if glance.slug in words:
                yield from _blocks(_data(root, f"pipelines/{glance.slug}.yml"), "stages")

    return _offered(offers, incomplete)


def _offered(offers: Callable[[], Iterable[Offer]], incomplete: str) -> list[Offer]:
    """Return the offers that go on from what is typed, each once; a book that cannot be read offers nothing."""
    from salesbook.core.errors import UserError

    try:
        chosen = {value: meaning for value, meaning in offers() if value.startswith(incomplete)}
    except (UserError, OSError):
        return []
    return [(value, _brief(meaning)) for value, meaning in chosen.items()]


def _brief(meaning: str) -> str:
    """Return what a word means on a short line: Typer breaks longer ones, and every line is an offer to a shell."""
    words = " ".join(meaning.split())
    words = words if len(words) <= _LENGTH else words[: _LENGTH - 1] + "…"
    if "[" not in words:
        return words
    from rich.markup import escape

    # Typer takes marks of the terminal out of what a word means; a title may look like one.
    return escape(words)


def _root(ctx: typer.Context) -> Path:
    """Return the book's folder while the arguments are still being typed; raises `UserError`."""
    from salesbook.cli.shell import expanded
    from salesbook.reading.files import find_root

    start = ctx.find_root().params.get("book")
    # The shell has not replaced the tilde yet.
    return find_root(expanded(start or "."))


def _data(root: Path, name: str) -> Any:
    """Return the plain data of a file below content/; None for one that cannot be read."""
    from salesbook.reading import yaml as book_yaml
    from salesbook.reading.files import CONTENT
    from salesbook.reading.sources import Sources

    text = Sources(root).text_of(Sources(root).path(root / CONTENT / name))
    return None if text is None else book_yaml.read(text)[0]


def _front_matter(root: Path, name: str) -> Any:
    """Return the plain data above the text of a file below content/; None for one that cannot be read."""
    from salesbook.reading.document import data_of, split
    from salesbook.reading.files import CONTENT
    from salesbook.reading.sources import Sources

    path = Sources(root).path(root / CONTENT / name)
    text = Sources(root).text_of(path)
    return None if text is None else data_of(split(path, text)[0])[0]


def _letter_fields(data: Any, prefix: str) -> Iterable[Offer]:
    """Yield the names by which flags fill in the fields of a letter or of a group, and their labels."""
    fields = data.get("fields") if isinstance(data, dict) else None
    for field in fields if isinstance(fields, list) else ():
        if isinstance(field, dict) and isinstance(field.get("id"), str):
            if field.get("type") == "group":
                yield from _letter_fields(field, f"{prefix}{field['id']}.")
            else:
                yield prefix + field["id"], str(field.get("label") or "")


def _blocks(data: Any, field: str) -> Iterable[Offer]:
    """Yield id and name of the blocks in a list of a file."""
    blocks = data.get(field) if isinstance(data, dict) else None
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, dict) and isinstance(block.get("id"), str):
            yield block["id"], str(block.get("name") or block.get("title") or "")
