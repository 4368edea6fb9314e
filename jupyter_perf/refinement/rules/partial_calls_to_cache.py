from __future__ import annotations

import ast
from dataclasses import dataclass

from ...core.code import Safety
from .. import flow, shapes
from ..call_sites import called_function
from ..concrete import Around, Swap
from ..facts import Facts
from ..shaping import shapes_of
from ..source import Loop
from ._come_again import LEAST_REPEATED, comes_again
from ._contents import contents_kept
from ._hot import is_compiled
from ._new_each_time import new_each_time
from ._new_keys import times_known
from ._place import library
from ._rule import Rewrite, rule
from ._shared_results import can_be_shared
from .recursion_to_memo import keyable
from .repeated_calls_to_cache import is_costly


@rule(ast.Call, safety=Safety.CHECK, gain=5.9, hints=("def ",))
def partial_calls_to_cache(node: ast.Call, facts: Facts) -> Rewrite | None:
    """Remember what a function of yours said about one and the same table.

    What it does:
        A pure function that a loop calls with a grid, a graph or a table that stays as it is, and
        with places that may come again, is called through `functools.cache`, made anew before the
        loop for this one table.

    Why it is slow:
        The same is worked out from the same again and again.

    Before:
        for start in starts:
            place = start
            while place is not None:
                visits[place] += 1
                place = lowest_neighbour(heights, place)

    After:
        from functools import cache, partial
        lowest_neighbour_cached = cache(partial(lowest_neighbour, heights))
        for start in starts:
            place = start
            while place is not None:
                visits[place] += 1
                place = lowest_neighbour_cached(place)

    When not:
        A function with effects, a table that the loop may change, however deep; a result that
        could be changed; floats or numbers of several types as the other arguments; arguments
        that are new each time.

    Source:
        Michie, "Memo Functions and Machine Learning", Nature 218, 1968.
    """
    function = called_function(node, facts)
    if function is None or not isinstance(node.func, ast.Name) or is_compiled(node, facts):
        return None
    if not is_costly(function) or facts.source.inside(node, function):
        return None
    found = facts.purity(function)
    if found.impure or not _can_be_kept(node, function, facts):
        return None
    if any(not isinstance(facts.scope(n, function), ast.Module) for n in found.globals):
        return None
    data = {name for name in found.globals if facts.meaning(name) is None}
    for loop in reversed(facts.source.loops(node)):
        split = _split(node, function, loop, facts)
        if split is not None and not data & facts.changed(loop):
            return _rewritten(node, split, loop, facts)
    return None


@dataclass(frozen=True)
class _Split:
    """A call's arguments as they are written: those that stay the same (`fixed`), and others."""

    fixed: tuple[str, ...]
    others: tuple[str, ...]
    given: tuple[ast.expr, ...]


def _can_be_kept(node: ast.Call, function: ast.FunctionDef, facts: Facts) -> bool:
    """True where an answer may be given out again: nobody changes it, uses it up, or asks whether
    it is the same object as another."""
    result = shapes_of(node, facts)
    if not result or any(shape.kind in ("iterator", "file") for shape in result):
        return False
    for test in facts.source.all(ast.Compare):
        by_identity = any(isinstance(op, ast.Is | ast.IsNot) for op in test.ops)
        if by_identity and not isinstance(test.comparators[-1], ast.Constant):
            return False
    return shapes.hashable(result) or can_be_shared(function, facts)


def _split(node: ast.Call, function: ast.FunctionDef, loop: Loop, facts: Facts) -> _Split | None:
    """How a call's arguments divide in a loop; None where it can't be asked that way."""
    spec = function.args
    if spec.vararg or spec.kwarg or spec.posonlyargs or node.keywords:
        return None
    names = [argument.arg for argument in spec.args]
    stays = [_stays(argument, loop, facts) for argument in node.args]
    first = stays.index(False) if False in stays else len(stays)
    last = len(stays) - stays[::-1].index(False) if False in stays else 0
    others = node.args[first:last]
    if not others or len(others) == len(stays) or len(stays) > len(names):
        return None
    if not all(keyable(shapes_of(argument, facts)) for argument in others):
        return None
    if all(keyable(shapes_of(a, facts)) for a in [*node.args[:first], *node.args[last:]]):
        return None
    if new_each_time(node, others, loop, facts):
        times = times_known(others, facts)
        if times is None or times < LEAST_REPEATED:
            return None
    elif _known_to_be_new(node, others, facts):
        return None
    text = facts.source.segment
    by_name = [f"{names[at]}={text(node.args[at])}" for at in range(last, len(stays))]
    fixed = (*(text(argument) for argument in node.args[:first]), *by_name)
    return _Split(fixed, tuple(map(text, others)), tuple(others))


def _known_to_be_new(node: ast.Call, others: list[ast.expr], facts: Facts) -> bool:
    """True where loops over known elements give other arguments each time."""
    rounds = [loop.iter for loop in facts.source.loops(node) if isinstance(loop, ast.For)]
    counted = any(ast.unparse(each).startswith("range(") for each in rounds)
    return not counted and not comes_again(node, flow.loads(others), facts)


def _stays(argument: ast.expr, loop: Loop, facts: Facts) -> bool:
    """True for a name of what a loop leaves as it is."""
    if not isinstance(argument, ast.Name):
        return False
    here = facts.scope(argument.id, argument) is facts.scope(argument.id, loop)
    return here and contents_kept(argument, loop, facts)


def _rewritten(node: ast.Call, split: _Split, loop: Loop, facts: Facts) -> Rewrite | None:
    """All calls in the loop about the same table, through one cache."""
    called = ast.unparse(node.func)
    function = called_function(node, facts)
    cache, imports = library("functools.cache", facts)
    partial, more = library("functools.partial", facts)
    name = facts.fresh(f"{called}_cached")
    swaps: list[Swap] = []
    for part in ast.walk(loop):
        if not isinstance(part, ast.Call) or called_function(part, facts) is not function:
            continue
        if facts.source.function(part) is not facts.source.function(loop):
            continue
        own = split if part is node else _split(part, function, loop, facts)  # type: ignore[arg-type]
        if own is not None and own.fixed == split.fixed:
            swaps.append(Swap(part, f"{name}({', '.join(own.others)})"))
    before = f"{name} = {cache}({partial}({called}, {', '.join(split.fixed)}))"
    if imports and more:
        imports, more = ("from functools import cache, partial",), ()
    return Rewrite((Around(loop, before), *swaps), (*imports, *more))
