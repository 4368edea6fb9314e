"""The elements that may be the one for which a number is smallest, or largest."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .. import flow
from ..facts import Facts
from ._element_chosen import Chosen, extreme_steps, numpy_name
from ._element_loops import ElementLoop
from ._element_masks import MIRRORED, SMALLER, mask_of
from ._element_tests import asked, innermost
from ._inlined_numbers import written
from ._record_columns import Columns
from ._rounds import is_pure


def best_of(loop: ast.For, walk: ElementLoop, facts: Facts) -> Chosen | None:
    """The elements that may be the one for which a number is smallest, or largest."""
    columns = Columns(walk, facts, numpy_name(facts))
    found = asked(loop, columns)
    if found is None or flow.has(loop, ast.Break, ast.Return):
        return None
    tests, names = found
    best = _best(tests[-1], innermost(loop.body), walk.own | names.keys(), facts)
    if best is None:
        return None
    value, smallest = best
    columns.sure = len(tests) == 1
    masks, number = [], columns.number(value)
    for test in tests[:-1]:
        mask = mask_of(test, columns)
        if mask is None:
            return None
        masks.append(f"({mask[0]})")
    if not number.own or not number.telling:
        return None
    np, text = columns.numpy, str(number)
    if masks:
        rest = f"{np}.inf" if smallest else f"-{np}.inf"
        text = f"{np}.where({' & '.join(masks)}, {text}, {rest})"
    steps = extreme_steps(number, text, "min()" if smallest else "max()", smallest)
    return Chosen(columns, steps, number.open, given=names, tests=tuple(tests))


def _best(
    test: ast.expr, body: list[ast.stmt], own: set[str], facts: Facts
) -> tuple[ast.expr, bool] | None:
    """(number, whether the smallest is kept) of `if d < best: best = d; kept = …`."""
    if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) and len(test.values) == 2:
        if not _is_none(test.values[0]):
            return None
        test = test.values[1]
    if not (isinstance(test, ast.Compare) and len(test.ops) == 1):
        return None
    made = [s for s in body if isinstance(s, ast.Assign) and len(s.targets) == 1]
    targets = [s.targets[0] for s in made]
    stored, values = flow.stores(targets), [s.value for s in made]
    named = all(isinstance(p, ast.Name | ast.Tuple | ast.expr_context)
                for t in targets for p in ast.walk(t))  # fmt: skip
    if len(made) < len(body) or not named or stored & own:
        return None
    if flow.loads(values) & stored or not all(is_pure(value, facts) for value in values):
        return None
    for value, op, kept in _both(test):
        ordered = type(op) in MIRRORED and not isinstance(op, ast.Eq | ast.NotEq)
        if ordered and _gives(kept, value, made):
            return value, isinstance(op, SMALLER)
    return None


def _is_none(test: ast.expr) -> bool:
    """True for `name is None`."""
    return (
        isinstance(test, ast.Compare)
        and [type(op) for op in test.ops] == [ast.Is]
        and ast.unparse(test.comparators[0]) == "None"
        and isinstance(test.left, ast.Name)
    )


def _both(test: ast.Compare) -> Iterator[tuple[ast.expr, ast.cmpop, ast.expr]]:
    left, right, op = test.left, test.comparators[0], test.ops[0]
    yield left, op, right
    yield right, MIRRORED.get(type(op), type(op))(), left


def _gives(kept: ast.expr, value: ast.expr, body: list[ast.Assign]) -> bool:
    """True where statements give `kept` the value that it was compared with."""
    text = ast.unparse(value)
    for stmt in body:
        pairs = [(stmt.targets[0], stmt.value)]
        if isinstance(stmt.targets[0], ast.Tuple) and isinstance(stmt.value, ast.Tuple):
            pairs = list(zip(stmt.targets[0].elts, stmt.value.elts, strict=False))
        for target, made in pairs:
            if ast.unparse(target) == ast.unparse(kept) and ast.unparse(made) == text:
                return True
            # The element is kept, and its number worked out again whenever it is asked for.
            again = isinstance(target, ast.Name) and target.id in flow.loads(kept)
            if again and ast.unparse(written(kept, {target.id: made})) == text:  # type: ignore[attr-defined]
                return True
            place = kept.slice if isinstance(kept, ast.Subscript) else None
            if isinstance(place, ast.Constant) and isinstance(made, ast.Tuple):
                same = ast.unparse(target) == ast.unparse(kept.value)  # type: ignore[attr-defined]
                at = place.value
                if same and type(at) is int and -len(made.elts) <= at < len(made.elts):
                    return ast.unparse(made.elts[at]) == text
    return False
