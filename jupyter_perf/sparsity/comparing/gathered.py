"""What a comparison knows so far."""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Iterator

from ..question import Question
from ..result import DENSE, Run
from .cost import Cost
from .job import Entry, Finished
from .metric import LAST_LOSS, Metric, guessed, last_loss
from .plan import Task


@dataclasses.dataclass
class Gathered:
    """Filled while runs end; `concluding` reads it."""

    asked: Question
    tasks: list[Task]
    results: dict[Task, Finished] = dataclasses.field(default_factory=dict)
    notes: list[str] = dataclasses.field(default_factory=list)
    stopped: str = ""
    refused: str = ""
    """Why nothing could be run at all."""
    cost: Cost | None = None
    live: Finished | None = None
    """The run in the kernel, where one recipe ran there."""

    @property
    def dense(self) -> Finished | None:
        """Of the first seed."""
        return self.results.get(self.tasks[0])

    def entries(self) -> Iterator[Entry]:
        """Of all runs that ended, in the order of the plan."""
        for task in self.tasks:
            if task in self.results:
                yield from self.results[task].entries
        if self.live is not None:
            yield from self.live.entries

    def all_finished(self) -> Iterator[Finished]:
        """The same, whole."""
        yield from (self.results[task] for task in self.tasks if task in self.results)
        if self.live is not None:
            yield self.live

    @property
    def first(self) -> Finished | None:
        """What says what the model is: the dense run, else the one in the kernel."""
        return self.dense or self.live

    @functools.cached_property
    def metric(self) -> Metric | None:
        """As asked for, else as guessed; None where there is nothing to compare by."""
        if self.asked.metric is not None:
            return self.asked.metric
        if self.first is None or self.first.failed:
            return None
        first = self.first.entries[0]
        found = None if self.asked.pilot is not None else guessed(first.values)
        if found is None and last_loss(first.run.losses) is not None:
            return Metric(LAST_LOSS, "min")
        return found

    def measured(self, entry: Entry) -> Run:
        """The run with its metric, or with why it has none."""
        run, metric = entry.run, self.metric
        if metric is None or run.failed:
            return run
        if metric.name == LAST_LOSS:
            trained = bool(run.losses)
            value = last_loss(run.losses) if trained else None
            return dataclasses.replace(run, metric=value)
        value = entry.values.get(metric.name)
        if value is not None and math.isfinite(value):
            return dataclasses.replace(run, metric=value)
        return dataclasses.replace(run, notes=(*run.notes, why_missing(entry, metric.name)))


def why_missing(entry: Entry, name: str) -> str:
    """Why a run has no metric of that name."""
    value = entry.values.get(name)
    if value is not None:
        return f"`{name}` is {value} at the end"
    if entry.reason:
        return entry.reason
    if name in entry.others:
        return f"`{name}` is of type {entry.others[name]}, not a number"
    there = ", ".join(f"`{each}`" for each in list(entry.values)[:8]) or "no numbers at all"
    return f"the cell leaves no number called `{name}`: it leaves {there}"


def is_plain_dense(run: Run) -> bool:
    """Whether it is the cell as it stands."""
    return (run.recipe, run.pattern, run.quantize) == (DENSE, DENSE, "none")
