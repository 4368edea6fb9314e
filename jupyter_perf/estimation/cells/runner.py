"""Has a cell run on samples of its inputs, in the sandbox, one fresh process each."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...measure.fresh_memory import touch
from ...sandbox.observed import Wanted
from ...sandbox.sandbox import Sandbox
from ...sandbox.work import Ended, Kind, Outcome, Work
from .cutting import CUT
from .request import Request
from .running import Failure, Part, Rung
from .sizes import Group

SEED = 7
_LEAST_NEEDS = 16 << 20
"""Bytes: less is had in no time."""
_TOUCHING_SHARE = 0.1
"""Of the time that a run may take, for making its memory ready."""
_IDLE = 1.1
"""So many times the CPU time, beyond waiting for a processor, and it waited for something else."""


@dataclass
class Runner:
    """Runs the cell. The first run is watched: what is refused there is told in words."""

    sandbox: Sandbox
    request: Request
    failures: list[Failure] = field(default_factory=list)
    watched: bool = False
    ready: float = 0.0
    """Bytes that a run has just given back: the next one gets them at once."""

    def run(
        self, factors: Mapping[str, float], seconds: float, needs: float = 0.0
    ) -> Rung | Failure:
        """Once, on each group scaled by its factor (1 for others), for at most `seconds`.

        `needs` is the memory that it is thought to need: where none before it did, that is made
        ready, so that a time doesn't hang on when it was in use last.
        """
        fractions, numbers = scaled(self.request.groups, factors)
        files = {
            group.file: round(group.value * factors[group.name])
            for group in self.request.groups
            if group.file and factors.get(group.name, 1.0) < 1
        }
        work = Work(
            kind=Kind.CELL,
            code=self.request.source,
            stdin=self.request.stdin,
            prepare={
                "call": CUT,
                "with": {
                    "fractions": fractions,
                    "numbers": numbers,
                    "seed": SEED,
                    "preferred": list(self.request.preferred),
                    "indexes": [list(pair) for pair in self.request.indexes],
                    "files": files,
                    "share": min(factors.values(), default=1.0),
                },
            },
            read=self.request.read,
            filename=self.request.filename,
            itemized=True,
        )
        limits = replace(self.sandbox.spec.limits, wall_seconds=max(0.05, seconds))
        if needs > max(_LEAST_NEEDS, self.ready):
            # Not by the run itself, whose own peak that would be.
            self.ready = max(self.ready, touch(int(needs), _TOUCHING_SHARE * seconds))
        outcome = self.sandbox.run(work, limits=limits, wanted=Wanted(watch=not self.watched))
        self.watched = True
        self.ready = max(self.ready, float(outcome.peak_bytes or 0))
        return self._read(outcome, factors, numbers)

    def _read(
        self,
        outcome: Outcome,
        factors: Mapping[str, float],
        numbers: Mapping[str, int],
    ) -> Rung | Failure:
        told = _told(outcome)
        sizes = {
            g.name: _size(g, told, numbers) if told else max(1.0, g.value * factors.get(g.name, 1))
            for g in self.request.groups
        }
        if outcome.ended is not Ended.OK or outcome.raised is not None or outcome.denied:
            failure = Failure(outcome, sizes)
            self.failures.append(failure)
            return failure
        taken = seconds_of(outcome)
        return Rung(
            factor=_factor(self.request.groups, factors, sizes),
            sizes=sizes,
            seconds=(taken,),
            peak_bytes=outcome.peak_bytes,
            input_bytes=int(told.get("bytes", 0)),
            parts=(_parts(outcome, taken),),
            said=str(told.get("said", "")),
            pulses=_pulses(outcome),
        )


def scaled(
    groups: Sequence[Group], factors: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, int]]:
    """Fractions of rows, and numbers, for groups scaled by their factors."""
    fractions, numbers = {}, {}
    for group in groups:
        factor = factors.get(group.name, 1.0)
        if group.rows is not None and factor * group.value < group.rows:
            fractions[str(group.rows)] = factor * group.value / group.rows
        for name, value in group.numbers.items():
            # Those that state a length follow it when it's cut; they're put in again where not.
            if group.rows is None:
                numbers[name] = max(1, round(value * factor))
    return fractions, numbers


def _told(outcome: Outcome) -> dict[str, Any]:
    try:
        told = json.loads(outcome.facts.get("prepared") or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _size(group: Group, told: Mapping[str, Any], numbers: Mapping[str, int]) -> float:
    """As it was run."""
    if group.file:
        return float(told.get("files", {}).get(group.file, group.value))
    if group.rows is None:
        return float(next((numbers[n] for n in group.numbers if n in numbers), group.value))
    return float(told.get("rows", {}).get(str(group.rows), group.rows))


def _factor(
    groups: Sequence[Group], factors: Mapping[str, float], sizes: Mapping[str, float]
) -> float:
    """Of the first group that is scaled."""
    for group in groups:
        if group.name in factors:
            return sizes[group.name] / group.value
    return 1.0


def seconds_of(outcome: Outcome) -> float:
    """Seconds on an unloaded machine."""
    busy = max(0.0, outcome.wall_seconds - outcome.waited_seconds)
    if outcome.threads > 1:
        return busy
    return busy if busy > _IDLE * outcome.cpu_seconds else outcome.cpu_seconds


def _pulses(outcome: Outcome) -> tuple[float, ...]:
    """One: the geometric mean of those that the run's own process felt before and after it."""
    beats = outcome.facts.get("pulses") or []
    return (math.prod(beats) ** (1 / len(beats)),) if beats else ()


def _parts(outcome: Outcome, taken: float) -> tuple[Part, ...]:
    """Statements by their share of the run, as the run itself tells."""
    marks = outcome.facts.get("statements") or []
    at = 1 if outcome.cpu_seconds >= outcome.wall_seconds / _IDLE / 2 else 2
    whole = sum(mark[at] for mark in marks)
    return tuple(
        Part(int(mark[0]), taken * mark[at] / whole if whole > 0 else 0.0, mark[3] - before[3])
        for before, mark in itertools.pairwise(marks)
    )
