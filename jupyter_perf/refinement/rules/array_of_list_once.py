from __future__ import annotations

import ast

from ...core.code import Safety
from .. import flow
from ..concrete import Around, Change, Swap
from ..facts import Facts
from ..source import Loop
from ..vectorise.drawn import is_generator
from ._hot import is_compiled
from ._reach import mutated
from ._rule import Rewrite, rule

LEAST = 50
"""Shorter lists are made arrays of in no time."""
_FUNCTIONS = flow.words(
    """mean std var median sum max min amax amin argmax argmin percentile quantile ptp prod average
    nanmean nanstd nanmedian searchsorted interp digitize histogram bincount corrcoef"""
)
_DRAWS = frozenset({"choice", "permutation"})


@rule(ast.Call, safety=Safety.CHECK, gain=72.0, hints=("numpy", "np.", "rng", "choice"))
def array_of_list_once(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Make an array of a list once instead of in each call of numpy.

    What it does:
        A list that a loop leaves alone, and that it hands to numpy's functions (`np.mean`,
        `np.percentile`, `np.interp`, …) or to a random generator's `choice` and `permutation` in
        each round, is made an array before the loop.

    Why it is slow:
        Each such call makes an array of the list first, some 50 nanoseconds for each element,
        which takes longer than what it does with it.

    Before:
        for _ in range(2000):
            sample = rng.choice(heights, size=30)
            means.append(sample.mean())

    After:
        heights_array = np.array(heights)
        for _ in range(2000):
            sample = rng.choice(heights_array, size=30)
            means.append(sample.mean())

    When not:
        The list changes in the loop, is short, or isn't known to be a list; other functions.

    Source:
        The numpy documentation, "Array creation"; measured: 1.5 to 10 times.
    """
    if is_compiled(node, facts) or not _converts(node, facts):
        return None
    changes: list[Change] = []
    np, line = facts.module("numpy", "np")
    for given in node.args:
        if not isinstance(given, ast.Name) or facts.kind_of(given) != "list":
            continue
        loop = _leaves_alone(given, node, facts)
        known = facts.samples(given)
        if loop is None or (known and max(map(len, known)) < LEAST):
            continue
        new = facts.fresh(f"{given.id}_array")
        changes += [Around(loop, f"{new} = {np}.array({given.id})"), Swap(given, new)]
    return Rewrite(tuple(changes), (line,)) if changes else None


def _leaves_alone(given: ast.Name, node: ast.Call, facts: Facts) -> Loop | None:
    """The outermost loop around a call in which nothing but such calls is done with a list."""
    found: Loop | None = None
    for loop in facts.source.loops(node):
        calls = [part for part in ast.walk(loop) if isinstance(part, ast.Call)]
        quiet = [call for call in calls if _converts(call, facts)]
        if given.id in mutated([loop], facts, quiet) | flow.stores(loop):
            break
        found = loop
    return found


def _converts(node: ast.Call, facts: Facts) -> bool:
    """True for a call that makes an array of a list that it is given, and leaves it alone."""
    called = node.func
    if not isinstance(called, ast.Attribute) or any(k.arg == "dtype" for k in node.keywords):
        return False
    module, _, name = (facts.full_name(called) or "").rpartition(".")
    if module == "numpy":
        return name in _FUNCTIONS
    if module == "numpy.random":
        return name in _DRAWS
    return called.attr in _DRAWS and is_generator(called.value, facts)
