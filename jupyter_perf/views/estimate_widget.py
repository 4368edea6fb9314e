"""An estimate with sliders, for front ends that have ipywidgets and not our extension."""

from __future__ import annotations

from typing import Any

from ..core import units
from ..estimation.result import Comparison, Curve, Estimate, Size
from . import comparison, estimate, estimate_wording, quantities, svg
from .curves import drawn_points, target_size
from .limits import clipped
from .log_axis import LogAxis, axis, ticks, time_ticks
from .slider_widget import SIDE, SliderWidget, within_reach
from .sliding import reach, read_off, slid

_WORDS_CHARS = 300
_POINTS = 60


class EstimateWidget(SliderWidget):
    """Move sizes, choose a target, see what time, memory and money become."""

    def __init__(self, found: Estimate | Comparison) -> None:
        self._found = found
        self._estimates = found.estimates if isinstance(found, Comparison) else (found,)
        super().__init__([_name(each) for each in self._estimates])

    def show(self) -> None:
        """Everything anew, for the target and the sizes that are chosen now."""
        if not self._estimates:
            self.headline = estimate_wording.of_all(Comparison(())).text
            return
        own = self._estimates[min(max(self.target, 0), len(self._estimates) - 1)]
        chosen = _within_reach(own, self.chosen)
        now = slid(own, chosen)
        head = estimate_wording.headline(now)
        with self.hold_sync():
            self.headline, self.tone = clipped(head.text, _WORDS_CHARS), head.tone
            self.sliders = [s for size in own.sizes if (s := _slider(own, size)) is not None]
            self.lines = [clipped(line, _WORDS_CHARS) for line in _lines(now)]
            self.plot = _plot(own, now, chosen)

    def static(self) -> dict[str, Any]:
        found = self._found
        if isinstance(found, Comparison):
            return comparison.mimebundle(found)
        return estimate.mimebundle(found)


def _name(found: Estimate) -> str:
    return clipped(f"{found.target}: {estimate_wording.target_name(found)}", _WORDS_CHARS)


def _within_reach(found: Estimate, chosen: dict[str, Any]) -> dict[str, float]:
    """What a front end sent, as far as it makes sense for this target."""
    sizes = {}
    for name, value in chosen.items():
        ends = reach(found, str(name))
        if ends is not None and (moved := within_reach(value, *ends)) is not None:
            sizes[str(name)] = moved
    return sizes


def _slider(found: Estimate, size: Size) -> dict[str, Any] | None:
    ends = reach(found, size.name)
    if ends is None or not ends[0] < ends[1]:
        return None
    label = f"{size.name} ({size.unit})" if size.unit else size.name
    return {
        "name": size.name,
        "label": clipped(label, _WORDS_CHARS),
        "low": ends[0],
        "high": ends[1],
        "own": min(max(size.value, ends[0]), ends[1]),
    }


def _lines(found: Estimate) -> list[str]:
    """What the headline doesn't hold."""
    lines = [] if found.fits is None else [estimate_wording.fits_text(found.fits)]
    for name in ("usd", "joules", "grams_co2e"):
        if (value := getattr(found, name)) is not None:
            said = f"{quantities.NAMES[name]}: {quantities.quantity(name, value)}"
            lines.append(said[:1].upper() + said[1:])
    return [*lines, *estimate_wording.missing(found)]


def _plot(own: Estimate, now: Estimate, chosen: dict[str, float]) -> dict[str, Any]:
    """The curve of time over the size that was moved last, else the first one there is."""
    curves = [c for c in own.curves if target_size(own, c) and drawn_points(c, 2)]
    moved = [c for name in chosen for c in curves if c.over == name]
    if not curves:
        return {}
    return _drawn(own, now, (moved or curves)[0], chosen)


def _drawn(own: Estimate, now: Estimate, curve: Curve, chosen: dict[str, float]) -> dict[str, Any]:
    points = drawn_points(curve, _POINTS)
    samples = [s for s in curve.samples if curve.over in s.sizes]
    size = target_size(own, curve)
    assert size is not None  # such curves aren't asked for
    at = chosen.get(curve.over, size.value)
    value = getattr(now, curve.quantity) or read_off(curve, at)
    ends = [] if value is None else [value.value, value.low, value.high]
    across = axis([*(p.sizes[curve.over] for p in points), at], 0.0, SIDE, 0.02)
    fitted = [e for p in points for e in (p.expected.low, p.expected.value, p.expected.high)]
    up = axis([*fitted, *(s.measured for s in samples), *ends], 0.0, SIDE)
    if across is None or up is None:
        return {}
    return {
        "over": curve.over,
        "quantity": quantities.NAMES[curve.quantity],
        "ticks": {"x": _ticks(across, ""), "y": _ticks(up, curve.quantity)},
        "line": [[across.at(p.sizes[curve.over]), up.at(p.expected.value)] for p in points],
        "low": [[across.at(p.sizes[curve.over]), up.at(p.expected.low)] for p in points],
        "high": [[across.at(p.sizes[curve.over]), up.at(p.expected.high)] for p in points],
        "dots": [[across.at(s.sizes[curve.over]), up.at(s.measured)] for s in samples],
        "mark": [across.at(at), *(up.at(end) for end in ends)] if ends else None,
        "said": f"at {units.short(at)}",
    }


def _ticks(scale: LogAxis, kind: str) -> list[tuple[float, str]]:
    found = time_ticks(scale, 6) if kind == "seconds" else ticks(scale, 6)
    return [(scale.at(tick), svg.tick_label(kind, tick)) for tick in found]
