"""What `sparsify` returns: recipes compared on the user's own training code.

Everything here is plain data, so that it goes into records, to front ends and back unchanged;
trained weights lie in files beside it, named by the runs.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ..core import serial
from ..core.ranges import Range
from ..core.results import Result
from ..core.views import widget_of
from .training import Layer, Skipped

if TYPE_CHECKING:
    import pandas as pd

DENSE = "dense"
"""The recipe's name of the run as the cell stands."""
Direction = Literal["max", "min"]


@dataclasses.dataclass(frozen=True)
class Run:
    """One recipe, with one pattern and one seed."""

    recipe: str
    pattern: str
    """`dense` where nothing is pruned."""
    seed: int
    quantize: str = "none"
    metric: float | None = None
    """None where the cell left none, or the run failed."""
    layers: tuple[Layer, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    steps: int = 0
    losses: tuple[float, ...] = ()
    loss_steps: tuple[int, ...] = ()
    step_seconds: float | None = None
    seconds: float | None = None
    """Of the whole cell."""
    switch: str = ""
    notes: tuple[str, ...] = ()
    failed: str = ""
    """Why there is no result, where there is none: the cell's error, a NaN loss, out of memory."""
    weights: str = ""
    """File with the trained model's state (safetensors); empty where none could be kept."""
    model: str = ""
    """The model's name in the cell."""

    @property
    def density(self) -> float | None:
        """Of all weights in the layers that were sparsified."""
        sizes = [(_size(layer.shape), layer.density) for layer in self.layers]
        total = sum(size for size, _ in sizes)
        return sum(size * density for size, density in sizes) / total if total else None


@dataclasses.dataclass(frozen=True)
class Summary:
    """A recipe with a pattern, over its seeds."""

    recipe: str
    pattern: str
    quantize: str = "none"
    seeds: int = 0
    """That gave a metric."""
    mean: float | None = None
    standard_error: float | None = None
    """None for a single seed."""
    difference: Range | None = None
    """To the dense runs of the same seeds (paired), as an 80% interval of the mean by Student's t;
    None for a single seed."""
    p_value: float | None = None
    """Of the paired t-test against dense, two-sided."""
    wins: int = 0
    """Seeds on which it was better than dense."""
    bytes_packed: int | None = None
    """Of the sparsified tensors, packed, indices and scales included."""
    bytes_dense: int | None = None
    """Of the same tensors in fp32."""


@dataclasses.dataclass(frozen=True)
class Latency:
    """One forward pass of a trained model, as it would be served on this machine."""

    form: str
    """`dense`, `packed`, `int8`, `packed-int8`, `semi-structured` (torch's own, on CUDA)."""
    recipe: str
    pattern: str
    batch: int
    seconds: Range | None = None
    ratio: Range | None = None
    """Dense time over its time, in interleaved runs: above 1 is faster."""
    reason: str = ""
    """Why there is none."""


@dataclasses.dataclass(frozen=True)
class FormatError:
    """What a number format does to the user's own weights."""

    layer: str
    format: str
    """`int8`, `int4`, `fp8-e4m3`, `fp8-e5m2`, `mxfp4`, `mxint8`."""
    relative_error: float
    """||W - Q(W)|| / ||W||, Frobenius."""
    bits: float
    """Per weight, scales included."""


@dataclasses.dataclass(frozen=True)
class Sensitivity:
    """What pruning one layer alone by magnitude does, after dense training of the first seed."""

    layer: str
    pattern: str
    relative_error: float
    """||W - W·Π|| / ||W|| of this layer."""
    metric_change: float | None = None
    """The metric with this layer pruned minus the metric without: below zero is worse where more of
    it is better. The cell's own statements after training say it, on other weights; None where
    there are none that can be executed again, or where they took too long to."""


@dataclasses.dataclass(frozen=True)
class SparsityReport(Result):
    """Recipes of sparse training, compared on one cell.

    `answer` says in one or two sentences what came out, first of all where it is faster and where
    it isn't. What could not be known is None in its place, with the reason in `reasons`.
    """

    answer: str
    source: str
    """The cell."""
    metric: str = ""
    """Name of the variable that the cell leaves; empty where none was named or found."""
    direction: Direction = "max"
    model: str = ""
    """Of the class, with its number of parameters: `Sequential (13 k parameters)`."""
    optimizer: str = ""
    backend: str = "torch"
    runs: tuple[Run, ...] = ()
    summaries: tuple[Summary, ...] = ()
    latency: tuple[Latency, ...] = ()
    formats: tuple[FormatError, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
    masks: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Layer → a small picture of its mask: rows of `1` and `0`, at most 32 by 64, top left."""
    skipped: tuple[Skipped, ...] = ()
    """Layers that stay dense whatever the recipe."""
    predicted_seconds: Range | None = None
    """Of all runs together, said before they began."""
    predicted_usd: Range | None = None
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    assumptions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stopped: str = ""
    """Why it ended before all runs had; empty where it didn't."""
    seconds: float = 0.0
    created: str = ""
    versions: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def best(self) -> Summary | None:
        """The sparse recipe with the best mean metric; None where there is none."""
        known = [s for s in self.summaries if s.mean is not None and s.pattern != DENSE]
        sign = 1 if self.direction == "max" else -1
        return max(known, key=lambda s: sign * (s.mean or 0.0), default=None)

    def export(self, path: str | Path, recipe: str | None = None, **options: Any) -> Path:
        """Write the packed file of one recipe's trained model (None: the best one's).

        `options`: `pattern`, `seed`, `quantize` (`int8`, `int4`), `onnx=True` for the form with
        zeros. Returns the file's path. Raises UsageError where there is no such run, or its weights
        are gone.
        """
        from .export import export

        return export(self, Path(path), recipe, **options)

    def to_frame(self) -> pd.DataFrame:
        """One row per run."""
        return serial.frame(self.runs)

    def widget(self) -> Any:
        """A widget with sliders for N:M, where our extension is missing."""
        return widget_of(self)


def _size(shape: tuple[int, ...]) -> int:
    size = 1
    for each in shape:
        size *= each
    return size
