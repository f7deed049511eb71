"""The expressions of a letter's template as nodes of its tree; see `letters.tree`."""

import math
from collections.abc import Iterable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import Frame

from salesbook.core.language import gettext as _

Node = list[Any]
"""A node of the tree: its kind, and what it takes, in nested lists of texts, truth values and None."""

_BINARY = {
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%",
    nodes.Pow: "**", nodes.And: "and", nodes.Or: "or",
}  # fmt: skip
_UNARY = {nodes.Not: "not", nodes.Neg: "neg", nodes.Pos: "pos"}
TAGS: dict[type[nodes.Node], str] = {
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from … import",
    nodes.Scope: "autoescape",
    nodes.NSRef: "namespace",
}
"""What a template may hold and a page does not do, as authors write it."""
_UNLIKE = frozenset({"filter", "sameas", "test"})
"""Tests that ask for what only the program has: its filters, or whether two values are one object."""


class NotInBrowserError(Exception):
    """A template has something in it that a browser would do otherwise; the argument names it."""


class ExpressionWriter:
    """Writes expressions as nodes; `environment` is one in which the template compiles."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def value(self, node: nodes.Node, frame: Frame) -> Node:
        """Return an expression in a frame; raises `NotInBrowserError`."""
        match node:
            case nodes.Const():
                return _constant(node.value)
            case nodes.TemplateData():
                return ["str", node.data]
            case nodes.Name():
                return ["name", frame.symbols.ref(node.name), node.name]
            case nodes.Tuple() | nodes.List():
                kind = "tuple" if isinstance(node, nodes.Tuple) else "list"
                return [kind, self.values(node.items, frame)]
            case nodes.Dict():
                return ["dict", [[self.value(p.key, frame), self.value(p.value, frame)] for p in node.items]]
            case nodes.BinExpr():
                return ["binary", _BINARY[type(node)], self.value(node.left, frame), self.value(node.right, frame)]
            case nodes.UnaryExpr():
                return ["unary", _UNARY[type(node)], self.value(node.node, frame)]
            case nodes.Concat():
                return ["concat", self.values(node.nodes, frame)]
            case nodes.Compare():
                return [
                    "compare",
                    self.value(node.expr, frame),
                    [[o.op, self.value(o.expr, frame)] for o in node.ops],
                ]
            case nodes.CondExpr():
                soft = frame.soft()
                otherwise = None if node.expr2 is None else self.value(node.expr2, soft)
                return ["choose", self.value(node.test, soft), self.value(node.expr1, soft), otherwise]
            case nodes.Getattr():
                return ["attribute", self.value(node.node, frame), node.attr]
            case nodes.Getitem():
                return self._entry(node, frame)
            case nodes.Filter() | nodes.Test():
                return self._filter(node, frame)
            case nodes.Call():
                return ["invoke", self.value(node.node, frame), *self._arguments(node, frame)]
            case _:
                raise NotInBrowserError(TAGS.get(type(node), type(node).__name__))

    def values(self, listed: Iterable[nodes.Node], frame: Frame) -> list[Node]:
        """Return expressions one after another."""
        return [self.value(node, frame) for node in listed]

    def _entry(self, node: nodes.Getitem, frame: Frame) -> Node:
        value = self.value(node.node, frame)
        if not isinstance(node.arg, nodes.Slice):
            return ["entry", value, self.value(node.arg, frame)]
        bounds = (node.arg.start, node.arg.stop, node.arg.step)
        return ["slice", value, [None if each is None else self.value(each, frame) for each in bounds]]

    def _filter(self, node: nodes.Filter | nodes.Test, frame: Frame) -> Node:
        """Return a filter or a test; one without a value is over what stands in the block."""
        is_filter = isinstance(node, nodes.Filter)
        known = self._environment.filters if is_filter else self._environment.tests
        if node.name not in known or (not is_filter and node.name in _UNLIKE):
            raise NotInBrowserError(("| {}" if is_filter else "is {}").format(node.name))
        value = None if node.node is None else self.value(node.node, frame)
        return ["apply" if is_filter else "test", node.name, value, *self._arguments(node, frame)]

    def _arguments(self, node: nodes.Call | nodes.Filter | nodes.Test, frame: Frame) -> Node:
        """Return the arguments of a call: in their order, by name, and as a list and a block of any number."""
        more = (node.dyn_args, node.dyn_kwargs)
        return [
            self.values(node.args, frame),
            [[each.key, self.value(each.value, frame)] for each in node.kwargs],
            *(None if each is None else self.value(each, frame) for each in more),
        ]


def _constant(value: object) -> Node:
    match value:
        case None:
            return ["none"]
        case bool():
            return ["bool", value]
        case int():
            return ["int", str(value)]
        case float() if math.isfinite(value):
            return ["float", repr(value)]
        case str():
            return ["str", value]
        case _:
            raise NotInBrowserError(_("the number {number}").format(number=value))
