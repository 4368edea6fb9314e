"""What a short function returns, as an expression that could stand in place of a call."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from .. import flow
from ..source import COMPREHENSIONS
from ._place import sole


@dataclass(frozen=True)
class Returned:
    """`parts` make the expression; `says`, given their texts, writes it.

    One part is the expression itself. Three are a condition, what is returned if so, and if not.
    A search has a `target`: it returns the third part for the first element of the first one that
    passes the second, and the fourth (or None) where there is none.
    """

    parts: tuple[ast.expr, ...]
    target: ast.expr | None = None

    @property
    def is_choice(self) -> bool:
        """Whether it is one of two under a condition."""
        return self.target is None and len(self.parts) == 3

    @property
    def bound(self) -> set[str]:
        """Names that the expression binds inside, which no argument may mention."""
        targets = [] if self.target is None else [self.target]
        for part in flow.walk(self.parts):
            if isinstance(part, COMPREHENSIONS):
                targets += [generator.target for generator in part.generators]
        return flow.stores(targets)

    @property
    def loads(self) -> set[str]:
        """Names that it takes from around it."""
        found = set().union(*(flow.expression_loads(part) for part in self.parts))
        return found - (flow.stores([self.target]) if self.target is not None else set())

    def says(self, texts: Sequence[str]) -> str:
        """The expression, from the texts of its parts."""
        if self.target is not None:
            default = texts[3] if len(texts) > 3 else "None"
            target = ast.unparse(self.target)
            return f"next(({texts[2]} for {target} in {texts[0]} if {texts[1]}), {default})"
        if self.is_choice:
            return f"{texts[1]} if {texts[0]} else {texts[2]}"
        return texts[0]


def returned(function: ast.FunctionDef) -> Returned | None:
    """What a function returns, where that is all that it does."""
    body = function.body
    if ast.get_docstring(function) is not None:
        body = body[1:]
    if not body:
        return None
    value = _value(body)
    if value is not None:
        return Returned((value,))
    first = body[0]
    if isinstance(first, ast.For):
        return _search(first, body[1:])
    if not isinstance(first, ast.If):
        return None
    ways = [_value(first.body), _value(first.orelse + body[1:])]
    known = [way for way in ways if way is not None]
    return Returned((first.test, *known)) if len(known) == 2 else None


def _value(body: list[ast.stmt]) -> ast.expr | None:
    only = sole(body)
    return only.value if isinstance(only, ast.Return) else None


def _search(loop: ast.For, rest: list[ast.stmt]) -> Returned | None:
    """`for x in items: if x.key == y: return x` with `return None` behind it, or nothing."""
    asked = sole(loop.body)
    if not isinstance(asked, ast.If) or asked.orelse or loop.orelse:
        return None
    test, result = asked.test, _value(asked.body)
    equal = isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq)
    if not equal or result is None or not isinstance(loop.target, ast.Name | ast.Tuple):
        return None
    parts = (loop.iter, test, result)
    if not rest:
        return Returned(parts, loop.target)
    last = rest[0] if len(rest) == 1 else None
    if not isinstance(last, ast.Return):
        return None
    if last.value is None:
        return Returned(parts, loop.target)
    return Returned((*parts, last.value), loop.target) if _is_fixed(last.value) else None


def _is_fixed(node: ast.expr) -> bool:
    """True for what can be worked out before it is known to be wanted."""
    number = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(number, ast.Constant)
