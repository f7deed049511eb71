"""The tools: each answers a question about the book with plain data, and cites what it answers from.

A tool reads and nothing else. What it is handed has been checked (`arguments`); what it cannot answer is a `UserError`.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

from salesbook.assistants import leads
from salesbook.assistants.arguments import Argument, checked
from salesbook.assistants.citations import citation, left_out, named_items, uri_of, within_bounds
from salesbook.assistants.items import item_meant, part_of_item, whole_item
from salesbook.assistants.reader import OpenBook
from salesbook.book.item import Item
from salesbook.book.names import slug_names
from salesbook.book.readable import readable
from salesbook.core.errors import UserError
from salesbook.core.language import gettext as _
from salesbook.core.language import mark
from salesbook.core.typed_names import meant
from salesbook.finding import search
from salesbook.models.base import ContentModel
from salesbook.models.kind_names import kind_meant
from salesbook.models.kinds import KINDS, kind_made_of
from salesbook.models.letter import Letter, LetterField
from salesbook.models.pipeline import Pipeline
from salesbook.models.scorecard import Scorecard
from salesbook.output.finding import hit_json

M = TypeVar("M", bound=ContentModel)

Arguments = Mapping[str, Any]
_MOST_HITS = 20
_MOST_LISTED = 200
_FARTHEST = 100_000


class Tool(NamedTuple):
    """A tool: its name, what it is called, when to use it (message ids), its arguments, and what it answers."""

    name: str
    title: str
    about: str
    arguments: tuple[Argument, ...]
    answer: Callable[[OpenBook, Arguments], dict[str, Any]]


def call(opened: OpenBook, name: str, given: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the answer of the tool that a name surely means; raises `UserError` for whatever keeps it from one."""
    names = ((tool.name, tool.name) for tool in TOOLS)
    there = _("there are: {names}").format(names=", ".join(tool.name for tool in TOOLS))
    name = meant(name[:100], names, _("there is no tool “{name}”").format(name=name[:100]), there)
    tool = next(tool for tool in TOOLS if tool.name == name)
    answer = tool.answer(opened, checked(given, tool.arguments))
    return within_bounds({"version": 1, **left_out(opened), **answer})


def _find(opened: OpenBook, given: Arguments) -> dict[str, Any]:
    hits = search.find(opened.index, given["question"], given.get("limit", 5))
    results = [
        {**citation(opened, hit.section.item), "anchor": found["anchor"], "heading": found["heading"],
         "excerpt": found["excerpt"], "text": found["text"]}
        for hit in hits
        for found in (hit_json(opened.book, opened.index, hit),)
    ]  # fmt: skip
    nothing = (
        {} if results else {"advice": _("nothing was found: ask in other words, or see what there is with “list”")}
    )
    return {"question": given["question"], "results": results, **nothing}


def _show(opened: OpenBook, given: Arguments) -> dict[str, Any]:
    typed = given["name"].strip().removeprefix("[[").removesuffix("]]").partition("|")[0]
    name, _sharp, anchor = typed.partition("#")
    item = item_meant(opened, name)
    return part_of_item(opened, item, anchor) if anchor else whole_item(opened, item)


def _list(opened: OpenBook, given: Arguments) -> dict[str, Any]:
    kinds = KINDS if "kind" not in given else (kind_meant(given["kind"]),)
    items = [item for kind in kinds for item in opened.book.of_kind(kind.name)]
    first = given.get("offset", 0)
    listed = items[first : first + given.get("limit", 50)]
    return {
        "total": len(items),
        "kinds": {kind.name: len(opened.book.of_kind(kind.name)) for kind in kinds if opened.book.of_kind(kind.name)},
        "offset": first,
        "items": [citation(opened, item) for item in listed],
    }


def _pipeline_stage(opened: OpenBook, given: Arguments) -> dict[str, Any]:
    item, pipeline = _picked(opened, Pipeline, given.get("pipeline"))
    stages = pipeline.stages
    if "stage" not in given:
        listed = [{"id": s.id, "name": s.name, "closes_on": readable(opened.book, s.closes_on)} for s in stages]
        return {**citation(opened, item), "stages": listed}
    unknown = _("the pipeline “{title}” has no stage “{id}”").format(title=item.title, id=given["stage"])
    there = _("its stages: {names}").format(names=", ".join(stage.id for stage in stages))
    chosen = meant(given["stage"], ((name, s.id) for s in stages for name in (s.id, s.name)), unknown, there)
    place = next(n for n, stage in enumerate(stages) if stage.id == chosen)
    stage, roles = stages[place], opened.book.words["role"]
    answer = part_of_item(opened, item, chosen)
    return {
        **answer,
        "place": {"number": place + 1, "of": len(stages)},
        "responsible": roles.get(stage.responsible, stage.responsible),
        "may_move": [roles.get(role, role) for role in stage.may_move],
    }


def _score(opened: OpenBook, given: Arguments) -> dict[str, Any]:
    item, card = _picked(opened, Scorecard, given.get("card"), leads.default_card(opened))
    return leads.scored(opened, item, card, given)


def _letter_fields(opened: OpenBook, given: Arguments) -> dict[str, Any]:
    item, letter = _picked(opened, Letter, given["letter"])
    channels = opened.book.words["channel"]
    regulation = opened.book.resolve(letter.regulation)
    stage = opened.book.stage(letter.stage) if letter.stage else None
    return {
        **citation(opened, item),
        "purpose": readable(opened.book, letter.purpose),
        "channels": {channel: channels.get(channel, channel) for channel in letter.channels},
        "advertising": letter.advertising,
        "stage": None if stage is None else f"{stage[0].name}#{stage[1].id}",
        "regulation": None if regulation is None else named_items(opened, [regulation])[0],
        "fields": [_field(field) for field in letter.fields],
        "sample": letter.model_dump(mode="json")["sample"],
    }


def _field(field: LetterField) -> dict[str, Any]:
    """Return a field of a letter: what it says itself and what holds when it does not."""
    described: dict[str, Any] = field.model_dump(mode="json", exclude_defaults=True)
    inner = {"fields": [_field(each) for each in field.fields]} if field.fields else {}
    return {**described, "type": field.type, "required": field.required, **inner}


def _picked(opened: OpenBook, model: type[M], typed: str | None, default: str | None = None) -> tuple[Item, M]:
    """Return the item made of `model` that a name means, the default, or the only one; raises `UserError`."""
    kind = kind_made_of(model)
    items = {item.slug: (item, data) for item, data in opened.book.data(model)}
    there = _("there are: {names}").format(names=", ".join(items) or "—")
    if typed is not None:
        unknown = _("there is no {kind} “{name}”").format(kind=kind.singular(), name=typed)
        slug = meant(typed, slug_names(opened.book, kind), unknown, there)
        if slug not in items:
            item_meant(opened, f"{kind.name}:{slug}")  # says that its file has errors
        return items[slug]
    if default is not None:
        return items[default]
    if len(items) == 1:
        return next(iter(items.values()))
    names = ", ".join(items) or "—"
    raise UserError(_("which {kind}? There are: {names}").format(kind=kind.singular(), names=names), _("name it"))


def resources(opened: OpenBook) -> list[tuple[str, Item]]:
    """Return the items that can be read as resources, each with its address, in the order of the book."""
    return [(uri_of(item), item) for kind in KINDS for item in opened.book.of_kind(kind.name)]


TOOLS = (
    Tool(
        "find",
        mark("Find a place of the sales book"),
        mark(
            "Finds the places of the company's sales book that answer a question, in the words in which it was asked: "
            "regulations, stages, scripts, letters, answers. Begin with it. Cite article, title and edition of what "
            "you use."
        ),
        (
            Argument("question", "text", mark("What is looked for, as a colleague would say it."), required=True),
            Argument("limit", "number", mark("How many places at most; 5 when not said."), least=1, most=_MOST_HITS),
        ),
        _find,
    ),
    Tool(
        "show",
        mark("Show an item of the sales book"),
        mark("Shows an item in full, or one part of it, with what it refers to and who refers to it."),
        (
            Argument(
                "name", "text",
                mark("Article number, kind:file-name or title; with #anchor one part: a stage, a heading, a term."),
                required=True,
            ),
        ),
        _show,
    ),
    Tool(
        "list",
        mark("List what is in the sales book"),
        mark("Lists the items of the sales book, of one kind or of all, with article numbers and titles."),
        (
            Argument("kind", "text", mark("Only items of this kind, such as letter.")),
            Argument("offset", "number", mark("How many to pass over; none when not said."), most=_FARTHEST),
            Argument("limit", "number", mark("How many to list; 50 when not said."), least=1, most=_MOST_LISTED),
        ),
        _list,
    ),
    Tool(
        "pipeline_stage",
        mark("Show a stage of a pipeline"),
        mark(
            "Shows the card of a stage: what the client is closed on, actions, tasks and deadlines, what is forbidden, "
            "regulations, scripts and letters. Without a stage it lists those of the pipeline."
        ),
        (
            Argument("pipeline", "text", mark("The pipeline by file name or title; not needed when there is one.")),
            Argument("stage", "text", mark("The stage by id or name.")),
        ),
        _pipeline_stage,
    ),
    Tool(
        "score",
        mark("Score a lead by a card"),
        mark(
            "Scores one lead: total, segment, what to do next. Without answers it returns the questions of the card "
            "and how each may be answered. Never guess an answer: “unknown” is one. Nothing is kept, so hand over no "
            "names and no telephones."
        ),
        (
            Argument("card", "text", mark("The scorecard; by default the only one, or the one that is marked so.")),
            Argument("knockouts", "texts", mark("The ids of the knock-outs that hold; an empty list when none does.")),
            Argument("scores", "answers", mark("An answer for every parameter by its id: the answer's id, or points.")),
        ),
        _score,
    ),
    Tool(
        "letter_fields",
        mark("Show what a letter is filled in with"),
        mark(
            "Shows the fields of a letter: what a manager fills in, which of it is required, by which channels it goes."
        ),
        (Argument("letter", "text", mark("The letter by file name or title."), required=True),),
        _letter_fields,
    ),
)  # fmt: skip
"""All tools, in the order in which a client lists them."""
