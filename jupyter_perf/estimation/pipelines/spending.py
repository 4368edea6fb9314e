"""Seconds, joules and dollars of one function at one place, term by term.

    seconds = read + copy + compute + write + stack (+ cold share × cold)
    read    = latency + bytes / bandwidth of the storage      0 where the place sits in it
    copy    = start + bytes / link, there and back            0 for a processor
    compute = max(operations / (peak × reached), bytes moved / (memory × reached))
    joules  = active watts × compute + waiting watts × the rest
    dollars = price of an hour × seconds / 3600, for as long as the place is held

The phases are those of DSCS-Serverless (arXiv 2303.03483): reading from disaggregated storage,
copying to the device, computing, writing, and the software stack's own overhead; the time of
computing is the roofline (`models.roofline`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ..models.roofs import roof_of
from .drawing import Drawn, Draws
from .function import Function
from .place import Place
from .storage import Storage

TERMS = ("read", "copy", "compute", "write", "stack", "cold")
OBJECTIVES = ("latency", "energy", "cost")
PER_MILLION = 1e6
Terms = Mapping[str, Drawn]
"""Term → seconds."""


@dataclass(frozen=True)
class Setting:
    """What holds for all functions of a pipeline."""

    storage: Storage
    draws: Draws
    keeps: bool = True
    """Whether data stays where it was written if the next function runs there too."""
    cold_share: float = 0.0


@dataclass(frozen=True)
class Boundary:
    """What passes from one function to the next: bytes. At either end nothing is handed over."""

    written: float
    wanted: float

    @property
    def handed(self) -> float:
        return min(self.written, self.wanted)


def boundaries(functions: tuple[Function, ...]) -> list[Boundary]:
    """One before each function, and one after the last."""
    written = [0.0, *(each.bytes_out for each in functions)]
    wanted = [*(each.bytes_in for each in functions), 0.0]
    return [Boundary(*pair) for pair in zip(written, wanted, strict=True)]


def running(function: Function, place: Place, setting: Setting) -> Terms:
    """What it takes wherever its data comes from."""
    draws, name = setting.draws, place.name
    roof, reached = roof_of(place.target), place.efficiency
    peak = roof.compute_seconds({function.precision: function.operations}, function.memory_bytes)
    compute = peak / draws.of(f"{name} compute", reached.compute, most=1.0)
    moving = function.memory_bytes / roof.bytes_per_s
    memory = moving / draws.of(f"{name} memory", reached.memory, most=1.0)
    terms = {
        "compute": np.maximum(compute, memory),
        "stack": draws.of(f"{_shared(place, 'stack_s')} stack", place.stack_s),
    }
    if setting.cold_share:
        start = draws.of(f"{_shared(place, 'cold_s')} cold", place.cold_s)
        load = _from_storage(function.fixed_bytes, place, setting)
        terms["cold"] = setting.cold_share * (start + load["read"] + load["copy"])
    return terms


def leaving(boundary: Boundary, place: Place, to: Place | None, setting: Setting) -> Terms:
    """What `place` does with what was written there, before the function at `to` begins."""
    if to is not None and setting.keeps:
        if to.name == place.name:
            return {}
        if to.at == place.at:
            return {"copy": _copied(boundary.handed, place, setting)}
    return {
        "copy": _copied(boundary.written, place, setting),
        "write": _networked(boundary.written, place, setting),
    }


def arriving(boundary: Boundary, place: Place, come: Place | None, setting: Setting) -> Terms:
    """What `place` does to get what its function reads; `come` is where the one before ran."""
    meets = come is not None and setting.keeps and come.at == place.at
    if not meets or come is None:
        return _from_storage(boundary.wanted, place, setting)
    rest = _from_storage(boundary.wanted - boundary.handed, place, setting)
    if come.name == place.name:
        return rest
    return {**rest, "copy": rest["copy"] + _copied(boundary.handed, place, setting)}


def added(*parts: Terms) -> dict[str, Drawn]:
    """Term by term, in their usual order; without cold starts there is no such term."""
    nothing = np.zeros_like(parts[0]["read"])
    found = {term: sum((part.get(term, nothing) for part in parts), nothing) for term in TERMS}
    return found if any("cold" in part for part in parts) else _without_cold(found)


def _without_cold(terms: Terms) -> dict[str, Drawn]:
    return {term: drawn for term, drawn in terms.items() if term != "cold"}


def spent(terms: Terms, place: Place, objective: str, draws: Draws) -> Drawn | None:
    """Seconds, joules, or dollars for a million invocations; None where the place's power or
    price isn't known."""
    nothing = np.zeros(1 + draws.count)
    seconds = sum(terms.values(), nothing)
    if objective == "latency":
        return seconds
    if objective == "cost":
        if place.usd_per_hour is None:
            return None
        return draws.of(f"{place.name} usd", place.usd_per_hour) * seconds * (PER_MILLION / 3600)
    if place.active_w is None or place.waiting_w is None:
        return None
    busy = terms.get("compute", nothing)
    waiting = draws.of(f"{place.name} waiting", place.waiting_w) * (seconds - busy)
    return draws.of(f"{place.name} active", place.active_w) * busy + waiting


def _from_storage(count: float, place: Place, setting: Setting) -> dict[str, Drawn]:
    return {
        "read": _networked(count, place, setting),
        "copy": _copied(count, place, setting),
    }


def _networked(count: float, place: Place, setting: Setting) -> Drawn:
    """Between a server and the storage: what sits in the storage never goes over it."""
    store, draws = setting.storage, setting.draws
    if place.in_storage or not count:
        return np.zeros(1 + draws.count)
    latency = draws.of(f"{store.name} latency", store.latency_s)
    return latency + count / draws.of(f"{store.name} bandwidth", store.bytes_per_s)


def _copied(count: float, place: Place, setting: Setting) -> Drawn:
    draws = setting.draws
    if place.link_bytes_per_s is None or not count:
        return np.zeros(1 + draws.count)
    key = f"{_shared(place, 'link_bytes_per_s')} link"
    start = draws.of(f"{_shared(place, 'link_s')} start", place.link_s)
    return start + count / draws.of(key, place.link_bytes_per_s)


def _shared(place: Place, field: str) -> str:
    """Equal figures of several places are one unknown, drawn once."""
    given = getattr(place, field)
    return f"{field} {given.value} {given.low} {given.high}"
