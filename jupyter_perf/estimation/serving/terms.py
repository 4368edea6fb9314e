"""What the parts of serving share: sizes of requests, machines on offer, what each can do."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ...errors import UsageError

EDGES = (25, 100, 250, 500, 1000, 2000, 4000, 8000, 16000, 32000)
"""Upper ends of the ranges of tokens that requests are sorted into, where nothing else is said."""


@dataclass(frozen=True)
class Buckets:
    """Requests of like size: `inputs` × `outputs` ranges, by their upper ends in tokens, ascending.

    A range begins above the end of the one before it, the first at 1.
    """

    inputs: tuple[int, ...] = EDGES
    outputs: tuple[int, ...] = EDGES

    def __post_init__(self) -> None:
        for name, ends in (("inputs", self.inputs), ("outputs", self.outputs)):
            if not ends or ends[0] < 1 or any(b <= a for a, b in itertools.pairwise(ends)):
                raise UsageError(f"`{name}` of buckets must be ascending ends above 0, not {ends}")

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.inputs), len(self.outputs)


@dataclass(frozen=True)
class Requests:
    """How requests are spread over sizes: `shares` (inputs, outputs) of `buckets`, summing to 1.

    `mean_input`, `mean_output` (inputs, outputs): mean tokens within each bucket, for what is
    worked out from sizes. `source` says in words where they come from.
    """

    buckets: Buckets
    shares: np.ndarray
    mean_input: np.ndarray
    mean_output: np.ndarray
    source: str
    count: int | None = None
    """Requests that were counted; None of a named distribution."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slo:
    """Latency that must be met, in seconds; None: anything goes. At least one is set.

    `tpot` is of each further token of the answer (mean, as in Mélange), `ttft` of the first one,
    `latency` of the whole answer.
    """

    tpot: float | None = None
    ttft: float | None = None
    latency: float | None = None

    def __post_init__(self) -> None:
        given = {k: v for k, v in vars(self).items() if v is not None}
        if not given:
            raise UsageError("a latency target sets `tpot`, `ttft` or `latency`, in seconds")
        for name, value in given.items():
            if not (isinstance(value, int | float) and 0 < value < math.inf):
                raise UsageError(f"`{name}` must be seconds above 0, not {value!r}")


@dataclass(frozen=True)
class Instance:
    """A machine that can be rented: `devices` of `target` sharing each layer (tensor parallel).

    `most` of them are to be had (None: any number), `least` are kept whatever the load.
    """

    name: str
    target: str
    usd_per_hour: float
    devices: int = 1
    kind: str = "on-demand"
    most: int | None = None
    least: int = 0
    available: float = 1.0
    """Share of the time that it works: of spot machines, what interruptions leave of it."""

    def __post_init__(self) -> None:
        if not 0 <= self.usd_per_hour < math.inf:
            raise UsageError(
                f"the price of {self.name} must be at least 0, not {self.usd_per_hour!r}"
            )
        if not 0 < self.available <= 1:
            raise UsageError(
                f"`available` of {self.name} is a share above 0, not {self.available!r}"
            )
        if self.devices < 1 or self.least < 0 or (self.most is not None and self.most < self.least):
            raise UsageError(f"{self.name} needs devices ≥ 1 and most ≥ least ≥ 0")


@dataclass(frozen=True)
class Throughput:
    """Requests a second of one instance that meet the latency target, (inputs, outputs), when it
    serves that size alone; 0 where it can't. `low`, `high` are an 80% interval."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    source: str
    """`profile`: measured by the user; `modelled`: by the roofline."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why it can't, in words, where that isn't the latency target alone."""
    devices_needed: int | None = None
    """Devices that would do, where the model doesn't fit on those that there are."""
