"""Nodes of a composed YAML text: what stands under a key or a number, and where a value ends."""

import yaml


def child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    """Return the entry of a list or the value of a key; None when there is none."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        entry: yaml.Node = node.value[step]
        return entry
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == step), None)


def end_of(node: yaml.Node) -> int:
    """Return where a value ends: a block's own mark lies behind the empty lines and comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        end -= 1  # the line end belongs to the next line
    return end
