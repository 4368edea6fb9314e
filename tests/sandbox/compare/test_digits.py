"""Which digits of printed numbers may differ: those that no float has for certain."""

from __future__ import annotations

import pytest

from jupyter_perf.sandbox.compare.digits import same_but_for_last_digits


@pytest.mark.parametrize(
    ("was", "now", "same"),
    [
        (b"total 12.5\n", b"total 12.5\n", True),
        (b"4 1.0000000000000188e+16\n", b"4 1.000000000000019e+16\n", True),
        (b"x=0.30000000000000004 y=2", b"x=0.30000000000000010 y=2", True),
        (b"10000000000000188.00 EUR", b"10000000000000190.00 EUR", True),
        (b"1234.2", b"1234.3", False),
        (b"1234.56789", b"1234.56788", False),
        (b"12345678901234567", b"12345678901234568", False),
        (b"0.30000000000000004", b"0.3", False),
        (b"0.3000000000000000", b"0.4000000000000000", False),
        (b"1.0000000000000188e+16 a", b"1.000000000000019e+16 b", False),
        (b"1.0000000000000188e+16\n", b"1.000000000000019e+16", False),
        (b"v1.123456789012345.6", b"v1.123456789012345.7", False),
        (b"0.000000000000001", b"0.000000000000002", False),
        (b"", b"", True),
    ],
)
def test_last_digits(was: bytes, now: bytes, same: bool) -> None:
    assert same_but_for_last_digits(was, now, 1e-9) is same
    assert same_but_for_last_digits(now, was, 1e-9) is same


def test_no_tolerance_is_none_for_digits_either() -> None:
    text = b"0.30000000000000004", b"0.30000000000000010"
    assert not same_but_for_last_digits(*text, 0.0)
