"""A recipe's moments as arrays over the steps of a run, so that compiled code can look them up.

Recipes are Python, asked once, before anything is compiled: what they say of step k lies in row k,
and beyond the last step the last row holds. NumPy only.
"""

from __future__ import annotations

import dataclasses

import numpy as np
import numpy.typing as npt

from ....errors import UsageError
from ...pattern import Pattern
from ...recipes import Moment, Recipe, Switching

FAR = 4096
"""Steps that a recipe which doesn't know the run's length is asked for one by one."""
FARTHER = (10_007, 123_456, 1_000_003)
"""Steps at which it must still say the same as at the last of those."""

Integers = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.float32]


@dataclasses.dataclass(frozen=True)
class Table:
    """What holds before each step. `kinds[kind[row]]` is row's moment, but for its `beta`."""

    kinds: tuple[Moment, ...]
    """Distinct moments, with `beta` 0."""
    patterns: tuple[Pattern | None, ...]
    """Distinct patterns; the first is None."""
    kind: Integers
    """(rows,)."""
    beta: Numbers
    """(rows,)."""
    renew: npt.NDArray[np.bool_]
    """(rows,): whether masks are chosen anew before this step, though the pattern stays."""
    rows: int
    """Of each phase: row `phase * rows + min(step, rows - 1)`."""
    window: tuple[int, int] | None = None
    """Of a switch that the run decides; its second phase has rows of its own."""

    @property
    def pattern(self) -> Integers:
        """(kinds,): the place of each one's pattern in `patterns`."""
        return np.array([self.patterns.index(each.pattern) for each in self.kinds], np.int32)

    def of(self, field: str) -> npt.NDArray[np.float32]:
        """(kinds,): a field of each that is a number or a truth."""
        return np.array([getattr(each, field) for each in self.kinds], np.float32)


def tabulate(recipe: Recipe, steps: int | None, pattern: Pattern) -> Table:
    """The table of `recipe` for a run of `steps`.

    Raises UsageError where the recipe's schedule needs the number of steps and there is none.
    """
    window = _window(recipe, steps)
    phases = [recipe]
    if window is not None and isinstance(recipe, Switching):
        phases.append(recipe.switched(window[0]))
    moments = [_moments(each, steps, pattern) for each in phases]
    rows = max(map(len, moments))
    flat = [each for phase in moments for each in phase + [phase[-1]] * (rows - len(phase))]
    kinds = list(dict.fromkeys(dataclasses.replace(each, beta=0.0) for each in flat))
    place = {each: at for at, each in enumerate(kinds)}
    return Table(
        tuple(kinds),
        tuple(dict.fromkeys((None, *(each.pattern for each in kinds)))),
        np.array([place[dataclasses.replace(each, beta=0.0)] for each in flat], np.int32),
        np.array([each.beta for each in flat], np.float32),
        np.array([each.renew for each in flat]),
        rows,
        window,
    )


def _window(recipe: Recipe, steps: int | None) -> tuple[int, int] | None:
    """Between which steps the run itself decides; None where nothing is left to decide."""
    if not isinstance(recipe, Switching):
        return None
    earliest, latest = recipe.window(steps)
    return (earliest, latest) if earliest < latest else None


def _moments(recipe: Recipe, steps: int | None, pattern: Pattern) -> list[Moment]:
    if steps is not None:
        return [recipe.moment(step, steps, pattern) for step in range(steps + 1)]
    moments = [recipe.moment(step, None, pattern) for step in range(FAR)]
    last = moments[-1]
    if any(recipe.moment(step, None, pattern) != last for step in FARTHER):
        raise UsageError("this recipe changes as long as the run lasts: give its number of steps")
    while len(moments) > 1 and moments[-2] == last:
        moments.pop()
    return moments
