"""The longest loop-carried chain of each block: max-plus algebra over many blocks at once.

A block's dependences with latencies are a graph whose cycles cross iterations; its cycles per
iteration can't be fewer than the largest ratio of latency to iterations over these cycles (the
recurrence bound of modulo scheduling, Rau 1994). It is found by unrolling: the times at which
instructions could start if nothing but dependences held them, iteration after iteration, grow by
just that number.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np

WARM = 4
"""Iterations before growth is measured."""
MEASURED = 6
"""Iterations over which it is: a multiple of the periods 1, 2, 3 and 6."""


@dataclass(frozen=True)
class Step:
    """What one place's instructions wait for: a slice of the edges, grouped by destination."""

    first: int
    last: int
    groups: np.ndarray
    """Where each destination's edges begin, from `first`."""
    lengths: np.ndarray
    destinations: np.ndarray


@dataclass(frozen=True)
class Schedule:
    """Edges (E of them) in the order of a sweep; `distance` 1 where they cross iterations."""

    edges: int
    source: np.ndarray
    distance: np.ndarray
    steps: tuple[Step, ...]
    block: np.ndarray
    """Of each node, ascending."""
    blocks: int


def schedule(edges: np.ndarray, place: np.ndarray, block: np.ndarray, blocks: int) -> Schedule:
    """`edges` (E, 3), ordered by the place of their destination, then by destination."""
    at = place[edges[:, 1]]
    bounds = [*np.flatnonzero(np.diff(at, prepend=-1)), len(at)]
    steps = []
    for first, last in itertools.pairwise(bounds):
        destinations = edges[first:last, 1]
        groups = np.flatnonzero(np.diff(destinations, prepend=-1))
        lengths = np.diff(groups, append=last - first)
        steps.append(Step(int(first), int(last), groups, lengths, destinations[groups]))
    return Schedule(len(edges), edges[:, 0], edges[:, 2] & 1, tuple(steps), block, blocks)


def growth(plan: Schedule, latency: np.ndarray) -> np.ndarray:
    """Cycles per iteration of each block's longest chain, (B,), of latencies (E,) ≥ 0."""
    warm, last, _ = _swept(plan, latency, None)
    return _greatest(plan, (last - warm) / MEASURED)


def growth_and_path(plan: Schedule, latency: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`growth`, and (E,) how often per iteration each edge lies on the longest chain."""
    waits: list[np.ndarray] = []
    warm, last, _ = _swept(plan, latency, waits)
    rate = (last - warm) / MEASURED
    found = _greatest(plan, rate)
    # What doesn't grow is no chain, however long its first iteration takes.
    ends = _where_greatest(plan, rate, found)[found > 0]
    return found, _walked(plan, waits, ends)


def _swept(
    plan: Schedule, latency: np.ndarray, waits: list[np.ndarray] | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start times (N,) after WARM and after all iterations; appends who was waited for."""
    nodes = len(plan.block)
    # One array for two iterations: an edge's source lies in the half that its distance says.
    times = np.zeros(2 * nodes, latency.dtype)
    before = times[nodes:]
    now = times[:nodes]
    source = plan.source + plan.distance * nodes
    warm = now
    for iteration in range(WARM + MEASURED):
        before[:] = now
        if iteration == WARM:
            warm = now.copy()
        chosen = np.full(nodes, -1, np.int64) if waits is not None else None
        for step in plan.steps:
            arriving = times[source[step.first : step.last]] + latency[step.first : step.last]
            latest = np.maximum.reduceat(arriving, step.groups)
            now[step.destinations] = latest
            if chosen is not None:
                chosen[step.destinations] = _first_latest(step, arriving, latest)
        if waits is not None and chosen is not None:
            waits.append(chosen)
    return warm, now, before


def _first_latest(step: Step, arriving: np.ndarray, latest: np.ndarray) -> np.ndarray:
    """Of each group, the first edge that arrives last."""
    is_latest = arriving >= np.repeat(latest, step.lengths)
    places = np.flatnonzero(is_latest)
    group = np.repeat(np.arange(len(step.lengths)), step.lengths)[places]
    return step.first + places[np.flatnonzero(np.diff(group, prepend=-1))]


def _greatest(plan: Schedule, rate: np.ndarray) -> np.ndarray:
    starts = np.flatnonzero(np.diff(plan.block, prepend=-1))
    return np.asarray(np.maximum.reduceat(rate, starts))


def _where_greatest(plan: Schedule, rate: np.ndarray, found: np.ndarray) -> np.ndarray:
    places = np.flatnonzero(rate >= found[plan.block])
    return places[np.flatnonzero(np.diff(plan.block[places], prepend=-1))]


def _walked(plan: Schedule, waits: list[np.ndarray], ends: np.ndarray) -> np.ndarray:
    """Back from `ends` through what was waited for, until MEASURED iterations lie behind."""
    counts = np.zeros(plan.edges)
    iteration = np.full(len(ends), WARM + MEASURED - 1)
    node = ends.copy()
    table = np.stack(waits)
    while len(node):
        edge = table[iteration, node]
        going = edge >= 0
        edge, iteration = edge[going], iteration[going]
        np.add.at(counts, edge, 1.0 / MEASURED)
        node = plan.source[edge]
        iteration = iteration - plan.distance[edge]
        left = iteration >= WARM
        node, iteration = node[left], iteration[left]
    return counts
