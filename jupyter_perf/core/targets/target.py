"""One piece of hardware: what it can do at best, by its maker's word, and what it costs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from . import generations

CONFIDENCES = ("high", "medium", "low")
"""The maker's own table; worked out from it, or told by who rents it; somebody else's word."""
KINDS = ("cpu", "gpu", "accelerator")
PRECISIONS = ("fp32", "tf32", "fp16", "fp8", "int8")
"""`fp16` stands for bf16 too, but where `has_bf16` is False."""
BF16_SINCE = 8.0
"""The compute capability of NVIDIA's that brought bfloat16 to its units, Ampere's
(https://nvidia.github.io/TransformerEngine/support_matrix.html, read in November 2026)."""


@dataclass(frozen=True)
class Target:
    """Units are in the names; None is "unknown". Raises ValueError where a value makes no sense."""

    name: str
    title: str
    vendor: str = ""
    kind: str = "gpu"
    cores: int | None = None
    """Of the processor, where it is one or has one."""
    memory_gb: float | None = None
    bandwidth_gb_per_s: float | None = None
    dense_tflops: Mapping[str, float] = field(default_factory=dict)
    """Precision → the most operations in a second / 1e12, through matrix units where there are."""
    sparse_tflops: Mapping[str, float] = field(default_factory=dict)
    """The same where two of four weights are zero and skipped, counted as if they weren't."""
    tdp_w: float | None = None
    usd_per_hour: float | None = None
    """On demand, in the place and at the time that `price_source` and `price_date` say."""
    price_source: str = ""
    price_date: str = ""
    source: str = ""
    source_url: str = ""
    note: str = ""
    confidence: str = ""
    """In the figures, one of `CONFIDENCES`; empty where nobody says."""
    compute_capability: float | None = None
    """NVIDIA's word for what its GPU can do (`nvidia-smi --query-gpu=compute_cap`)."""

    def __post_init__(self) -> None:
        for figures in ("dense_tflops", "sparse_tflops"):
            given = getattr(self, figures)
            if unknown := sorted(set(given) - set(PRECISIONS)):
                raise ValueError(f"{self.name}: no precision {unknown[0]!r} in {figures}")
            object.__setattr__(self, figures, MappingProxyType(dict(given)))
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: `kind` must be one of {', '.join(KINDS)}")
        if self.confidence not in ("", *CONFIDENCES):
            raise ValueError(f"{self.name}: `confidence` must be one of {', '.join(CONFIDENCES)}")
        for name, value in self._figures():
            if value is not None and not 0 < value < float("inf"):
                raise ValueError(f"{self.name}: `{name}` must be above 0, not {value}")

    def peak_tflops(self, precision: str, *, sparse: bool = False) -> float | None:
        """The most that it can do at `precision`; without sparse units what dense ones do."""
        dense = self.dense_tflops.get(precision)
        return self.sparse_tflops.get(precision, dense) if sparse else dense

    @property
    def has_bf16(self) -> bool | None:
        """Whether it multiplies in bfloat16; None where nobody says. Where it doesn't, PyTorch
        widens to single precision: it works, and is slow."""
        known = self.compute_capability or generations.compute_capability(self)
        return None if known is None else known >= BF16_SINCE

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` makes the same again."""
        data = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        return data | {
            "dense_tflops": dict(self.dense_tflops),
            "sparse_tflops": dict(self.sparse_tflops),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Target:
        """Raises TypeError and ValueError where `data` isn't a target."""
        return cls(**data)

    def __hash__(self) -> int:
        return hash(self.name)

    def __reduce__(self) -> tuple[Any, ...]:
        # Views of dictionaries can't be pickled, and targets go to other processes.
        return Target.from_json, (self.to_json(),)

    def _figures(self) -> list[tuple[str, float | None]]:
        names = ("cores", "memory_gb", "bandwidth_gb_per_s", "tdp_w", "usd_per_hour",
                 "compute_capability")  # fmt: skip
        return [
            *((name, getattr(self, name)) for name in names),
            *((f"dense {name}", value) for name, value in self.dense_tflops.items()),
            *((f"sparse {name}", value) for name, value in self.sparse_tflops.items()),
        ]
