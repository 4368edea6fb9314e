"""Arrays of all dtypes: what they hold counts, how they lie in memory doesn't."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.sparse

from jupyter_perf.sandbox.compare import FirstDifference, Same, same

PADDED = np.dtype([("a", "i1"), ("b", "f8")], align=True)

ARRAYS = [
    lambda: np.array([1, 2], dtype="i1"),
    lambda: np.array([1, 2], dtype="u8"),
    lambda: np.array([1, 2], dtype=">i4"),
    lambda: np.array([True, False]),
    lambda: np.array(5.0),
    lambda: np.zeros((0, 3)),
    lambda: np.array(["a", "bc"]),
    lambda: np.array(["a", "bc"], dtype="U5"),
    lambda: np.array([b"a", b"bc"]),
    lambda: np.array(["a", "bc"], dtype=np.dtypes.StringDType()),
    lambda: np.array(["2024-01-01", "NaT"], dtype="M8[D]"),
    lambda: np.array(["2024-01-01", "NaT"], dtype="M8[s]"),
    lambda: np.array([1, 2], dtype="m8[ms]"),
    lambda: np.array([1, "a", None, [2]], dtype=object),
    lambda: np.array([(1, 2.0)], dtype=PADDED),
    lambda: np.array([(1, 2.0)], dtype=[("a", "i1"), ("c", "f8")]),
    lambda: np.array([(1, 2.0)], dtype=PADDED)[0],
    lambda: np.ma.array([1.0, 2.0], mask=[0, 1]),
    lambda: np.array([b"\x01\x02"], dtype="V2"),
    lambda: np.int64(1),
    lambda: np.uint8(1),
    lambda: np.bool_(True),
    lambda: np.str_("a"),
    lambda: np.datetime64("2024-01-01"),
    lambda: np.datetime64("2024-01-01", "s"),
    lambda: np.ones((1, 1)).view(np.matrix),
    lambda: np.dtype("f8"),
    lambda: np.float64,
    lambda: np.sin,
    lambda: np.random.default_rng(1),
    lambda: np.random.default_rng(2),
    lambda: scipy.sparse.csr_array(np.eye(3)),
    lambda: scipy.sparse.csc_array(np.eye(3)),
    lambda: scipy.sparse.csr_matrix(np.eye(3)),
]


@pytest.fixture(scope="module")
def twice(send):
    return [(send({"x": make()}), send({"x": make()})) for make in ARRAYS]


@pytest.mark.parametrize("at", range(len(ARRAYS)))
def test_like_arrays_are_the_same_and_all_others_differ(twice, at):
    one, like = twice[at]
    others = [other for number, (other, _) in enumerate(twice) if number != at]

    assert same(one, like) == Same()
    assert all(isinstance(same(one, other), FirstDifference) for other in others)


def test_memory_order_and_strides_do_not_count(text):
    a = np.arange(12.0).reshape(3, 4)
    assert text(a, np.asfortranarray(a)) == ""
    assert text(a[::2, ::-1], a[::2, ::-1].copy()) == ""


def test_what_lies_under_a_mask_or_in_padding_does_not_count(text):
    a = np.ma.array([1.0, 2.0], mask=[False, True])
    b = np.ma.array([1.0, 3.0], mask=[False, True])
    assert text(a, b) == ""
    assert text(a, np.ma.array([1.0, 2.0])) != ""
    raw = np.full(PADDED.itemsize, 255, dtype="u1").view(PADDED)
    raw["a"], raw["b"] = 1, 2.0
    assert text(np.array([(1, 2.0)], dtype=PADDED), raw) == ""


def test_an_array_that_became_read_only_differs(text):
    frozen = np.ones(2)
    frozen.flags.writeable = False
    assert text(np.ones(2), frozen) == "`x`: is read-only; it could be written to"
    assert text(frozen, np.ones(2)) == ""


def test_sparse_matrices_are_compared_by_entries_not_by_layout(text):
    a = scipy.sparse.csr_array(([1.0, 2.0], [2, 0], [0, 2, 2]), shape=(2, 3))
    b = scipy.sparse.csr_array(([2.0, 1.0], [0, 2], [0, 2, 2]), shape=(2, 3))
    assert text(a, b) == ""
    c = scipy.sparse.csr_array(([2.0, 1.5], [0, 2], [0, 2, 2]), shape=(2, 3))
    assert text(a, c) == "`x[1]`: is 1.5, was 1.0"


def test_generators_that_were_used_differ(text):
    used = np.random.default_rng(1)
    used.random()
    assert text(np.random.default_rng(1), used) != ""
