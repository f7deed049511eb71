"""What every page made of a template says, however many others it extends and includes: read, and not rendered."""

from collections.abc import Iterator

from jinja2 import TemplateNotFound, nodes

from salesbook.sandbox.environment import Sandbox
from salesbook.sandbox.reasons import FAILURES


def says(theme: Sandbox, name: str, words: str) -> bool:
    """Tell whether a template, or one that it extends or includes, says some words in a block that stays in force.

    A template that `theme` does not have is taken for one with all blocks that others fill; one that cannot be read,
    or names another by an expression, is given the benefit of the doubt.
    """
    filled: set[str] = set()
    replaced: set[str] = set()
    chain: set[str] = set()
    while name not in chain:
        chain.add(name)
        try:
            tree = _tree(theme, name)
        except TemplateNotFound:
            return bool(filled)
        except FAILURES:
            return True
        blocks = list(tree.find_all(nodes.Block))
        for block in blocks:
            if block.name not in replaced and _said(theme, block, words.lower(), chain):
                filled.add(block.name)
        replaced |= {block.name for block in blocks if not _keeps_what_it_replaces(block)}
        parent = tree.find(nodes.Extends)
        if parent is None:
            return not filled.isdisjoint(block.name for block in blocks) or _said(theme, tree, words.lower(), chain)
        if not isinstance(parent.template, nodes.Const):
            return True
        name = str(parent.template.value)
    return True


def extends(theme: Sandbox, name: str) -> bool:
    """Tell whether a template extends another; one that cannot be read does not."""
    try:
        return _tree(theme, name).find(nodes.Extends) is not None
    except (TemplateNotFound, *FAILURES):
        return False


def _tree(theme: Sandbox, name: str) -> nodes.Template:
    assert theme.loader is not None
    source, path, _uptodate = theme.loader.get_source(theme, name)
    return theme.parse(source, name, path)


def _keeps_what_it_replaces(block: nodes.Block) -> bool:
    return any(isinstance(call.node, nodes.Name) and call.node.name == "super" for call in block.find_all(nodes.Call))


def _said(theme: Sandbox, node: nodes.Node, words: str, chain: set[str]) -> bool:
    """Tell whether a template or a block says the words outside of the blocks within it."""
    for inner in _outside_of_blocks(node):
        if isinstance(inner, nodes.TemplateData) and words in inner.data.lower():
            return True
        if isinstance(inner, nodes.Include):
            if not isinstance(inner.template, nodes.Const):
                return True
            name = str(inner.template.value)
            if name not in chain:
                try:
                    if _said(theme, _tree(theme, name), words, chain | {name}):
                        return True
                except TemplateNotFound:
                    continue
                except FAILURES:
                    return True
    return False


def _outside_of_blocks(node: nodes.Node) -> Iterator[nodes.Node]:
    for child in node.iter_child_nodes():
        if not isinstance(child, nodes.Block):
            yield child
            yield from _outside_of_blocks(child)
