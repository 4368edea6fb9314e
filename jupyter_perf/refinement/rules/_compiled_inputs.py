"""What goes into compiled code: which names, of which types, and whether it is enough data."""

from __future__ import annotations

import ast
from typing import Any

from .. import flow
from ..facts import Facts
from ..source import Decline
from ._machine_terms import Terms
from ._machine_types import Array, Type, type_of

LARGE = 100_000
"""Elements from which compiling (half a second, once) can pay; smaller inputs aren't compiled."""


def targets_of(node: ast.For) -> set[str]:
    """The variables of a loop and of those in it."""
    loops = [part for part in ast.walk(node) if isinstance(part, ast.For)]
    return {name for loop in loops for name in flow.stores(loop.target)}


def inputs_of(node: ast.For, facts: Facts) -> dict[str, Type]:
    """Names that a cell's loop reads from outside, with their types; needs one large array."""
    targets = targets_of(node)
    found: dict[str, Type] = {}
    made: dict[str, ast.expr] = {}
    size = 0
    for name in sorted(flow.loads(node) - targets):
        if facts.is_builtin(name, at=node) or facts.is_module(name):
            continue
        value = _value_before(name, node, facts)
        if isinstance(value, ast.expr):
            made[name] = value
            continue
        if value is _UNKNOWN:
            continue
        known = type_of(value)
        if known is None:
            raise Decline(f"{name} isn't a plain number or array")
        if isinstance(known, Array):
            size = max(size, value.size)
        found[name] = known
    if size < LARGE:
        raise Decline("too little data")
    # In the order of the text: a length is often made just before the array that has it.
    for name, value in sorted(made.items(), key=lambda pair: pair[1].lineno):
        found[name] = Terms(facts, dict(found)).made(value)
    return dict(sorted(found.items()))


_UNKNOWN = object()


def _value_before(name: str, node: ast.For, facts: Facts) -> Any:
    """What a global holds when the loop starts, or the expression that makes it."""
    for stmt in facts.source.before(node):
        if name in flow.stores(stmt):
            value = stmt.value if isinstance(stmt, ast.Assign) and len(stmt.targets) == 1 else None
            if isinstance(value, ast.Constant):
                return value.value
            return _UNKNOWN if value is None else value
        if name in facts.changed(stmt) and not _sets_an_element(stmt):
            return _UNKNOWN
    return facts.namespace.get(name, _UNKNOWN)


def _sets_an_element(stmt: ast.stmt) -> bool:
    """True for `y[0] = 1.0`, after which an array is of the type and shape it was of."""
    return (
        isinstance(stmt, ast.Assign)
        and all(isinstance(target, ast.Subscript) for target in stmt.targets)
        and not any(isinstance(part, ast.Call | ast.NamedExpr) for part in ast.walk(stmt))
    )


def common_type(samples: list[Any]) -> Type:
    """The type that all samples have; raises Decline where there is none."""
    kinds = {type_of(sample) for sample in samples}
    found = kinds.pop() if len(kinds) == 1 else None
    if found is None:
        raise Decline("arguments of types that aren't known or vary")
    return found


def are_large(facts: Facts, node: ast.FunctionDef) -> bool:
    """True where an argument of a call is large enough for compiling to pay."""
    samples = [s for name in flow.parameters(node) for s in facts.argument_samples(node, name)]
    return any(getattr(sample, "size", 0) >= LARGE for sample in samples)
