"""What the engine needs of a model, and the one that is shipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from ...core.ranges import Range

HERE = "here"
"""The name of the machine that this runs on, once it was calibrated."""


class Appraised(Protocol):
    """What a model says of one block: `models.granite.appraisal.Appraisal` has it."""

    @property
    def cycles(self) -> Range: ...
    @property
    def contributions(self) -> tuple[float, ...]: ...
    @property
    def chain(self) -> float: ...
    @property
    def path(self) -> tuple[int, ...]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...


class Model(Protocol):
    """Predicts cycles per iteration."""

    def titles(self) -> Mapping[str, str]:
        """Microarchitectures that it knows: name → title; the first is what it was made for."""

    def appraise(self, blocks: list[bytes], target: str) -> Sequence[Appraised | None]:
        """One each, None for what can't be decoded. Raises MissingExtra and UsageError."""

    def clock_hz(self, target: str) -> float | None:
        """Cycles in a second of `target`, where they were measured."""

    def about(self, target: str) -> str:
        """The model in a line: from which data, with which errors."""
