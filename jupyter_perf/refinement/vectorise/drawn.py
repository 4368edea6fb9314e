"""The types of what numpy's random generators give."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from .types import Many, Type

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
