"""Reference masks, distributions and masks both ways, against brute force and by hand."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.distributions import erk, uniform
from jupyter_perf.sparsity.masks import global_masks, kept, mask, regrown
from jupyter_perf.sparsity.pattern import NM, Block, Channel, Pattern, Unstructured, fitted
from jupyter_perf.sparsity.transposable import candidates, transposable, unfit

DRAW = np.random.default_rng(0)


@st.composite
def scored(draw: Any) -> tuple[Any, NM]:
    m = draw(st.sampled_from([1, 2, 4, 8, 16]))
    n = draw(st.integers(1, m))
    shape = draw(st.integers(1, 5)), m * draw(st.integers(1, 4))
    values = st.sampled_from([0.0, -0.0, 1.0, 1e-30, 1e30, 0.5])
    return draw(arrays(np.float64, shape, elements=values)), NM(n, m)


@given(scored())
def test_exactly_n_of_m_of_which_none_is_smaller_than_what_goes(case: tuple[Any, NM]) -> None:
    scores, pattern = case
    found = mask(scores, pattern).reshape(-1, pattern.m)
    assert (found.sum(axis=1) == pattern.n).all()
    for values, stays in zip(scores.reshape(-1, pattern.m), found, strict=True):
        assert values[stays].min() >= values[~stays].max(initial=-np.inf)


def test_of_equal_scores_the_first_stay() -> None:
    found = mask(np.ones((2, 8)), NM(2, 4))
    assert found.tolist() == [[True, True, False, False] * 2] * 2
    assert mask(np.ones((1, 4)), Unstructured(0.5)).tolist() == [[True, True, False, False]]


def test_blocks_and_channels_are_judged_by_their_sums() -> None:
    scores = np.array([[1.0, 1, 0, 3], [1, 1, 0, 0], [0, 0, 9, 0], [0, 0, 0, 0]])
    found = mask(scores, Block(2, 2, 0.5))
    assert found.astype(int).tolist() == [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1]]
    rows = mask(scores, Channel(0.5))
    assert rows.astype(int).tolist() == [[1] * 4, [0] * 4, [1] * 4, [0] * 4]


@pytest.mark.parametrize(
    ("density", "count", "stay"),
    [(0.1, 5, 1), (0.1, 15, 2), (0.5, 3, 2), (1.0, 7, 7), (1e-9, 9, 1), (0.25, 10, 3)],
)
def test_shares_are_rounded_and_one_always_stays(density: float, count: int, stay: int) -> None:
    assert kept(density, count) == stay
    assert mask(np.arange(count)[None], Unstructured(density)).sum() == stay


def test_no_pattern_keeps_everything() -> None:
    assert mask(np.zeros((2, 3)), None).all()


@pytest.mark.parametrize(
    ("shape", "pattern", "why"),
    [
        ((2, 6), NM(2, 4), "can't be divided into groups of 4"),
        ((3, 4), Block(2, 2, 0.5), "can't be divided into 2x2 blocks"),
        ((1, 4), Channel(0.5), "one row only"),
        ((4,), NM(2, 4), "matrix of rows and inputs"),
        ((2, 2, 4), NM(2, 4), "matrix of rows and inputs"),
    ],
)
def test_unfit_shapes_are_refused(shape: tuple[int, ...], pattern: Pattern, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        mask(np.zeros(shape), pattern)


def test_coarse_groups_become_smaller_where_they_do_not_fit() -> None:
    assert fitted(NM(8, 32), (4, 48)) == NM(4, 16)
    assert fitted(NM(8, 32), (4, 64)) == NM(8, 32)
    assert fitted(NM(3, 6), (4, 8)) == NM(3, 6)
    assert fitted(Unstructured(0.5), (4, 7)) == Unstructured(0.5)


class TestGlobal:
    def test_layers_compete(self) -> None:
        found = global_masks({"large": np.full((2, 4), 9.0), "small": np.arange(8.0)[None]}, 0.625)
        assert found["large"].all()
        assert found["small"].astype(int).tolist() == [[0, 0, 0, 0, 0, 0, 1, 1]]

    def test_every_layer_keeps_its_best_weight(self) -> None:
        found = global_masks({"large": np.full((2, 4), 9.0), "small": np.arange(8.0)[None]}, 0.25)
        assert found["small"].astype(int).tolist() == [[0] * 7 + [1]]

    def test_no_layers(self) -> None:
        assert global_masks({}, 0.5) == {}


class TestRegrown:
    def test_the_smallest_go_and_the_largest_gains_come(self) -> None:
        old = np.array([[1, 1, 1, 1, 0, 0, 0, 0]], bool)
        sizes = np.array([[4.0, 1, 3, 2, 0, 0, 0, 0]])
        gains = np.array([[0.0, 0, 0, 0, 1, 5, 4, 2]])
        new = regrown(old, sizes, gains, Unstructured(0.5), drop=0.5)
        assert new.astype(int).tolist() == [[1, 0, 1, 0, 0, 1, 1, 0]]

    def test_what_is_dropped_may_come_back(self) -> None:
        old = np.array([[1, 1, 0, 0]], bool)
        sizes, gains = np.array([[2.0, 1, 0, 0]]), np.array([[0.0, 9, 1, 1]])
        assert (regrown(old, sizes, gains, Unstructured(0.5), 0.5) == old).all()

    @given(st.integers(0, 2**31), st.sampled_from([0.0, 0.1, 0.3, 0.9, 1.0]))
    def test_groups_keep_their_number(self, seed: int, drop: float) -> None:
        draw = np.random.default_rng(seed)
        old = mask(draw.random((3, 16)), NM(2, 4))
        new = regrown(old, draw.random((3, 16)), draw.random((3, 16)), NM(2, 4), drop)
        assert (new.reshape(-1, 4).sum(axis=1) == 2).all()

    def test_a_full_mask_stays(self) -> None:
        old = np.ones((2, 4), bool)
        assert regrown(old, DRAW.random((2, 4)), DRAW.random((2, 4)), NM(4, 4), 0.5).all()


class TestDistributions:
    def test_uniform(self) -> None:
        assert uniform({"a": (2, 3), "b": (9, 9)}, 0.2) == {"a": 0.2, "b": 0.2}

    def test_erk_by_hand(self) -> None:
        # (10 + 10)/100 = 0.2 and (20 + 5)/100 = 0.25, of 100 weights each: eps · 45 = 60.
        found = erk({"a": (10, 10), "b": (20, 5)}, 0.3)
        assert found == pytest.approx({"a": 0.2 * 60 / 45, "b": 0.25 * 60 / 45})

    def test_what_would_be_more_than_all_is_all_and_the_rest_makes_up_for_it(self) -> None:
        shapes = {"wide": (1000, 1000), "tiny": (10, 10), "conv": (64, 64, 3, 3)}
        found = erk(shapes, 0.1)
        assert found["tiny"] == 1.0
        sizes = {name: int(np.prod(shape)) for name, shape in shapes.items()}
        total = sum(sizes[name] * share for name, share in found.items())
        assert total == pytest.approx(0.1 * sum(sizes.values()))
        scales = {name: sum(shape) / sizes[name] for name, shape in shapes.items()}
        assert found["conv"] / found["wide"] == pytest.approx(scales["conv"] / scales["wide"])

    @given(
        st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=1, max_size=6),
        st.floats(0.01, 1.0),
    )
    def test_erk_always_keeps_what_was_asked(
        self, shapes: list[tuple[int, int]], density: float
    ) -> None:
        named = {str(index): shape for index, shape in enumerate(shapes)}
        found = erk(named, density)
        assert all(0 < share <= 1 for share in found.values())
        sizes = {name: a * b for name, (a, b) in named.items()}
        total = sum(sizes[name] * share for name, share in found.items())
        assert total == pytest.approx(density * sum(sizes.values()))

    @pytest.mark.parametrize("density", [0.0, -0.1, 1.1, float("nan")])
    def test_senseless_densities(self, density: float) -> None:
        with pytest.raises(UsageError, match="a density is above 0"):
            erk({"a": (2, 2)}, density)

    def test_nothing_to_spread(self) -> None:
        assert erk({}, 0.5) == {}
        with pytest.raises(UsageError, match="no weights"):
            erk({"empty": (0, 4)}, 0.5)


class TestTransposable:
    @pytest.mark.parametrize("pattern", [NM(1, 4), NM(2, 4), NM(1, 8), NM(3, 8), NM(4, 4)])
    def test_it_is_n_of_m_both_ways(self, pattern: NM) -> None:
        found = transposable(DRAW.random((16, 24)), pattern)
        for way in (found, found.T):
            groups = way.reshape(way.shape[0], -1, pattern.m)
            assert (groups.sum(axis=2) == pattern.n).all()

    def test_nothing_keeps_more_than_what_is_exact(self) -> None:
        scores = DRAW.random((4, 4))
        tried = [
            np.array(rows, bool)
            for rows in itertools.product([[a, b, c, d] for a, b, c, d in _pairs()], repeat=4)
        ]
        fair = [each for each in tried if (each.sum(axis=0) == 2).all()]
        assert len(fair) == len(candidates(2, 4)) == 90
        best = max((scores * each).sum() for each in fair)
        assert (scores * transposable(scores, NM(2, 4))).sum() == pytest.approx(best)

    def test_one_of_eight_is_the_best_assignment(self) -> None:
        scores = DRAW.random((8, 8))
        found = (scores * transposable(scores, NM(1, 8))).sum()
        best = max(
            sum(scores[row, column] for row, column in enumerate(order))
            for order in itertools.permutations(range(8))
        )
        assert found == pytest.approx(best)

    def test_successive_assignments_come_close_to_the_linear_program(self) -> None:
        from scipy.optimize import linprog

        scores = np.random.default_rng(1).random((8, 8))
        rows = np.kron(np.eye(8), np.ones(8))
        columns = np.kron(np.ones(8), np.eye(8))
        exact = linprog(
            -scores.ravel(), A_eq=np.vstack([rows, columns]), b_eq=[4] * 16, bounds=(0, 1)
        )
        found = (scores * transposable(scores, NM(4, 8))).sum()
        assert 0.95 * -exact.fun <= found <= -exact.fun + 1e-9

    def test_zeros_and_infinite_ties_are_fair_too(self) -> None:
        assert transposable(np.zeros((8, 8)), NM(1, 8)).sum(axis=0).tolist() == [1] * 8

    def test_what_can_have_none(self) -> None:
        assert "6 rows" in unfit(NM(2, 4), (6, 8))
        assert "6 inputs" in unfit(NM(2, 4), (8, 6))
        assert "no groups" in unfit(Unstructured(0.5), (8, 8))
        with pytest.raises(UsageError, match="no transposable mask"):
            transposable(np.zeros((6, 8)), NM(2, 4))


def _pairs() -> list[tuple[bool, ...]]:
    return [
        tuple(place in pair for place in range(4)) for pair in itertools.combinations(range(4), 2)
    ]
