"""A model's passes as rows of a result, and which share of the device they use."""

from __future__ import annotations

from collections.abc import Iterable

from ...core.ranges import Range
from ...core.targets import Target
from ..models.roofline import BOUNDS, Timed, Timeline, summed
from ..models.roofs import roof_of
from ..result import Row


def rows(phase: str, line: Timeline, times: int = 1) -> list[Row]:
    """One row for each kind of part, layers that differ counted together; `times` passes."""
    kinds = dict.fromkeys(each.work.name for each in line.rows)
    return [
        _row(f"{phase}: {kind}", [each for each in line.rows if each.work.name == kind], times)
        for kind in kinds
    ]


def with_shares(parts: Iterable[Row]) -> tuple[Row, ...]:
    """Shares of the time of all of them, which are 1 together."""
    from dataclasses import replace

    listed = list(parts)
    total = sum(each.seconds.value for each in listed if each.seconds)
    return tuple(
        replace(each, share=each.seconds.value / total) if each.seconds and total else each
        for each in listed
    )


def peak_share(line: Timeline, target: Target) -> Range:
    """Of the operations that the device could do in that time (model FLOPs utilization)."""
    roof = roof_of(target)
    ideal = sum(roof.compute_seconds(each.work.flops, each.work.bytes) for each in line.rows)
    return _share(ideal, line.seconds)


def bandwidth_share(line: Timeline, target: Target) -> Range:
    """Of the bytes that the device's memory could move in that time."""
    moved = sum(each.work.bytes for each in line.rows)
    return _share(moved / roof_of(target).bytes_per_s, line.seconds)


def main_bound(parts: Iterable[Row]) -> str:
    """What most of the time is spent on."""
    spent = dict.fromkeys(BOUNDS, 0.0)
    for row in parts:
        if row.seconds:
            spent[row.bound] += row.seconds.value
    return max(BOUNDS, key=lambda each: spent[each])


def _share(ideal_s: float, seconds: Range) -> Range:
    return Range(ideal_s / seconds.value, ideal_s / seconds.high, ideal_s / seconds.low)


def _row(name: str, parts: list[Timed], times: int) -> Row:
    seconds = summed(each.seconds for each in parts).scaled(times)
    return Row(
        name,
        seconds,
        flops=sum(each.work.total_flops for each in parts) * times,
        moved_bytes=sum(each.work.bytes for each in parts) * times,
        bound=max(parts, key=lambda each: each.seconds.value).bound,
        count=times,
    )
