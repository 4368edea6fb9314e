"""The search over the designs that a log and constraints leave."""

from __future__ import annotations

import numpy as np

from ...errors import UsageError
from .column import Array, Flags
from .constraints import Rules
from .evolving import MOST_LISTED, Search
from .reading import Log

_MOST_STARTS = 40


def search_for(log: Log, allowed: Rules, random: np.random.Generator) -> Search:
    """Raises UsageError where no design keeps the constraints, as far as was looked."""
    space = log.space

    def allows(designs: Array) -> Flags:
        if allowed.only_columns or not len(designs):
            return np.ones(len(designs), dtype=bool)
        return allowed.allows(space.frame(designs))

    listed = space.everything() if space.count <= MOST_LISTED else None
    if listed is not None:
        listed = listed[allows(listed)]
    starts = _starts(log)
    search = Search(space, allows, starts, random, listed)
    if not len(starts) and not len(search.some(1) if listed is None else listed):
        raise UsageError("no design was found that keeps all constraints: loosen one of them")
    return search


def _starts(log: Log) -> Array:
    """The best logged designs that can be proposed neighbours of."""
    good = np.flatnonzero(log.within)
    return log.genes[good[np.argsort(log.cost[good], kind="stable")[:_MOST_STARTS]]]
