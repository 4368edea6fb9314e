"""What recipes that prune a trained model share: they change nothing while it trains."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from ..pattern import NM, Pattern, Unstructured
from . import DENSE, Moment, _options


@dataclasses.dataclass(frozen=True)
class After:
    """Dense training, and then `posttraining.pruned` with the last `batches` of the user's own."""

    batches: int = 8

    name: ClassVar[str] = ""
    judge: ClassVar[str] = ""
    """`module:class` of the `posttraining.judging.Judge` that does it."""
    needs_steps: ClassVar[bool] = False
    after_training: ClassVar[bool] = True

    def __post_init__(self) -> None:
        _options.positive(self.name, "batches", self.batches, zero=False)

    def unfit(self, pattern: Pattern) -> str:
        if isinstance(pattern, (NM, Unstructured)):
            return ""
        return f"it judges single weights, and {pattern} has whole blocks or rows of them"

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        return DENSE
