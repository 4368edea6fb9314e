"""A server with continuous batching, simulated event by event, beside what is predicted of it.

Requests arrive by chance (Poisson) and join the batch at the next step, up to a limit. A step
drafts `length` tokens for each request, verifies them in one pass, and keeps those before the
first wrong one, which is drawn anew for each token; an answer that is complete leaves. Of the
package only the times of passes are used: which tokens are kept, who waits for whom and what is
measured share nothing with the prediction.
"""

from __future__ import annotations

import importlib.util
import itertools
import math
import statistics
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from jupyter_perf.estimation.serving.speculation import (
    Chain,
    Lookup,
    Server,
    Times,
    Traffic,
    of_model,
)

if TYPE_CHECKING:
    import simpy

LOADS = (0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 1.2)
"""Of the rate at which each server is saturated; the last shows what it delivers at most."""
ACCEPTANCES = (0.3, 0.6, 0.9)
LENGTHS = (0, 1, 3, 7)
AIM = 0.10
LEAST_REQUESTS, REQUESTS = 4_000, 16_000
"""Measured at low loads, where batches hardly vary, and at high ones."""
WARM_UP = 0.15
"""Share of the requests that come before those measured."""
COMPARED = ("batch", "token_seconds", "tokens_per_s", "request_seconds")
_GROUPS = 20
Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Scenario:
    """A machine, its traffic and how it drafts."""

    name: str
    times: Times
    traffic: Traffic
    match: float | None = None
    """Share of steps in which anything is found to draft, of prompt lookup; None: a draft model."""
    spread: bool = False
    """Answers of geometrically distributed lengths, rather than all of one."""

    def server(self, acceptance: float, length: int) -> Server:
        method = Chain(acceptance) if self.match is None else Lookup(acceptance, self.match)
        return Server(method.drafted(length), self.times, self.traffic)


@dataclass
class Measured:
    """Sums over requests and steps after the warm-up."""

    seconds: float = 0.0
    """Of the clock."""
    stepping: float = 0.0
    """In steps."""
    batch_seconds: float = 0.0
    """Requests in the batch × seconds of the step."""
    tokens: int = 0
    """Delivered."""
    in_batch: list[float] = field(default_factory=list)
    """Seconds of each request from joining to leaving."""
    since_arrival: list[float] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """Tokens of each."""

    @property
    def batch(self) -> float:
        return self.batch_seconds / self.stepping

    @property
    def tokens_per_s(self) -> float:
        return self.tokens / self.seconds

    @property
    def token_seconds(self) -> float:
        return math.fsum(self.in_batch) / sum(self.answers)

    @property
    def request_seconds(self) -> float:
        return math.fsum(self.since_arrival) / len(self.since_arrival)

    @property
    def noise(self) -> float:
        """Standard error of `token_seconds`, as a share of it: from means of successive groups."""
        means = [float(np.mean(each)) for each in np.array_split(self.in_batch, _GROUPS)]
        return float(np.std(means, ddof=1) / math.sqrt(_GROUPS) / np.mean(means))


class Machine:
    """One server; `run` simulates it until `requests` are measured."""

    def __init__(
        self, scenario: Scenario, acceptance: float, length: int, rate: float, seed: int
    ) -> None:
        import simpy

        self.scenario, self.acceptance, self.length, self.rate = scenario, acceptance, length, rate
        self.random = np.random.default_rng(seed)
        self.world = simpy.Environment()
        self.waiting: deque[tuple[float, int]] = deque()
        """When each arrived, and the tokens that it asks for."""
        self.work = self.world.event()
        # Of those in the batch: tokens to write, written, when they arrived and joined.
        self.asked, self.written = np.zeros(0, int), np.zeros(0, int)
        self.arrived, self.joined = np.zeros(0), np.zeros(0)
        self.done, self.measured = 0, Measured()

    def run(self, requests: int) -> Measured:
        self.world.process(self._arrivals())
        warm = int(WARM_UP * requests)
        self.world.run(self.world.process(self._serving(warm)))
        self.measured, start = Measured(), self.world.now
        self.world.run(self.world.process(self._serving(warm + requests)))
        self.measured.seconds = self.world.now - start
        return self.measured

    def _arrivals(self) -> Generator[simpy.Event, None, None]:
        mean = self.scenario.traffic.output
        while True:
            yield self.world.timeout(self.random.exponential(1 / self.rate))
            tokens = self.random.geometric(1 / mean) if self.scenario.spread else mean
            self.waiting.append((self.world.now, int(tokens)))
            if not self.work.triggered:
                self.work.succeed()

    def _serving(self, until: int) -> Generator[simpy.Event, None, None]:
        while self.done < until:
            if not self.waiting and not len(self.asked):
                self.work = self.world.event()
                yield self.work
            new = self._admit()
            share = 1.0 if self.scenario.match is None else self.scenario.match
            matched = self.random.random(len(self.asked)) < share
            if self.scenario.traffic.read:
                matched[len(matched) - new :] = False
            seconds = self._seconds(new, int(matched.sum()))
            yield self.world.timeout(seconds)
            self.measured.stepping += seconds
            self.measured.batch_seconds += seconds * len(self.asked)
            self._advance(matched)

    def _admit(self) -> int:
        """How many join the batch."""
        new = min(len(self.waiting), self.scenario.traffic.most - len(self.asked))
        if new:
            joining = [self.waiting.popleft() for _ in range(new)]
            self.arrived = np.append(self.arrived, [when for when, _ in joining])
            self.asked = np.append(self.asked, [tokens for _, tokens in joining])
            self.written = np.append(self.written, np.zeros(new, int))
            self.joined = np.append(self.joined, np.full(new, self.world.now))
        return new

    def _seconds(self, new: int, matched: int) -> float:
        """Of a step in which `new` requests have their prompts read, where any are read."""
        times, traffic = self.scenario.times, self.scenario.traffic
        beginning = new if traffic.read else 0
        read, going = beginning * traffic.read, len(self.asked) - beginning
        cached = going * traffic.prompt + float(self.written.sum())
        spent = float(times.target.seconds(cached, going + matched * self.length + read))
        if times.draft is None or not self.length:
            return spent
        for at in range(self.length if going else 1):
            tokens = going + (read if at == 0 else 0)
            spent += float(times.draft.seconds(cached + going * at, tokens))
        return spent

    def _advance(self, matched: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
        wrong = np.full(len(matched), self.length + 1)
        if self.acceptance < 1:
            wrong = self.random.geometric(1 - self.acceptance, len(matched))
        kept = np.where(matched, np.minimum(wrong - 1, self.length), 0)
        before = self.written
        self.written = np.minimum(before + kept + 1, self.asked)
        self.measured.tokens += int((self.written - before).sum())
        done = self.written >= self.asked
        if done.any():
            self._leave(done)

    def _leave(self, done: np.ndarray[Any, np.dtype[np.bool_]]) -> None:
        now = self.world.now
        self.measured.in_batch += (now - self.joined[done]).tolist()
        self.measured.since_arrival += (now - self.arrived[done]).tolist()
        self.measured.answers += self.asked[done].tolist()
        self.done += int(done.sum())
        self.asked, self.written = self.asked[~done], self.written[~done]
        self.arrived, self.joined = self.arrived[~done], self.joined[~done]


def rows(
    scenarios: Iterable[Scenario] = (),
    loads: Sequence[float] = LOADS,
    acceptances: Sequence[float] = ACCEPTANCES,
    lengths: Sequence[int] = LENGTHS,
    share: float = 1.0,
) -> Iterator[dict[str, Any]]:
    """Measured and predicted, each cell once; `share` of the requests where there is less time.

    Ends at once where SimPy isn't installed: `why_not` says so.
    """
    for scenario in () if why_not() else scenarios or usual():
        # Without speculation acceptance makes no difference.
        cells = [(acceptances[0], 0)] if 0 in lengths else []
        cells += [(at, length) for at in acceptances for length in lengths if length]
        for (acceptance, length), load in itertools.product(cells, loads):
            requests = share * max(LEAST_REQUESTS, REQUESTS * min(1.0, load) ** 3)
            yield row(scenario, acceptance, length, load, int(requests))


def row(
    scenario: Scenario, acceptance: float, length: int, load: float, requests: int
) -> dict[str, Any]:
    """One cell. Errors are predicted / measured − 1."""
    server = scenario.server(acceptance, length)
    rate = load * server.capacity
    found = Machine(scenario, acceptance, length, rate, seed=length).run(requests)
    made: dict[str, Any] = {
        "scenario": scenario.name, "acceptance": acceptance, "length": length, "load": load,
        "rate": rate, "requests": requests, "noise": found.noise,
    }  # fmt: skip
    for name in COMPARED:
        made[name] = getattr(found, name)
        for how, said in (("", server.under(rate)), ("mean_", server.by_the_mean(rate))):
            value = getattr(said, name)
            made[f"{name}_{how}error"] = None if value is None else value / made[name] - 1
    return made


def summary(found: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Over cells: median and largest error of each figure, and how many are within the aim."""
    made: dict[str, Any] = {"cells": len(found)}
    for name, how in itertools.product(COMPARED, ("", "mean_")):
        errors = [abs(e) for each in found if (e := each[f"{name}_{how}error"]) is not None]
        within = sum(error <= AIM for error in errors) / len(errors)
        made[f"{name}{' by the mean' if how else ''}"] = {
            "median": statistics.median(errors), "worst": max(errors), "within": within,
        }  # fmt: skip
    return made


def why_not() -> str | None:
    """Why nothing can be simulated here; None where it can."""
    if importlib.util.find_spec("simpy") is None:
        return "SimPy isn't installed: `pip install simpy`"
    return None


def usual() -> list[Scenario]:
    """The paper's straight line, passes as the roofline has them, and prompt lookup."""
    straight = of_model("llama-3.1-8b", "h100", bent=False).line
    bent, draft = (of_model(each, "h100").line for each in ("llama-3.1-8b", "llama-3.2-1b"))
    return [
        Scenario("straight line", Times.ratio(straight, 0.05), Traffic(128, most=64)),
        Scenario("roofline, prompts", Times(bent, draft), Traffic(128, 400, most=128)),
        Scenario(
            "lookup, spread answers",
            Times(bent),
            # Of geometric lengths a step meets the long ones more often: twice as far on average.
            Traffic(128, 400, context=528, most=128),
            match=0.5,
            spread=True,
        ),
    ]
