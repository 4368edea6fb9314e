"""STEP: dense Adam first, then N:M masks over a frozen variance."""

from __future__ import annotations

import dataclasses

from ...errors import UsageError
from ..autoswitch import AutoSwitch, Mean
from ..pattern import Pattern
from . import DENSE, RECIPES, Moment, Recipe, _options

NAME = "step"
EARLIEST, LATEST = 0.1, 0.5
"""Shares of the run that AutoSwitch is clipped to."""
SPARSE = 1 / 8
"""The density at and below which a frozen variance is floored."""
FLOORS = ("auto", "on", "off")


def floored(floor: str, pattern: Pattern) -> bool:
    """Whether v* is raised to its mean over the tensor, by the option `floor`."""
    return floor == "on" or (floor == "auto" and pattern.density <= SPARSE)


@dataclasses.dataclass(frozen=True)
class Step:
    """step: dense Adam until its variance has settled, then N:M masks over that variance

    What it does: the first phase is plain, dense Adam. The second one begins at step t0: the second
    moment stays at v* = v_t0 (its bias corrected as of t0), and each step is that of SR-STE,

        g = dL/dW~ + decay · (1 - Π) · W,    w -= lr · m^ / sqrt(v* + eps)

    with W~ = Π · W and eps inside the root. Masked weights make Adam estimate its variance from
    gradients that come and go with the mask; a variance that was learnt dense does without them.

    When it switches: AutoSwitch measures Z_t = ||v_t - v_(t-1)||_1 / d at each step, and switches
    where its mean over floor(1 / (1 - beta2)) steps, `arithmetic` or `geometric`, is below
    `epsilon`; never before a share `earliest` of the run, and at a share `latest` anyway. The
    report says which it was. In runs of a few hundred steps it hardly ever fires: give the switch
    as a share of the run then, `step(switch=0.1)`.

    When it pays: Adam or AdamW without amsgrad. Other optimizers have no such variance: there it is
    SR-STE from the switch on, and the report says so.

    Options: `switch` ("arithmetic"; or "geometric", or a share of the run), or `switch_step`, the
    number of steps of the first phase; `epsilon` (1e-8) of
    AutoSwitch; `earliest` (0.1) and `latest` (0.5); `decay` (2e-4); `floor` ("auto": at 1:8 and
    sparser, v* is raised to at least its mean over the tensor; "on", "off").

    The floor is no part of the paper: without it, at 1:8 and 1:16, what is left of a layer lies in
    coordinates with hardly any variance, whose steps are then too large (digits, 1:16, switch at
    0.1, 10 seeds, 2026-11: 66% without, 85% with).

    Source: Lu et al., STEP: Learning N:M Structured Sparsity Masks from Scratch with Precondition,
    arXiv 2302.01172 (ICML 2023), algorithms 1 and 2.
    """

    switch: str = "arithmetic"
    epsilon: float = 1e-8
    earliest: float = EARLIEST
    latest: float = LATEST
    decay: float = 2e-4
    floor: str = "auto"
    switch_step: int = dataclasses.field(default=-1, repr=False)
    """The step before which the second phase begins, where it is known already; else -1."""

    words = "dense Adam first, then N:M masks over its frozen variance (AutoSwitch)"
    cited = "Lu et al. 2023, arXiv 2302.01172, algorithms 1 and 2"
    needs_steps = True
    after_training = False

    def __post_init__(self) -> None:
        if self._given is None:
            _options.one_of(NAME, "switch", self.switch, ("arithmetic", "geometric", "0.1"))
        else:
            _options.share(NAME, "switch", self._given)
        _options.share(NAME, "earliest", self.earliest)
        _options.share(NAME, "latest", self.latest)
        if self.earliest > self.latest:
            raise UsageError(f"`{NAME}`: earliest ({self.earliest}) is after latest")
        _options.positive(NAME, "epsilon", self.epsilon)
        _options.positive(NAME, "decay", self.decay)
        _options.one_of(NAME, "floor", self.floor, FLOORS)

    @property
    def _given(self) -> float | None:
        """The share of the run that was asked for instead of a rule."""
        try:
            return float(self.switch)
        except ValueError:
            return None

    def unfit(self, pattern: Pattern) -> str:
        return ""

    def window(self, steps: int | None) -> tuple[int, int]:
        if self.switch_step >= 0:
            return self.switch_step, self.switch_step
        total = _options.known_steps(NAME, steps)
        if self._given is not None:
            at = _options.place(self._given, total)
            return at, at
        return _options.place(self.earliest, total), _options.place(self.latest, total)

    def watch(self, beta2: float) -> AutoSwitch | None:
        if self.switch_step >= 0 or self._given is not None:
            return None
        mean: Mean = "geometric" if self.switch == "geometric" else "arithmetic"
        return AutoSwitch(mean, self.epsilon, beta2)

    def switched(self, step: int) -> Recipe:
        return dataclasses.replace(self, switch_step=step)

    def why(self, step: int, steps: int | None, fired: bool) -> str:
        if self.switch_step >= 0:
            return f"at step {step}, as given"
        if self._given is not None:
            return f"at step {step}, {self._given:.0%} of the run, as given"
        if not fired:
            return f"at step {step}, {self.latest:.0%} of the run: AutoSwitch never fired"
        return f"at step {step}, by AutoSwitch ({self.switch} mean below {self.epsilon:g})"

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        if step < self.window(steps)[1]:
            return DENSE
        sparse = pattern.density < 1
        return Moment(
            pattern,
            decay=self.decay,
            frozen_variance=sparse,
            floored_variance=sparse and floored(self.floor, pattern),
        )


RECIPES.add(NAME, Step())
