"""Sparse-structure decay: patterns become sparser, frame by frame."""

from __future__ import annotations

import dataclasses

from ...errors import UsageError
from ..pattern import LARGEST_GROUP, NM, Pattern
from . import DENSE, RECIPES, Moment, _options

NAME = "structure-decay"
COARSEST = 8
"""Groups of the first frame of the geometric schedule, in groups of the pattern."""


@dataclasses.dataclass(frozen=True)
class StructureDecay:
    """structure-decay: patterns become sparser, frame by frame

    What it does: after a dense beginning the run is cut into frames of equal length, each with a
    binary mask of its own pattern, redone at every step,

        stepwise:  (M-1):M, M/2:M, M/4:M, ..., N:M     1:16 is 15:16, 8:16, 4:16, 2:16, 1:16
        geometric: 8N:8M, 4N:4M, 2N:2M, N:M            1:4 is 8:32, 4:16, 2:8, 1:4

    Stepwise keeps ever fewer; geometric keeps as many throughout, in ever smaller groups. Gradients
    go to all weights (straight-through). The last frame goes on for the share `fine_tune`.

    When not: very sparse patterns in short runs, whose last frame comes late (digits, 600 steps,
    1:16: 81.4%, and SR-STE 85.5%; `make bench-sparsify`, 2026-11, 10 seeds). Geometric needs groups
    (N:M). Groups are at most 64 inputs, so that it begins with fewer frames at 1:16; and a layer
    whose inputs a larger group doesn't divide takes the largest that does.

    Options: `shape` ("stepwise", or "geometric"); `dense` (0.1), the share of the run that is
    dense; `fine_tune` (0.25), the last share; `decay` (0), SR-STE's term, which the paper doesn't
    have.

    The shares are ours: the authors set them by task. Their later paper calls this recipe SdGf.

    Source: Kao et al., Training Recipe for N:M Structured Sparsity with Decaying Pruning Mask,
    arXiv 2209.07617, section 3; frames as in the published code of Bambhaniya et al., arXiv
    2402.04744.
    """

    shape: str = "stepwise"
    dense: float = 0.1
    fine_tune: float = 0.25
    decay: float = 0.0

    words = "patterns become sparser, frame by frame"
    cited = "Kao et al. 2022, arXiv 2209.07617, section 3"
    needs_steps = True
    after_training = False

    def __post_init__(self) -> None:
        _options.one_of(NAME, "shape", self.shape, ("stepwise", "geometric"))
        _options.share(NAME, "dense", self.dense)
        _options.share(NAME, "fine_tune", self.fine_tune)
        _options.positive(NAME, "decay", self.decay)
        if self.dense + self.fine_tune > 1:
            raise UsageError(f"`{NAME}`: dense and fine_tune are more than the whole run together")

    def unfit(self, pattern: Pattern) -> str:
        if self.shape == "geometric" and not isinstance(pattern, NM):
            return f"its groups become smaller, and {pattern} has none: use shape=stepwise"
        return ""

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        total = _options.known_steps(NAME, steps)
        begin = _options.place(self.dense, total)
        if step < begin:
            return DENSE
        frames = self.frames(pattern)
        length = max(1e-9, total * (1 - self.fine_tune) - begin)
        at = min(len(frames) - 1, int((step - begin) * len(frames) / length))
        return Moment(frames[at] if step < total else pattern, decay=self.decay)

    def frames(self, pattern: Pattern) -> tuple[Pattern, ...]:
        """Patterns in their order; the last is `pattern`."""
        if self.shape == "geometric" and isinstance(pattern, NM):
            factors = [COARSEST >> halved for halved in range(COARSEST.bit_length() - 1)]
            fitting = [each for each in factors if each * pattern.m <= LARGEST_GROUP]
            return *(NM(each * pattern.n, each * pattern.m) for each in fitting), pattern
        frames: list[Pattern] = []
        if isinstance(pattern, NM) and pattern.n < pattern.m - 1:
            frames.append(NM(pattern.m - 1, pattern.m))
        density = 0.5
        while density > pattern.density:
            frames.append(pattern.relaxed(density))
            density /= 2
        return *(each for each in dict.fromkeys(frames) if each != pattern), pattern


RECIPES.add(NAME, StructureDecay())
