"""The moves of deals that an edition may show: within a pipeline, and from one to another."""

from collections import defaultdict
from typing import NamedTuple

from salesbook.book.item import Item
from salesbook.models.pipeline import Move, Pipeline, Stage
from salesbook.pages.asked import noted
from salesbook.pages.places import Places
from salesbook.pages.seen import nothing
from salesbook.text.naming import parted


class Passage(NamedTuple):
    """A move with both its ends: the pipeline and the stage that a deal leaves, and those that it comes to."""

    source: Item
    stage: Stage
    target: Item
    to: Stage
    move: Move


_UNSEEN = nothing(Stage)
"""Stands for the stage of a pipeline that the reader may not see."""


class Moves:
    """The moves of one book, read once: none of a pipeline without a page, none to a stage that does not exist."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self.book = places.book

    def within(self, item: Item) -> tuple[Passage, ...]:
        """Return the moves from stage to stage of a pipeline, by the order of its stages; none to itself."""
        return tuple(p for p in self._of[item.name] if p.target is item and p.to is not p.stage)

    def out_of(self, item: Item) -> tuple[Passage, ...]:
        """Return the moves from a pipeline to others."""
        return tuple(p for p in self._of[item.name] if p.target is not item)

    def into(self, item: Item) -> tuple[Passage, ...]:
        """Return the moves from others to a pipeline."""
        return tuple(self._into[item.name])

    def between(self) -> tuple[tuple[Item, tuple[Passage, ...]], ...]:
        """Return the pipelines from which deals move to others that have a page, each with those moves."""
        shown = (
            (item, tuple(p for p in self.out_of(item) if self.is_shown(p.target))) for item in self.pipelines.values()
        )
        return tuple((item, passages) for item, passages in shown if passages)

    def is_shown(self, item: Item) -> bool:
        """Tell whether a pipeline has a page in this edition."""
        return item.name in self.pipelines

    @noted
    def pipelines(self) -> dict[str, Item]:
        """The pipelines that have a page, by name, in reading order."""
        return {
            item.name: item for item, _data in self._places.book.data(Pipeline) if self._places.uri(item) is not None
        }

    @noted
    def _into(self) -> dict[str, list[Passage]]:
        passages: dict[str, list[Passage]] = defaultdict(list)
        for item in self.pipelines.values():
            for passage in self.out_of(item):
                passages[passage.target.name].append(passage)
        return passages

    @noted
    def _of(self) -> dict[str, list[Passage]]:
        passages: dict[str, list[Passage]] = defaultdict(list)
        for item in self.pipelines.values():
            assert isinstance(item.data, Pipeline)
            for stage in item.data.stages:
                for move in stage.moves:
                    target = self._places.book.resolve(parted(move.to)[0]) if "#" in move.to else None
                    if target is not None and self._places.withheld(target):
                        passages[item.name].append(Passage(item, stage, target, _UNSEEN, move))
                    elif (to := self._places.book.stage(move.to, of=item)) is not None:
                        passages[item.name].append(Passage(item, stage, *to, move))
        return passages
