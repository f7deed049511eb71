"""A letter's template as a tree of plain lists, for a script that writes the letter where no Python runs.

Jinja2's own parser reads the template and its own analysis of names says which variable a name is, so the tree has
nothing left to find out: `site/assets/template.js` walks it and needs no rules of scope. What a browser could not do in
the same way is refused here, by its name.

Every node is a list whose first entry says what it is. A variable is a *reference*, `l_0_client`; *enter* are the
references that a block of statements begins with, each from the context (`r`), as another one (`a`) or empty (`u`),
*leave* those that are emptied behind it.
"""

import math
from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import Frame, find_undeclared
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE, VAR_LOAD_UNDEFINED
from jinja2.nodes import EvalContext

from salesbook.core.language import gettext as _

Node = list[Any]
"""A node of the tree: its kind, and what it takes, in nested lists of texts, truth values and None."""

_BINARY = {
    nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/", nodes.FloorDiv: "//", nodes.Mod: "%",
    nodes.Pow: "**", nodes.And: "and", nodes.Or: "or",
}  # fmt: skip
_UNARY = {nodes.Not: "not", nodes.Neg: "neg", nodes.Pos: "pos"}
_TAGS: dict[type[nodes.Node], str] = {
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from … import",
    nodes.Scope: "autoescape",
    nodes.NSRef: "namespace",
}
"""What a template may hold and a page does not do, as authors write it."""
_SPECIAL = ("self", "super")
_UNLIKE = frozenset({"filter", "sameas", "test"})
"""Tests that ask for what only the program has: its filters, or whether two values are one object."""


class NotInBrowserError(Exception):
    """A template has something in it that a browser would do otherwise; the argument names it."""


def template_tree(environment: Environment, source: str, change: Callable[[nodes.Template], None]) -> Node:
    """Return the tree of a template, `change`d before: what stands outside of blocks, and the blocks by their names.

    `environment` is one in which the template compiles; its parser, filters and tests count. Raises
    `NotInBrowserError`, or `TemplateError` for what is no template.
    """
    tree = environment._parse(source, None, None)  # `parse` may return one that others read, too
    change(tree)
    tree.set_environment(environment)
    return _Writer(environment).template(tree)


class _Writer:
    """Writes the tree of one template, as Jinja2's compiler writes its code."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def template(self, tree: nodes.Template) -> Node:
        """Return what stands outside of blocks, and what stands in them."""
        if find_undeclared(tree.body, _SPECIAL):
            raise NotInBrowserError("self")
        root = self._root(tree, tree.body)
        blocks = {}
        for block in tree.find_all(nodes.Block):
            if block.scoped or block.required or find_undeclared(block.body, _SPECIAL):
                raise NotInBrowserError("block … scoped/required")
            blocks[block.name] = self._root(block, block.body)
        return [*root, blocks]

    def _root(self, node: nodes.Template | nodes.Block, body: list[nodes.Node]) -> Node:
        frame = Frame(EvalContext(self._environment))
        frame.symbols.analyze_node(node)
        frame.toplevel = frame.rootlevel = isinstance(node, nodes.Template)
        frame.block_frame = not frame.toplevel
        # What a block begins with is decided by all that stands in it, so it is asked for last, here and below.
        statements = self._statements(body, frame)
        return [_enter(frame), statements]

    def _statements(self, body: Iterable[nodes.Node], frame: Frame) -> list[Node]:
        return [written for node in body for written in self._statement(node, frame)]

    def _statement(self, node: nodes.Node, frame: Frame) -> list[Node]:
        match node:
            case nodes.Output():
                return [
                    ["text", each.data] if isinstance(each, nodes.TemplateData) else ["print", self._value(each, frame)]
                    for each in node.nodes
                ]
            case nodes.If():
                return [self._if(node, frame.soft())]
            case nodes.For():
                return [self._for(node, frame)]
            case nodes.Macro():
                ref = frame.symbols.ref(node.name)
                return [["macro", ref, self._macro(node, frame), node.name if frame.toplevel else None]]
            case nodes.CallBlock():
                return [["call", self._macro(node, frame), self._value(node.call, frame)]]
            case nodes.FilterBlock():
                return [self._filter_block(node, frame)]
            case nodes.With():
                return [self._with(node, frame)]
            case nodes.Assign():
                value = self._value(node.node, frame)
                return [["set", self._target(node.target, frame), value, _exported(node.target, frame)]]
            case nodes.AssignBlock():
                return [self._assign_block(node, frame)]
            case nodes.Block():
                return [["block", node.name]]
            case _:
                raise NotInBrowserError(_TAGS.get(type(node), type(node).__name__))

    def _if(self, node: nodes.If, frame: Frame) -> Node:
        branches = [[self._value(each.test, frame), self._statements(each.body, frame)] for each in (node, *node.elif_)]
        return ["if", branches, self._statements(node.else_, frame)]

    def _for(self, node: nodes.For, frame: Frame) -> Node:
        body, test, other = frame.inner(), frame.inner(), frame.inner()
        body.loop_frame = True
        extended = node.recursive or find_undeclared(node.body, ("loop",))
        loop = body.symbols.declare_parameter("loop") if extended else None
        body.symbols.analyze_node(node, for_branch="body")
        if node.else_:
            other.symbols.analyze_node(node, for_branch="else")
        condition = None
        if node.test is not None:
            test.symbols.analyze_node(node, for_branch="test")
            condition = [_enter(test), self._value(node.test, test)]
        statements = self._statements(node.body, body)
        otherwise = self._statements(node.else_, other)
        return [
            "for", self._target(node.target, body), self._value(node.iter, frame), condition, loop, node.recursive,
            _enter(body), statements, _leave(body), _enter(other), otherwise, _leave(other),
        ]  # fmt: skip

    def _macro(self, node: nodes.Macro | nodes.CallBlock, frame: Frame) -> Node:
        """Return a macro: its name, its parameters with their defaults, special ones, what it begins with, its body.

        The special ones are the references under which it takes its caller, named and further arguments, or None.
        """
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        names = [argument.name for argument in node.args]
        undeclared = find_undeclared(node.body, ("caller", "kwargs", "varargs"))
        if "caller" in names:
            raise NotInBrowserError("macro (caller)")
        special = [
            inner.symbols.declare_parameter(name) if name in undeclared and name not in names else None
            for name in ("caller", "kwargs", "varargs")
        ]
        inner.symbols.analyze_node(node)
        first = len(node.args) - len(node.defaults)
        parameters = [
            [name, inner.symbols.ref(name), None if n < first else self._value(node.defaults[n - first], inner)]
            for n, name in enumerate(names)
        ]
        body = self._statements(node.body, inner)
        return [getattr(node, "name", None), parameters, special, _enter(inner), body]

    def _filter_block(self, node: nodes.FilterBlock, frame: Frame) -> Node:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        body = self._statements(node.body, inner)
        return ["filterblock", _enter(inner), body, self._value(node.filter, inner), _leave(inner)]

    def _with(self, node: nodes.With, frame: Frame) -> Node:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        pairs = [
            [self._target(target, inner), self._value(value, frame)]
            for target, value in zip(node.targets, node.values, strict=True)
        ]
        body = self._statements(node.body, inner)
        return ["with", _enter(inner), pairs, body, _leave(inner)]

    def _assign_block(self, node: nodes.AssignBlock, frame: Frame) -> Node:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        body = self._statements(node.body, inner)
        value = None if node.filter is None else self._value(node.filter, inner)
        target = self._target(node.target, frame)
        return ["setblock", _enter(inner), body, value, target, _exported(node.target, frame), _leave(inner)]

    def _target(self, node: nodes.Node, frame: Frame) -> Node:
        match node:
            case nodes.Name():
                return ["name", frame.symbols.ref(node.name)]
            case nodes.Tuple():
                return ["tuple", [self._target(each, frame) for each in node.items]]
            case _:
                raise NotInBrowserError(_TAGS.get(type(node), type(node).__name__))

    def _value(self, node: nodes.Node, frame: Frame) -> Node:
        match node:
            case nodes.Const():
                return _constant(node.value)
            case nodes.TemplateData():
                return ["str", node.data]
            case nodes.Name():
                return ["name", frame.symbols.ref(node.name), node.name]
            case nodes.Tuple() | nodes.List():
                kind = "tuple" if isinstance(node, nodes.Tuple) else "list"
                return [kind, self._values(node.items, frame)]
            case nodes.Dict():
                return ["dict", [[self._value(p.key, frame), self._value(p.value, frame)] for p in node.items]]
            case nodes.BinExpr():
                return ["binary", _BINARY[type(node)], self._value(node.left, frame), self._value(node.right, frame)]
            case nodes.UnaryExpr():
                return ["unary", _UNARY[type(node)], self._value(node.node, frame)]
            case nodes.Concat():
                return ["concat", self._values(node.nodes, frame)]
            case nodes.Compare():
                return [
                    "compare",
                    self._value(node.expr, frame),
                    [[o.op, self._value(o.expr, frame)] for o in node.ops],
                ]
            case nodes.CondExpr():
                soft = frame.soft()
                otherwise = None if node.expr2 is None else self._value(node.expr2, soft)
                return ["choose", self._value(node.test, soft), self._value(node.expr1, soft), otherwise]
            case nodes.Getattr():
                return ["attribute", self._value(node.node, frame), node.attr]
            case nodes.Getitem():
                return self._entry(node, frame)
            case nodes.Filter() | nodes.Test():
                return self._filter(node, frame)
            case nodes.Call():
                return ["invoke", self._value(node.node, frame), *self._arguments(node, frame)]
            case _:
                raise NotInBrowserError(_TAGS.get(type(node), type(node).__name__))

    def _values(self, listed: Iterable[nodes.Node], frame: Frame) -> list[Node]:
        return [self._value(node, frame) for node in listed]

    def _entry(self, node: nodes.Getitem, frame: Frame) -> Node:
        value = self._value(node.node, frame)
        if not isinstance(node.arg, nodes.Slice):
            return ["entry", value, self._value(node.arg, frame)]
        bounds = (node.arg.start, node.arg.stop, node.arg.step)
        return ["slice", value, [None if each is None else self._value(each, frame) for each in bounds]]

    def _filter(self, node: nodes.Filter | nodes.Test, frame: Frame) -> Node:
        """Return a filter or a test; one without a value is over what stands in the block."""
        is_filter = isinstance(node, nodes.Filter)
        known = self._environment.filters if is_filter else self._environment.tests
        if node.name not in known or (not is_filter and node.name in _UNLIKE):
            raise NotInBrowserError(("| {}" if is_filter else "is {}").format(node.name))
        value = None if node.node is None else self._value(node.node, frame)
        return ["apply" if is_filter else "test", node.name, value, *self._arguments(node, frame)]

    def _arguments(self, node: nodes.Call | nodes.Filter | nodes.Test, frame: Frame) -> Node:
        """Return the arguments of a call: in their order, by name, and as a list and a block of any number."""
        more = (node.dyn_args, node.dyn_kwargs)
        return [
            self._values(node.args, frame),
            [[each.key, self._value(each.value, frame)] for each in node.kwargs],
            *(None if each is None else self._value(each, frame) for each in more),
        ]


def _enter(frame: Frame) -> list[Node]:
    """Return the references that a block begins with; those of parameters have their values by then."""
    letters = {VAR_LOAD_RESOLVE: "r", VAR_LOAD_ALIAS: "a", VAR_LOAD_UNDEFINED: "u"}
    loads = frame.symbols.loads.items()
    return [[letters[load], ref, source] for ref, (load, source) in loads if load != VAR_LOAD_PARAMETER]


def _leave(frame: Frame) -> list[str]:
    return list(frame.symbols.loads)


def _exported(target: nodes.Node, frame: Frame) -> list[list[str]]:
    """Return the names that an assignment gives to all of the template, each with its reference."""
    if not frame.toplevel:
        return []
    names = (target,) if isinstance(target, nodes.Name) else target.find_all(nodes.Name)
    return [[name.name, frame.symbols.ref(name.name)] for name in names]


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
