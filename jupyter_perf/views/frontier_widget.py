"""A frontier with sliders, for front ends that have ipywidgets and not our extension."""

from __future__ import annotations

from typing import Any

from ..core import units
from ..tradeoff.result import NONE, Device, Frontier, Point
from . import frontier, svg
from . import frontier_wording as wording
from .frontier_rows import curves_on, rows_of
from .frontier_sliding import Reached, reached
from .limits import clipped
from .log_axis import LogAxis, axis, ticks
from .quantities import quantity, said
from .slider_widget import SIDE, SliderWidget, within_reach

_WORDS_CHARS = 300
_GB = 1e9
_MEMORY, _BATCH = "memory (GB)", "examples to a step"
_MOST_LINES = 12
_MOST_CURVES = 6


class FrontierWidget(SliderWidget):
    """Move the memory or the examples to a step, choose a target, see what each method reaches."""

    def __init__(self, found: Frontier) -> None:
        self._found = found
        names = [clipped(wording.device_text(each), _WORDS_CHARS) for each in found.devices]
        super().__init__(names)

    def show(self) -> None:
        """Everything anew, for the target, memory and batch that are chosen now."""
        found, devices = self._found, self._found.devices
        head = wording.headline(found)
        with self.hold_sync():
            self.headline, self.tone = clipped(head.text, _WORDS_CHARS), head.tone
            if not devices or not found.points:
                self.lines = [clipped(line, _WORDS_CHARS) for line in wording.not_tried(found)]
                return
            device = devices[min(max(self.target, 0), len(devices) - 1)]
            self.sliders = _sliders(found, device)
            moved = _within_reach(self.sliders, self.chosen)
            memory = moved.get(_MEMORY, (device.memory_bytes or 0.0) / _GB) * _GB
            batch = round(moved[_BATCH]) if _BATCH in moved else found.global_batch
            now = _all_reached(found, device, memory, batch)
            if moved or self.target:
                self.headline, self.tone = _moved_headline(found, device, now)
            self.lines = [*_lines(found, device, now), *wording.remarks(found)]
            self.plot = _plot(found, device, memory, now)

    def static(self) -> dict[str, Any]:
        return frontier.mimebundle(self._found)


def _all_reached(
    found: Frontier, device: Device, memory: float, batch: int | None
) -> dict[str, Reached | None]:
    """Method → what it reaches, in the order of the table. Without a memory everything fits."""
    curves = curves_on(found, device)
    most = memory or float("inf")
    names = [row.method.name for row in rows_of(found, device)]
    return {name: reached(curves[name], most, batch) for name in names}


def _sliders(found: Frontier, device: Device) -> list[dict[str, Any]]:
    points = [p for p in found.points if p.target == device.name and p.peak_bytes is not None]
    uppers = [p.peak_bytes.high / _GB for p in points if p.peak_bytes is not None]
    made = []
    if device.memory_bytes is not None and uppers:
        own = device.memory_bytes / _GB
        ends = min(*uppers, own) * 0.9, max(*uppers, own) * 1.1
        made.append(_slider(_MEMORY, ends, own))
    batches = [p.batch for p in points if p.accumulate == 1]
    if batches and max(batches) > 1:
        best = found.best_on(device.name)
        first = best.batch if best is not None else max(batches)
        own = float(found.global_batch or first)
        made.append(_slider(_BATCH, (1.0, max(4.0 * max(batches), own)), own))
    return made


def _slider(name: str, ends: tuple[float, float], own: float) -> dict[str, Any]:
    return {"name": name, "label": name, "low": ends[0], "high": ends[1], "own": own}


def _within_reach(sliders: list[dict[str, Any]], chosen: dict[str, Any]) -> dict[str, float]:
    """What a front end sent, as far as it makes sense."""
    ends = {each["name"]: (each["low"], each["high"]) for each in sliders}
    return {
        name: moved
        for name, value in chosen.items()
        if name in ends and (moved := within_reach(value, *ends[name])) is not None
    }


def _moved_headline(
    found: Frontier, device: Device, now: dict[str, Reached | None]
) -> tuple[str, str]:
    """Which method is the fastest, as far as that can be read off."""
    rates = {name: each.throughput.value for name, each in now.items() if each and each.throughput}
    fits = [name for name, each in now.items() if each]
    if not fits:
        return f"Nothing fits on {device.name} with that", "warn"
    best = max(rates, key=lambda name: rates[name]) if rates else fits[0]
    line = _line(found, device, best, now[best])
    return clipped(f"Read off: {line}", _WORDS_CHARS), "plain"


def _lines(found: Frontier, device: Device, now: dict[str, Reached | None]) -> list[str]:
    said = [_line(found, device, name, each) for name, each in now.items()]
    more = [f"… and {len(said) - _MOST_LINES} more"] if len(said) > _MOST_LINES else []
    return [clipped(line, _WORDS_CHARS) for line in said[:_MOST_LINES]] + more


def _line(found: Frontier, device: Device, name: str, each: Reached | None) -> str:
    shown = "plain" if name == NONE else name
    if each is None:
        return f"{shown}: doesn't fit"
    point = _example(found, device, name)
    parts = [f"batch {units.count(each.batch)}"]
    if each.microbatches > 1:
        parts[0] += f" × {units.count(each.microbatches)}"
    parts.append(quantity("peak_bytes", each.peak_bytes))
    if each.throughput is not None:
        unit = wording.unit_of(found, point)
        rate = each.throughput.scaled(_scale(found, point))
        parts.append(said(rate, lambda number: f"{units.short(number)} {unit}/s"))
    return f"{shown}: {', '.join(parts)}"


def _example(found: Frontier, device: Device, name: str) -> Point:
    return curves_on(found, device)[name][0]


def _scale(found: Frontier, point: Point) -> float:
    return float(point.sequence or 1) if wording.unit_of(found, point) == "tokens" else 1.0


def _plot(
    found: Frontier, device: Device, memory: float, now: dict[str, Reached | None]
) -> dict[str, Any]:
    """Throughput against memory: the fastest method with its band, the others as lines."""
    curves = {
        name: [p for p in points if p.peak_bytes and p.throughput]
        for name, points in curves_on(found, device).items()
    }
    shown = [name for name in now if curves.get(name)][:_MOST_CURVES]
    known = [point for name in shown for point in curves[name]]
    if len(known) < 2:
        return {}
    scale = _scale(found, known[0])
    ends = [e * scale for p in known if p.throughput for e in (p.throughput.low, p.throughput.high)]
    sizes = [p.peak_bytes.value for p in known if p.peak_bytes]
    across = axis([*sizes, *([memory] if memory else [])], 0.0, SIDE, 0.03)
    up = axis(ends, 0.0, SIDE)
    if across is None or up is None:
        return {}
    first = curves[shown[0]]
    mark = now[shown[0]]
    return {
        "over": "memory at the peak",
        "quantity": "throughput",
        "ticks": {"x": _ticks(across, "peak_bytes"), "y": _ticks(up, "")},
        "line": _through(first, across, up, scale, "value"),
        "low": _through(first, across, up, scale, "low"),
        "high": _through(first, across, up, scale, "high"),
        "dots": _through(first, across, up, scale, "value"),
        "mark": _mark(mark, across, up, scale),
        "said": f"of {'plain' if shown[0] == NONE else shown[0]}",
        "others": [
            {
                "name": "plain" if name == NONE else clipped(name, 40),
                "line": _through(curves[name], across, up, scale, "value"),
            }
            for name in shown[1:]
        ],
        "limit": across.at(memory) if memory else None,
    }


def _mark(each: Reached | None, across: LogAxis, up: LogAxis, scale: float) -> list[float] | None:
    if each is None or each.throughput is None:
        return None
    rate = each.throughput
    places = (up.at(end * scale) for end in (rate.value, rate.low, rate.high))
    return [across.at(each.peak_bytes.value), *places]


def _through(
    points: list[Point], across: LogAxis, up: LogAxis, scale: float, end: str
) -> list[list[float]]:
    return [
        [across.at(p.peak_bytes.value), up.at(getattr(p.throughput, end) * scale)]
        for p in points
        if p.peak_bytes is not None
    ]


def _ticks(scale: LogAxis, kind: str) -> list[tuple[float, str]]:
    return [(scale.at(tick), svg.tick_label(kind, tick)) for tick in ticks(scale, 6)]
