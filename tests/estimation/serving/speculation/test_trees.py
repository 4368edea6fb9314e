"""Trees: the best of all there are, chains as a special case, and what is refused."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving.speculation import Chain, Tree, Widths


def every_tree(nodes: int, width: int) -> set[frozenset[tuple[int, ...]]]:
    """All sets of so many paths in which each path's beginning is there too."""
    trees: set[frozenset[tuple[int, ...]]] = {frozenset()}
    for _ in range(nodes):
        trees = {
            tree | {(*parent, rank)}
            for tree in trees
            for parent in [(), *tree]
            for rank in range(width)
            if (*parent, rank) not in tree
        }
    return trees


@pytest.mark.parametrize("ranks", [(0.6, 0.2, 0.1), (0.4, 0.35, 0.2), (0.1, 0.7, 0.0)])
@pytest.mark.parametrize("nodes", [0, 1, 2, 4])
def test_no_tree_of_as_many_nodes_brings_more(ranks, nodes):
    worth = max(
        1 + sum(math.prod(ranks[rank] for rank in path) for path in tree)
        for tree in every_tree(nodes, len(ranks))
    )
    made = Tree(ranks).drafted(nodes)
    assert made.expected == pytest.approx(worth)
    assert made.verified == 1 + nodes


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.floats(0.01, 1), st.integers(0, 12))
def test_with_one_candidate_it_is_a_chain(acceptance, length):
    chain = Chain(acceptance).drafted(length)
    widths = Widths((acceptance,), (1,) * 12)
    for made in (Tree((acceptance,)).drafted(length), widths.drafted(length)):
        assert made.reached == pytest.approx(chain.reached)
        assert (made.verified, made.passes) == (chain.verified, chain.passes)


def test_a_fixed_shape_is_counted_level_by_level():
    made = Widths((0.5, 0.25, 0.125), (2, 3, 1)).drafted(3)
    assert made.reached == pytest.approx((1, 0.75, 0.75 * 0.875, 0.75 * 0.875 * 0.5))
    assert made.verified == 1 + 2 + 6 + 6
    assert made.passes == (1, 2, 6)
    assert Widths((0.5, 0.25), (2, 2)).drafted(1).reached == (1, 0.75)


def test_depth_bounds_the_passes_and_worthless_candidates_are_left_out():
    deep = Tree((0.9, 0.05)).drafted(8)
    flat = Tree((0.9, 0.05), depth=2).drafted(8)
    assert len(deep.passes) > len(flat.passes) == 2
    assert flat.verified == 1 + 2 + 4
    assert flat.expected < deep.expected
    assert Tree((0.0, 0.0)).drafted(8) == Chain(0).drafted(8)


def test_candidates_alike_are_right_where_those_before_are_wrong():
    assert Tree.alike(0.5, width=3).ranks == (0.5, 0.25, 0.125)
    assert Tree.alike(1).drafted(5) == Tree((1.0,)).drafted(5)
    assert Tree.alike(0.6).drafted(10).expected > Chain(0.6).drafted(10).expected


@settings(derandomize=True, deadline=None, max_examples=30)
@given(st.lists(st.floats(0, 0.3), min_size=1, max_size=3), st.integers(0, 20))
def test_one_more_node_brings_no_less_and_no_more_than_the_last(ranks, nodes):
    sizes = [Tree(ranks).drafted(count).expected for count in (nodes, nodes + 1, nodes + 2)]
    first, second = (b - a for a, b in itertools.pairwise(sizes))
    assert -1e-12 <= second <= first + 1e-12


@pytest.mark.parametrize(
    ("ranks", "said"),
    [
        ((), "at least one"),
        ("0.5", "probabilities"),
        (0.5, "probabilities"),
        ((0.5, math.nan), "share"),
        ((-0.1,), "share"),
        ((0.7, 0.7), "more than 1"),
    ],
)
def test_ranks_that_make_no_sense_are_refused(ranks, said):
    for make in (lambda: Tree(ranks), lambda: Widths(ranks, (1,))):
        with pytest.raises(UsageError, match=said):
            make()


def test_shapes_that_make_no_sense_are_refused():
    for widths in ((), "2", (0,), (3,), (1.5,), (2,) * 13):
        with pytest.raises(UsageError):
            Widths((0.5, 0.2), widths)
    with pytest.raises(UsageError, match="from 0 to 2"):
        Widths((0.5, 0.2), (1, 2)).drafted(3)
    with pytest.raises(UsageError, match="depth"):
        Tree((0.5,), depth=0)
    with pytest.raises(UsageError, match="width"):
        Tree.alike(0.5, width=0)


@pytest.mark.parametrize("acceptance", [0, 1e-200, 0.01, 0.6, 1])
@pytest.mark.parametrize("length", [0, 1, 7, 200])
def test_a_tree_one_wide_is_the_chain(acceptance, length):
    chain = Chain(acceptance).drafted(length)
    for tree in (Tree.alike(acceptance, width=1), Widths((acceptance,), (1,) * max(1, length))):
        made = tree.drafted(length)
        assert made.reached == pytest.approx(chain.reached)
        assert (made.verified, made.passes) == (chain.verified, chain.passes)
