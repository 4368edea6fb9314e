"""Calls that draw an array of random numbers, and the call that draws many such arrays."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .. import flow, shapes, values
from ..facts import Facts
from ..shaping import shapes_of
from ._draws import ARGUMENTS, is_generator, is_number

_LEGACY = "numpy.random."
_SPREAD = frozenset({"rand", "randn"})
"""Methods that take each size as an argument of its own."""
_WHOLE = frozenset({"integers", "randint"})
POINTS = {"multivariate_normal": 2, "multinomial": 2, "dirichlet": 1}
"""Method that draws a point of several dimensions → how many arguments it takes before `size`."""
_MOST_DIMENSIONS = 64
"""Of a point, where it isn't known how many there are."""
MOST = 2**24
"""Numbers that are drawn in one call at most: 128 MiB of them."""


@dataclass(frozen=True)
class ArrayDraw:
    """One call: where it draws from, and what each of its arrays holds."""

    call: ast.Call
    owner: str
    method: str
    sizes: tuple[ast.expr, ...]

    @property
    def node(self) -> ast.expr:
        """The call."""
        return self.call

    @property
    def text(self) -> str:
        """The call as text."""
        return ast.unparse(self.call)

    def block(self, count: str, facts: Facts) -> str:
        """The call that draws `count` such arrays, each a row of the result."""
        function = facts.source.segment(self.call.func)
        text = facts.source.segment
        if self.method == "permutation":
            np = facts.module("numpy", "np")[0]
            items = facts.source.segment(self.call.args[0])
            permuted = f"{function.removesuffix('permutation')}permuted"
            # Of nothing, a permutation is the very same array.
            rows = f"{permuted}({np}.tile({items}, ({count}, 1)), axis=1)"
            return f"{rows} if len({items}) > 0 else [{items}] * {count}"
        if self.method in POINTS:
            return f"{function}({', '.join(map(text, self.call.args))}, size={count})"
        sizes = ", ".join([count, *map(text, self.sizes)])
        if self.method in _SPREAD:
            return f"{function}({sizes})"
        given = [text(one) for one in self.call.args if one not in self._size_nodes()]
        kept = [f"{k.arg}={text(k.value)}" for k in self.call.keywords if k.arg != "size"]
        return f"{function}({', '.join([*given, f'size=({sizes})', *kept])})"

    def _size_nodes(self) -> list[ast.expr]:
        places = [one for one in self.call.args if one in self.sizes]
        return places or [one for one in self.call.args if isinstance(one, ast.Tuple)]


def array_draw_of(node: ast.Call, facts: Facts) -> ArrayDraw | None:
    """What a call draws, where one call for many such arrays would draw the same ones."""
    called = node.func
    if not isinstance(called, ast.Attribute):
        return None
    method, full = called.attr, facts.full_name(called) or ""
    if full == _LEGACY + method and method not in ("integers", "permutation"):
        owner = "numpy.random"
    elif isinstance(called.value, ast.Name) and is_generator(called.value, facts):
        owner = called.value.id
    else:
        return None
    if method == "permutation":
        return _permutation(node, owner, facts)
    if method in POINTS:
        plain = len(node.args) == POINTS[method] and not node.keywords
        fixed = all(isinstance(part, ast.Name | ast.Constant) for part in node.args)
        return ArrayDraw(node, owner, method, ()) if plain and fixed else None
    if method not in ARGUMENTS or method in ("choices", "triangular"):
        return None
    sizes = _sizes(node, method)
    if not sizes or not all(_is_whole(size, facts) for size in sizes):
        return None
    given = [a for a in node.args[: ARGUMENTS[method]] if method not in _SPREAD]
    fit = _chosen(node, facts) if method == "choice" else _drawn(node, given, method, facts)
    return ArrayDraw(node, owner, method, sizes) if fit else None


def _permutation(node: ast.Call, owner: str, facts: Facts) -> ArrayDraw | None:
    """`rng.permutation(x)` of a flat array of numbers, which a generator's `permuted` has too."""
    generator = facts.every(node.func.value, _is_new_generator)  # type: ignore[attr-defined]
    made = facts.assigned(node.func.value)  # type: ignore[attr-defined]
    if isinstance(made, ast.Call) and facts.full_name(made.func) == "numpy.random.default_rng":
        generator = True
    if not generator or len(node.args) != 1 or node.keywords or facts.module("numpy", "np")[1]:
        return None
    return ArrayDraw(node, owner, "permutation", ()) if _is_array(node.args[0], facts) else None


def _is_new_generator(value: Any) -> bool:
    return type(value).__name__ == "Generator"


def _is_array(node: ast.expr, facts: Facts) -> bool:
    from ..vectorise.doubts import guessed
    from ..vectorise.inferred import type_of
    from ..vectorise.types import Many

    found = type_of(node, facts) if isinstance(node, ast.Name) else None
    flat = found in (Many("array", "float"), Many("array", "int"))
    return flat and not guessed(node, facts)


def _sizes(node: ast.Call, method: str) -> tuple[ast.expr, ...]:
    """The sizes of the array that a call draws; none where it draws one number."""
    if method in _SPREAD:
        return () if node.keywords else tuple(node.args)
    place = ARGUMENTS[method]
    named = [k.value for k in node.keywords if k.arg == "size"]
    found = named or node.args[place : place + 1]
    if not found:
        return ()
    return tuple(found[0].elts) if isinstance(found[0], ast.Tuple) else (found[0],)


def _is_whole(node: ast.expr, facts: Facts) -> bool:
    whole = shapes.within(shapes_of(node, facts), "int")
    return whole or facts.every(node, lambda v: type(v) is int and v >= 0)


def _drawn(node: ast.Call, given: list[ast.expr], method: str, facts: Facts) -> bool:
    """True where the parameters are numbers, and as many as there have to be."""
    others = [k for k in node.keywords if k.arg != "size"]
    if any(k.arg in (None, "dtype", "endpoint", "out") for k in others):
        return False
    if len(node.args) > ARGUMENTS[method] + 1 and method not in _SPREAD:
        return False
    if method in (*_WHOLE, "binomial", "poisson") and not given:
        return False
    return all(is_number(one, facts) for one in [*given, *(k.value for k in others)])


def _chosen(node: ast.Call, facts: Facts) -> bool:
    """True for `choice(flat, size, replace=True, p=weights)`."""
    if not 1 <= len(node.args) <= 2:
        return False
    for keyword in node.keywords:
        if keyword.arg == "replace":
            if not (isinstance(keyword.value, ast.Constant) and keyword.value.value is True):
                return False
        elif keyword.arg not in ("size", "p"):
            return False
    first = node.args[0]
    if shapes.within(shapes_of(first, facts), "int") or _is_array(first, facts):
        return True
    return bool(facts.samples(first)) and facts.every(first, _is_flat)


def _is_flat(value: Any) -> bool:
    kind = values.kind_of(value)
    if kind == "ndarray":
        return bool(value.ndim == 1)
    held = shapes.elements(shapes.of_value(value))
    return kind == "Series" or shapes.within(held, "int", "float", "str", "bool")


def numbers_drawn(draw: ArrayDraw, count: ast.expr | int, facts: Facts) -> int | None:
    """How many numbers all rounds draw, as far as sizes are known; None where they aren't."""
    sizes: list[ast.expr] = list(draw.sizes)
    found = count if isinstance(count, int) else _largest(count, facts)
    if draw.method == "permutation":
        length = ast.Call(ast.Name("len", ast.Load()), [draw.call.args[0]], [])
        sizes = [length]
    if draw.method in POINTS and found is not None:
        found *= _dimensions(draw.call.args[-1], facts)
    for size in sizes:
        one = _largest(size, facts)
        if one is None or found is None:
            return None
        found *= one
    return found


def _dimensions(node: ast.expr, facts: Facts) -> int:
    """Of the points that are drawn with these weights, or this matrix."""
    return _known(node, len, facts) or _MOST_DIMENSIONS


def _largest(node: ast.expr, facts: Facts) -> int | None:
    """The largest whole number that an expression is known to give."""
    if isinstance(node, ast.Name):
        made = facts.assigned(node)
        if made is not None:
            return _largest(made, facts)
    length = isinstance(node, ast.Call) and len(node.args) == 1 and ast.unparse(node.func) == "len"
    if length:
        return _known(node.args[0], len, facts)  # type: ignore[attr-defined]
    if isinstance(node, ast.Attribute) and node.attr == "size":
        return _known(node.value, lambda v: v.size, facts)
    if isinstance(node, ast.Subscript) and ast.unparse(node).endswith(".shape[0]"):
        return _known(node.value.value, len, facts)  # type: ignore[attr-defined]
    return _known(node, int, facts)


def _known(node: ast.expr, size: Callable[[Any], int], facts: Facts) -> int | None:
    found = facts.samples(node)
    if not found and isinstance(node, ast.Name) and isinstance(facts.assigned(node), ast.Call):
        return None
    try:
        return max(map(size, found), default=None)
    except (TypeError, AttributeError):
        return None


def varies(draw: ArrayDraw, loop: ast.AST, changed: set[str], facts: Facts) -> bool:
    """True where what is drawn may be another thing in another round."""
    names = flow.loads(draw.call) - {draw.owner}
    return any(changed & facts.aliases_of(name) for name in names)
