"""An assignment of functions to places, worked out with all draws, and as a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ...core.ranges import Range
from .drawing import Drawn, Draws, range_of
from .function import Function
from .place import Place
from .result import Alternative, Placement, Step
from .spending import (
    OBJECTIVES,
    TERMS,
    Setting,
    Terms,
    added,
    arriving,
    boundaries,
    leaving,
    running,
    spent,
)


@dataclass(frozen=True)
class Composed:
    """Terms of each function at its place."""

    functions: tuple[Function, ...]
    places: tuple[Place, ...]
    terms: tuple[Terms, ...]

    def total(self, objective: str, draws: Draws) -> Drawn | None:
        """None where one of the places has no power or price."""
        parts = [
            spent(terms, at, objective, draws)
            for terms, at in zip(self.terms, self.places, strict=True)
        ]
        known = [part for part in parts if part is not None]
        return np.sum(known, axis=0) if len(known) == len(parts) else None


def compose(
    functions: tuple[Function, ...], places: tuple[Place, ...], setting: Setting
) -> Composed:
    """`functions[i]` runs at `places[i]`."""
    limits = boundaries(functions)
    befores, afters = (None, *places[:-1]), (*places[1:], None)
    terms = tuple(
        added(
            arriving(limits[index], at, before, setting),
            running(function, at, setting),
            leaving(limits[index + 1], at, after, setting),
        )
        for index, (function, at, before, after) in enumerate(
            zip(functions, places, befores, afters, strict=True)
        )
    )
    return Composed(functions, places, terms)


def placement(
    chosen: Composed,
    alone: Sequence[Composed],
    setting: Setting,
    *,
    objective: str,
    limit_s: float | None = None,
    reason: str | None = None,
    reasons: Mapping[str, str] | None = None,
    assumptions: tuple[str, ...] = (),
) -> Placement:
    """The record of `chosen`, beside each of `alone`."""
    draws = setting.draws
    totals = {each: chosen.total(each, draws) for each in OBJECTIVES}
    why = dict(reasons or {})
    for quantity, what in (("energy", "power"), ("cost", "price")):
        if totals[quantity] is None:
            unknown = next(at.name for at in chosen.places if _lacks(at, quantity))
            field = "joules" if quantity == "energy" else "usd_per_million"
            why[field] = f"the {what} of {unknown} isn't known"
    return Placement(
        objective=objective,
        steps=tuple(
            _step(function, at, terms, draws)
            for function, at, terms in zip(
                chosen.functions, chosen.places, chosen.terms, strict=True
            )
        ),
        seconds=_range(totals["latency"]),
        joules=_maybe(totals["energy"]),
        usd_per_million=_maybe(totals["cost"]),
        terms=_in_terms(chosen),
        alternatives=tuple(_alternative(each, totals, draws) for each in alone),
        storage=setting.storage.name,
        limit_s=limit_s,
        cold_share=setting.cold_share,
        reason=reason,
        reasons=why,
        assumptions=assumptions,
    )


def ratio(part: Drawn | None, whole: Drawn | None) -> Range | None:
    """Draw by draw; None where either isn't known or nothing is spent."""
    if part is None or whole is None or not np.all(whole > 0):
        return None
    return range_of(part / whole)


def _step(function: Function, at: Place, terms: Terms, draws: Draws) -> Step:
    return Step(
        function.name,
        at.name,
        _range(spent(terms, at, "latency", draws)),
        {term: range_of(drawn) for term, drawn in terms.items()},
        _maybe(spent(terms, at, "energy", draws)),
        _maybe(spent(terms, at, "cost", draws)),
    )


def _alternative(each: Composed, chosen: Mapping[str, Drawn | None], draws: Draws) -> Alternative:
    own = {objective: each.total(objective, draws) for objective in OBJECTIVES}
    return Alternative(
        each.places[0].name,
        _range(own["latency"]),
        _maybe(own["energy"]),
        _maybe(own["cost"]),
        ratio(own["latency"], chosen["latency"]),
        ratio(own["energy"], chosen["energy"]),
        ratio(own["cost"], chosen["cost"]),
        _in_terms(each),
    )


def _in_terms(given: Composed) -> dict[str, Range]:
    """Seconds by term, of all functions."""
    sums = added(*given.terms)
    return {term: range_of(sums[term]) for term in TERMS if term in sums}


def _lacks(at: Place, quantity: str) -> bool:
    if quantity == "cost":
        return at.usd_per_hour is None
    return at.active_w is None or at.waiting_w is None


def _range(drawn: Drawn | None) -> Range:
    assert drawn is not None
    return range_of(drawn)


def _maybe(drawn: Drawn | None) -> Range | None:
    return None if drawn is None else range_of(drawn)
