"""What a template may spend: every step it takes and every character it makes is counted, and the sum is bounded.

Time is not looked at: the same template with the same values ends at the same step on every machine. A unit is about
what Python does in a tenth of a microsecond; the figures below were fitted to the slowest templates we could write.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, operators
from jinja2.exceptions import SecurityError

from salesbook.core.language import gettext as _

MAX_TEXT = 1_000_000
"""Characters of one text, also of all the words in one list, where a meter says nothing else."""

PER_PAGE = 200_000
"""Units that every page of an academy adds to what its templates may spend."""
PER_ENTRY = 2_000
"""Units, and characters, that a template may spend on an item of a book, or on a part of one, that it lists."""

_MAX_ENTRIES = 100_000
_CALL, _ENTRY, _ATTRIBUTE = 60, 4, 8
_CHARACTERS = 3
"""A unit handles 2³ characters."""


class Meter:
    """What is left to spend of one rendering."""

    def __init__(self, budget: int, longest: int = MAX_TEXT) -> None:
        self.budget = budget
        self.left = budget
        self.spent = 0
        self.longest = longest
        self._least = budget, longest
        self._kept: dict[int, tuple[Any, int]] = {}

    def keep(self, value: Any) -> None:
        """Weigh data once that is handed to every rendering, with all that it holds; no template can change it."""
        waiting = [value]
        while waiting:
            entry = waiting.pop()
            if isinstance(entry, Mapping | list | tuple):
                self._kept[id(entry)] = entry, weight(entry, self.longest)
                waiting.extend(entry.values() if isinstance(entry, Mapping) else entry)

    def allow(self, entries: int) -> None:
        """Begin a page that is handed so many entries of a book: it may spend more, and be longer, the more they are.

        What one page has spent beyond a page's own share the next ones have not, so that a thousand pages together
        take no longer than their number and their entries explain.
        """
        saved = min(self._least[0], self.budget - self.spent)
        self.budget = saved + PER_PAGE + entries * PER_ENTRY
        self.longest = self._least[1] + entries * PER_ENTRY
        self.spent = 0

    @contextmanager
    def filled(self) -> Iterator[None]:
        """Give one rendering the whole budget; a rendering inside another does not refill the outer one."""
        before, self.left = self.left, self.budget
        try:
            yield
        finally:
            self.spent, self.left = self.budget - self.left, before

    def spend(self, units: int) -> None:
        """Take units away; raises `SecurityError` when there are none left."""
        self.left -= units
        if self.left < 0:
            raise SecurityError(_("the template takes too many steps"))

    def weighed(self, value: Any) -> Any:
        """Return a value that is about to be made, compared or copied, paid for."""
        self.spend(self._weight(value))
        return value

    def _weight(self, value: Any) -> int:
        """Return what `weight` says, at once for what is short or kept."""
        if isinstance(value, str) and len(value) <= self.longest:
            return 1 + (len(value) >> _CHARACTERS)
        kept = self._kept.get(id(value))
        return weight(value, self.longest) if kept is None or kept[0] is not value else kept[1]

    def counted(self, values: Iterable[Any], units: int = _ENTRY) -> Iterator[Any]:
        """Yield values, each paid for."""
        for value in values:
            self.spend(units)
            yield value

    def called(self, arguments: Iterable[Any], named: Mapping[str, Any]) -> None:
        """Pay for a call with its arguments."""
        self.spend(_CALL + sum(map(self._weight, arguments)) + (sum(map(self._weight, named.values())) if named else 0))

    def written(self, finalize: Callable[[Any], Any] | None) -> Callable[[Any], Any]:
        """Return a `finalize` that pays for the value and for what it becomes; there are more of these than of all."""
        if finalize is None:
            return self.weighed

        def paying(value: Any) -> Any:
            text = finalize(self.weighed(value))
            return text if text is value else self.weighed(text)

        return paying

    def priced(self, function: Callable[..., Any], times: int = 1) -> Callable[..., Any]:
        """Return a filter or test that pays for its arguments, `times` over, and for its result."""

        @wraps(function)
        def paying(*arguments: Any, **named: Any) -> Any:
            for _time in range(times):
                self.called(arguments, named)
            result = function(*arguments, **named)
            return self.counted(result) if isinstance(result, Iterator) else self.weighed(result)

        return paying


def weight(value: Any, longest: int = MAX_TEXT) -> int:
    """Return the units that reading a value through takes; raises `SecurityError` when it is too large to be written.

    A list that holds another one many times is as large as its text would be.
    """
    if isinstance(value, str):
        length = len(value)
        if length > longest:
            within(length, longest)
        return 1 + (length >> _CHARACTERS)
    if isinstance(value, range):
        return _ENTRY * len(value)
    if not isinstance(value, list | tuple | dict | set | frozenset):
        return 1
    entries, characters, waiting = 0, 0, [value]
    while waiting:
        entry = waiting.pop()
        entries += 1
        if isinstance(entry, str):
            characters += len(entry)
        elif isinstance(entry, list | tuple | set | frozenset):
            waiting.extend(entry)
        elif isinstance(entry, dict):
            waiting.extend(entry.keys())
            waiting.extend(entry.values())
        within(characters if entries + len(waiting) <= _MAX_ENTRIES else longest + 1, longest)
    return _ENTRY * entries + (characters >> _CHARACTERS)


def within(length: int, longest: int = MAX_TEXT) -> None:
    """Raise `SecurityError` for a text longer than a template may make."""
    if length > longest:
        raise SecurityError(_("the template makes too long a text"))


class MeteredGenerator(CodeGenerator):
    """Writes a template's code with its price in it; the sandbox has a `meter` and `joined`."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._prices: dict[int, int] = {}
        self._counted: dict[int, int] = {}

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write a block: who enters it pays for all it holds."""
        listed = list(nodes)
        self.writeline(f"environment.meter.spend({1 + sum(map(self._price, listed))})")
        super().blockvisit(listed, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - Jinja2's names, here and below
        """Write a loop; the values that its `if` leaves out cost too."""
        self._counted[id(node.iter)] = _ENTRY + (0 if node.test is None else self._price(node.test))
        super().visit_For(node, frame)

    def visit(self, node: nodes.Node, *arguments: Any, **named: Any) -> Any:
        """Write a node; the values of a loop are counted one by one."""
        units = self._counted.pop(id(node), None)
        if units is None:
            return super().visit(node, *arguments, **named)
        self.write("environment.meter.counted(")
        super().visit(node, *arguments, **named)
        self.write(f", {units})")
        return None

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802
        """Send `~` through the sandbox, as Jinja2 itself sends the other operators."""
        self.write("environment.joined((")
        for operand in node.nodes:
            self.visit(operand, frame)
            self.write(", ")
        self.write("), context.eval_ctx.autoescape)")

    def visit_Compare(self, node: nodes.Compare, frame: Frame) -> None:  # noqa: N802
        """Write a comparison, which may read all of both sides."""
        self.write("(")
        self._weighed(super().visit, node.expr, frame)
        for operand in node.ops:
            self.write(f" {operators[operand.op]} ")
            self._weighed(super().visit, operand.expr, frame)
        self.write(")")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Write a slice as a copy; an entry alone is looked up."""
        if isinstance(node.arg, nodes.Slice):
            self._weighed(super().visit_Getitem, node, frame)
        else:
            super().visit_Getitem(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802
        """Write a list: it may hold another one many times."""
        self._weighed_unless_constant(super().visit_List, node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802
        """Write a tuple, unless it stands for the names of a loop."""
        if node.ctx == "load":
            self._weighed_unless_constant(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802
        """Write a block of fields."""
        self._weighed_unless_constant(super().visit_Dict, node, frame)

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: Any) -> str:
        # What a template does with its own words is done, and paid for, when it is rendered.
        if not isinstance(node, nodes.TemplateData | nodes.Const):
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _weighed(self, visit: Callable[[Any, Frame], None], node: nodes.Node, frame: Frame) -> None:
        self.write("environment.meter.weighed(")
        visit(node, frame)
        self.write(")")

    def _weighed_unless_constant(self, visit: Callable[[Any, Frame], None], node: nodes.Expr, frame: Frame) -> None:
        """Write what holds other values; of the template's own words alone its size is known, and paid for already.

        Material's words of a language are a block of a hundred fields, made anew for each word that a page says.
        """
        values: list[nodes.Node] = []
        for inner in node.iter_child_nodes():
            values += inner.iter_child_nodes() if isinstance(inner, nodes.Pair) else (inner,)
        if all(isinstance(value, nodes.Const) for value in values):
            visit(node, frame)
        else:
            self._weighed(visit, node, frame)

    def _price(self, node: nodes.Node) -> int:
        if id(node) not in self._prices:
            own = _ATTRIBUTE if isinstance(node, nodes.Getattr | nodes.Getitem) else 1
            if isinstance(node, nodes.Const) and isinstance(node.value, str):
                own += len(node.value) >> _CHARACTERS
            self._prices[id(node)] = own + sum(map(self._price, node.iter_child_nodes()))
        return self._prices[id(node)]
