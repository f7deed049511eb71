"""The map of all pipelines: by what they are for, each with its stages, and the moves from one to another."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from salesbook.book.item import Item
from salesbook.models.pipeline import Pipeline, Stage
from salesbook.pages import lanes
from salesbook.pages.canvas import Canvas, Shape, bottom, lines_of, rows_of
from salesbook.pages.lanes import Arrow, Route, Row, Sides
from salesbook.pages.moves import Passage
from salesbook.pages.svg import LINE, Run, element, line_of, titled, width_of, wrapped

_PORT, _CHIP, _HEAD, _COUNT = 11.0, 5.0, 26.0, 8.0


class _Chip(NamedTuple):
    """A stage as a small box: its words in lines, its place from the corner of the first one, its size."""

    stage: Stage
    lines: list[list[Run]]
    x: float
    y: float
    width: float
    height: float


class _Card(NamedTuple):
    """The words of a pipeline: what it is for, when that is said above it; its title; its stages."""

    item: Item
    group: str
    title: list[list[Run]]
    chips: list[_Chip]

    def title_height(self, shape: Shape) -> float:
        return len(self.title) * shape.title * LINE + 6

    def height(self, shape: Shape) -> float:
        chips = self.chips[-1].y + self.chips[-1].height
        return self.title_height(shape) + chips + 2 * shape.pad


def pipelines_map(canvas: Canvas) -> str:
    """Return the map of all pipelines that have a page, as SVG."""
    shape = canvas.shape
    items = list(_grouped(canvas))
    moves = _moves([item for _group, item in items], canvas)
    if shape.wide:  # beside an arrow stands how many moves it is for
        canvas = Canvas(canvas.writer, canvas.moves, canvas.labels, shape._replace(first=shape.first + _COUNT))
    sides = canvas.sides(moves)
    room = sides.right - sides.left - 2 * shape.pad
    cards = []
    for n, (group, item) in enumerate(items):
        title = wrapped([Run(item.title)], room, shape.title, bold=True)
        heading = group if n == 0 or items[n - 1][0] != group else ""
        cards.append(_Card(item, heading, title, list(_chips(item, room, shape))))
    heads = [_HEAD if card.group else 0 for card in cards]
    rows = rows_of((card.height(shape) for card in cards), moves, _PORT, heads)
    arrows = [
        _arrow(arrow, moves[arrow], route, canvas) for arrow, route in lanes.routes(list(moves), rows, sides).items()
    ]
    boxes = [_box(card, row, canvas, sides) for card, row in zip(cards, rows, strict=True)]
    about = canvas.labels.ngettext("{n} pipeline", "{n} pipelines", len(items)).format(n=len(items))
    return canvas.drawing(bottom(rows), canvas.labels.gettext("Map of the pipelines"), about, arrows, boxes)


def _moves(items: list[Item], canvas: Canvas) -> dict[Arrow, list[Passage]]:
    """Return the moves by the places of their pipelines: between two there may be many."""
    numbers = {item.name: n for n, item in enumerate(items)}
    moves: dict[Arrow, list[Passage]] = defaultdict(list)
    for _item, passages in canvas.moves.between():
        for passage in passages:
            moves[numbers[passage.source.name], numbers[passage.target.name]].append(passage)
    return moves


def _grouped(canvas: Canvas) -> Iterator[tuple[str, Item]]:
    """Yield the pipelines with the names of their groups, in the order of the groups and then of reading."""
    names = canvas.writer.book.words["pipeline_group"]
    order = {group: n for n, group in enumerate(names)}
    items = canvas.moves.pipelines.values()
    groups = [(item.data.group, item) for item in items if isinstance(item.data, Pipeline)]
    for group, item in sorted(groups, key=lambda entry: (order.get(entry[0], len(order)), entry[0])):
        yield names.get(group, group), item


def _chips(item: Item, room: float, shape: Shape) -> Iterator[_Chip]:
    """Yield the stages of a pipeline as small boxes in rows."""
    assert isinstance(item.data, Pipeline)
    x = y = tallest = 0.0
    for n, stage in enumerate(item.data.stages, 1):
        lines = wrapped([Run(f"{n} ", css="map__number"), Run(stage.name)], room - 4 * _CHIP, shape.small)
        width = max(width_of("".join(run.text for run in line), shape.small) for line in lines) + 4 * _CHIP
        height = len(lines) * shape.small * LINE + 1.4 * _CHIP
        if x and x + width > room:
            x, y, tallest = 0.0, y + tallest + _CHIP, 0.0
        yield _Chip(stage, lines, x, y, min(width, room), height)
        x, tallest = x + width + _CHIP, max(tallest, height)


def _arrow(arrow: Arrow, passages: list[Passage], route: Route, canvas: Canvas) -> str:
    back = arrow[1] < arrow[0]
    count = ""
    if canvas.shape.wide and len(passages) > 1:
        x, anchor = (route.x - 4, "end") if back else (route.x + 4, "start")
        count = element("text", str(len(passages)), x=x, y=route.y - 3, text_anchor=anchor, class_="map__count")
    return canvas.arrow(passages, route.path, route.head, "back" if back else "on", count)


def _box(card: _Card, row: Row, canvas: Canvas, sides: Sides) -> str:
    shape = canvas.shape
    x, top = sides.left + shape.pad, row.top + shape.pad
    width = sides.right - sides.left
    head = line_of(sides.left, row.top - 9, [Run(card.group)], "map__group") if card.group else ""
    box = element("rect", x=sides.left, y=row.top, width=width, height=row.height, rx=10, class_="map__box")
    title = "".join(lines_of(card.title, x, top, shape.title, "map__title"))
    link = element("a", box + title, href=canvas.address(card.item))
    top += card.title_height(shape)
    chips = "".join(_drawn(chip, x, top, card.item, canvas) for chip in card.chips)
    return element("g", head + link + chips, class_="map__pipeline")


def _drawn(chip: _Chip, x: float, y: float, item: Item, canvas: Canvas) -> str:
    x, y = x + chip.x, y + chip.y
    box = element("rect", x=x, y=y, width=chip.width, height=chip.height, rx=6)
    words = "".join(lines_of(chip.lines, x + 2 * _CHIP, y + 0.5 * _CHIP, canvas.shape.small, "map__step"))
    css = f"map__chip map__chip--{chip.stage.end}" if chip.stage.end else "map__chip"
    return element(
        "a", titled(canvas.closing(chip.stage)) + box + words, href=canvas.address(item, chip.stage.id), class_=css
    )
