"""A cell's estimate on a machine that isn't this one: by what was measured of both."""

from __future__ import annotations

import dataclasses

from ..core import measurements
from ..core import targets as catalogue
from ..core.caches import cache_bytes
from ..core.ranges import Range
from ..core.targets import Target
from . import here
from .result import Estimate, Fits


def on(found: Estimate, target: Target) -> Estimate:
    """The same work there: times scaled by how reference kernels differ, memory as it is here.

    Where one of the machines wasn't measured there is no time, and the reason says what to do.
    """
    mine, theirs = measurements.latest(), catalogue.measured(target.name)
    why = _why_not(target, mine is None, theirs is None)
    moved = dataclasses.replace(
        found,
        target=target.name,
        title=target.title,
        seconds=None,
        rows=(),
        curves=(),
        what_if=(),
        measured=False,
        fits=_fits(found, target),
    )
    if found.seconds is None:
        return moved
    if mine is None or theirs is None:
        return dataclasses.replace(moved, reasons={**found.reasons, "seconds": why})
    shares = {row.line: row.share for row in found.rows if row.line and row.share}
    peak = None if found.peak_bytes is None else int(found.peak_bytes.value)
    mix = here.mix_of(found.source, lines=shares, working_bytes=peak, cache_bytes=cache_bytes())
    seconds = here.transfer(found.seconds, mine, theirs, mix)
    factor = seconds.value / found.seconds.value
    said = (
        f"{target.name}: {factor:.2g} times the time here, by the reference kernels that"
        f" `%perf calibrate` timed on both ({mine.created[:10]}, {theirs.created[:10]})"
    )
    return dataclasses.replace(
        moved,
        seconds=seconds,
        rows=tuple(
            dataclasses.replace(row, seconds=_scaled(row.seconds, factor)) for row in found.rows
        ),
        assumptions=(*found.assumptions, said),
    )


def _why_not(target: Target, here_unknown: bool, there_unknown: bool) -> str:
    if target.kind != "cpu":
        return f"a cell of Python doesn't run on {target.name}, {target.title}"
    if there_unknown:
        return (
            f"how fast Python runs on {target.name} isn't known: `%perf calibrate --save FILE`"
            " there and `%perf targets --add FILE` here tell"
        )
    return "this machine wasn't measured yet: `%perf calibrate` does it" if here_unknown else ""


def _scaled(seconds: Range | None, factor: float) -> Range | None:
    return None if seconds is None else seconds.scaled(factor)


def _fits(found: Estimate, target: Target) -> Fits | None:
    """In the memory that it has; a device's that runs no Python doesn't matter."""
    if found.peak_bytes is None or target.memory_gb is None or target.kind != "cpu":
        return None
    return Fits(found.peak_bytes, target.memory_gb * 1e9, target.name)
