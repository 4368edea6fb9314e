"""What LeOPArd and SPRINT return: how many scores are pruned, and what that costs."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...core import serial
from ...core.ranges import Range
from ...core.results import Result

if TYPE_CHECKING:
    import pandas as pd


@dataclasses.dataclass(frozen=True)
class LayerPruned:
    """One layer of attention, over all evaluation batches."""

    name: str
    """As `named_modules` has it."""
    threshold: float
    """Scores below it are pruned (scaled, with biases)."""
    scores: int
    """That were looked at: masked ones don't count."""
    pruned: int
    share: Range | None = None
    """Of pruned scores; the interval is of its mean over batches (Student's t, 80%), None for a
    single batch."""
    bits: float | None = None
    """LeOPArd: bits of a key that a bit-serial product looks at, on average, until it is known to
    be below the threshold. Modelled: no such hardware is here."""
    agreement: float | None = None
    """SPRINT: the share of decisions that exact scores would have made alike."""
    missed: float | None = None
    """SPRINT: the share of scores above the threshold that were pruned all the same."""


@dataclasses.dataclass(frozen=True)
class AttentionPruned(Result):
    """A model whose attention prunes its scores, and what that does to it.

    Losses are means over the evaluation batches, with the interval that their spread gives (None
    for a single batch). Nothing here is a time: pruned scores save some in the papers' hardware
    only.
    """

    method: str
    """`leopard` or `sprint`."""
    layers: tuple[LayerPruned, ...]
    loss_before: Range | None = None
    loss_after: Range | None = None
    loss_control: Range | None = None
    """After the same training with exact attention; None where none was asked for."""
    loss_change: Range | None = None
    """After - control (or, without one, - before), by batch."""
    metric_before: float | None = None
    metric_after: float | None = None
    metric_control: float | None = None
    steps: int = 0
    losses: tuple[float, ...] = ()
    """Of training, each step's, without the penalty; thinned to at most 400."""
    of_bits: int | None = None
    """Of queries and keys: how many LeOPArd's model reads at most, or SPRINT's products have."""
    notes: tuple[str, ...] = ()
    reasons: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """Why a figure has no interval, or isn't there."""
    cited: str = ""
    model: Any = dataclasses.field(default=None, compare=False, repr=False)
    """A copy of the user's, with hooks on; None in a result that was read from JSON."""

    @property
    def thresholds(self) -> dict[str, float]:
        """By layer, for `attach`."""
        return {each.name: each.threshold for each in self.layers}

    @property
    def share(self) -> float | None:
        """Of all scores that were pruned, over all layers; None where there were none."""
        total = sum(each.scores for each in self.layers)
        return sum(each.pruned for each in self.layers) / total if total else None

    @property
    def bits(self) -> float | None:
        """Modelled: bits examined of a key, over all scores."""
        known = [(each.scores, each.bits) for each in self.layers if each.bits is not None]
        total = sum(scores for scores, _ in known)
        return sum(scores * bits for scores, bits in known) / total if total else None

    def to_json(self) -> str:
        """Everything but the model; `from_json` gives an equal object back."""
        return serial.dumps(dataclasses.replace(self, model=None))

    def to_frame(self) -> pd.DataFrame:
        """One row per layer."""
        return serial.frame(self.layers)
