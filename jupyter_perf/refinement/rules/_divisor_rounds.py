"""Loops that go through all numbers and do something for the divisors among them alone."""

from __future__ import annotations

import ast
from collections.abc import Callable

from .. import flow
from ..facts import Facts
from ._bodies import body_text, indented

_LEAVING = (ast.Break, ast.Return, ast.Raise, ast.Yield, ast.YieldFrom, ast.Await)
Number = Callable[[ast.expr, str], ast.Name | None]
"""`n` of a test that asks whether a variable divides it, given the test and the variable."""


def rounds_text(node: ast.For, number: Number, facts: Facts) -> tuple[ast.Name, str] | None:
    """(number, what is done for each of its divisors): all that the loop's rounds do.

    None where a round does something for other numbers too, or may be the last: a loop that leaves
    at a small divisor needn't know the others.
    """
    assert isinstance(node.target, ast.Name)
    found = _asked(node.body, node.target.id, number)
    if found is None:
        return None
    n, further, work = found
    if {n.id, node.target.id} & facts.changed(work) or flow.has(work, *_LEAVING):
        return None
    if flow.has(further, ast.NamedExpr):
        return None
    text = body_text(work, facts.source)
    if further:
        test = " and ".join(facts.source.segment(part) for part in further)
        text = f"if {test}:\n{indented(text)}"
    return n, text


def _asked(
    body: list[ast.stmt], d: str, number: Number
) -> tuple[ast.Name, list[ast.expr], list[ast.stmt]] | None:
    """(number, further tests, work) of `if n % d == 0: …`, or of `if n % d: continue` and …."""
    first = body[0]
    if not isinstance(first, ast.If) or first.orelse:
        return None
    if len(body) > 1:
        skipped = len(first.body) == 1 and isinstance(first.body[0], ast.Continue)
        other = _turned(first.test) if skipped else None
        n = number(other, d) if other is not None else None
        return (n, [], body[1:]) if n is not None else None
    tests = [first.test]
    if isinstance(first.test, ast.BoolOp) and isinstance(first.test.op, ast.And):
        tests = first.test.values
    n = number(tests[0], d)
    return (n, tests[1:], first.body) if n is not None else None


def _turned(test: ast.expr) -> ast.expr | None:
    """`n % d == 0` for `n % d != 0`, `n % d` and `n % d > 0`, which is the same for d > 0."""
    rest = test
    if isinstance(test, ast.Compare):
        if not ast.unparse(test).endswith((" != 0", " > 0")) or len(test.ops) != 1:
            return None
        rest = test.left
    zero = ast.Constant(value=0)
    return ast.Compare(left=rest, ops=[ast.Eq()], comparators=[zero])
