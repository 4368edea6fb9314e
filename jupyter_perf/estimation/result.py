"""What `estimate` returns: a cost in several currencies, each with its range or the reason why not.

Everything here is plain data, so that it goes into records, to front ends and back unchanged.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..core import serial
from ..core.ranges import Range
from ..core.results import Result
from ..core.views import widget_of

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("cell", "function", "module", "config", "api")
"""Of work: a cell, a function with inputs, a PyTorch module, a model's configuration, a cell whose
cost is that of calling a model's API."""
QUANTITIES = ("seconds", "peak_bytes", "joules", "grams_co2e", "usd")


@dataclasses.dataclass(frozen=True)
class Size:
    """What a cost depends on, and can be asked about: a number of rows, a bound, a batch."""

    name: str
    """As `--over` takes it: `orders`, `n`, `batch`."""
    value: float
    """In the user's own inputs: what the estimate is for."""
    unit: str = "rows"
    """`rows`, `items`, `characters`, `value` (an int that is a bound), `tokens`, `sequences`, …"""
    alike: tuple[str, ...] = ()
    """Other names that are scaled together with it, having the same length."""
    role: str = "varied"
    """`varied`, or `fixed` (pinned, too short to cut, or found to make no difference)."""


@dataclasses.dataclass(frozen=True)
class Sampled:
    """One size that was measured; `used` is False where it was too short to be fitted."""

    sizes: Mapping[str, float]
    measured: float
    used: bool = True


@dataclasses.dataclass(frozen=True)
class Expected:
    """The prediction at some sizes."""

    sizes: Mapping[str, float]
    expected: Range


@dataclasses.dataclass(frozen=True)
class Curve:
    """How one quantity grows in one size, to be drawn: samples, fit with its band, the target."""

    quantity: str
    """One of QUANTITIES."""
    over: str
    """Name of the size on the horizontal axis; others are as in the user's inputs."""
    samples: tuple[Sampled, ...] = ()
    fit: tuple[Expected, ...] = ()
    """In ascending size, from the smallest sample to beyond the user's own size (sliders read
    between these points, in logarithms)."""
    form: str = ""
    """`n log n`."""
    words: str = ""
    """`about n^1.9 in `orders``."""


@dataclasses.dataclass(frozen=True)
class Row:
    """A part of the cost: a statement, a layer, a phase, a block of instructions."""

    name: str
    seconds: Range | None = None
    share: float | None = None
    """Of the time of all rows."""
    peak_bytes: Range | None = None
    flops: float | None = None
    moved_bytes: float | None = None
    """Read from and written to memory."""
    bound: str = ""
    """`compute`, `memory`, `interconnect`, `latency`; empty where that makes no sense."""
    line: int | None = None
    """Of the cell, from 1."""
    count: int = 1
    """Of equal parts that this row stands for; figures are those of all of them."""
    note: str = ""


@dataclasses.dataclass(frozen=True)
class Fits:
    """Whether what is needed fits the memory that there is."""

    needed: Range
    """Bytes at the peak, everything counted."""
    available_bytes: float
    of: str
    """What has that memory: `this machine`, `this container`, `a100-80gb`."""

    @property
    def verdict(self) -> str:
        """`yes`, `no`, or `maybe` where the range straddles what is available."""
        if self.needed.high <= self.available_bytes:
            return "yes"
        return "no" if self.needed.low > self.available_bytes else "maybe"


@dataclasses.dataclass(frozen=True)
class Actual:
    """What the run afterwards took (`--run`)."""

    seconds: float
    peak_bytes: float | None = None
    ended: str = "done"
    """`done`, `raised` or `interrupted`: only the first can be held against a prediction."""
    joules: float | None = None
    """As the machine's own counters had it, with what others used meanwhile; None where it has
    none, or lets nobody read them."""
    waited_seconds: float = 0.0
    """Of `seconds`, those that the cell was ready to go on and others had the processor."""

    @property
    def alone_seconds(self) -> float:
        """What it would have taken on a machine of its own: what predictions are of."""
        return max(0.0, self.seconds - self.waited_seconds)


@dataclasses.dataclass(frozen=True)
class WhatIf:
    """The cost with something changed: ten times the rows, batch 32, another sequence length."""

    label: str
    """`10 × orders`, `batch 32`."""
    sizes: Mapping[str, float]
    seconds: Range | None = None
    peak_bytes: Range | None = None
    usd: Range | None = None
    reason: str = ""
    """Why there is no time, where there is none."""


@dataclasses.dataclass(frozen=True)
class Estimate(Result):
    """What `work` will cost on `target`, before it runs in full.

    `seconds` is wall time on an unloaded machine, `peak_bytes` the increase over the start,
    `joules`, `grams_co2e` and `usd` are those of the whole machine or device. Each is a `Range`
    (80% interval) or None, and then `reasons` says why by the field's name.
    """

    kind: str
    source: str
    """The cell's text, or a short description of what was estimated."""
    target: str = "here"
    title: str = ""
    """Of the target: `NVIDIA H100 SXM`."""
    seconds: Range | None = None
    peak_bytes: Range | None = None
    joules: Range | None = None
    grams_co2e: Range | None = None
    usd: Range | None = None
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    bound: str = ""
    assumptions: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    measured: bool = False
    """Whether the whole of it was simply run (in the sandbox): nothing is extrapolated then."""
    sizes: tuple[Size, ...] = ()
    curves: tuple[Curve, ...] = ()
    what_if: tuple[WhatIf, ...] = ()
    fits: Fits | None = None
    sampled: str = ""
    """How inputs were cut down: `orders, n: 1% to 12%; groups of customer kept`."""
    figures: Mapping[str, Range | float | str] = dataclasses.field(default_factory=dict)
    """Others that matter to this kind, by name with unit: `tokens_per_s`, `kv_cache_bytes`, …"""
    notes: tuple[str, ...] = ()
    """Remarks on this result: caches crossed, warm-up, what could not be counted."""
    actual: Actual | None = None
    isolation: str = ""
    stopped: str = ""
    """Why it ended before its time, if it did (`by you`)."""
    searched_seconds: float = 0.0
    """Wall seconds that it took to find out."""
    created: str = ""
    versions: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def to_frame(self) -> pd.DataFrame:
        """One row per statement, layer or phase; one for the whole where there are none."""
        return serial.frame(self.rows or (Row("all", self.seconds, 1.0, self.peak_bytes),))

    def widget(self) -> Any:
        """A widget with sliders for what the cost depends on, where our extension is missing."""
        return widget_of(self)


@dataclasses.dataclass(frozen=True)
class Comparison(Result):
    """The same work on several targets, in the order that was asked for."""

    estimates: tuple[Estimate, ...]

    def to_frame(self) -> pd.DataFrame:
        """One row per target: `target` and, of each quantity, value, low, high and reason."""
        return serial.comparison_frame(self.estimates, QUANTITIES)

    def widget(self) -> Any:
        """A widget that shows time against money, where our extension is missing."""
        return widget_of(self)
