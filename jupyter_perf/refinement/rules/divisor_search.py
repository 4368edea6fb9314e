from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Change, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ._place import library, sole
from ._rule import Rewrite, rule


@rule(ast.For, ast.Call, safety=Safety.CHECK, gain=50.0, hints=("%",))
def divisor_search(node: ast.For | ast.Call, facts: Facts) -> Rewrite | None:
    """Look for a divisor only as far as the square root.

    What it does:
        A loop from 2 to `n` that ends at the first divisor of `n`, or `any` and `all` over such a
        range, goes to the whole square root of `n` instead.

    Why it is slow:
        Of two factors one is at most the root, so a number that has no divisor up to there has
        none at all.

    Before:
        prime = all(n % d for d in range(2, n))

    After:
        from math import isqrt
        prime = all(n % d for d in range(2, isqrt(max(n, 0)) + 1))

    When not:
        A loop that counts or collects divisors, uses the divisor, starts elsewhere than at 2,
        or a number that isn't known to be whole.

    Source:
        Trial division: Knuth, "The Art of Computer Programming", 4.5.4.
    """
    found = _quantified(node, facts) if isinstance(node, ast.Call) else _searched(node, facts)
    if found is None:
        return None
    target, iterated, test = found
    number = _divided(test, target)
    if number is None or not isinstance(iterated, ast.Call):
        return None
    stop = _stop(iterated, number)
    if stop is None or not facts.is_builtin("range", "max", at=node):
        return None
    if not shapes.within(shapes_of(number, facts), "int"):
        return None
    root, imports = library("math.isqrt", facts)
    changes: list[Change] = [Swap(stop, f"{root}(max({number.id}, 0)) + 1")]
    if isinstance(node, ast.For) and facts.source.function(node) is None:
        # In a cell the loop's variable outlives the loop, and would hold another number.
        changes += _renamed(node, target, facts.fresh(f"{target}_divisor"))
    return Rewrite(tuple(changes), imports)


def _renamed(loop: ast.For, name: str, new: str) -> list[Change]:
    inside = flow.walk([loop.target, *loop.body])
    return [Swap(n, new) for n in inside if isinstance(n, ast.Name) and n.id == name]


def _searched(node: ast.For, facts: Facts) -> tuple[str, ast.expr, ast.expr] | None:
    """(variable, range, test) of a loop that ends at the first hit and keeps no divisor."""
    only = sole(node.body)
    if not isinstance(only, ast.If) or only.orelse or not isinstance(node.target, ast.Name):
        return None
    name, last = node.target.id, only.body[-1]
    if not isinstance(last, ast.Break | ast.Return) or name in flow.loads(only.body):
        return None
    if name in flow.stores(only.body):
        return None
    scope = facts.source.function(node)
    for use in facts.source.all(ast.Name):
        if use.id == name and isinstance(use.ctx, ast.Load) and not facts.source.inside(use, node):
            same = facts.source.function(use) is scope
            bound = any(
                isinstance(outer, ast.For) and name in flow.stores([outer.target])
                for outer in facts.source.ancestors(use)
            )
            if same and not bound:
                return None
    return (name, node.iter, only.test) if _means_divisible(only.test) else None


def _quantified(node: ast.Call, facts: Facts) -> tuple[str, ast.expr, ast.expr] | None:
    """The same of `any(n % d == 0 for …)` and `all(n % d …)`."""
    called = node.func
    if not (isinstance(called, ast.Name) and called.id in ("any", "all")):
        return None
    inside = node.args[0] if len(node.args) == 1 and not node.keywords else None
    if not isinstance(inside, ast.GeneratorExp | ast.ListComp) or len(inside.generators) != 1:
        return None
    part, test = inside.generators[0], inside.elt
    if part.ifs or not isinstance(part.target, ast.Name) or part.is_async:
        return None
    if not facts.is_builtin(called.id, at=node):
        return None
    hit = _means_divisible(test)
    return (part.target.id, part.iter, test) if hit is (called.id == "any") else None


def _means_divisible(test: ast.expr) -> bool | None:
    """True for `n % d == 0`, False for `n % d != 0`, `n % d` and `n % d > 0`."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _means_divisible(test.operand)
        return None if inner is None else not inner
    if isinstance(test, ast.BinOp):
        return False if isinstance(test.op, ast.Mod) else None
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    zero = test.comparators[0]
    if not (isinstance(zero, ast.Constant) and type(zero.value) is int and zero.value == 0):
        return None
    if isinstance(test.ops[0], ast.Eq):
        return True
    return False if isinstance(test.ops[0], ast.NotEq | ast.Gt) else None


def _divided(test: ast.expr, name: str) -> ast.Name | None:
    """`n` of a test that asks, one way or the other, whether `name` divides `n`."""
    for part in ast.walk(test):
        if isinstance(part, ast.BinOp):
            fits = isinstance(part.op, ast.Mod) and isinstance(part.left, ast.Name)
            by = isinstance(part.right, ast.Name) and part.right.id == name
            if not (fits and by) or part.left.id == name:  # type: ignore[attr-defined]
                return None
            meant = _means_divisible(test)
            return part.left if meant is not None else None  # type: ignore[return-value]
    return None


def _stop(iterated: ast.Call, number: ast.Name) -> ast.expr | None:
    """The end of `range(2, n)`, `range(2, n // 2 + 1)`; None for others."""
    if not (isinstance(iterated.func, ast.Name) and iterated.func.id == "range"):
        return None
    if iterated.keywords or len(iterated.args) != 2:
        return None
    n = number.id
    first, stop = map(ast.unparse, iterated.args)
    return iterated.args[1] if first == "2" and stop in (n, f"{n} // 2 + 1") else None
