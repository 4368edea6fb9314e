"""Where the data of a pipeline lies, and how fast it is reached from a server."""

from __future__ import annotations

import dataclasses
import difflib
import math
from dataclasses import dataclass

from ...core.arguments import is_real
from ...core.ranges import Range
from ...errors import UsageError
from .amounts import is_factor


@dataclass(frozen=True)
class Storage:
    """As a server sees it; who sits in the storage passes it by.

    Raises UsageError for no bandwidth, or a latency below 0.
    """

    name: str
    title: str
    latency_s: Range
    """From asking for an object to its first byte."""
    bytes_per_s: Range
    """Of one stream, from the first byte on."""
    source: str = ""
    source_url: str = ""
    date: str = ""
    confidence: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.bytes_per_s.low <= self.bytes_per_s.high < math.inf:
            raise UsageError(f"the bandwidth of {self.name} must be above 0: {self.bytes_per_s}")
        if not 0 <= self.latency_s.low <= self.latency_s.high < math.inf:
            raise UsageError(f"the latency of {self.name} must be at least 0: {self.latency_s}")

    @classmethod
    def of(
        cls, bytes_per_s: float | Range, latency_s: float | Range = 0.0, name: str = "own"
    ) -> Storage:
        """One's own, by numbers or ranges. Raises UsageError as the class."""
        return cls(name, name, ranged(latency_s, "latency_s"), ranged(bytes_per_s, "bytes_per_s"))

    def times(self, factor: float) -> Storage:
        """With so many times the bandwidth."""
        if not is_factor(factor):
            raise UsageError(f"a bandwidth is scaled by a factor above 0, not {factor!r}")
        return dataclasses.replace(self, bytes_per_s=self.bytes_per_s.scaled(factor))


def ranged(given: float | Range, name: str) -> Range:
    """A number as a range without width. Raises UsageError for what is neither."""
    if isinstance(given, Range):
        return given
    if not is_real(given):
        raise UsageError(f"`{name}` is a number or a Range, not {given!r}")
    return Range(float(given), float(given), float(given))


STORAGES = (
    Storage(
        "object-store",
        "Object store behind the network (as Amazon S3)",
        Range(0.05, 0.02, 0.2),
        Range(90e6, 50e6, 300e6),
        "AWS, Best practices design patterns: 100 to 200 ms for small objects, medians of tens of"
        " ms below 512 KB, 85 to 90 MB/s for one request",
        "https://docs.aws.amazon.com/whitepapers/latest/s3-optimizing-performance-best-practices/",
        "2024",
        "medium",
    ),
    Storage(
        "nvme-over-fabric",
        "Flash of another server over 25 Gb/s Ethernet",
        Range(120e-6, 60e-6, 400e-6),
        Range(2.2e9, 1.2e9, 2.9e9),
        "25 Gb/s less what protocols take; flash answers in about 100 µs: assumed, not measured",
        "https://nvmexpress.org/specifications/",
        "2024",
        "low",
    ),
    Storage(
        "local-nvme",
        "Flash in the same server (PCI Express 3.0 ×4)",
        Range(100e-6, 50e-6, 300e-6),
        Range(3.0e9, 2.0e9, 3.5e9),
        "3.94 GB/s of four lanes less what protocols take: assumed, not measured",
        "https://nvmexpress.org/specifications/",
        "2024",
        "low",
    ),
)


def storage(given: str | Storage) -> Storage:
    """By name, or the same again. Raises UsageError with the names that there are."""
    if isinstance(given, Storage):
        return given
    known = {each.name: each for each in STORAGES}
    found = known.get(str(given).strip().lower())
    if found is None:
        near = difflib.get_close_matches(str(given), known, n=1, cutoff=0.4)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
        raise UsageError(f"no storage named {str(given)[:40]!r}: {hint}, or `Storage.of(…)`")
    return found
