"""The time of a cell on another machine that was measured with the same reference kernels."""

from __future__ import annotations

from dataclasses import replace

from ..core import measurements
from ..core import targets as catalogue
from ..core.ranges import Range
from ..core.targets import Target
from ..errors import UsageError
from .combining import product
from .result import Estimate, Fits


def carried_over(found: Estimate, target: Target) -> Estimate | None:
    """`found`, which was made here, on `target`; None where one of both wasn't measured.

    Time changes as the kernels do that the cell resembles; memory stays what it is.
    """
    from .here import mix_of, ratio

    here, there = measurements.latest(), catalogue.measured(target.name)
    if here is None or there is None or found.seconds is None:
        return None
    mix = mix_of(found.source, lines=_lines(found))
    try:
        factor = ratio(here, there, mix)
    except UsageError as different:
        return replace(found, seconds=None, reasons={**found.reasons, "seconds": str(different)})
    like = ", ".join(sorted(mix, key=lambda name: -mix[name])[:3]) if mix else "any cell"
    said = (
        f"time here × {factor.value:.2f} ({factor.low:.2f} to {factor.high:.2f}), as reference"
        f" kernels measured on both machines tell (of a cell like {like})"
    )
    return replace(
        found,
        seconds=product(found.seconds, factor),
        rows=tuple(replace(row, seconds=_on(row.seconds, factor)) for row in found.rows),
        what_if=tuple(replace(case, seconds=_on(case.seconds, factor)) for case in found.what_if),
        curves=(),
        measured=False,
        fits=_fits(found, target),
        assumptions=(*found.assumptions, said),
    )


def _on(seconds: Range | None, factor: Range) -> Range | None:
    return None if seconds is None else product(seconds, factor)


def _lines(found: Estimate) -> dict[int, float]:
    """Shares of the time by line of the cell."""
    return {row.line: row.share for row in found.rows if row.line and row.share}


def _fits(found: Estimate, target: Target) -> Fits | None:
    if found.fits is None or target.memory_gb is None:
        return None
    return Fits(found.fits.needed, target.memory_gb * 1e9, target.name)
