"""Histograms that are given: pairs, frames with shares, matrices."""

import numpy as np
import pandas as pd
import pytest

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.serving import requests
from jupyter_perf.estimation.serving.terms import Buckets

TWO = Buckets((25, 100), (25, 100))
MELANGE = [[0.2, 0.1], [0.5, 0.2]]


def test_pairs_and_frames_say_the_same():
    pairs = requests.read({(20, 10): 3, (90, 10): 1}, buckets=TWO)
    frame = requests.read(
        pd.DataFrame({"input": [20, 90], "output": [10, 10], "share": [0.75, 0.25]}), buckets=TWO
    )
    for found in (pairs, frame):
        np.testing.assert_allclose(found.shares, [[0.75, 0], [0.25, 0]])
        assert (found.mean_input[0, 0], found.mean_input[1, 0]) == (20, 90)
        assert "a histogram" in found.source
    assert (pairs.count, frame.count) == (4, None)


def test_counts_in_a_frame_are_requests():
    frame = pd.DataFrame({"input": [20, 20], "output": [10, 20], "count": [30, 10]})
    found = requests.read(frame, buckets=TWO)
    assert found.count == 40
    assert found.mean_output[0, 0] == pytest.approx(12.5)


def test_a_matrix_over_buckets_as_melange_has_it():
    found = requests.read(MELANGE, buckets=TWO)
    np.testing.assert_allclose(found.shares, MELANGE)
    np.testing.assert_allclose(found.mean_input[:, 0], [5.0, np.sqrt(26 * 100)])
    assert found.count is None
    named = requests.read({"workload_distribution": MELANGE}, buckets=TWO)
    np.testing.assert_allclose(named.shares, MELANGE)
    counted = requests.read(np.array([[20, 10], [50, 20]]), buckets=TWO)
    np.testing.assert_allclose(counted.shares, MELANGE)
    assert any("sum to 100 were scaled" in note for note in counted.notes)


def test_what_is_no_histogram_is_refused():
    with pytest.raises(UsageError, match="needs `buckets`"):
        requests.read(MELANGE)
    with pytest.raises(UsageError, match=r"shape \(2, 2\) for buckets of shape \(10, 10\)"):
        requests.read(MELANGE, buckets=Buckets())
    for wrong in ([[0, 0], [0, 0]], [[1, -1], [0, 1]], [[np.nan, 1], [0, 1]]):
        with pytest.raises(UsageError, match="at least 0"):
            requests.read(wrong, buckets=TWO)
    for wrong in ([[1, 2], [3]], [["a", "b"], [1, 2]]):
        with pytest.raises(UsageError, match="rows of numbers"):
            requests.read(wrong, buckets=TWO)
    with pytest.raises(UsageError, match="pairs"):
        requests.read({(1, 2, 3): 1})
    with pytest.raises(UsageError, match="holds numbers"):
        requests.read({("a", 2): 1})
    for share in (-1, float("nan"), float("inf")):
        with pytest.raises(UsageError, match="at least 0"):
            requests.read({(1, 2): share})
    with pytest.raises(UsageError, match="no request"):
        requests.read({(1, 2): 0})
    with pytest.raises(UsageError, match=r"no request.*0 or fewer"):
        requests.read({(0, 2): 1})
