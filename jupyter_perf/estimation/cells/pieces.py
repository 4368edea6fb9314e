"""The pieces of an estimate: sizes, samples, rows, curves, ten times the input, whether it fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...core import memory, units
from ...core.ranges import Range
from ..fit import Prediction
from ..result import Curve, Expected, Fits, Row, Sampled, Size, WhatIf
from .climbed import Climbed
from .request import Request
from .series import Series, Statement
from .sizes import Group

TIMES = 10
_LINE_CHARS = 100


def row_of(source: str, statement: Statement) -> Row:
    """A statement with its time as a row."""
    return Row(
        text_of_line(source, statement.line),
        statement.seconds,
        statement.share,
        line=statement.line,
        note=statement.words,
    )


def text_of_line(source: str, line: int) -> str:
    """A line of the cell, not too long; its number where the source has no such line."""
    lines = source.split("\n")
    text = lines[line - 1].strip() if 0 < line <= len(lines) else f"line {line}"
    return text if len(text) <= _LINE_CHARS else text[: _LINE_CHARS - 1] + "…"


def sizes_of(groups: Sequence[Group], climbed: Climbed) -> tuple[Size, ...]:
    """What the time may depend on, and which of it was varied."""
    return tuple(
        Size(
            group.name,
            float(group.value),
            group.unit,
            group.alike,
            "varied" if group.name in climbed.varied else "fixed",
        )
        for group in groups
    )


def sampled_as(request: Request, climbed: Climbed) -> str:
    """How inputs were cut down, over all runs; empty where they weren't."""
    below = [rung for rung in climbed.rungs if rung.factor < 0.999]
    if not below or climbed.whole:
        return ""
    names = ", ".join(f"`{name}`" for name in climbed.varied[:4])
    ends = [units.percent(rung.factor) for rung in (below[0], below[-1])]
    span = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    said = [f"{len(below)} samples with {span} of {names}"]
    how = below[-1].said.partition(" of ")[2]
    if "kept" in how or "matches" in how:
        said.append(below[-1].said)
    if request.kept_said:
        said.append(f"taken from {request.kept_said}, of more there was no copy")
    return "; ".join(said)


def curves_of(
    series: Series, here: Sequence[Prediction], further: Sequence[Prediction]
) -> tuple[Curve, ...]:
    """To ten times the input where that can be said, else to all of it."""
    found = []
    for near, far in zip(here, further, strict=True):
        samples = tuple(Sampled(p.sizes, p.measured, p.used) for p in near.points)
        points = far.curve if far.expected is not None else near.curve
        fit = tuple(Expected(point.sizes, point.expected) for point in points)
        quantity = "seconds" if near.unit == "seconds" else "peak_bytes"
        if samples:
            found.append(Curve(quantity, series.over, samples, fit, near.form, near.words))
    return tuple(found)


def ten_times(groups: Sequence[Group], time: Prediction, peak: Prediction) -> tuple[WhatIf, ...]:
    """Ten times the input: all that was scaled together."""
    names = " and ".join(f"`{group.name}`" for group in groups[:3])
    sizes = {group.name: float(group.value * TIMES) for group in groups}
    reason = time.refused or ""
    label = f"{TIMES} × {names}"
    return (WhatIf(label, sizes, time.expected, peak.expected, reason=reason),)


def figures_of(time: Prediction) -> dict[str, Range | float | str]:
    """The powers that the time grows with."""
    powers: Mapping[str, Range] = time.exponents
    found: dict[str, Range | float | str] = {
        f"exponent in {name}": power for name, power in powers.items()
    }
    return found


def fits_in(peak: Range | None) -> Fits | None:
    """Whether the peak fits into the memory that is free; None without one."""
    if peak is None:
        return None
    return Fits(peak, float(memory.free_bytes()), whose_memory())


def whose_memory() -> str:
    """A control group that has less than the machine is a container, to whoever is in it."""
    import psutil

    less = memory.usable_bytes() < 0.98 * psutil.virtual_memory().total
    return "this container" if less else "this machine"
