"""What a run's process is told and what it says: plain data on both sides."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ..result import FormatError, Latency, Run, Sensitivity
from .plan import After, Task


@dataclasses.dataclass(frozen=True)
class Job:
    """One training, as its process is told of it."""

    task: Task
    source: str
    """Plain Python."""
    names: tuple[str, ...]
    """That the cell binds."""
    layout: Mapping[str, Any]
    """Of the copied namespace."""
    digest: str
    """Of the copied namespace."""
    recipe: str
    """The recipe itself, pickled, in hexadecimal."""
    patterns: tuple[str, ...] = ()
    """That are asked for in all runs: what else is looked at in the dense one."""
    steps: int | None = None
    mask_every: int = 1
    distribution: str = "uniform"
    transposable: bool = False
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    pilot: int | None = None
    latency: bool = False
    """Whether forward passes of its model are timed."""
    alone: bool = False
    """Whether layers are pruned one at a time, to see what that does to the numbers it leaves."""
    ends: float | None = None
    """`time.time()` by which it must have ended."""
    cwd: str = "."
    path: tuple[str, ...] = ()
    """`sys.path` of the kernel."""
    threads: int | None = None
    dtype: str = ""
    """PyTorch's default, where the kernel changed it."""

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Job:
        """Raises TypeError and KeyError where `data` isn't a job."""
        fields: dict[str, Any] = {
            name: tuple(each) if isinstance(each, list) else each for name, each in data.items()
        }
        after = tuple(After(**each) for each in data["task"]["after"])
        fields["task"] = Task(**{**data["task"], "after": after})
        return cls(**fields)


@dataclasses.dataclass(frozen=True)
class Entry:
    """A run before it is known which of its numbers is the metric."""

    run: Run
    values: Mapping[str, float] = dataclasses.field(default_factory=dict)
    """Numbers that the cell left, by name."""
    others: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What else it left: name → type."""
    reason: str = ""
    """Why its numbers aren't known although the run went well."""


@dataclasses.dataclass(frozen=True)
class Alone:
    """What the cell leaves with one layer of its trained model pruned, and no other."""

    layer: str
    pattern: str
    values: Mapping[str, float]
    """Numbers, by name."""


@dataclasses.dataclass(frozen=True)
class Finished:
    """All that came of one training."""

    entries: tuple[Entry, ...]
    """Of the run itself, then of what was made of its model afterwards."""
    model: str = ""
    """`Sequential (13 k parameters)`."""
    optimizer: str = ""
    formats: tuple[FormatError, ...] = ()
    sensitivity: tuple[Sensitivity, ...] = ()
    alone: tuple[Alone, ...] = ()
    alone_seconds: float = 0.0
    """That `alone` took, which one run of a comparison does."""
    masks: Mapping[str, str] = dataclasses.field(default_factory=dict)
    latency: tuple[Latency, ...] = ()
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    notes: tuple[str, ...] = ()
    batches: tuple[int, ...] = ()

    def around(self, wall: float) -> float:
        """Seconds that its process took beside what isn't done in others: all in all `wall`, which
        is less than the training where it was kept from before."""
        own = sum(each.run.seconds or 0.0 for each in self.entries)
        return max(0.0, wall - own - self.alone_seconds)

    @property
    def failed(self) -> str:
        """Why the training has no result; empty where it has."""
        return self.entries[0].run.failed
