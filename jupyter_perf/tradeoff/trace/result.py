"""What a trace tells, as plain data."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

KINDS = (
    "weights", "inputs", "gradients", "optimizer", "activations", "temporaries", "kept"
)  # fmt: skip
"""Of memory at the peak. Activations were made by the forward pass (with the loss) and temporaries
by the backward pass or the optimizer's step, or live inside one operation of any phase; what else
outlives a step (a cache) is kept."""
PHASES = ("forward", "backward", "optimizer")
NO_TIME = "there was no time left: a larger `budget` gives more"
WHYS = ("inputs", "values", "unsupported", "failed", "crashed", "time", "stopped", "unfit")
"""Why nothing could be traced: inputs that the model refuses; values of tensors that decide what
it does; an operation that knows no metadata; any other exception of the model's; a process that
died; no time left; stopped from outside; a method that doesn't fit
the model."""


@dataclasses.dataclass(frozen=True)
class ModuleUse:
    """One module (by its dotted name, the model's own is empty), without its submodules."""

    name: str
    kind: str
    """Of its class: `Linear`."""
    parameters: int = 0
    weight_bytes: int = 0
    """Of its own parameters and buffers; what modules share counts for the first one."""
    at_peak_bytes: int = 0
    """Made in it and alive at the peak: activations, gradients, optimizer state, temporaries."""


@dataclasses.dataclass(frozen=True)
class Trace:
    """One step with all memory that it needs, in bytes. Each storage counts once."""

    train: bool
    peak_bytes: int
    peak_phase: str
    """One of PHASES."""
    peak_module: str
    breakdown: Mapping[str, int]
    """Of the peak, by KINDS."""
    start_bytes: int
    """Before the step: weights, inputs, optimizer state."""
    parameters: int
    modules: tuple[ModuleUse, ...] = ()
    batch: int | None = None
    sequence: int | None = None
    """What the step was traced for; None where the inputs have no such dimension."""
    rounded_peak_bytes: int = 0
    """The peak with each storage rounded up to 512 bytes, as PyTorch's allocator on CUDA does, and
    without what only a processor's libraries take inside their operations."""
    methods: str = "none"
    """The memory methods that the step was traced with."""
    accumulate: int = 1
    """Microbatches to one step of the optimizer; `batch` is that of one."""
    trained: int = 0
    """Of the parameters, those that get gradients (after the methods)."""
    evaluation_bytes: int | None = None
    """The peak of a forward pass without gradients between two steps (gradients dropped, the
    optimizer's state kept); None where it wasn't asked for."""
    host_bytes: int = 0
    """The most that lies in the host's memory, where a method puts tensors there."""
    host_moved_bytes: int = 0
    """Sent to the host in one step, or fetched from there."""
    allocations: int = 0
    """Storages that were made in the step."""
    counted: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    """What the observer said."""
    notes: tuple[str, ...] = ()

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Trace:
        """Raises ValueError where `text` isn't what `to_json` writes."""
        return cls.from_data(json.loads(text))

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Trace:
        """Raises ValueError where `data` isn't a trace's fields."""
        try:
            modules = tuple(ModuleUse(**each) for each in data["modules"])
            return cls(**{**data, "modules": modules, "notes": tuple(data["notes"])})
        except (TypeError, KeyError) as error:
            raise ValueError(f"not a trace: {error}") from error


@dataclasses.dataclass(frozen=True)
class Untraced:
    """Why there is no trace, in the user's words."""

    why: str
    """One of WHYS."""
    reason: str
    batch: int | None = None
    sequence: int | None = None
    methods: str = "none"
