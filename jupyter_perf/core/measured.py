"""What was measured of a machine by small kernels: how it is described, told apart and stored.

The kernels run in `estimation.here`; this is what hardware lists and other machines need of them.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from .machine import Machine
from .memory import usable_bytes
from .ranges import Range

FORMAT = 1
"""Of the JSON. Kernels are compared by name, so a new kernel needs a new name, not a new format."""
LIBRARIES = ("numpy", "pandas")
THREAD_VARIABLES = (
    "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)  # fmt: skip
_MOST_CHARS = 1_000_000


@dataclass(frozen=True)
class Probed:
    """One kernel: its time and how much it does in that time."""

    seconds: Range
    """Of one run on an unloaded machine (wall)."""
    amount: float
    """Of `unit`, done in one run."""
    unit: str
    """`flop`, `bytes`, `operations`."""
    samples: tuple[float, ...] = ()
    """Every timing, in seconds and in order."""

    @property
    def per_second(self) -> Range:
        """`amount` over time."""
        low, high = self.amount / self.seconds.high, self.amount / self.seconds.low
        return Range(self.amount / self.seconds.value, low, high)


@dataclass(frozen=True)
class Measured:
    """A machine as its kernels' times (HELP: Lee et al., 2021, arXiv 2106.08630, describe devices
    so), with what they depend on."""

    key: str
    """Of the machine, versions and thread settings: `key_here` says which is this one's."""
    machine: str
    """The processor's model."""
    system: str
    cores: float
    memory_bytes: int
    cache_bytes: tuple[int, ...]
    probes: Mapping[str, Probed]
    created: str
    """ISO, UTC."""
    versions: Mapping[str, str] = field(default_factory=dict)
    threads: str = ""
    """Thread settings of numeric libraries, in words; empty where none are set."""
    others: float = 0.0
    """Share of the processor's time that others took meanwhile, 0 to 1."""
    busy: str = ""
    """Why this is not to be relied on for good, in words; empty where the machine was idle."""
    missing: Mapping[str, str] = field(default_factory=dict)
    """Kernels that gave no time: name → why."""

    def rate(self, name: str) -> Range | None:
        """Amount a second of the kernel `name`; None where it wasn't measured."""
        found = self.probes.get(name)
        return None if found is None else found.per_second

    def to_json(self) -> str:
        """Everything; `from_json` gives an equal object back."""
        plain = {each.name: getattr(self, each.name) for each in fields(self)}
        plain["probes"] = {name: _plain(each) for name, each in self.probes.items()}
        return json.dumps({"format": FORMAT, "is": "Measured", **plain}, indent=1)

    @classmethod
    def from_json(cls, text: str) -> Measured:
        """Raises ValueError, in words, where `text` isn't what `to_json` writes."""
        try:
            data = json.loads(text) if len(text) <= _MOST_CHARS else None
            if not isinstance(data, dict) or data.pop("is", None) != "Measured":
                raise ValueError("not a machine that was measured with `%perf calibrate`")
            if data.pop("format", None) != FORMAT:
                raise ValueError("measured by another version of jupyter-perf: measure it again")
            return _machine_of(data)
        except (TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
            raise ValueError(f"not a measured machine: {error}") from None


def key_here(machine: Machine, threads: str | None = None) -> str:
    """What a measurement of this machine, for this interpreter and its settings, is found by."""
    parts = (
        machine.cpu, f"{machine.cores:g}", f"{usable_bytes() / 1e9:.0f}", platform.system(),
        *(f"{name} {version}" for name, version in sorted(versions_here().items())),
        thread_settings() if threads is None else threads,
    )  # fmt: skip
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def versions_here() -> dict[str, str]:
    """Of the interpreter and the libraries whose kernels are timed; without importing them."""
    from importlib import metadata  # takes as long to import as all else here together

    found = {"python": f"{platform.python_implementation()} {platform.python_version()}"}
    for name in LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def thread_settings(environment: Mapping[str, str] | None = None) -> str:
    """The variables that decide on numeric libraries' threads, where any is set."""
    source = os.environ if environment is None else environment
    return ", ".join(f"{name}={source[name]}" for name in THREAD_VARIABLES if source.get(name))


def _plain(probed: Probed) -> dict[str, Any]:
    each = probed.seconds
    return {
        "seconds": [each.value, each.low, each.high],
        "amount": probed.amount,
        "unit": probed.unit,
        "samples": list(probed.samples),
    }


def _machine_of(data: dict[str, Any]) -> Measured:
    data["probes"] = {str(name): _probed(each) for name, each in data["probes"].items()}
    if not data["probes"]:
        raise ValueError("no kernel was measured")
    data["cache_bytes"] = tuple(int(_positive(each)) for each in data["cache_bytes"])
    for name in ("cores", "memory_bytes"):
        _positive(data[name])
    for name in ("key", "machine", "system", "created", "threads", "busy"):
        if not isinstance(data.get(name, ""), str):
            raise ValueError(f"`{name}` is no text")
    for name in ("versions", "missing"):
        data[name] = {str(key): str(value) for key, value in data.get(name, {}).items()}
    if not 0 <= float(data.get("others", 0.0)) <= 1:
        raise ValueError("`others` is a share from 0 to 1")
    return Measured(**data)


def _probed(data: dict[str, Any]) -> Probed:
    value, low, high = (_positive(each) for each in data["seconds"])
    samples = tuple(_positive(each) for each in data["samples"])
    return Probed(Range(value, low, high), _positive(data["amount"]), str(data["unit"]), samples)


def _positive(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"a number was expected, not {str(value)[:40]!r}")
    if not 0 < value < math.inf:
        raise ValueError(f"a number above 0 was expected, not {value}")
    return float(value) if isinstance(value, float) else value
