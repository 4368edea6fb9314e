"""Codes of places, bits, levels: what a packed matrix is made of."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from jupyter_perf.sparsity import codes, levels, packing

PATTERNS = [
    (1, 1),
    (1, 2),
    (2, 4),
    (1, 4),
    (3, 4),
    (4, 4),
    (2, 6),
    (1, 8),
    (4, 8),
    (1, 16),
    (8, 16),
]
WIDE = [(16, 32), (32, 64), (1, 64), (63, 64), (64, 64)]


def sparse(rows: int, inputs: int, n: int, m: int, seed: int = 0) -> np.ndarray:
    random = np.random.default_rng(seed)
    groups = random.standard_normal((rows, inputs // m, m)).astype(np.float32)
    drop = np.argsort(random.random(groups.shape), axis=-1)[..., : m - n]
    np.put_along_axis(groups, drop, 0.0, axis=-1)
    return groups.reshape(rows, inputs)


@pytest.mark.parametrize(("n", "m"), [p for p in PATTERNS if math.comb(p[1], p[0]) < 2000])
def test_every_choice_has_a_code_of_its_own_and_comes_back(n: int, m: int) -> None:
    places = np.array(list(itertools.combinations(range(m), n)), np.uint8)
    ranks = codes.encode(places, m)
    assert sorted(ranks.tolist()) == list(range(math.comb(m, n)))
    assert np.array_equal(codes.decode(ranks, n, m), places)


@pytest.mark.parametrize(("n", "m"), WIDE)
def test_codes_of_wide_groups_come_back(n: int, m: int) -> None:
    random = np.random.default_rng(n)
    places = np.sort(
        random.permuted(np.tile(np.arange(m, dtype=np.uint8), (500, 1)), axis=1)[:, :n]
    )
    ranks = codes.encode(places, m)
    assert codes.code_bits(n, m) <= 61
    assert np.array_equal(codes.decode(ranks, n, m), places)


def test_two_of_four_take_three_bits_where_two_indices_would_take_four() -> None:
    assert [codes.code_bits(*each) for each in [(2, 4), (1, 4), (1, 16), (4, 4)]] == [3, 2, 4, 0]


def test_a_code_that_no_choice_has_is_refused() -> None:
    with pytest.raises(ValueError, match="6 choices"):
        codes.decode(np.array([6], np.uint8), 2, 4)


@pytest.mark.parametrize("bits", [0, 1, 2, 3, 4, 7, 8, 14, 61])
@pytest.mark.parametrize("count", [0, 1, 7, 1000])
def test_numbers_come_back_out_of_few_bits(bits: int, count: int) -> None:
    random = np.random.default_rng(bits)
    numbers = random.integers(0, 1 << bits, count, dtype=np.uint64)
    packed = codes.pack_bits(numbers, bits)
    assert len(packed) == codes.packed_bytes(count, bits)
    assert np.array_equal(codes.unpack_bits(packed, bits, count), numbers)


def test_more_numbers_than_are_spread_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = np.arange(1000, dtype=np.uint64) % 8
    whole = codes.pack_bits(numbers, 3)
    monkeypatch.setattr(codes, "_AT_ONCE", 64)
    assert np.array_equal(codes.pack_bits(numbers, 3), whole)
    assert np.array_equal(codes.unpack_bits(whole, 3, 1000), numbers)


@pytest.mark.parametrize(("n", "m"), PATTERNS)
@pytest.mark.parametrize("kind", [np.float64, np.float32, np.float16])
def test_a_packed_matrix_comes_back_to_the_bit(n: int, m: int, kind: type) -> None:
    dense = sparse(5, 6 * m, n, m).astype(kind)
    bits = dense.view(f"u{dense.itemsize}")
    assert packing.fits(bits, n, m)
    packed = packing.pack(bits, n, m)
    assert packed.values.shape == (5, 6 * n)
    assert np.array_equal(packing.unpack(packed), bits)


def test_odd_floats_come_back_and_negative_zeros_as_zeros() -> None:
    dense = np.array([[np.nan, -0.0, 0.0, -np.inf, 1e-45, 0.0, -0.0, 0.0]], np.float32)
    bits = dense.view(np.uint32)
    back = packing.unpack(packing.pack(bits, 2, 4)).view(np.float32)
    assert np.array_equal(back, dense, equal_nan=True)
    assert not np.signbit(back[0, 1])


def test_a_group_of_fewer_nonzeros_is_filled_up_with_zeros() -> None:
    dense = np.zeros((2, 8), np.float32)
    dense[0, 7] = 3
    packed = packing.pack(dense.view(np.uint32), 2, 4)
    assert (np.diff(packed.places.reshape(-1, 2).astype(int)) > 0).all()
    assert np.array_equal(packing.unpack(packed).view(np.float32), dense)


def test_what_keeps_too_many_or_does_not_divide_does_not_fit() -> None:
    dense = np.ones((2, 8), np.float32).view(np.uint32)
    assert not packing.fits(dense, 2, 4)
    assert not packing.fits(dense, 2, 5)
    assert packing.fits(dense, 4, 4)


@pytest.mark.parametrize("block", [(1, 1), (2, 4), (1, 8), (6, 8)])
def test_blocks_come_back(block: tuple[int, int]) -> None:
    dense = sparse(6, 8, 1, 8, seed=3)
    dense[2:4, 4:8] = 0
    packed = packing.pack_blocks(dense.view(np.uint32), block)
    assert packed.values.shape[1] == math.prod(block)
    assert np.array_equal(packing.unpack_blocks(packed).view(np.float32), dense)


@pytest.mark.parametrize("number", ["int8", "int4", "int2"])
def test_levels_are_within_half_a_step_and_stay_when_quantized_again(number: str) -> None:
    weights = sparse(16, 64, 2, 4)
    level, scales = levels.to_levels(weights, number)
    top = levels.largest(number)
    assert np.abs(level).max() == top
    again = level * scales[:, None]
    # The scale of a file may be smaller than asked by half a unit of its 24 bits: 2**-17 of it.
    step = scales[:, None] * (0.5 + top * 2.0**-16)
    assert (np.abs(again - weights) <= step).all()
    assert np.array_equal(levels.to_levels(again.astype(np.float32), number)[0], level)
    assert ((weights != 0) | (level == 0)).all()


def test_rows_of_zeros_and_of_tiny_numbers_have_levels() -> None:
    weights = np.zeros((3, 4), np.float32)
    weights[1] = 1e-45
    level, scales = levels.to_levels(weights, "int4")
    assert np.isfinite(scales).all()
    assert (scales > 0).all()
    assert not level[0].any()


@pytest.mark.parametrize("odd", [np.nan, np.inf])
def test_what_is_not_finite_has_no_levels(odd: float) -> None:
    with pytest.raises(ValueError, match="quantized"):
        levels.to_levels(np.array([[1, odd]], np.float32), "int8")
