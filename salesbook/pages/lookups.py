"""What pages say beyond their own item: who uses it, for whom it is, which stages a role answers for."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from salesbook.book.item import Item
from salesbook.core.language import Translations
from salesbook.models.base import ContentModel
from salesbook.models.crm import Crm
from salesbook.models.kinds import KINDS
from salesbook.models.pipeline import Pipeline, Stage
from salesbook.pages.asked import noted
from salesbook.pages.places import Places
from salesbook.text.naming import folded, parted


class Use(NamedTuple):
    """A place that refers to an item: a whole item, or its stage, block, question or term."""

    item: Item
    anchor: str | None
    title: str


class Uses(NamedTuple):
    """Places of one kind that refer to an item."""

    kind: str
    title: str
    uses: tuple[Use, ...]


class Answer(NamedTuple):
    """A stage that a role answers for."""

    item: Item
    stage: Stage


class Lookups:
    """Answers about one book, worked out once."""

    def __init__(self, places: Places, labels: Translations) -> None:
        self.places = places
        self.labels = labels
        self.book = places.book

    def uses(self, item: Item) -> tuple[Uses, ...]:
        """Return who refers to an item, by kind in the order of the kinds, each place once."""
        by_kind: dict[str, dict[tuple[str, str | None], Use]] = defaultdict(dict)
        for reference in self.book.backlinks.get(item.name, ()):
            source = reference.source
            if self.places.uri(source) is None or source.retired:
                continue
            block = source.block_at(reference.route)
            anchor, title = (None, source.label) if block is None else (block.anchor, block.title)
            by_kind[source.kind.name][source.name, anchor] = Use(source, anchor, title)
        return tuple(
            Uses(kind.name, self.labels.gettext(kind.many), tuple(by_kind[kind.name].values()))
            for kind in KINDS
            if kind.name in by_kind
        )

    def roles(self, item: Item) -> tuple[str, ...]:
        """Return the ids of the roles that work or learn by an item and may read it, in the order of company.yml."""
        named = set(self.named_roles(item)) | self._studied.get(item.name, set())
        return tuple(r.id for r in self.book.company.roles if r.id in named and item.may_be_read_by(r.id))

    def needs(self, role: str, item: Item) -> bool:
        """Tell whether an item is for a role: it works or learns by it, or nobody in particular does."""
        roles = self.roles(item)
        return role in roles or (not roles and item.may_be_read_by(role))

    def answers(self, role: str) -> tuple[Answer, ...]:
        """Return the stages a role answers for, in the order of pipelines."""
        return tuple(
            Answer(item, stage)
            for item, data in self.book.data(Pipeline)
            if self.places.uri(item) is not None
            for stage in data.stages
            if stage.responsible == role
        )

    def asked_at(self, field: str) -> tuple[Answer, ...]:
        """Return the stages that require a field of the CRM by its name, in the order of pipelines."""
        return self._stages_by_field.get(folded(field), ())

    def crm_field(self, name: str) -> str | None:
        """Return the reference to a field of the CRM of that name; None when there is none that the reader may see."""
        return self._crm_fields.get(folded(name))

    @noted
    def _stages_by_field(self) -> dict[str, tuple[Answer, ...]]:
        stages: dict[str, list[Answer]] = defaultdict(list)
        for item, data in self.book.data(Pipeline):
            for stage in data.stages if self.places.uri(item) is not None else ():
                for name in dict.fromkeys(folded(field.name) for field in stage.fields):
                    stages[name].append(Answer(item, stage))
        return {name: tuple(answers) for name, answers in stages.items()}

    @noted
    def _crm_fields(self) -> dict[str, str]:
        described = ((item, data) for item, data in self.book.data(Crm) if self.places.uri(item) is not None)
        return {folded(field.name): f"{item.name}#{field.id}" for item, data in described for field in data.fields}

    @noted
    def _studied(self) -> dict[str, set[str]]:
        """Items that those who learn by a position, a plan or a course are sent to: item → roles."""
        by_item: dict[str, set[str]] = defaultdict(set)
        for name, roles in self._learners.items():
            for reference in self.book.items[name].references:
                is_role = reference.names is not None and reference.names.kinds == ("role",)
                target = None if is_role else self.book.target(reference)
                if target is not None:
                    by_item[target.name].update(roles)
        return by_item

    @noted
    def _learners(self) -> dict[str, tuple[str, ...]]:
        """Items that teach (positions, onboarding plans, courses): item → roles that learn by it."""
        return {item.name: tuple(self.named_roles(item)) for item in self.book.items.values() if item.kind.teaches}

    def named_roles(self, item: Item) -> Iterator[str]:
        """Yield the roles that the item itself names as those who work by it."""
        for name in item.data.for_whom():
            if name in self._roles:
                yield name
            elif (named := self._named(name)) is not None:
                yield from (role for role in named.for_whom() if role in self._roles)

    @cached_property
    def _roles(self) -> frozenset[str]:
        return frozenset(role.id for role in self.book.company.roles)

    def _named(self, name: str) -> ContentModel | None:
        """Return the data of the stage or of the item that a reference names."""
        target, anchor = parted(name)
        item = self.book.resolve(target)
        if item is None or not anchor:
            return None if item is None else item.data
        block = item.block(anchor)
        return None if block is None else block.data
