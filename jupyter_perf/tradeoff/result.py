"""What `papaya` returns: which memory method pays, at which batch size, on which device.

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

NONE = "none"
"""The method's name of the plain step."""
SOURCES = ("measured", "fitted", "roofline", "modelled")
"""Of times: run on this machine; from PAPAYA's fit of such runs; from operations and bytes on the
target; stated by a formula that nothing here was checked against (ZeRO)."""


@dataclasses.dataclass(frozen=True)
class MethodUsed:
    """A memory method (or several together) as it was tried."""

    name: str
    """`none`, `checkpoint-blocks`, `lora`; combined: `checkpoint-blocks+bf16`."""
    words: str
    """What it does, in a few words: `recompute each block in the backward pass`."""
    exact: bool
    """Whether the same gradients come out, up to rounding."""
    costs: str
    """What it costs in accuracy, or that it costs none; and what else it changes."""
    modelled: bool = False
    """Whether its effects come from a formula alone; nothing of it was traced."""
    reason: str = ""
    """Why it wasn't tried on this model, where it wasn't: it then has no points."""


@dataclasses.dataclass(frozen=True)
class Point:
    """One training step with a method at a batch size on a target."""

    method: str
    batch: int
    """Examples at once (of one microbatch, where gradients are accumulated)."""
    target: str = "here"
    sequence: int | None = None
    peak_bytes: Range | None = None
    """Everything counted: allocator, context, workspaces. `fits` goes by its upper end."""
    seconds: Range | None = None
    """Of one step over `batch` examples, with its share of the optimizer's step."""
    throughput: Range | None = None
    """Examples per second."""
    fits: bool | None = None
    """None where the target's memory is unknown."""
    breakdown: Mapping[str, float] = dataclasses.field(default_factory=dict)
    """Bytes of all tensors at the peak by kind (`trace.KINDS`); they add up to the traced peak."""
    traced_bytes: float | None = None
    """The peak of all tensors by itself, as traced."""
    evaluation_bytes: Range | None = None
    """The peak of a forward pass without gradients."""
    source: str = ""
    """Of `seconds`, one of SOURCES."""
    accumulate: int = 1
    """Microbatches to one step of the optimizer."""
    usd_per_epoch: Range | None = None


@dataclasses.dataclass(frozen=True)
class Law:
    """PAPAYA's two fits of one method on one target: T(x) = max(a, k·x) + b in seconds and
    M(x) = max(m_opt, α·x + β) in bytes, x examples (arXiv 2303.14633)."""

    method: str
    target: str = "here"
    floor_seconds: float | None = None
    """a: what the device takes however small the batch is."""
    seconds_per_example: float | None = None
    """k."""
    fixed_seconds: float | None = None
    """b."""
    bytes_per_example: float | None = None
    """α."""
    fixed_bytes: float | None = None
    """β."""
    optimizer_bytes: float | None = None
    """m_opt: the peak in the optimizer's step, whatever the batch."""
    time_r2: float | None = None
    memory_r2: float | None = None
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True)
class Score:
    """What a method does for the largest throughput on a target (arXiv 2303.14633)."""

    method: str
    target: str
    ratio: Range | None = None
    """Its best throughput within the memory over the best without it."""
    p_score: float | None = None
    """(α₀ - α_m) / (γ_m - γ₀), bytes saved per second that it adds, by example; None where it adds
    no time. It pays where this is above `p_point`."""
    p_point: float | None = None
    """(usable memory - β₀) / δ₀ of the plain step."""
    largest_batch: int | None = None
    """That fits by the upper end of its peak; 0 where none does."""
    largest_plain: int | None = None


@dataclasses.dataclass(frozen=True)
class Device:
    """A target with the memory that steps may take on it."""

    name: str
    title: str = ""
    memory_bytes: float | None = None
    usd_per_hour: float | None = None
    validated: bool = True
    """Whether peaks on this kind of device were checked against real ones."""
    calibrated: str = ""
    """`calibrated on NVIDIA H200, 2026-11-22`, where that was done on this machine's own card."""


@dataclasses.dataclass(frozen=True)
class Frontier(Result):
    """Throughput against memory, for each method and batch size, on each target.

    `answer` says in one sentence what to do. Peaks are traced, not run; what could not be known is
    None in its place, with the reason in `reasons` by the field's name or the method's.
    """

    answer: str
    model: str
    """Of the module's class, with its number of parameters: `GPT2 (124 M parameters)`."""
    unit: str = "examples"
    """Of `throughput`: `examples`; `tokens` where a sequence is known is this times `sequence`."""
    devices: tuple[Device, ...] = ()
    methods: tuple[MethodUsed, ...] = ()
    points: tuple[Point, ...] = ()
    laws: tuple[Law, ...] = ()
    scores: tuple[Score, ...] = ()
    chosen: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """Target → index in `points` of what to use there."""
    parameters: int = 0
    trained: int = 0
    """Of these, that get gradients in the plain step."""
    optimizer: str = "adamw"
    precision: str = "fp32"
    global_batch: int | None = None
    epoch_examples: int | None = None
    code: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Method → what to write to use it: Python, or settings of a trainer."""
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    assumptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stopped: str = ""
    searched_seconds: float = 0.0
    created: str = ""
    versions: Mapping[str, str] = dataclasses.field(default_factory=dict)
    source: str = ""
    """What was asked, as a magic's line had it; empty where a function was called."""

    @property
    def best(self) -> Point | None:
        """What to use on the first target; None where nothing fits, or nothing is known."""
        return self.best_on(self.devices[0].name) if self.devices else None

    def best_on(self, target: str) -> Point | None:
        """The same on another one of the targets."""
        at = self.chosen.get(target)
        return None if at is None else self.points[at]

    def apply(self, method: str, model: Any, **options: Any) -> Any:
        """The user's model with `method` (its weights are shared, not copied), or the settings to
        use where the method is one of the loop. Raises UsageError for a method that isn't known
        or doesn't fit this model."""
        from .applying import apply

        return apply(self, method, model, **options)

    def to_frame(self) -> pd.DataFrame:
        """One row per point."""
        return serial.frame(self.points)

    def widget(self) -> Any:
        """A widget with sliders for memory and batch, where our extension is missing."""
        return widget_of(self)
