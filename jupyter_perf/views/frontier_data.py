"""A frontier as data for front ends of ours: what `docs/messages.md` says, cut to fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..core.progress import Progress
from ..tradeoff.result import Device, Frontier, MethodUsed, Point
from . import frontier_wording as wording
from . import states
from .cells import numbers_of, tabbed
from .envelope import Context, envelope, without_empty
from .frontier_levels import Cut
from .frontier_rows import MethodRow, curves_on, rows_of
from .left_out import further
from .limits import clipped
from .quantities import quantity, ratio

_NAME_CHARS = 60
_SOURCE_CHARS = 1000


def finished(
    found: Frontier, cut: Cut, context: Context, aside: Sequence[str] = ()
) -> dict[str, Any]:
    """The data of a frontier that is there; `aside` are remarks of whoever shows it."""
    said = [*wording.remarks(found), *aside]
    placed = envelope(
        "frontier", found.source, context, most_chars=_SOURCE_CHARS, created=found.created
    )
    return states.done(placed, wording.headline(found), wording.asked(found), said, cut) | {
        "result": result_data(found, cut),
        "left_out": left_out(found, cut),
    }


def running(
    source: str, progress: Progress, context: Context, aside: Sequence[str] = ()
) -> dict[str, Any]:
    """The data while steps are traced and timed."""
    placed = envelope("frontier", source, context, most_chars=_SOURCE_CHARS)
    return states.running(placed, progress, "estimating", aside)


def result_data(found: Frontier, cut: Cut) -> dict[str, Any]:
    """Devices with their rows, the curves that sliders live on, code and words."""
    devices = found.devices[: cut.devices]
    rows = [rows_of(found, device) for device in devices]
    most = [cut.methods, *(cut.others for _ in rows[1:])]
    used = {row.method.name for all_, n in zip(rows, most, strict=False) for row in all_[:n]}
    data = {
        "version": 1,
        "model": clipped(found.model, cut.words_chars),
        "unit": "tokens" if found.unit == "tokens" else "examples",
        "global_batch": found.global_batch,
        "epoch_examples": found.epoch_examples,
        "methods": [_method(each, cut) for each in found.methods if each.name in used],
        "devices": [
            _device(found, device, cut, all_, n)
            for device, all_, n in zip(devices, rows, most, strict=False)
        ],
        "devices_count": len(found.devices),
        "curves": [
            curve for device in devices[: cut.curves] for curve in _curves(found, device, cut)
        ],
        "code": _codes(found, cut),
        "laws": [_law(law, cut) for law in found.laws[: cut.laws]],
        "not_tried": [
            clipped(each, cut.words_chars) for each in wording.not_tried(found)[: cut.notes]
        ],
        "notes": [clipped(each, cut.words_chars) for each in found.notes[: cut.notes]],
        "assumptions": [clipped(each, cut.words_chars) for each in found.assumptions[: cut.notes]],
        "footnote": clipped(wording.footnote(found, cut.notes), 2 * cut.words_chars),
    }
    kept: dict[str, Any] = without_empty(data)
    return kept


def _method(method: MethodUsed, cut: Cut) -> str:
    """Name, what it does, what it costs in accuracy."""
    return _cells(
        clipped(method.name, _NAME_CHARS),
        clipped(method.words, cut.words_chars),
        clipped(wording.accuracy(method), cut.words_chars),
    )


def _device(
    found: Frontier, device: Device, cut: Cut, rows: Sequence[MethodRow], most: int
) -> dict[str, Any]:
    return {
        "name": clipped(device.name, _NAME_CHARS),
        "text": clipped(wording.device_text(device), cut.words_chars),
        "memory_bytes": device.memory_bytes,
        "usd_per_hour": device.usd_per_hour,
        "validated": device.validated,
        "times": wording.where_from([row.point for row in rows]),
        "rows": [_row(found, row, cut) for row in rows[:most]],
        "parts": [_parts(row) for row in rows[: min(cut.laws, most)]],
        "rows_count": len(rows),
    }


def _row(found: Frontier, row: MethodRow, cut: Cut) -> str:
    """Cells ready to be shown: a number without its interval is none of ours."""
    point, is_out = row.point, row.largest == 0
    state = "use" if row.is_chosen else "out" if is_out else "fits" if point.fits else ""
    name = clipped(row.method.name, _NAME_CHARS)
    if is_out:
        return _cells(state, name, "none", clipped(wording.too_large(row), cut.words_chars))
    return _cells(
        state,
        name,
        wording.batch(row),
        wording.peak(point),
        wording.throughput(found, point),
        ratio(row.ratio),
        wording.money(point),
    )


def _cells(*texts: str) -> str:
    """Without those at the end that are empty."""
    return tabbed(*texts).rstrip("\t")


def _parts(row: MethodRow) -> str:
    """What takes the memory: method, batch, the evaluation step's peak, then kinds with bytes."""
    point = row.point
    value = point.evaluation_bytes
    evaluation = "" if value is None else quantity("peak_bytes", value)
    kinds = (f"{kind} {_digits(size)}" for kind, size in point.breakdown.items() if size > 0)
    return _cells(clipped(row.method.name, _NAME_CHARS), str(point.batch), evaluation, *kinds)


def _curves(found: Frontier, device: Device, cut: Cut) -> list[dict[str, Any]]:
    curves, known = [], curves_on(found, device)
    for row in rows_of(found, device)[: cut.curve_methods]:
        points = known[row.method.name]
        usable = [p for p in points if p.peak_bytes is not None and p.accumulate == 1]
        if usable and cut.points:
            shown = _thinned(usable, cut.points, row.point)
            name = clipped(row.method.name, _NAME_CHARS)
            target = clipped(device.name, _NAME_CHARS)
            curves.append({"method": name, "target": target, **_columns(shown)})
    return curves


def _columns(points: Sequence[Point]) -> dict[str, Any]:
    """One text of numbers, a point after another: batch, peak, seconds, both with their ends."""
    sequence = points[0].sequence
    numbers = ((p.batch, *numbers_of(p.peak_bytes), *numbers_of(p.seconds)) for p in points)
    return {
        "sequence": sequence if all(p.sequence == sequence for p in points) else None,
        "points": "; ".join(" ".join(map(_digits, each)) for each in numbers),
    }


def _digits(number: float | None) -> str:
    """Whole numbers as they are, others in three digits, `?` where nobody knows."""
    if number is None or not math.isfinite(number):
        return "?"
    if isinstance(number, int):
        return str(number)
    return f"{number:.3g}".replace("e+0", "e").replace("e+", "e").replace("e-0", "e-")


def _thinned(points: Sequence[Point], most: int, kept: Point) -> list[Point]:
    """At most `most`: both ends, what serves best, and others evenly between."""
    if len(points) <= most:
        return list(points)
    step = (len(points) - 1) / max(most - 1, 1)
    chosen = {round(k * step) for k in range(most)}
    if kept in points and points.index(kept) not in chosen:
        at = points.index(kept)
        inner = [k for k in chosen if 0 < k < len(points) - 1]
        if inner:
            chosen.remove(min(inner, key=lambda k: abs(k - at)))
        chosen.add(at)
    return [points[k] for k in sorted(chosen)]


def _codes(found: Frontier, cut: Cut) -> dict[str, str]:
    """Method → what to write, in the table's order. None is cut: half a text is no code."""
    names = wording.coded(found)
    short_enough = [name for name in names if len(found.code[name]) <= cut.code_chars]
    return {
        clipped(name, _NAME_CHARS): clipped(found.code[name].rstrip("\n"), cut.code_chars)
        for name in short_enough[: cut.codes]
    }


def _law(law: Any, cut: Cut) -> dict[str, Any]:
    return {
        "method": clipped(law.method, _NAME_CHARS),
        "target": clipped(law.target, _NAME_CHARS),
        "time": wording.time_law(law),
        "time_r2": wording.determined(law.time_r2),
        "memory": wording.memory_law(law),
        "memory_r2": wording.determined(law.memory_r2),
        "notes": [clipped(each, cut.words_chars) for each in law.notes[: cut.notes]],
    }


def left_out(found: Frontier, cut: Cut) -> list[str]:
    """What isn't in the data, in words."""
    methods = {p.method for p in found.points}
    curves: dict[tuple[str, str], int] = {}
    for point in found.points:
        curves[point.method, point.target] = curves.get((point.method, point.target), 0) + 1
    longest = max(curves.values(), default=0)
    counts = {
        "target(s)": (len(found.devices), cut.devices),
        "method(s)": (len(methods), cut.methods if len(found.devices) < 2 else cut.others),
        "methods' curve(s)": (len(methods), cut.curve_methods),
        "targets' curve(s)": (min(len(found.devices), cut.devices), cut.curves),
        "batch size(s) of a curve": (longest, cut.points),
        "piece(s) of methods' code": (len(found.code), cut.codes),
        "fit(s)": (len(found.laws), cut.laws),
        "note(s)": (len(found.notes), cut.notes),
        "assumption(s)": (len(found.assumptions), cut.notes),
    }
    return further(counts)
