"""The best assignment of functions to places, by dynamic programming over the boundaries.

With F(i, q) the least that the first i functions spend if the last of them runs at q,

    F(i, q) = run(i, q) + min over p of  F(i−1, p) + leave(i−1, p → q) + arrive(i, p → q)

because what a boundary costs depends on the two places beside it alone. Under a latency limit
each F is the set of (latency, spent) pairs that no other pair beats on both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from ...errors import UsageError
from .function import Function
from .place import Place
from .spending import Setting, Terms, arriving, boundaries, leaving, running, spent

MOST_WAYS = 1000
"""Kept for each function and place; beyond, the cheapest of each slice of the latency."""


@dataclass(frozen=True)
class Front:
    """Ways to run the functions up to one that runs at a certain place, by seconds. (ways,)."""

    seconds: npt.NDArray[np.float64]
    spent: npt.NDArray[np.float64]
    place: npt.NDArray[np.int64]
    """Where the function before runs, and which way of its front it is."""
    way: npt.NDArray[np.int64]

    def chosen(self, which: npt.NDArray[np.int64]) -> Front:
        return Front(self.seconds[which], self.spent[which], self.place[which], self.way[which])


@dataclass
class Costs:
    """What functions and boundaries cost at places, by stated values. `setting` draws nothing."""

    functions: tuple[Function, ...]
    places: tuple[Place, ...]
    allowed: Sequence[Sequence[int]]
    """Places that each function can run at."""
    setting: Setting
    objective: str
    _held: dict[tuple[int, int, int | None], tuple[float, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._boundaries = boundaries(self.functions)

    def of(self, index: int, place: int, before: int | None) -> tuple[float, float]:
        """Seconds and objective of function `index` at `place`, with the boundary before it."""
        key = (index, place, before)
        if key not in self._held:
            self._held[key] = self._work_out(index, place, before)
        return self._held[key]

    def last(self, place: int) -> tuple[float, float]:
        """To write what the last function leaves."""
        at = self.places[place]
        return self._pair(leaving(self._boundaries[-1], at, None, self.setting), at)

    def _work_out(self, index: int, place: int, before: int | None) -> tuple[float, float]:
        at = self.places[place]
        come = None if before is None else self.places[before]
        boundary = self._boundaries[index]
        pairs = [
            self._pair(running(self.functions[index], at, self.setting), at),
            self._pair(arriving(boundary, at, come, self.setting), at),
        ]
        if come is not None:
            pairs.append(self._pair(leaving(boundary, come, at, self.setting), come))
        return sum(each[0] for each in pairs), sum(each[1] for each in pairs)

    def _pair(self, terms: Terms, at: Place) -> tuple[float, float]:
        seconds = spent(terms, at, "latency", self.setting.draws)
        found = spent(terms, at, self.objective, self.setting.draws)
        if seconds is None or found is None:
            raise UsageError(f"{at.name}: its power or price isn't known")
        return float(seconds[0]), float(found[0])


def best(costs: Costs, limit_s: float | None = None) -> tuple[int, ...] | None:
    """The path that spends least, within `limit_s`; None where every one takes longer."""
    fronts = [{place: _begun(costs.of(0, place, None)) for place in costs.allowed[0]}]
    for index in range(1, len(costs.functions)):
        reached = {
            place: _extended(
                fronts[-1],
                {before: costs.of(index, place, before) for before in fronts[-1]},
                limit_s,
            )
            for place in costs.allowed[index]
        }
        fronts.append(reached)
    ended = _extended(fronts[-1], {place: costs.last(place) for place in fronts[-1]}, limit_s)
    return _path(fronts, ended) if len(ended.seconds) else None


def _begun(cost: tuple[float, float]) -> Front:
    nowhere = np.array([-1])
    return Front(np.array([cost[0]]), np.array([cost[1]]), nowhere, nowhere)


def _extended(
    fronts: Mapping[int, Front], costs: Mapping[int, tuple[float, float]], limit_s: float | None
) -> Front:
    """Each way of each front with what comes next, less those that others beat."""
    seconds = np.concatenate([each.seconds + costs[place][0] for place, each in fronts.items()])
    spent = np.concatenate([each.spent + costs[place][1] for place, each in fronts.items()])
    counts = [len(each.seconds) for each in fronts.values()]
    places = np.repeat(list(fronts), counts)
    ways = np.concatenate([np.arange(count) for count in counts])
    return _kept(Front(seconds, spent, places, ways), limit_s)


def _kept(front: Front, limit_s: float | None) -> Front:
    """What no other beats; without a limit the one that spends least."""
    if limit_s is None:
        return front.chosen(np.lexsort((front.seconds, front.spent))[:1])
    order = np.lexsort((front.spent, front.seconds))
    order = order[front.seconds[order] <= limit_s]
    if not len(order):
        return front.chosen(order)
    least = np.minimum.accumulate(front.spent[order])
    order = order[np.append(True, least[1:] < least[:-1])]
    return front.chosen(order if len(order) <= MOST_WAYS else _thinned(front, order, limit_s))


def _thinned(front: Front, order: npt.NDArray[np.int64], limit_s: float) -> npt.NDArray[np.int64]:
    """The fastest, and of each slice of the time up to the limit the one that spends least."""
    slices = (front.seconds[order] / limit_s * MOST_WAYS).astype(int)
    last = np.append(slices[1:] != slices[:-1], True)
    last[0] = True
    return np.asarray(order[last])


def _path(fronts: list[dict[int, Front]], ended: Front) -> tuple[int, ...]:
    """Back from the way that spends least at the end."""
    least = np.lexsort((ended.seconds, ended.spent))[0]
    place, way = int(ended.place[least]), int(ended.way[least])
    path: list[int] = []
    for front in reversed(fronts):
        path.append(place)
        of = front[place]
        place, way = int(of.place[way]), int(of.way[way])
    return tuple(reversed(path))
