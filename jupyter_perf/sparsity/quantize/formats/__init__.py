"""Number formats for weights, one file per family.

A format is registered beside its definition and works on a matrix of (rows, inputs) in float32:
`values` gives back what the numbers are once stored. All of them round to nearest, ties to even,
and saturate: nothing becomes infinite that wasn't.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from ....core.registry import Registry

if TYPE_CHECKING:
    import torch


class Format(Protocol):
    """What every number format has."""

    @property
    def name(self) -> str:
        """As FORMATS has it."""

    @property
    def words(self) -> str:
        """What it is, in a few words, without its name."""

    @property
    def cited(self) -> str:
        """Where it is from."""

    def bits(self, inputs: int) -> float:
        """Per weight of a row of so many inputs, scales included."""

    def values(self, matrix: torch.Tensor) -> torch.Tensor:
        """What `matrix` (float32, finite, rows by inputs, neither empty) is once it is stored, as
        a new tensor of the same shape."""


FORMATS: Registry[Format] = Registry("formats", "jupyter_perf.sparsity.quantize.formats")
