"""What maps of pipelines are drawn with: their measures, boxes below each other, and arrows that say when deals move.

A map is a column of boxes with the moves in lanes beside them, so one layout serves two stages and sixty, a desk and a
phone: where there is less room, boxes are narrower and taller. Colours and letters come from site/assets/maps.css.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.models.pipeline import Stage
from salesbook.pages import lanes
from salesbook.pages.lanes import Arrow, Row, Sides
from salesbook.pages.moves import Moves, Passage
from salesbook.pages.prose import Writer
from salesbook.pages.svg import LINE, Run, element, escaped, line_of, titled

MOST_REASONS = 8
"""So many moves are told of where the pointer rests on an arrow; the list on the page has all."""
BETWEEN = 16.0
"""Room between two boxes."""
_REASON, _CLOSING = 160, 200
"""Characters of what is said of a move, and of a stage, where the pointer rests on it."""


class Shape(NamedTuple):
    """The measures of a map, in units that are pixels where it is as wide as its place.

    Where it is `wide`, other pipelines stand beside a stage and not below it, and a pointer may rest on things.
    """

    width: float
    small: float
    name: float
    title: float
    pad: float
    number: float
    first: float
    gap: float
    zone: float
    wide: bool


WIDE = Shape(width=860, small=12, name=14, title=17, pad=10, number=28, first=16, gap=11, zone=110, wide=True)
NARROW = Shape(width=330, small=12, name=13.5, title=16, pad=8, number=22, first=12, gap=7, zone=40, wide=False)


class Canvas:
    """Draws for the page at which `writer` works."""

    def __init__(self, writer: Writer, moves: Moves, labels: Translations, shape: Shape) -> None:
        self.writer = writer
        self.moves = moves
        self.labels = labels
        self.shape = shape

    def address(self, item: Item, anchor: str = "") -> str:
        """Return the address of a pipeline or a stage as the site has it; none of what has no page."""
        uri = self.writer.places.uri(item)
        if uri is None:
            return ""
        # The drawing comes in when Markdown has turned all other addresses into the site's.
        path, sign, place = self.writer.address(uri, anchor).partition("#")
        return (f"{path[:-3]}.html" if path.endswith(".md") else path) + sign + place

    def closing(self, stage: Stage) -> str:
        """Return what the client is closed on, for a pointer that rests on a stage."""
        if not self.shape.wide:
            return ""
        closing = self.writer.plain(stage.closes_on, _CLOSING)
        return f"{self.labels.gettext('What we close the client on')}: {closing}"

    def reasons(self, passages: Sequence[Passage]) -> str:
        """Return when deals move, for a pointer that rests on an arrow: a line for each move."""
        if not self.shape.wide:
            return ""
        told = passages[:MOST_REASONS]
        lines = [f"{p.stage.name} → {p.to.name}: {self.writer.plain(p.move.when, _REASON)}" for p in told]
        return "\n".join([*lines, "…"] if len(passages) > MOST_REASONS else lines)

    def arrow(self, passages: Sequence[Passage], path: str, head: str, css: str, count: str = "") -> str:
        """Return an arrow; `count` is the finished text beside it."""
        line = element("path", d=path, class_="map__line") + element("path", d=head, class_="map__head")
        grip = element("path", d=path, class_="map__grip") if self.shape.wide else ""
        return element("g", titled(self.reasons(passages)) + line + count + grip, class_=f"map__move map__move--{css}")

    def drawing(self, height: float, title: str, about: str, arrows: Iterable[str], boxes: Iterable[str]) -> str:
        """Return the whole drawing; arrows are for the eye, as the page tells the moves in words, too."""
        moves = element("g", "".join(arrows), class_="map__moves", aria_hidden="true")
        return element(
            "svg",
            titled(title) + element("desc", escaped(about)) + moves + "".join(boxes),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {self.shape.width:g} {height:.0f}",
            role="group",
            aria_label=f"{title}. {about}",
            class_="map__drawing",
        )

    def sides(self, arrows: Iterable[Arrow]) -> Sides:
        """Return how much room the lanes of arrows take: where there are many, they stand closer."""
        places = lanes.lanes(arrows)
        left, right = lanes.count(places, down=False), lanes.count(places, down=True)
        shape = self.shape
        gap = min(shape.gap, (shape.zone - shape.first) / max(left, right, 1))
        rims = [2 + (shape.first + many * gap if many else 0) for many in (left, right)]
        return Sides(rims[0], shape.width - rims[1], shape.first, gap)


def rows_of(heights: Iterable[float], arrows: Iterable[Arrow], port: float, heads: Sequence[float] = ()) -> list[Row]:
    """Return boxes below each other, tall enough for the lines that meet them, `port` apart.

    `heads` is the room that is left above each.
    """
    most = lanes.ports(arrows)
    rows: list[Row] = []
    top = 2.0
    for n, height in enumerate(heights):
        top += heads[n] if heads else 0
        rows.append(Row(top, max(height, (most.get(n, 0) + 1) * port)))
        top += rows[-1].height + BETWEEN
    return rows


def bottom(rows: Sequence[Row]) -> float:
    """Return how tall a drawing of these boxes is."""
    return rows[-1].top + rows[-1].height + 2 if rows else 0


def lines_of(lines: Iterable[list[Run]], x: float, top: float, size: float, css: str) -> Iterator[str]:
    """Yield lines of words below each other."""
    for n, line in enumerate(lines):
        yield line_of(x, top + size * (1 + n * LINE), line, css)
