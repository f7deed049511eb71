"""mutmut leaves decorated functions alone; here what a property or a cached function does moves into a plain one."""

import ast

_KEPT = frozenset({"property", "cached_property", "cache", "lru_cache"})
MARK = "__undecorated"


def undecorated(source: str) -> str:
    """Return a module in which properties and cached functions call a function of their own that holds their body."""
    lines = source.splitlines()
    for node in sorted(_decorated(ast.parse(source)), key=lambda node: node.lineno, reverse=True):
        assert node.end_lineno is not None
        indent = " " * node.col_offset
        names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)]
        further = [f"{argument.arg}={argument.arg}" for argument in node.args.kwonlyargs]
        owner = "self." if names[:1] == ["self"] else ""
        call = f"{owner}{node.name}{MARK}({', '.join([*(n for n in names if n != 'self'), *further])})"
        returns = f" -> {ast.unparse(node.returns)}" if node.returns is not None else ""
        body = lines[node.lineno - 1 : node.end_lineno]
        body[0] = body[0].replace(f"def {node.name}(", f"def {node.name}{MARK}(", 1)
        decorator = [f"{indent}@{ast.unparse(decorator)}" for decorator in node.decorator_list]
        head = f"{indent}def {node.name}({ast.unparse(node.args)}){returns}:"
        documented = [f"{indent}    {ast.get_docstring(node)!r}"] if ast.get_docstring(node) else []
        wrapper = [*decorator, head, *documented, f"{indent}    return {call}"]
        first = node.decorator_list[0].lineno - 1
        lines[first : node.end_lineno] = [*body, "", *wrapper]
    return "\n".join(lines) + "\n"


def _decorated(module: ast.Module) -> list[ast.FunctionDef]:
    """Return the functions and methods with one decorator that only says when they run."""
    owners: list[ast.Module | ast.ClassDef] = [
        module,
        *(node for node in module.body if isinstance(node, ast.ClassDef)),
    ]
    functions = [node for owner in owners for node in owner.body if isinstance(node, ast.FunctionDef)]
    return [node for node in functions if len(node.decorator_list) == 1 and _name(node.decorator_list[0]) in _KEPT]


def _name(decorator: ast.expr) -> str:
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return function.id if isinstance(function, ast.Name) else ""
