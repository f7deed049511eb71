"""A letter's template as a tree of plain lists, for a script that writes the letter where no Python runs.

Jinja2's own parser reads the template and its own analysis of names says which variable a name is, so the tree has
nothing left to find out: `site/assets/template.js` walks it and needs no rules of scope. What a browser could not do in
the same way is refused here, by its name.

Every node is a list whose first entry says what it is. A variable is a *reference*, `l_0_client`; *enter* are the
references that a block of statements begins with, each from the context (`r`), as another one (`a`) or empty (`u`),
*leave* those that are emptied behind it.
"""

from collections.abc import Callable, Iterable

from jinja2 import Environment, nodes
from jinja2.compiler import Frame, find_undeclared
from jinja2.idtracking import VAR_LOAD_ALIAS, VAR_LOAD_PARAMETER, VAR_LOAD_RESOLVE, VAR_LOAD_UNDEFINED
from jinja2.nodes import EvalContext

from salesbook.letters.expressions import TAGS, ExpressionWriter, Node, NotInBrowserError

_SPECIAL = ("self", "super")


def template_tree(environment: Environment, source: str, change: Callable[[nodes.Template], None]) -> Node:
    """Return the tree of a template, `change`d before: what stands outside of blocks, and the blocks by their names.

    `environment` is one in which the template compiles; its parser, filters and tests count. Raises
    `NotInBrowserError`, or `TemplateError` for what is no template.
    """
    tree = environment._parse(source, None, None)  # `parse` may return one that others read, too
    change(tree)
    tree.set_environment(environment)
    return _Writer(environment).template(tree)


class _Writer(ExpressionWriter):
    """Writes the tree of one template, as Jinja2's compiler writes its code."""

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
                    ["text", each.data] if isinstance(each, nodes.TemplateData) else ["print", self.value(each, frame)]
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
                return [["call", self._macro(node, frame), self.value(node.call, frame)]]
            case nodes.FilterBlock():
                return [self._filter_block(node, frame)]
            case nodes.With():
                return [self._with(node, frame)]
            case nodes.Assign():
                value = self.value(node.node, frame)
                return [["set", self._target(node.target, frame), value, _exported(node.target, frame)]]
            case nodes.AssignBlock():
                return [self._assign_block(node, frame)]
            case nodes.Block():
                return [["block", node.name]]
            case _:
                raise NotInBrowserError(TAGS.get(type(node), type(node).__name__))

    def _if(self, node: nodes.If, frame: Frame) -> Node:
        branches = [[self.value(each.test, frame), self._statements(each.body, frame)] for each in (node, *node.elif_)]
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
            condition = [_enter(test), self.value(node.test, test)]
        statements = self._statements(node.body, body)
        otherwise = self._statements(node.else_, other)
        return [
            "for", self._target(node.target, body), self.value(node.iter, frame), condition, loop, node.recursive,
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
            [name, inner.symbols.ref(name), None if n < first else self.value(node.defaults[n - first], inner)]
            for n, name in enumerate(names)
        ]
        body = self._statements(node.body, inner)
        return [getattr(node, "name", None), parameters, special, _enter(inner), body]

    def _filter_block(self, node: nodes.FilterBlock, frame: Frame) -> Node:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        body = self._statements(node.body, inner)
        return ["filterblock", _enter(inner), body, self.value(node.filter, inner), _leave(inner)]

    def _with(self, node: nodes.With, frame: Frame) -> Node:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        pairs = [
            [self._target(target, inner), self.value(value, frame)]
            for target, value in zip(node.targets, node.values, strict=True)
        ]
        body = self._statements(node.body, inner)
        return ["with", _enter(inner), pairs, body, _leave(inner)]

    def _assign_block(self, node: nodes.AssignBlock, frame: Frame) -> Node:
        inner = frame.inner()
        inner.symbols.analyze_node(node)
        body = self._statements(node.body, inner)
        value = None if node.filter is None else self.value(node.filter, inner)
        target = self._target(node.target, frame)
        return ["setblock", _enter(inner), body, value, target, _exported(node.target, frame), _leave(inner)]

    def _target(self, node: nodes.Node, frame: Frame) -> Node:
        match node:
            case nodes.Name():
                return ["name", frame.symbols.ref(node.name)]
            case nodes.Tuple():
                return ["tuple", [self._target(each, frame) for each in node.items]]
            case _:
                raise NotInBrowserError(TAGS.get(type(node), type(node).__name__))


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
