"""When teaching the draft model anew pays, where what is asked of it changes with time.

After a refresh the acceptance falls with its age t, and with it the tokens a second G(α(t)). A
refresh takes the GPUs that serve for c seconds (its GPU-seconds over their number), or others that
could have served as long. Refreshed every P seconds, the server brings

    net(P) = ∫₀ᴾ G(α(t)) dt / (P + c)

tokens a second. That is most where G(α(P)) = net(P): go on while this moment brings more than the
whole period with its refresh does on average (the marginal value theorem: Charnov, 1976). It is
more than never refreshing, G(floor), brings if and only if

    c < c* = ∫₀^∞ (G(α(t)) − G(floor)) dt / G(floor)

As c* shrinks with the time that acceptance takes to fall, c* / c is also how many times faster it
may fall until no refresh pays. That acceptance falls as the mix of queries moves on, and comes back
by distilling the model's own answers into the draft model, is from Liu et al., "Online Speculative
Decoding", 2023, arXiv 2310.07177; the formulas are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .acceptance import Chain
from .checking import amount, share, whole
from .drift import Decay, Drift
from .goodput import LONGEST_TRIED, Drafting, best
from .record import Record
from .times import Times

Floats = np.ndarray[Any, np.dtype[np.float64]]
Goodputs = Callable[[float], float]
"""Tokens a second, by acceptance."""
_TABLED = 257
_HALVINGS = 50
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Refreshing(Record):
    """Whether and when a refresh pays; tokens a second are long-run means."""

    period: float | None
    """Seconds from a refresh to the next that bring most, to a 64th of the time that acceptance
    takes to fall; None: never refresh."""
    tokens_per_s: float
    """With that period, refreshes counted in."""
    never: float
    """Without any refresh."""
    break_even_gpu_seconds: float
    """What a refresh may take until none pays."""
    break_even_speed: float | None
    """How many times faster acceptance may fall until none pays; None where refreshing is free.
    Below 1 none pays as it is."""

    @property
    def gain(self) -> float:
        """Tokens a second against never refreshing, as a ratio."""
        return self.tokens_per_s / self.never


def served(
    batch: float,
    context: float,
    times: Times,
    longest: int = LONGEST_TRIED,
    drafting: Drafting = Chain,
) -> Goodputs:
    """Tokens a second of such a batch with the best length for each acceptance.

    Raises as `goodput.best`; worked out at some acceptances, between which it is nearly straight.
    """
    grid = np.linspace(0, 1, _TABLED)
    found = [best(batch, float(at), context, times, longest, drafting) for at in grid]
    tokens = [each.step.tokens_per_s for each in found]
    return lambda acceptance: float(np.interp(acceptance, grid, tokens))


def refresh(drift: Drift, goodput: Goodputs, gpu_seconds: float, devices: int = 1) -> Refreshing:
    """When a refresh pays that takes `gpu_seconds`, where `devices` GPUs serve.

    Raises UsageError for a negative cost, no devices, or a `goodput` that isn't above 0.
    """
    count = whole("devices", devices, least=1, most=1_000_000)
    cost = amount("gpu_seconds", gpu_seconds, "seconds of a GPU") / count
    never = _brings(goodput, drift.floor)
    seconds, rates = _along(drift, goodput)
    ends, tokens = np.cumsum(seconds), np.cumsum(seconds * rates)
    net = tokens / (ends + cost)
    most = int(net.argmax())
    break_even = _break_even(seconds, rates, never)
    pays = float(net[most]) > never * (1 + _ROUNDING)
    return Refreshing(
        float(ends[most]) if pays else None,
        float(net[most]) if pays else never,
        never,
        break_even * count,
        break_even / cost if cost else None,
    )


def least_fall(
    peak: float, seconds: float, goodput: Goodputs, gpu_seconds: float, devices: int = 1
) -> float | None:
    """By how much acceptance must fall from `peak`, within `seconds` as `Decay` says, for a
    refresh to pay; None where not even a fall to 0 does. Raises as `refresh` and `Decay`."""

    def pays(fall: float) -> bool:
        drift = Decay(peak, max(0.0, peak - fall), seconds)
        return refresh(drift, goodput, gpu_seconds, devices).period is not None

    low, high = 0.0, share("peak", peak)
    if not pays(high):
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if pays(middle) else (middle, high)
    return high


def _along(drift: Drift, goodput: Goodputs) -> tuple[Floats, Floats]:
    """Seconds and tokens a second of each stretch."""
    stretches = drift.stretches()
    seconds = np.array([duration for duration, _ in stretches])
    return seconds, np.array([_brings(goodput, acceptance) for _, acceptance in stretches])


def _break_even(seconds: Floats, rates: Floats, never: float) -> float:
    """c*, in seconds of the whole server."""
    return float(seconds @ (rates - never)) / never


def _brings(goodput: Goodputs, acceptance: float) -> float:
    return amount("goodput", goodput(acceptance), "tokens a second", zero=False)
