"""What a pipeline's placement says, the same as text and as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..core import units
from ..core.ranges import Range
from ..estimation.pipelines.result import Alternative, Placement, Step
from .quantities import said
from .serving_wording import listed

Row = tuple[str, ...]
TERMS = {
    "read": "from the storage",
    "copy": "to the device and back",
    "compute": "the function itself",
    "write": "to the storage",
    "stack": "the software's own overhead",
    "cold": "starts that aren't warm, by their share",
}
"""Seconds by term, in the order in which they pass."""
CHOSEN = ("Function", "Place", "Latency", *TERMS, "Energy", "$ a million")
ALONE = ("All of it at", "Latency", "Energy", "$ a million", "Slower", "More energy", "Dearer")
AS_CHOSEN = "as chosen"
_OBJECTIVES = {"latency": "least latency", "energy": "least energy", "cost": "lowest cost"}


@dataclass(frozen=True)
class Bar:
    """What takes time at one place."""

    name: str
    seconds: Range
    terms: Mapping[str, Range]


def headline(found: Placement) -> str:
    """`resize and classify at dsa-in-storage: 24 ms (11 to 78 ms), least energy`."""
    said = f"{_where(found.steps)}: {duration(found.seconds)}"
    if found.reason is not None or not found.alternatives:
        return said
    return f"{said}, {_OBJECTIVES.get(found.objective, found.objective)}"


def _where(steps: Sequence[Step]) -> str:
    at: dict[str, list[str]] = {}
    for each in steps:
        at.setdefault(each.place, []).append(each.function)
    return "; ".join(f"{listed(names)} at {place}" for place, names in at.items())


def facts(found: Placement) -> list[tuple[str, str]]:
    """Sentences below it, with the classes that they have in a page."""
    spent = [energy(found.joules), dollars(found.usd_per_million)]
    known = [f"{words}{what}" for words, what in zip(spent, ("", " a million"), strict=True)
             if words]  # fmt: skip
    return [
        *([(found.reason[:1].upper() + found.reason[1:], "warn")] if found.reason else []),
        *([(f"Each invocation: {' · '.join(known)}", "")] if known else []),
        *([(_bound(found), "")] if found.seconds.value > 0 else []),
        (f"Data lie in {found.storage}; ranges are 80% intervals, by stated terms: nothing was"
         " measured", "soft"),
    ]  # fmt: skip


def _bound(found: Placement) -> str:
    share = found.terms[found.bound].value / found.seconds.value
    return f"{units.percent(share)} of it is {found.bound}: {TERMS.get(found.bound, '')}"


def chosen(found: Placement) -> list[Row]:
    """By `CHOSEN`."""
    return [
        (
            each.function,
            each.place,
            duration(each.seconds),
            *(_term(each.terms, name) for name in TERMS),
            energy(each.joules),
            dollars(each.usd_per_million),
        )
        for each in found.steps
    ]


def alone(found: Placement) -> list[Row]:
    """By `ALONE`, the fastest first."""
    return [
        (
            each.place,
            duration(each.seconds),
            energy(each.joules),
            dollars(each.usd_per_million),
            *(_times(value) for value in (each.slower, each.more_joules, each.dearer)),
        )
        for each in fastest_first(found)
    ]


def fastest_first(found: Placement) -> list[Alternative]:
    return sorted(found.alternatives, key=lambda each: each.seconds.value)


def chosen_bars(found: Placement) -> list[Bar]:
    """The whole, then each function where there are several."""
    whole = Bar(" + ".join(dict.fromkeys(found.places)), found.seconds, found.terms)
    each = [Bar(f"{s.function} at {s.place}", s.seconds, s.terms) for s in found.steps]
    return [whole, *each] if len(each) > 1 else each


def alone_bars(found: Placement) -> list[Bar]:
    return [Bar(each.place, each.seconds, each.terms) for each in fastest_first(found)]


def notes(found: Placement) -> list[str]:
    """Why what isn't there isn't, then what was assumed."""
    return [*(f"{name}: {why}" for name, why in found.reasons.items()), *found.assumptions]


def legend(found: Placement) -> str:
    """What the terms are that take any time."""
    used = [name for name in TERMS if any(name in bar.terms and bar.terms[name].value > 0
            for bar in (*chosen_bars(found), *alone_bars(found)))]  # fmt: skip
    return " · ".join(f"{name}: {TERMS[name]}" for name in used)


def counted(said: Sequence[str], most: int) -> list[str]:
    """At most so many, and how many more there are."""
    more = len(said) - most
    return [*said[:most], *([f"… and {more} more"] if more > 0 else [])]


def duration(value: Range) -> str:
    return said(value, units.seconds)


def energy(value: Range | None) -> str:
    return "" if value is None else said(value, units.energy)


def dollars(value: Range | None) -> str:
    return "" if value is None else said(value, units.usd)


def _term(terms: Mapping[str, Range], name: str) -> str:
    """Empty for none: an empty column isn't shown."""
    value = terms.get(name)
    return duration(value) if value and value.high > 0 else ""


def _times(value: Range | None) -> str:
    if value is None:
        return ""
    if value.low == value.high == 1:
        return AS_CHOSEN
    said, between = units.ratio_and_interval(value.value, value.low, value.high)
    return f"{said} ({between})"
