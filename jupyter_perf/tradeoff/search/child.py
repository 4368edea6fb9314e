"""The process that traces many batch sizes: one line for each trace, and one before it."""

from __future__ import annotations

import dataclasses
import gc
import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...core.dimensions import Dimensions
from ..trace import child as tracing
from ..trace import failing, step
from ..trace.rebuilding import Sizes
from ..trace.tracing import Variant
from .climbing import climb


def main(job: int, out: int, path: Sequence[str]) -> None:
    """Trace what the descriptor `job` asks for; write lines of JSON to `out`."""
    with tracing.entered(job, path) as (asked, described):
        import torch

        torch.set_num_threads(1)
        plans = [_Plan(each, asked, described, out) for each in asked["plans"]]
        # Some of every method first: what is known if time runs out compares them all.
        for plan in plans:
            plan.begin()
        searches = [plan.search() for plan in plans]
        while searches:
            # In turns, for the same reason.
            searches = [each for each in searches if next(each, False)]


class _Plan:
    """One method, in one way of counting."""

    def __init__(
        self, plan: Mapping[str, Any], asked: Mapping[str, Any], described: bytes, out: int
    ) -> None:
        self._plan = plan
        self._asked = asked
        self._described = described
        self._out = out
        self._dimensions = Dimensions(**asked["dimensions"])
        self._peaks: dict[int, dict[str, float]] = {}

    def begin(self) -> None:
        """The first sizes; something near where one can't be traced: a batch norm refuses a single
        example, some operations refuse very many."""
        for batch in self._plan["first"]:
            if not self._going():
                return
            traced = self._trace(batch)
            if not self._peaks:
                return
            if not traced:
                self._trace(2 if batch == 1 else 4 * min(self._peaks))

    def search(self) -> Iterator[bool]:
        """Up to each limit, a trace each time that it is asked on."""
        for limit in self._plan["limits"]:
            known = _Field(self._peaks, limit["field"])
            whole = True  # time is a matter of the first one alone: its operations are counted
            for batch in climb(known, limit["bytes"], self._plan["most"]):
                if not self._going():
                    return
                self._trace(batch, whole=whole)
                whole = False
                yield True

    def _trace(self, batch: int, *, whole: bool = True) -> bool:
        """Whether it could be traced; tells of it either way. Not `whole` is its peak alone."""
        self._say({"begins": batch})
        variant = Variant(batch=batch, **self._plan["variant"])
        asked = self._asked
        if not whole:
            variant = dataclasses.replace(variant, evaluate=False)
            asked = {**asked, "observer": ""}
        sizes = Sizes(self._dimensions, batch, variant.sequence)
        try:
            found = step.traced(self._described, sizes, variant, asked)
        # The model's own code ran: whatever it raises is a result.
        except Exception as error:
            found = {**failing.said(error), "methods": variant.methods}
        gc.collect()
        self._say({**found, "batch": batch, "sequence": variant.sequence})
        if "why" in found:
            return False
        self._peaks[batch] = {
            name: float(found[name]) for name in ("peak_bytes", "rounded_peak_bytes")
        }
        return True

    def _going(self) -> bool:
        return time.monotonic() < float(self._asked["ends"])

    def _say(self, line: Mapping[str, Any]) -> None:
        data = json.dumps({"plan": self._plan["number"], **line}).encode() + b"\n"
        while data:
            data = data[os.write(self._out, data) :]


class _Field(Mapping[int, float]):
    """One field of all peaks that are known, also later."""

    def __init__(self, peaks: Mapping[int, Mapping[str, float]], field: str) -> None:
        self._peaks = peaks
        self._field = field

    def __getitem__(self, batch: int) -> float:
        return self._peaks[batch][self._field]

    def __iter__(self) -> Any:
        return iter(list(self._peaks))

    def __len__(self) -> int:
        return len(self._peaks)
