"""The longest loop-carried chain, against other ways to find it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.estimation.models.granite.batches import batch_of
from jupyter_perf.estimation.models.granite.chains import growth, growth_and_path
from jupyter_perf.estimation.models.granite.examples import Example

Edge = tuple[int, int, int]


def example(nodes: int, edges: list[Edge]) -> Example:
    """`edges`: source, destination, distance."""
    return Example(np.zeros((nodes, 2), np.int32), np.array(edges, np.int32).reshape(-1, 3))


def slowest_cycle(nodes: int, edges: list[Edge], latency: dict[Edge, float]) -> float:
    """Every simple cycle's latency by its iterations, by hand."""
    best = 0.0
    for start in range(nodes):
        paths = [(start, 0.0, 0, frozenset[int]())]
        while paths:
            node, time, distance, seen = paths.pop()
            for edge in edges:
                if edge[0] != node or edge[1] in seen or edge[1] < start:
                    continue
                step = time + latency[edge], distance + edge[2]
                if edge[1] == start:
                    best = max(best, step[0] / step[1])
                else:
                    paths.append((edge[1], *step, seen | {edge[1]}))
    return best


@st.composite
def blocks(draw: st.DrawFn) -> tuple[int, list[Edge], list[float]]:
    nodes = draw(st.integers(1, 4))
    every = [(a, b, 0) for a, b in itertools.combinations(range(nodes), 2)]
    every += [(a, b, 1) for a in range(nodes) for b in range(nodes)]
    edges = draw(st.lists(st.sampled_from(every), unique=True, min_size=1, max_size=7))
    return nodes, edges, [float(draw(st.integers(1, 6))) for _ in edges]


@given(st.lists(blocks(), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_growth_is_the_slowest_cycle(made: list[tuple[int, list[Edge], list[float]]]) -> None:
    batch = batch_of([example(nodes, edges) for nodes, edges, _ in made])
    n = batch.schedule.edges
    known = [dict(zip(edges, latency, strict=True)) for _, edges, latency in made]
    block = batch.block[batch.source[:n]]
    keys = zip(
        block, batch.source[:n] - batch.starts[block], batch.destination[:n] - batch.starts[block],
        batch.type[:n], strict=True,
    )  # fmt: skip
    latency = np.array([known[b][int(s), int(d), int(t)] for b, s, d, t in keys])
    found = growth(batch.schedule, latency)
    expected = [
        slowest_cycle(nodes, edges, each)
        for (nodes, edges, _), each in zip(made, known, strict=True)
    ]
    # Six iterations are measured: exact for cycles of 1, 2, 3 and 6 of them, near it for others.
    assert found == pytest.approx(expected, rel=0.26)
    periodic = [k for k, (nodes, _, _) in enumerate(made) if nodes <= 1]
    assert found[periodic] == pytest.approx(np.array(expected)[periodic])
    again, counts = growth_and_path(batch.schedule, latency)
    assert again == pytest.approx(found)
    along = np.bincount(block, counts * latency, len(made))
    assert along == pytest.approx(found, rel=0.6, abs=1.0)


def test_what_does_not_grow_has_no_path() -> None:
    one = batch_of([example(4, [(0, 1, 0), (2, 3, 0), (3, 0, 1)])])
    found, counts = growth_and_path(one.schedule, np.full(3, 9.0))
    assert found.tolist() == [0.0]
    assert not counts.any()


def test_a_rotation_through_two_iterations_counts_half() -> None:
    one = batch_of([example(2, [(0, 1, 1), (1, 0, 1)])])
    assert growth(one.schedule, np.array([3.0, 5.0])) == pytest.approx([4.0])


def test_no_cycle_no_chain() -> None:
    one = batch_of([example(3, [(0, 1, 0), (1, 2, 0)])])
    assert growth(one.schedule, np.array([3.0, 5.0])) == pytest.approx([0.0])
    none = batch_of([example(2, [])])
    assert growth(none.schedule, np.zeros(0)) == pytest.approx([0.0])


def test_the_path_holds_the_slow_edges_only() -> None:
    one = batch_of([example(3, [(0, 1, 0), (1, 0, 1), (2, 2, 1)])])
    latency = np.empty(3)
    for place in range(3):
        latency[place] = {(0, 1): 4.0, (1, 0): 1.0, (2, 2): 2.0}[
            int(one.source[place]), int(one.destination[place])
        ]
    found, counts = growth_and_path(one.schedule, latency)
    assert found == pytest.approx([5.0])
    on = {(int(one.source[k]), int(one.destination[k])): counts[k] for k in range(3)}
    assert on[0, 1] == pytest.approx(1.0, abs=0.2)
    assert on[2, 2] == 0
