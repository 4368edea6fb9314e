"""A function and its inputs, translated: the search for bounds under which nothing overflows."""

from __future__ import annotations

import ast
import contextlib
from dataclasses import dataclass

from .. import flow
from ..facts import Facts
from ..source import Decline
from .bounds import HELD_CHOICES, INPUT_CHOICES, Bounds, TooWide
from .functions import Functions
from .inner_functions import Callee
from .inputs import Input
from .kinds import Seq
from .results import Result, result_of, shared_rows

_MOST_HELD = 12
ORDINARY_BITS = 31
"""Inputs are often larger than what has fewer bits."""


@dataclass
class Translation:
    """All that is known of a function: what `found` says about `entry`, called with `inputs`."""

    found: Functions
    entry: Callee
    inputs: list[Input]
    result: Result

    @property
    def callees(self) -> list[Callee]:
        """The functions to compile, those that are called first."""
        order: list[Callee] = []

        def visit(name: str) -> None:
            for other in sorted(self.found.calls.get(name, ())):
                visit(other)
            if self.found.callees[name] not in order:
                order.append(self.found.callees[name])

        visit(self.entry.node.name)
        return order

    def sequence(self, given: Input) -> Seq | None:
        """The list or array that an input is."""
        value = {**self.found.module, **self.entry.parameters}.get(given.name)
        return value if isinstance(value, Seq) else None


def translate(
    node: ast.FunctionDef, parameters: list[Input], globals_: list[Input], facts: Facts
) -> Translation:
    """Translate a function; raises Decline where its text or its inputs don't allow it."""
    try:
        return _bounded(node, parameters, globals_, facts, assume=False)
    except Decline:
        # Where a loop has a round its variables have a type for sure.
        return _bounded(node, parameters, globals_, facts, assume=True)


def _bounded(
    node: ast.FunctionDef,
    parameters: list[Input],
    globals_: list[Input],
    facts: Facts,
    *,
    assume: bool,
) -> Translation:
    best: Translation | None = None
    seen = max((given.seen for given in [*parameters, *globals_]), default=0)
    for bits in [choice for choice in INPUT_CHOICES if choice >= seen]:
        if best is not None and bits < ORDINARY_BITS:
            break
        found = _widest(node, parameters, globals_, facts, bits, assume)
        if found is not None and (best is None or len(found.found.tests) < len(best.found.tests)):
            best = found
        if best is not None and not best.found.tests:
            break
    if best is None:
        raise Decline("whole numbers that may grow too large")
    _check_rows(best)
    return best


def _widest(
    node: ast.FunctionDef,
    parameters: list[Input],
    globals_: list[Input],
    facts: Facts,
    bits: int,
    assume: bool,
) -> Translation | None:
    """With the widest bounds for numbers that grow under which no operation overflows."""
    for held_bits in HELD_CHOICES:
        with contextlib.suppress(TooWide):
            return _held(node, parameters, globals_, facts, bits, held_bits, assume)
    return None


def _held(
    node: ast.FunctionDef,
    parameters: list[Input],
    globals_: list[Input],
    facts: Facts,
    bits: int,
    held_bits: int,
    assume: bool,
) -> Translation:
    """Read the function, holding those variables that grow; raises TooWide where that fails."""
    held: frozenset[str] = frozenset()
    for _ in range(_MOST_HELD):
        found = Functions(facts, Bounds(bits, held_bits, held))
        found.assume = assume
        found.module = {given.name: given.value(bits) for given in globals_}
        try:
            entry = found.read(node, {given.name: given.value(bits) for given in parameters})
        except TooWide as wide:
            lists = frozenset(key for seq in found.made.values() for key in seq.root.keys)
            more = wide.keys - held or lists - held
            if not more:
                raise
            held |= more
            continue
        inputs = [
            given.bounded(min(bits, found.limits.get(given.name, bits)))
            for given in [*parameters, *_read(globals_, found)]
        ]
        if any(given.seen > given.bits for given in inputs if given.is_whole):
            raise TooWide(frozenset())
        return Translation(found, entry, inputs, result_of(entry))
    raise TooWide(frozenset())


def _read(globals_: list[Input], found: Functions) -> list[Input]:
    names = {name for reads in found.reads.values() for name in reads}
    return [given for given in globals_ if given.name in names]


def _check_rows(found: Translation) -> None:
    """Lists of lists that are returned must have rows of their own."""
    value = found.result.value
    parts = getattr(value, "items", (value,))
    nested = any(isinstance(p, Seq) and isinstance(p.item, Seq) for p in parts)
    if nested:
        names = {
            name: True
            for callee in found.callees
            for name in flow.local_names(callee.node)
            if f"{callee.node.name}.{name}" not in found.found.kinds
        }
        if next(shared_rows(found.callees, names), None) is not None:
            raise Decline("rows that may be one list")
