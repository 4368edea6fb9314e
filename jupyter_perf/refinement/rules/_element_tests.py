"""Which elements an inner loop does something for: the tests that it asks first."""

from __future__ import annotations

import ast

from .. import flow
from ..facts import Facts
from ..source import Decline
from ._element_chosen import Chosen, numpy_name
from ._element_loops import ElementLoop
from ._element_masks import mask_of, never_fails
from ._inlined_numbers import given
from ._record_columns import Columns
from ._rounds import is_pure


def passing(loop: ast.For, walk: ElementLoop, facts: Facts) -> Chosen | None:
    """The elements for which a loop's `if` holds, as far as numbers tell."""
    columns = Columns(walk, facts, numpy_name(facts))
    found = asked(loop, columns)
    return None if found is None else passing_tests(*found, columns)


def passing_tests(
    tests: list[ast.expr], names: dict[str, ast.expr], columns: Columns
) -> Chosen | None:
    """The elements that pass tests, as far as numbers tell; `names` are given before."""
    masks, is_open = [], False
    for test in tests:
        try:
            mask = mask_of(test, columns)
        except Decline:
            if not never_fails(test, columns.facts):
                break
            columns.sure = False
            continue
        columns.sure = False
        if mask is not None:
            masks.append(f"({mask[0]})")
            is_open = is_open or mask[1]
    if not masks:
        return None
    text = " & ".join(masks) if len(masks) > 1 else masks[0][1:-1]
    steps = (f"{{passes}} = {text}",)
    return Chosen(columns, steps, is_open, given=names, tests=tuple(tests))


def asked(loop: ast.For, columns: Columns) -> tuple[list[ast.expr], dict[str, ast.expr]] | None:
    """(tests without which a round does nothing, names it gives before they are asked)."""
    tests: list[ast.expr] = []
    names: dict[str, ast.expr] = {}
    block = loop.body
    while block:
        last = _first_tests(block, columns, tests, names)
        # What is done where a test holds may be no more than to ask another one.
        block = last.body if last is not None and _only_asks(last.body) else []
    return (tests, names) if tests else None


def _first_tests(
    block: list[ast.stmt],
    columns: Columns,
    tests: list[ast.expr],
    names: dict[str, ast.expr],
) -> ast.If | None:
    """Gather the tests of a block, up to what it does; the `if` that is its end, where it is."""
    for stmt in block:
        if isinstance(stmt, ast.If) and not stmt.orelse:
            goes_on = isinstance(stmt.body[0], ast.Continue)
            if not goes_on:
                if stmt is block[-1]:
                    tests += ands(stmt.test)
                    return stmt
                return None
            otherwise = _otherwise(stmt.test)
            if not otherwise:
                return None
            tests += otherwise
        elif isinstance(stmt, ast.Assign) and is_pure(stmt.value, columns.facts):
            if not given(stmt, columns.known, columns.facts):
                return None
            names.update(dict.fromkeys(flow.stores(stmt), stmt.value))
        else:
            return None
    return None


def innermost(block: list[ast.stmt]) -> list[ast.stmt]:
    """What is done where all tests hold."""
    last = block[-1]
    while isinstance(last, ast.If):
        block = last.body
        last = block[-1] if _only_asks(block) else ast.Pass()
    return block


def _only_asks(block: list[ast.stmt]) -> bool:
    """True for assignments of names, and an `if` at the end."""
    *first, last = block
    plain = all(isinstance(s, ast.Assign) and isinstance(s.targets[0], ast.Name | ast.Tuple)
                for s in first)  # fmt: skip
    return plain and isinstance(last, ast.If) and not last.orelse


def ands(test: ast.expr) -> list[ast.expr]:
    both = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And)
    return test.values if both else [test]  # type: ignore[attr-defined]


def _otherwise(test: ast.expr) -> list[ast.expr]:
    """What holds where `a == b`, or one of several tests with `or`, doesn't."""
    either = isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or)
    opposite: dict[type[ast.cmpop], type[ast.cmpop]] = {
        ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.GtE, ast.LtE: ast.Gt, ast.Gt: ast.LtE,
        ast.GtE: ast.Lt, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    }  # fmt: skip
    found: list[ast.expr] = []
    for part in test.values if either else [test]:  # type: ignore[attr-defined]
        if not (isinstance(part, ast.Compare) and len(part.ops) == 1):
            return []
        other = opposite.get(type(part.ops[0]))
        if other is None:
            return []
        found.append(ast.copy_location(ast.Compare(part.left, [other()], part.comparators), part))
    return found
