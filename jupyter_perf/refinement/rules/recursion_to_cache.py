from __future__ import annotations

import ast
from collections.abc import Iterator

from ...core.code import Safety
from .. import flow, shapes, values
from ..concrete import Around, Instead
from ..facts import Facts
from ..purity import IMMUTABLE_RESULTS
from ..shaping import shapes_of
from ._recursion import most_calls
from ._rule import Rewrite, rule


@rule(ast.FunctionDef, safety=Safety.CHECK, gain=500.0, hints=("def ",))
def recursion_to_cache(node: ast.FunctionDef, facts: Facts) -> Rewrite | None:
    """Remember what a recursive function has already worked out.

    What it does:
        A pure function that calls itself more than once is decorated with `functools.cache`.

    Why it is slow:
        Branches of the recursion work out the same arguments again, often exponentially often.

    Before:
        def fib(n):
            return n if n < 2 else fib(n - 1) + fib(n - 2)

    After:
        @functools.cache
        def fib(n):
            return n if n < 2 else fib(n - 1) + fib(n - 2)

    When not:
        The function has an effect, reads a global that changes, returns something that a caller
        could change, or takes arguments that can't be hashed; it is a method or has decorators.

    Source:
        The Python documentation of `functools.cache`; seen gains 530 to 4300 times.
    """
    if node.decorator_list or facts.source.function(node) is not None:
        return None
    if most_calls(node, facts) < 2:
        return None
    if len(facts.binders(node.name, facts.scope(node.name, node))) != 1:
        return None
    if node.args.vararg or node.args.kwarg or not _immutable_results(node, facts):
        return None
    found = facts.purity(node)
    if found.impure or _globals_change(found.globals, node, facts) or not _hashable(node, facts):
        return None
    alias, line = facts.module("functools")
    original = facts.source.block_text(node)
    # Equal arguments of different types (1 and 1.0) must not share an answer.
    decorator = "cache" if _one_type(node, facts) else "lru_cache(maxsize=None, typed=True)"
    if original is None:
        # A string that spans lines would be indented otherwise.
        wrapped = Around(node, after=f"{node.name} = {alias}.{decorator}({node.name})")
        return Rewrite((wrapped,), (line,))
    text = f"@{alias}.{decorator}\n{original}"
    return Rewrite((Instead(node, text),), (line,))


def _is_call(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _immutable_results(node: ast.FunctionDef, facts: Facts) -> bool:
    returned = [part.value for part in flow.own_statements(node) if isinstance(part, ast.Return)]
    return bool(returned) and all(_immutable(value, node, facts, 0) for value in returned)


def _immutable(value: ast.expr | None, node: ast.FunctionDef, facts: Facts, depth: int) -> bool:
    """True where an expression gives a number, a string, a truth value, None or a tuple of them."""
    if value is None or isinstance(value, ast.Constant | ast.Compare | ast.JoinedStr):
        return True
    if depth > 6:
        return False

    def again(part: ast.expr | None) -> bool:
        return _immutable(part, node, facts, depth + 1)

    if isinstance(value, ast.BinOp):
        return again(value.left) and again(value.right)
    if isinstance(value, ast.UnaryOp):
        return again(value.operand)
    if isinstance(value, ast.BoolOp):
        return all(map(again, value.values))
    if isinstance(value, ast.IfExp):
        return again(value.body) and again(value.orelse)
    if isinstance(value, ast.Tuple):
        return all(map(again, value.elts))
    if isinstance(value, ast.Name):
        return _immutable_name(value, node, facts, depth)
    if isinstance(value, ast.Subscript):
        return facts.every(value.value, values.all_hashable)
    return isinstance(value, ast.Call) and _immutable_call(value, node, facts, depth)


def _immutable_call(value: ast.Call, node: ast.FunctionDef, facts: Facts, depth: int) -> bool:
    if not isinstance(value.func, ast.Name):
        return (facts.full_name(value.func) or "").startswith("math.")
    name = value.func.id
    if name == node.name or name in IMMUTABLE_RESULTS:
        return True
    # The greatest of numbers is one of them: it is as immutable as they are.
    parts = [a.elt if isinstance(a, ast.GeneratorExp | ast.ListComp) else a for a in value.args]
    return name in ("max", "min") and all(_immutable(p, node, facts, depth + 1) for p in parts)


def _immutable_name(value: ast.Name, node: ast.FunctionDef, facts: Facts, depth: int) -> bool:
    if value.id in flow.parameters(node):
        # What can be hashed and is a built-in can't be changed.
        return True
    assigned = [
        stmt.value
        for stmt in flow.own_statements(node)
        if isinstance(stmt, ast.Assign | ast.AugAssign) and value.id in flow.stores(stmt)
    ]
    binders = facts.binders(value.id, node) if assigned else []
    plain = len(binders) == len(assigned)
    return (
        plain
        and bool(assigned)
        and all(
            (isinstance(part, ast.Name) and part.id == value.id)
            or _immutable(part, node, facts, depth + 1)
            for part in assigned
        )
    )


def _globals_change(names: frozenset[str], node: ast.FunctionDef, facts: Facts) -> bool:
    """True where the source changes a global that the function reads, once it is defined."""
    body = facts.source.tree.body
    after = body[body.index(node) + 1 :] if node in body else body
    return bool((names - {node.name}) & facts.changed(after))


def _hashable(node: ast.FunctionDef, facts: Facts) -> bool:
    """True unless an argument is known not to be hashable, or looks like a list."""
    names = flow.parameters(node)
    parameters = [ast.Name(id=name, ctx=ast.Load()) for name in names]
    for parameter in parameters:
        for value in _arguments(parameter.id, node, facts):
            if not values.hashable(value):
                return False
        use = next(_uses(parameter.id, node), None)
        given = None if use is None else shapes_of(use, facts)
        if given is not None and not shapes.hashable(given):
            return False
    return not any(_indexed(name, node) and not _known(name, node, facts) for name in names)


def _uses(name: str, node: ast.FunctionDef) -> Iterator[ast.Name]:
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Load):
            yield part


def _known(name: str, node: ast.FunctionDef, facts: Facts) -> bool:
    return bool(_arguments(name, node, facts))


def _indexed(name: str, node: ast.FunctionDef) -> bool:
    """True where a parameter is used as a container, which may well be a list."""
    used: list[ast.expr] = []
    for part in ast.walk(node):
        if isinstance(part, ast.For | ast.comprehension):
            used.append(part.iter)
        elif isinstance(part, ast.Subscript | ast.Attribute):
            used.append(part.value)
        elif isinstance(part, ast.Call) and _is_call(part, "len"):
            used += part.args
    return any(isinstance(value, ast.Name) and value.id == name for value in used)


def _arguments(name: str, node: ast.FunctionDef, facts: Facts) -> list[object]:
    return facts.argument_samples(node, name)


def _one_type(node: ast.FunctionDef, facts: Facts) -> bool:
    """True where every parameter is known to be given values of one plain type."""
    for name in flow.parameters(node):
        types = {type(value) for value in _arguments(name, node, facts)}
        if len(types) != 1 or not types <= {int, str}:
            return False
    return True
