"""The types of what numpy's random generators give."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from .types import Many, One, Type

_DRAWN = flow.words(
    """normal uniform standard_normal random rand randn exponential gamma beta lognormal laplace
    random_sample"""
)
_DRAWN_WHOLE = frozenset({"integers", "randint", "poisson", "binomial", "geometric"})


def is_generator(node: ast.expr, facts: Facts) -> bool:
    """True for a random generator of numpy's."""
    if isinstance(node, ast.Name):
        value = facts.assigned(node)
        if value is not None:
            return is_generator(value, facts)
    known = facts.samples(node)
    if known:
        return all(type(v).__name__ in ("Generator", "RandomState") for v in known)
    called = node.func if isinstance(node, ast.Call) else None
    return called is not None and facts.full_name(called) in (
        "numpy.random.default_rng",
        "numpy.random.RandomState",
    )


def type_chosen(node: ast.Call, facts: Facts, depth: int) -> Type | None:
    """What `choice(x, size=…)` and `permuted(x, axis=1)` give."""
    from .inferred import type_of

    held = type_of(node.args[0], facts, depth) if node.args else None
    named = {k.arg: k.value for k in node.keywords}
    if isinstance(node.func, ast.Attribute) and node.func.attr == "permuted":
        return held if isinstance(held, Many) and "out" not in named else None
    size = named.get("size") or (node.args[1] if len(node.args) > 1 else None)
    whole = isinstance(held, One) and held.kind == "int"
    if size is None or not (whole or (isinstance(held, Many) and held.depth == 1)):
        return None
    kind = held.kind if isinstance(held, Many | One) else ""
    return Many("array", kind, len(size.elts) if isinstance(size, ast.Tuple) else 1)


def type_drawn(name: str, node: ast.Call) -> Type | None:
    """What a random generator's method gives for a size."""
    kind = "float" if name in _DRAWN else "int" if name in _DRAWN_WHOLE else ""
    sizes = [k.value for k in node.keywords if k.arg == "size"]
    if any(k.arg in ("dtype", "out") for k in node.keywords) or not kind:
        return None
    if name in ("rand", "randn"):
        return Many("array", kind, len(node.args)) if node.args else None
    if not sizes and name in ("random", "standard_normal", "random_sample"):
        sizes = node.args[:1]
    if not sizes:
        place = {"poisson": 1, "exponential": 1, "geometric": 1}.get(name, 2)
        sizes = node.args[place : place + 1]
    if not sizes or (isinstance(sizes[0], ast.Constant) and sizes[0].value is None):
        return None
    return Many("array", kind, len(sizes[0].elts) if isinstance(sizes[0], ast.Tuple) else 1)
