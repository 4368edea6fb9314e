"""The largest batch by traces and the lines between them."""

from __future__ import annotations

import dataclasses

from jupyter_perf.tradeoff.search.climbing import MOST
from jupyter_perf.tradeoff.weighing.peaks import Peaks


@dataclasses.dataclass
class Traced:
    peak_bytes: float


def peaks(**bytes_at: float) -> Peaks:
    return Peaks({int(name[1:]): Traced(each) for name, each in bytes_at.items()})  # type: ignore[misc]


def test_what_was_traced_needs_no_margin() -> None:
    known = peaks(b1=990.0, b8=1000.0, b1024=2451.4)
    assert known.fitting(1001.0, "peak_bytes") == (8, False)


def test_what_is_read_off_a_line_does() -> None:
    known = peaks(b1=10.0, b1001=10010.0)
    assert known.fitting(1000.0, "peak_bytes") == (99, False)


def test_neighbours_settle_it() -> None:
    known = peaks(b1=10.0, b100=1000.0, b101=1010.0)
    assert known.fitting(1000.0, "peak_bytes") == (100, True)
    assert peaks(b1=10.0).fitting(5.0, "peak_bytes") == (0, True)
    flat = peaks(**{"b1": 10.0, f"b{MOST}": 10.0})
    assert flat.fitting(20.0, "peak_bytes") == (MOST, True)
