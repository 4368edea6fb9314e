"""What recipes share: options that make sense, and places in a run."""

from __future__ import annotations

import math

from ...errors import UsageError


def share(recipe: str, option: str, value: object, high: float = 1.0) -> float:
    """`value`, a share of the run in [0, high]; raises UsageError where it isn't one."""
    if not isinstance(value, (int, float)) or not 0 <= value <= high:
        raise UsageError(f"`{recipe}`: {option} is a share from 0 to {high:g}, not {value!r}")
    return float(value)


def positive(recipe: str, option: str, value: object, zero: bool = True) -> float:
    """`value`, finite and not below 0 (nor 0, without `zero`); raises UsageError otherwise."""
    if (
        isinstance(value, (int, float))
        and math.isfinite(value)
        and (value > 0 or (zero and not value))
    ):
        return float(value)
    raise UsageError(f"`{recipe}`: {option} is a number above 0, not {value!r}")


def one_of(recipe: str, option: str, value: str, choices: tuple[str, ...]) -> str:
    """`value`, one of `choices`; raises UsageError otherwise."""
    if value not in choices:
        known = ", ".join(choices)
        raise UsageError(f"`{recipe}`: {option} is one of {known}, not {value!r}")
    return value


def known_steps(recipe: str, steps: int | None) -> int:
    """`steps`; raises UsageError where they aren't known."""
    if steps is None:
        raise UsageError(
            f"`{recipe}` spreads over the whole run, whose number of steps isn't known: give it"
            " with --steps, or compare with a dense run, which counts them"
        )
    return steps


def place(at: float, steps: int) -> int:
    """The step that the share `at` of `steps` falls on: as many steps come before it, rounded."""
    return math.floor(at * steps + 0.5)


def every(period: float, steps: int) -> int:
    """Steps between two updates: a share of the run below 1, or a number of steps; at least 1."""
    return max(1, place(period, steps) if period < 1 else round(period))
