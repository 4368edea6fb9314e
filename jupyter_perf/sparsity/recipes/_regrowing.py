"""What recipes that drop and regrow weights share: when they do."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from ..pattern import NM, Pattern, Unstructured
from . import Grow, Moment, _options


@dataclasses.dataclass(frozen=True)
class Regrowing:
    """A random mask at first; every `every` steps a share `drop` of what is kept is dropped, the
    smallest first, and as many are grown elsewhere, until a share `until` of the run."""

    drop: float = 0.3
    every: float = 0.02
    until: float = 0.75

    name: ClassVar[str] = ""
    grow: ClassVar[Grow] = "random"
    needs_steps: ClassVar[bool] = True
    after_training: ClassVar[bool] = False

    def __post_init__(self) -> None:
        _options.share(self.name, "drop", self.drop)
        _options.positive(self.name, "every", self.every, zero=False)
        _options.share(self.name, "until", self.until)

    def unfit(self, pattern: Pattern) -> str:
        if isinstance(pattern, (NM, Unstructured)):
            return ""
        return f"it drops and grows single weights, and {pattern} has whole blocks or rows of them"

    def moment(self, step: int, steps: int | None, pattern: Pattern) -> Moment:
        total = _options.known_steps(self.name, steps)
        if step == 0:
            return Moment(pattern, score="random", straight_through=False)
        end = _options.place(self.until, total)
        due = step < end and step % _options.every(self.every, total) == 0
        drop = self.dropped(step / end) if due and pattern.density < 1 else 0.0
        return Moment(
            pattern,
            renew=False,
            score="random",
            straight_through=False,
            drop=drop,
            grow=self.grow if drop else "none",
        )

    def dropped(self, through: float) -> float:
        """The share of kept weights that is dropped, at a share `through` of the updates."""
        return self.drop
