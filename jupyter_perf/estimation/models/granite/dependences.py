"""Who waits for whom in a block, within an iteration and from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .meetings import ONE, OVERLAPS, Met, meetings
from .operands import Operands

MEMORY, BLOCKED, LEAVES = 6, 7, 8
"""Kinds of dependences through memory, beside those of registers in `operands`: a load on a store;
a store on the previous load that had to wait for it to leave the core; a store on the one that
leaves the core before it."""
ROLES = 4
"""DATA or ADDRESS of a register; how a load meets a store, or a store lies to another."""
TYPES = (LEAVES + 1) * ROLES * 2
"""Kinds of dependences × roles × whether they reach the next iteration."""
Edge = tuple[int, int, int]


def dependences(
    block: Sequence[Operands], *, alike: bool = True, carried: bool = True
) -> tuple[np.ndarray, list[int]]:
    """(edges (E, 3) int32: source, destination, type; for each instruction how it meets lines).

    A type is `(kind * ROLES + role) * 2 + distance`, distance 1 for the previous iteration's.
    """
    edges = _of_registers(block, carried)
    lines = [ONE] * len(block)
    if any(each.memory for each in block):
        met = meetings(block, alike=alike, carried=carried)
        lines = met.lines
        edges += _of_memory(met, carried)
    return np.array(list(dict.fromkeys(edges)), np.int32).reshape(-1, 3), lines


def _of_memory(met: Met, carried: bool) -> list[Edge]:
    edges: list[Edge] = []
    for store, load, how, distance in met.loads:
        edges.append((store, load, (MEMORY * ROLES + how) * 2 + distance))
        if how == OVERLAPS and carried and store != load:
            edges.append((load, store, (BLOCKED * ROLES + how) * 2 + 1 - distance))
    for first, last, how, distance in met.stores:
        edges.append((first, last, (LEAVES * ROLES + how) * 2 + distance))
    return edges


def _of_registers(block: Sequence[Operands], carried: bool) -> list[Edge]:
    last: dict[tuple[int, int], int] = {}
    if carried:
        for place, each in enumerate(block):
            for written in each.writes:
                last[written] = place
    edges: list[Edge] = []
    now: dict[tuple[int, int], int] = {}
    for place, each in enumerate(block):
        for kind, number, role in each.reads:
            source = now.get((kind, number))
            if source is not None:
                edges.append((source, place, (kind * ROLES + role) * 2))
            elif (kind, number) in last:
                source = last[kind, number]
                edges.append((source, place, (kind * ROLES + role) * 2 + 1))
        for written in each.writes:
            now[written] = place
    return edges
