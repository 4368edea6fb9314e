"""Kinds of what is made of a window, and what operators make of them.

A Series passes over holes where an array doesn't, so it is followed where holes may come up, and
where there may be no elements at all.
"""

from __future__ import annotations

import ast

from ..source import Decline

WINDOW = "window"
"""The window itself: finite numbers, one at least."""
DERIVED = "derived"
"""Made of it, element by element; without holes."""
HOLED = "holed"
"""Made of it, element by element; some may be NaN."""
SOME = "some"
"""Some of the elements, maybe none."""
STEPS = "steps"
"""Differences of neighbours: a Series starts with a hole where an array has one element less."""
TESTS = "tests"
FEW_TESTS = "few tests"
"""Tests of some of the elements, or of steps."""
ARRAY = "array"
"""What is an array, or a list of numbers, for a Series too."""
NUMBER = "number"
"""A number of numpy's."""
PLAIN = "plain"
"""A number that doesn't change with the window, or its length."""
LOOSE = "loose"
"""A number of numpy's or of Python's own, whichever the window gives."""
TRUTH = "truth"

ELEMENTS = frozenset({WINDOW, DERIVED, HOLED})
NUMBERS = frozenset({NUMBER, PLAIN, LOOSE})
RESULTS = NUMBERS | {TRUTH, ARRAY}
_PARTS = frozenset({SOME, STEPS})


def operated(op: ast.operator, left: str, right: str) -> str:
    """The kind of `left op right`; raises Decline where it isn't known."""
    kinds = {left, right}
    divides = isinstance(op, ast.Div | ast.FloorDiv | ast.Mod)
    if kinds == {TESTS} and isinstance(op, ast.BitAnd | ast.BitOr):
        return TESTS
    if not (divides or isinstance(op, ast.Add | ast.Sub | ast.Mult | ast.Pow)):
        raise Decline("an operator that windows aren't known by")
    if divides and right == LOOSE:
        # Python's own zero raises, numpy's doesn't.
        raise Decline("a divisor that may be Python's own")
    if kinds <= NUMBERS:
        return PLAIN if kinds == {PLAIN} else LOOSE if LOOSE in kinds else NUMBER
    if kinds <= NUMBERS | {ARRAY}:
        return ARRAY
    if kinds <= _PARTS | {PLAIN} and len(kinds & _PARTS) == 1 and right == PLAIN and not divides:
        return (kinds & _PARTS).pop()
    if not kinds <= ELEMENTS | NUMBERS | {ARRAY}:
        raise Decline("parts of a window that don't go together")
    return _elementwise(op, left, right)


def _elementwise(op: ast.operator, left: str, right: str) -> str:
    """What isn't finite any more may make holes: `inf - inf`, `0 * inf`, `0 / 0`."""
    kinds = {left, right}
    shifts, scales = isinstance(op, ast.Add | ast.Sub), isinstance(op, ast.Mult)
    whole = HOLED not in kinds and (
        (PLAIN in kinds and (shifts or scales))
        or (shifts and WINDOW in kinds and kinds <= {WINDOW, ARRAY} | NUMBERS)
        or (scales and WINDOW in kinds and kinds <= {WINDOW, ARRAY})
    )
    return DERIVED if whole else HOLED


def compared(left: str, right: str) -> str:
    """The kind of a comparison."""
    kinds = {left, right}
    if kinds <= NUMBERS:
        return TRUTH
    if kinds & _PARTS:
        if kinds <= _PARTS | NUMBERS and len(kinds & _PARTS) == 1:
            return FEW_TESTS
        raise Decline("parts of a window that don't go together")
    if kinds <= ELEMENTS | NUMBERS | {ARRAY} and kinds & ELEMENTS:
        return TESTS
    raise Decline("a comparison of what aren't numbers")
