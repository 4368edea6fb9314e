"""The lists of bounds that a search bisects, and the test that they rise."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from .. import shapes
from ..facts import Facts
from ..shaping import elements_of
from ._bound_tests import Bound, Key
from ._bound_walks import Walk
from ._bound_work import Work
from ._inner_loops import Inner
from ._place import library
from ._steady_keys import keys_change


@dataclass(frozen=True)
class Lists:
    """Names of what is bisected (`low` and `high` are the same for neighbouring bounds), the name
    that tells whether it rises, and the statements that make them."""

    low: str
    high: str
    rise: str
    made: str
    imports: tuple[str, ...]


def lists_of(work: Work, walk: Walk, items: str, before: ast.stmt, facts: Facts) -> Lists | None:
    """What is made of the list `items` before a statement; None where that wouldn't stay true."""
    bounds = [bound for bound in (work.low, work.high) if bound is not None]
    if not facts.is_builtin("all", "len", at=walk.loop):
        return None
    if not all(_steady(bound, walk, before, facts) for bound in bounds):
        return None
    rise = facts.fresh(f"{items}_rise")
    if len(bounds) == 2 and bounds[0].key.part != bounds[1].key.part:
        return _bands(bounds[0].key, bounds[1].key, items, rise, facts)
    key, lines, name, more = bounds[0].key, list[str](), items, tuple[str, ...]()
    if work.begun is not None:
        accumulate, more = library("itertools.accumulate", facts)
        added = f"{key.part} for {key.of.strip('()')} in {items}" if key.part else items
        name = facts.fresh(f"{items}_totals")
        lines.append(f"{name} = list({accumulate}({added}))")
    elif key.part:
        name = facts.fresh(f"{items}_keys")
        lines.append(f"{name} = {_every(key, items)}")
    pairwise, imports = library("itertools.pairwise", facts)
    rising = f"all(low <= high for low, high in {pairwise}({name}))"
    lines.append(f"{rise} = len({name}) > 1 and {rising}")
    return Lists(name, name, rise, "\n".join(lines), (*imports, *more))


def _bands(low: Key, high: Key, items: str, rise: str, facts: Facts) -> Lists:
    """Bands that follow each other: none begins before the one ahead of it has ended."""
    lows, highs = facts.fresh(f"{items}_lows"), facts.fresh(f"{items}_highs")
    bounds = facts.fresh(f"{items}_bounds")
    pairwise, imports = library("itertools.pairwise", facts)
    each = f"for {low.of.strip('()')} in {items} for bound in ({low.part}, {high.part})"
    made = (
        f"{bounds} = [bound {each}]\n{lows}, {highs} = {bounds}[::2], {bounds}[1::2]\n"
        f"{rise} = len({items}) > 1 and all(low <= high for low, high in {pairwise}({bounds}))"
    )
    return Lists(lows, highs, rise, made, imports)


def _every(key: Key, items: str) -> str:
    return f"[{key.part} for {key.of.strip('()')} in {items}]"


def _steady(bound: Bound, walk: Walk, before: ast.stmt, facts: Facts) -> bool:
    """True where all elements have what is compared, and keep it."""
    key = bound.key
    if not key.part:
        return True
    held = elements_of(walk.items, facts)
    if isinstance(walk.target, ast.Tuple) and key.of == ast.unparse(walk.target):
        size = len(walk.target.elts)
        plain = all(isinstance(part, ast.Name) for part in walk.target.elts)
        alike = shapes.within(held, "tuple") and all(len(s.parts) == size for s in held or ())
        return plain and alike
    part = ast.parse(key.part, mode="eval").body
    if isinstance(part, ast.Subscript) and isinstance(part.slice, ast.Constant):
        label = part.slice.value
        if not held or not all(label in dict(shape.parts) for shape in held):
            return False
    inner = Inner(ast.Name(key.of, ast.Store()), walk.items, (), None)
    return not keys_change(inner, part, before, facts)
