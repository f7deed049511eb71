"""The map of one pipeline: its stages in order, the moves between them, and where else deals come from and go."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from salesbook.book.item import Item
from salesbook.models.pipeline import Pipeline, Stage
from salesbook.pages import lanes
from salesbook.pages.canvas import Canvas, Shape, bottom, lines_of, rows_of
from salesbook.pages.lanes import Arrow, Row, Sides
from salesbook.pages.moves import Passage
from salesbook.pages.svg import LINE, Run, element, line_of, titled, wrapped

_PORT, _INDENT = 7.0, 15.0
_SIGN = "map__sign"


class _Card(NamedTuple):
    """The words of a stage in lines: its name, notes below it, and other pipelines."""

    names: list[list[Run]]
    notes: list[list[Run]]
    others: list[list[Run]]

    def height(self, shape: Shape) -> float:
        names = (len(self.names) * shape.name + len(self.notes) * shape.small) * LINE
        others = len(self.others) * shape.small * LINE
        return (max(names, others) if shape.wide else names + others) + 2 * shape.pad


def pipeline_map(item: Item, canvas: Canvas) -> str:
    """Return the map of the pipeline `item` as SVG."""
    assert isinstance(item.data, Pipeline)
    stages = item.data.stages
    moves = _moves(canvas.moves.within(item), stages)
    beside = [arrow for arrow in moves if arrow[1] != arrow[0] + 1]
    sides = canvas.sides(beside)
    cards = [_card(item, stage, canvas, sides) for stage in stages]
    rows = rows_of((card.height(canvas.shape) for card in cards), beside, _PORT)
    spine = sides.left + canvas.shape.pad + canvas.shape.number / 2 - 4
    routes = lanes.routes(beside, rows, sides)
    ways = {arrow: _straight(rows, arrow[0], spine) for arrow in moves if arrow not in routes}
    ways |= {arrow: (route.path, route.head) for arrow, route in routes.items()}
    arrows = [
        canvas.arrow(moves[arrow], *way, moves[arrow][0].to.end or ("back" if arrow[1] < arrow[0] else "on"))
        for arrow, way in ways.items()
    ]
    boxes = [_box(stages[n], n, cards[n], rows[n], canvas, sides) for n in range(len(stages))]
    count = canvas.labels.ngettext("{n} stage", "{n} stages", len(stages)).format(n=len(stages))
    about = f"{item.title}: {count}"
    return canvas.drawing(bottom(rows), canvas.labels.gettext("Map of the pipeline"), about, arrows, boxes)


def _moves(passages: Iterable[Passage], stages: Sequence[Stage]) -> dict[Arrow, list[Passage]]:
    """Return the moves by the places of their stages: between two there may be several."""
    numbers = {stage.id: n for n, stage in enumerate(stages)}
    moves: dict[Arrow, list[Passage]] = defaultdict(list)
    for passage in passages:
        moves[numbers[passage.stage.id], numbers[passage.to.id]].append(passage)
    return moves


def _card(item: Item, stage: Stage, canvas: Canvas, sides: Sides) -> _Card:
    shape = canvas.shape
    inner = sides.right - sides.left - 2 * shape.pad
    beside = inner / 2 if shape.wide else 0
    room = inner - shape.number - beside
    others = [
        [Run(sign, css=_SIGN), *line] if n == 0 else line
        for sign, runs in _others(item, stage, canvas)
        for n, line in enumerate(wrapped(runs, (beside or room) - _INDENT, shape.small))
    ]
    notes = wrapped([Run(note) for note in _notes(item, stage, canvas)], room, shape.small)
    return _Card(wrapped([Run(stage.name)], room, shape.name, bold=True), notes, others)


def _notes(item: Item, stage: Stage, canvas: Canvas) -> Iterator[str]:
    assert isinstance(item.data, Pipeline)
    if stage.end is not None:
        yield canvas.labels.gettext("won") if stage.end == "won" else canvas.labels.gettext("lost")
    elif stage.id in item.data.starting():
        yield canvas.labels.gettext("deals enter here")


def _others(item: Item, stage: Stage, canvas: Canvas) -> Iterator[tuple[str, list[Run]]]:
    """Yield where deals go from a stage beyond its pipeline, and from where they come: a sign and a line for each."""
    out = [(p.target, p.to, p) for p in canvas.moves.out_of(item) if p.stage is stage]
    into = [(p.source, p.stage, p) for p in canvas.moves.into(item) if p.to is stage]
    for sign, ends in (("→", out), ("←", into)):
        by_pipeline: dict[str, list[tuple[Item, Stage, Passage]]] = defaultdict(list)
        for end in ends:
            by_pipeline[end[0].name].append(end)
        for there in by_pipeline.values():
            yield sign, list(_crossing(there, canvas))


def _crossing(ends: Sequence[tuple[Item, Stage, Passage]], canvas: Canvas) -> Iterator[Run]:
    """Yield the title of another pipeline, and those of its stages that moves are about, where they may be seen."""
    other = ends[0][0]
    yield Run(other.title, canvas.address(other))
    if canvas.writer.places.withheld(other):
        yield Run(f" · {canvas.writer.access(other)}")
        return
    by_stage: dict[str, list[Passage]] = defaultdict(list)
    for _item, stage, passage in ends:
        by_stage[stage.id].append(passage)
    named = {stage.id: stage.name for _item, stage, _passage in ends}
    for n, (stage_id, passages) in enumerate(by_stage.items()):
        yield Run(", " if n else ": ")
        yield Run(named[stage_id], canvas.address(other, stage_id), canvas.reasons(passages))


def _box(stage: Stage, number: int, card: _Card, row: Row, canvas: Canvas, sides: Sides) -> str:
    shape, width = canvas.shape, sides.right - sides.left
    x = sides.left + shape.pad + shape.number
    top = row.top + (row.height - card.height(shape)) / 2 + shape.pad
    box = element("rect", x=sides.left, y=row.top, width=width, height=row.height, rx=8, class_="map__box")
    count = line_of(sides.left + shape.pad, top + shape.name, [Run(str(number + 1))], "map__number")
    names = "".join(lines_of(card.names, x, top, shape.name, "map__name"))
    below = top + len(card.names) * shape.name * LINE
    notes = "".join(lines_of(card.notes, x, below, shape.small, "map__note"))
    link = element("a", titled(canvas.closing(stage)) + box + count + names + notes, href=f"#{stage.id}")
    if shape.wide:
        x, below = sides.left + (width + shape.pad) / 2, top
    else:
        below += len(card.notes) * shape.small * LINE
    others = "".join(_signed(card.others, x, below, shape.small))
    css = f"map__stage map__stage--{stage.end}" if stage.end else "map__stage"
    return element("g", link + others, class_=css)


def _signed(lines: Iterable[list[Run]], x: float, top: float, size: float) -> Iterator[str]:
    """Yield lines that stand behind a column of signs."""
    for n, line in enumerate(lines):
        y = top + size * (1 + n * LINE)
        signs = [run for run in line if run.css == _SIGN]
        if signs:
            yield line_of(x, y, signs, "map__other")
        yield line_of(x + _INDENT, y, line[len(signs) :], "map__other")


def _straight(rows: Sequence[Row], n: int, x: float) -> tuple[str, str]:
    """Return the line and the head of an arrow from a row to the next one."""
    start, end = rows[n].top + rows[n].height, rows[n + 1].top
    length, half = lanes.HEAD
    return (
        f"M{x:.1f} {start:.1f}V{end - length:.1f}",
        f"M{x:.1f} {end - 1:.1f}l{-half:.1f} {-length:.1f}h{2 * half:.1f}z",
    )
