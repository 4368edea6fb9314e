"""Between measured buckets: exact where measured, inside its neighbours, nothing beyond."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_perf.estimation.serving.profiles.filling import fill

TOKENS = np.array([20.0, 80.0, 320.0, 1280.0])


def measured(values, known):
    found = np.where(known, values, np.nan)
    return np.array([found, found * 0.9, found * 1.1])


def test_powers_of_size_are_met_exactly():
    law = 1e4 / np.outer(TOKENS, TOKENS**0.5)
    known = np.zeros((4, 4), dtype=bool)
    known[np.ix_([0, 3], [0, 3])] = True
    found = fill(measured(law, known), TOKENS, TOKENS)
    np.testing.assert_allclose(found[0], law)
    assert found[1].min() == pytest.approx(0.9 * law.min())
    assert found[2].max() == pytest.approx(1.1 * law.max())


def test_nothing_beyond_and_nothing_across_a_hole():
    known = np.zeros((4, 4), dtype=bool)
    known[[1, 1, 2], [0, 2, 0]] = True
    found = fill(measured(np.ones((4, 4)), known), TOKENS, TOKENS)[0]
    assert found[1, 1] == 1  # between two of its row
    assert np.isnan(found[2, 1])  # one corner of four is missing
    assert np.isnan(found[[0, 3], :]).all()
    assert np.isnan(found[:, 3]).all()


def test_a_neighbour_that_cannot_makes_none():
    known = np.zeros((4, 4), dtype=bool)
    known[0, [0, 3]] = True
    values = np.ones((4, 4))
    values[0, 3] = 0
    found = fill(measured(values, known), TOKENS, TOKENS)
    assert (found[0][0, 1], found[1][0, 1], found[2][0, 1]) == (0, 0, pytest.approx(1.1))


@given(
    st.lists(st.floats(0.01, 100), min_size=16, max_size=16),
    st.lists(st.booleans(), min_size=16, max_size=16),
)
@settings(max_examples=80, derandomize=True, deadline=None)
def test_it_is_exact_where_measured_and_inside_its_neighbours(values, known):
    values, known = np.reshape(values, (4, 4)), np.reshape(known, (4, 4))
    given_ = measured(values, known)
    found = fill(given_, TOKENS, TOKENS)
    np.testing.assert_array_equal(found[:, known], given_[:, known])
    filled = ~np.isnan(found[0])
    assert (found[1][filled] <= found[0][filled] * (1 + 1e-12)).all()
    assert (found[0][filled] <= found[2][filled] * (1 + 1e-12)).all()
    if known.any():
        assert found[0][filled].max() <= values[known].max() * (1 + 1e-12)
