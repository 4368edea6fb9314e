"""What speculation brings where requests come and go: the batch that a rate of arrivals leads to.

With n requests in the batch, each needing S steps of T(n) seconds for its answer, they leave at the
rate

    μ(n) = n / (S · T(n)), and μ(most) from `most` on, the others waiting

which is the throughput of n requests that always come back (a flow-equivalent server: Chandy,
Herzog and Woo, 1975). Where prompts are read in the same steps, T(n) is a mean over how many are
(`mixed_steps`).

Arrivals are Poisson with rate λ, so that n requests are there with probability
π(n) ∝ λⁿ / (μ(1) … μ(n)): a queue whose server is shared by all, in which it doesn't matter how the
lengths of answers are spread (Kelly, "Reversibility and Stochastic Networks", 1979, section 3.3).
Little's law gives the times. Fewer than λ = μ(most) a second can be served.

It holds for answers of many steps. Of few ones, which all who arrive during a step begin together,
batches vary more; and waits for a full batch are those of lengths that are spread exponentially,
a little long where answers are all alike.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....errors import UsageError
from .acceptance import Drafted
from .checking import amount, whole
from .mixed_steps import mean_steps
from .record import Record
from .times import Times

Floats = np.ndarray[Any, np.dtype[np.float64]]
_MOST_BATCH = 65_536


@dataclass(frozen=True)
class Traffic(Record):
    """Requests, and how many of them share a step. Raises UsageError for what makes no sense."""

    output: float
    """Tokens of an answer, on average."""
    prompt: float = 0.0
    """Tokens before an answer, on average."""
    context: float | None = None
    """Tokens cached of a request, on average over its steps; None: its prompt and half of its
    answer, which holds where answers are about alike."""
    most: int = 256
    """Requests in a batch; more wait."""
    prefill: bool = True
    """Whether this machine reads the prompts, in steps that write as well; else another one has."""

    def __post_init__(self) -> None:
        for name in ("output", "prompt", "context"):
            if (value := getattr(self, name)) is not None:
                object.__setattr__(self, name, amount(name, value, "tokens"))
        if self.output < 1:
            raise UsageError(f"`output` must be at least 1 token, not {self.output!r}")
        object.__setattr__(self, "most", whole("most", self.most, 1, _MOST_BATCH))
        if not isinstance(self.prefill, bool):
            raise UsageError(f"`prefill` must be True or False, not {self.prefill!r}")

    @property
    def read(self) -> float:
        """Tokens of a prompt that are read here."""
        return self.prompt if self.prefill else 0.0

    @property
    def cached(self) -> float:
        return self.prompt + self.output / 2 if self.context is None else self.context


@dataclass(frozen=True)
class Loaded(Record):
    """A server under load, in the long run."""

    length: int
    rate: float
    """Requests a second that arrive."""
    capacity: float
    """Requests a second below which it keeps up."""
    batch: float
    """Requests in a step, on average over the time in which there are any."""
    busy: float
    """Share of the time in which there are any."""
    tokens_per_s: float
    """That are delivered: of all who ask, or at capacity where it doesn't keep up."""
    token_seconds: float
    """Of a request in the batch, the reading of prompts included, for each of its tokens."""
    request_seconds: float | None
    """From arrival to the last token; None where requests wait ever longer."""

    @property
    def saturated(self) -> bool:
        """Whether more arrive than can be served: then the batch is full and waits grow."""
        return self.rate >= self.capacity


class Server:
    """A way of drafting on a machine with a kind of traffic, ready to be asked at any rate."""

    def __init__(self, drafted: Drafted, times: Times, traffic: Traffic) -> None:
        self.length, self.traffic = drafted.length, traffic
        self._batches: Floats = np.arange(1.0, traffic.most + 1)
        steps = _steps(drafted, traffic)
        self._step = mean_steps(
            lambda mix: times.step(drafted, mix), self._batches, traffic.cached, traffic.read, steps
        )
        self._cycle: Floats = steps * self._step
        self._leaving: Floats = self._batches / self._cycle

    @property
    def capacity(self) -> float:
        return float(self._leaving[-1])

    def under(self, rate: float) -> Loaded:
        """With `rate` requests a second. Raises UsageError for a rate that isn't above 0."""
        asked = amount("rate", rate, "requests a second", zero=False)
        return self._full(asked) if asked >= self.capacity else self._stable(asked)

    def by_the_mean(self, rate: float) -> Loaded:
        """The same as if the batch were always its mean: the n that solves n = λ · W(n).

        What Little's law gives without π. It errs where few requests are there: one that is alone
        shares its step with nobody, and no step has less than one.
        """
        asked = amount("rate", rate, "requests a second", zero=False)
        if asked >= self.capacity:
            return self._full(asked)
        # W is nearly straight between whole numbers, and what it is of one below one.
        batch = float(np.interp(asked, self._leaving, self._batches, left=asked * self._cycle[0]))
        seconds = batch / asked
        return self._loaded(asked, max(1.0, batch), min(1.0, batch), seconds, seconds)

    def _stable(self, rate: float) -> Loaded:
        there, waiting = _present(rate, self._leaving)
        in_batch, busy = float(there @ self._batches), float(there.sum())
        seconds = in_batch / rate
        # Who arrives during a step waits for its end: half a step, seen by those who arrive.
        until_next = float(there @ self._step) / 2
        return self._loaded(
            rate, in_batch / busy, busy, seconds, seconds + until_next + waiting / rate
        )

    def _full(self, rate: float) -> Loaded:
        return self._loaded(rate, float(self.traffic.most), 1.0, float(self._cycle[-1]), None)

    def _loaded(
        self, rate: float, batch: float, busy: float, seconds: float, request: float | None
    ) -> Loaded:
        output = self.traffic.output
        delivered = min(rate, self.capacity) * output
        return Loaded(
            self.length, rate, self.capacity, batch, busy, delivered, seconds / output, request
        )


def _steps(drafted: Drafted, traffic: Traffic) -> float:
    """Of an answer, on average; where its prompt is read here, that step gives the first token."""
    if not traffic.read:
        return drafted.steps(traffic.output)
    return 1.0 + (drafted.steps(traffic.output - 1) if traffic.output > 1 else 0.0)


def _present(rate: float, leaving: Floats) -> tuple[Floats, float]:
    """Probability of 1, 2, … requests in the batch, and the mean number that waits for it."""
    logs = np.cumsum(math.log(rate) - np.log(leaving))
    top = max(0.0, float(logs.max()))
    weights = np.exp(logs - top)
    # From the full batch on, each number waiting is `ratio` times as likely as one less.
    ratio = rate / float(leaving[-1])
    full = float(weights[-1])
    weights[-1] = full / (1 - ratio)
    total = math.exp(-top) + float(weights.sum())
    return weights / total, full * ratio / (1 - ratio) ** 2 / total
