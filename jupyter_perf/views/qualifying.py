"""What qualifies a rewrite's gain, line by line: how it was timed, compared, and on what."""

from __future__ import annotations

import statistics

from ..core import units
from ..measure.timing import Timing
from ..refinement.verdict import Evidence, Faster
from . import wording

SMALL_BYTES = 1_000_000
"""Peak memory below this, on both sides, says nothing about a rewrite."""
_MOST_NAMED = 2
"""Of several things that one note is about; the rest are counted."""


def evidence_lines(evidence: Evidence) -> list[str]:
    """Everything that qualifies `same answer`."""
    lines = []
    if evidence.outside:
        skipped = units.counted(evidence.outside, "generated input")
        lines.append(f"{skipped} skipped: the original itself fails on them inside a library")
    if evidence.within_tolerance:
        lines.append(f"floats agree within a relative error of {evidence.within_tolerance:.1g}")
    if evidence.dropped:
        names = ", ".join(f"`{name}`" for name in evidence.dropped)
        lines.append(f"no longer set afterwards: {names}")
    if not evidence.general:
        lines.append(f"same on this data only: {evidence.on_this_data_only}")
    return [*lines, *_gathered(evidence.notes)]


def _gathered(notes: tuple[str, ...]) -> list[str]:
    """Notes (`about: what`) that say the same of several things, as one."""
    things: dict[str, list[str]] = {}
    for note in notes:
        about, colon, what = note.partition(": ")
        things.setdefault(colon + what if colon else note, []).append(about)
    lines = []
    for what, abouts in things.items():
        if what == abouts[0]:
            lines.append(what)
        elif len(abouts) <= _MOST_NAMED:
            lines.append(", ".join(abouts) + what)
        else:
            lines.append(f"{abouts[0]} and {len(abouts) - 1} more{what}")
    return lines


def timing_lines(best: Faster, *, in_headline: bool = False) -> list[str]:
    """First call, later calls, wall time, memory: the first call first where they disagree.

    `in_headline`: the gain was said already, and isn't repeated.
    """
    timing = best.timing
    if best.first_call is None:
        lines = [_timing_line("each run", timing, with_gain=not in_headline)]
    else:
        lines = [_timing_line("later calls", timing)]
    if best.first_call is not None:
        line = _timing_line("first call", best.first_call)
        lines.insert(0, line) if wording.disagree(best.first_call, timing) else lines.append(line)
    if best.peak_bytes is not None and max(best.peak_bytes) >= SMALL_BYTES:
        before, after = best.peak_bytes
        lines.append(f"peak memory: {units.size(before)} → {units.size(after)}")
    return lines


def _timing_line(label: str, timing: Timing, *, with_gain: bool = True) -> str:
    parts = [wording.gain(timing)] if with_gain else []
    originals, candidates = timing.decisive_seconds
    if originals and candidates:
        before, after = statistics.median(originals), statistics.median(candidates)
        parts.append(f"{units.seconds(before)} → {units.seconds(after)} {_clock(timing)}")
    if timing.sampled:
        parts.append(timing.sampled)
    if timing.threads > 1:
        parts.append(f"{timing.threads} threads, wall time {units.ratio(timing.wall_ratio)}")
    return f"{label}: {', '.join(parts or [wording.gain(timing)])}"


def _clock(timing: Timing) -> str:
    return "wall time" if timing.clock == "wall" else "CPU time"
