"""Checks of pipelines: every stage can be reached, every deal can end, every move leads somewhere."""

from collections.abc import Iterator

from salesbook.book.book import Book
from salesbook.book.context import Context
from salesbook.book.item import Item
from salesbook.core.diagnostics import Finding
from salesbook.core.language import gettext as _
from salesbook.core.nearest import looks_like, nearest
from salesbook.models.pipeline import Pipeline
from salesbook.text.naming import parted


def move_to_nowhere(book: Book) -> Iterator[Finding]:
    """A move or a start names a stage that does not exist.

    The deal would be sent to a place that the CRM does not have.

    Bad: `to: meeting` where the stages are `meeting-set` and `meeting-held`.

    Good: `to: meeting-held`, or `to: pipeline:warmup#postponed` for another pipeline.
    """
    for item, pipeline in book.data(Pipeline):
        own = [stage.id for stage in pipeline.stages]
        for n, start in enumerate(pipeline.starts):
            if start not in own:
                yield Finding(item.path, ("starts", n), _no_stage(start, item), _near(start, own))
        for route, target in _moves(pipeline):
            name, stage_id = parted(target)
            other = book.resolve_as(Pipeline, name) if "#" in target else (item, pipeline)
            # An unknown or broken pipeline is reported by others.
            if other is not None and book.stage(target, of=item) is None:
                stages = [stage.id for stage in other[1].stages]
                yield Finding(item.path, route, _no_stage(stage_id or name, other[0]), _near(stage_id or name, stages))


def unreachable_stage(book: Book) -> Iterator[Finding]:
    """No deal can come to a stage.

    Nothing moves to it, and deals do not start there: its card describes work that never happens, or a move has
    been forgotten. What could be reached from such a stage is not reported again, nor is anything in a pipeline with
    a move to nowhere: that move is most likely the missing one.

    Bad: a stage «Повторная встреча» to which no other stage moves.

    Good: a move to it from «Встреча проведена», or its id in `starts`.
    """
    if book.unread("pipeline"):
        return  # the missing move may stand in the pipeline that could not be read
    entered = _entered_from_outside(book)
    for item, pipeline in book.data(Pipeline):
        if any(book.stage(target, of=item) is None for _route, target in _moves(pipeline)):
            continue
        reached = set(pipeline.starting()) | entered.get(item.name, set())
        _spread(pipeline, reached)
        lost = [stage for stage in pipeline.stages if stage.id not in reached]
        followed = {move.to for stage in lost for move in stage.moves if move.to != stage.id}
        for stage in sorted(lost, key=lambda s: s.id in followed):
            if stage.id not in reached:
                reached.add(stage.id)
                _spread(pipeline, reached)
                message = _("no deal can come to the stage “{stage}”").format(stage=stage.name)
                advice = _("add a move to “{id}” from another stage, or list it in “starts”").format(id=stage.id)
                yield Finding(item.path, ("stages", pipeline.stages.index(stage), "id"), message, advice)


def dead_end_stage(item: Item, pipeline: Pipeline, _context: Context) -> Iterator[Finding]:
    """A deal can come to a stage but never leave it for an end.

    Deals would pile up there: the stage is neither won nor lost, and no chain of moves leads to an end or to another
    pipeline.

    Bad: a stage without `moves` and without `end`; two stages that only move to each other.

    Good: a move onward, or `end: won` / `end: lost`.
    """
    ends = {s.id for s in pipeline.stages if s.end is not None or any("#" in m.to for m in s.moves)}
    while more := {s.id for s in pipeline.stages if s.id not in ends and any(m.to in ends for m in s.moves)}:
        ends |= more
    for n, stage in enumerate(pipeline.stages):
        if stage.id in ends:
            continue
        if stage.moves:
            message = _("from the stage “{stage}” no move leads to an end").format(stage=stage.name)
        else:
            message = _("the stage “{stage}” has no way out").format(stage=stage.name)
        yield Finding(item.path, ("stages", n, "id"), message, _("add a move onward, or “end: won” / “end: lost”"))


def duplicate_stage(item: Item, pipeline: Pipeline, _context: Context) -> Iterator[Finding]:
    """Two stages of a pipeline have one id, or one name.

    A move to the id could mean either; two columns of one name cannot be told apart in the CRM.

    Bad: `id: meeting` twice in one pipeline.

    Good: `meeting-set` and `meeting-held`.
    """
    ids: set[str] = set()
    names: set[str] = set()
    for n, stage in enumerate(pipeline.stages):
        if stage.id in ids:
            message = _("the stage id “{id}” stands twice").format(id=stage.id)
            yield Finding(item.path, ("stages", n, "id"), message, _("give every stage an id of its own"))
        if stage.name in names:
            message = _("the stage name “{name}” stands twice").format(name=stage.name)
            yield Finding(item.path, ("stages", n, "name"), message, _("give every stage a name of its own"))
        ids.add(stage.id)
        names.add(stage.name)


def _moves(pipeline: Pipeline) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for n, stage in enumerate(pipeline.stages):
        for m, move in enumerate(stage.moves):
            yield ("stages", n, "moves", m, "to"), move.to


def _entered_from_outside(book: Book) -> dict[str, set[str]]:
    """Return the stages that moves of other pipelines lead to, by pipeline."""
    entered: dict[str, set[str]] = {}
    for item, pipeline in book.data(Pipeline):
        for _route, target in _moves(pipeline):
            entered_stage = book.stage(target, of=item) if "#" in target else None
            if entered_stage is not None and entered_stage[0] is not item:
                entered.setdefault(entered_stage[0].name, set()).add(entered_stage[1].id)
    return entered


def _spread(pipeline: Pipeline, reached: set[str]) -> None:
    """Add to `reached` whatever moves lead to from there."""
    stages = {stage.id: stage for stage in pipeline.stages}
    waiting = list(reached)
    while waiting:
        stage = stages.get(waiting.pop())
        for move in stage.moves if stage else ():
            name, stage_id = parted(move.to)
            target = stage_id or name
            if target in stages and target not in reached:
                reached.add(target)
                waiting.append(target)


def _no_stage(stage_id: str, item: Item) -> str:
    return _("the pipeline “{title}” has no stage “{id}”").format(title=item.title, id=stage_id)


def _near(stage_id: str, ids: list[str]) -> str:
    return looks_like(nearest(stage_id, ids)) or _("its stages: {names}").format(names=", ".join(ids))
