"""Times that others made longer, and largest ones that nobody could have foreseen."""

from __future__ import annotations

import pytest

from jupyter_perf.estimation.fit import Sample, predict_seconds

SIZES = (250, 500, 1000, 2000, 4000, 8000)


def _samples(**changed: float) -> list[Sample]:
    """10 µs an element, but for sizes (as `n2000`) that took so many times as long."""
    return [Sample(float(n), 1e-5 * n * changed.get(f"n{n}", 1.0), 0.02) for n in SIZES]


def test_a_size_that_took_longer_than_larger_ones_is_left_out() -> None:
    plain, disturbed = (predict_seconds(_samples(**c), 80_000) for c in ({}, {"n2000": 6.0}))
    assert plain.expected is not None
    assert disturbed.expected is not None
    assert disturbed.expected.value == pytest.approx(plain.expected.value, rel=0.05)


def test_little_noise_is_kept() -> None:
    found = predict_seconds(_samples(n2000=1.1), 80_000)
    assert found.expected is not None
    assert len(found.points) == len(SIZES)


def test_a_leap_at_the_largest_size_makes_the_range_wider_or_no_number() -> None:
    near = predict_seconds(_samples(n8000=1.8), 9_000)
    plain = predict_seconds(_samples(), 9_000)
    assert near.expected is not None
    assert plain.expected is not None
    wide = near.expected.high / near.expected.low
    assert wide > 1.5 * plain.expected.high / plain.expected.low
    far = predict_seconds(_samples(n8000=3.0), 200_000)
    assert far.expected is None
    assert "too uncertain" in (far.refused or "")
