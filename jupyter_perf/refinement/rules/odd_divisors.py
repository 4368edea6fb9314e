from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow, shapes
from ..concrete import Instead
from ..facts import Facts
from ..shaping import shapes_of
from ._bodies import body_text, indented
from ._hot import is_compiled
from ._leftovers import read_elsewhere
from ._rule import Rewrite, rule
from ._trial_division import finds_divisor


@rule(ast.For, safety=Safety.CHECK, gain=45.0, hints=("%",), kinds=("function", "program"))
def odd_divisors(node: ast.For, facts: Facts) -> Rewrite | None:
    """Try 2 by itself, and then only odd divisors.

    What it does:
        A loop over the numbers from 2 on that ends at the first divisor of `n` tries odd ones
        from 3 on; a test before it settles even numbers.

    Why it is slow:
        What an even number divides, 2 divides too: half of the divisions are in vain.

    Before:
        for d in range(2, isqrt(n) + 1):
            if n % d == 0:
                prime = False
                break

    After:
        if n > 3 and n % 2 == 0:
            prime = False
        else:
            for d in range(3, isqrt(n) + 1, 2):
                if n % d == 0:
                    prime = False
                    break

    When not:
        The divisor is used, divisors end before the root, the loop goes on behind one; a cell,
        whose variables outlive it.

    Source:
        Trial division: Knuth, "The Art of Computer Programming", 4.5.4; seen gain 1.9 times.
    """
    number = _number(node)
    hit = finds_divisor(node, number.id, facts) if number is not None else None
    if number is None or hit is None or is_compiled(node, facts):
        return None
    if not shapes.within(shapes_of(number, facts), "int"):
        return None
    d, n, call = ast.unparse(node.target), number.id, node.iter
    *work, last = hit.body
    if d in flow.loads([*hit.body, *node.orelse]) or read_elsewhere(d, [node], facts):
        return None
    if not all(isinstance(s, ast.Assign | ast.AugAssign | ast.Expr) for s in work):
        return None
    assert isinstance(call, ast.Call)
    odd = f"range(3, {facts.source.segment(call.args[1])}, 2)"
    loop = body_text([node], facts.source, {call: odd})
    even = f"if {n} > 3 and {n} % 2 == 0:"
    if isinstance(last, ast.Return):
        done = body_text(hit.body, facts.source)
        return Rewrite((Instead(node, f"{even}\n{indented(done)}\n{loop}"),))
    if not isinstance(last, ast.Break) or bool(work) is bool(node.orelse):
        return None
    if not work:
        return Rewrite((Instead(node, f"if {n} <= 3 or {n} % 2:\n{indented(loop)}"),))
    done = body_text(work, facts.source)
    return Rewrite((Instead(node, f"{even}\n{indented(done)}\nelse:\n{indented(loop)}"),))


def _number(node: ast.For) -> ast.Name | None:
    """`n` of a first test `n % d`, however it is written."""
    for part in ast.walk(node.body[0]):
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mod):
            return part.left if isinstance(part.left, ast.Name) else None
    return None
