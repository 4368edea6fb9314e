"""An estimate with sliders, for front ends that have ipywidgets and not our extension.

The kernel answers a slider: it is there whenever a widget is, and formats as everything else does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..core import units
from ..estimation.result import Comparison, Curve, Estimate, Size
from . import comparison, estimate, estimate_wording, svg
from .curves import drawn_points, target_size
from .limits import clipped
from .log_axis import LogAxis, axis, ticks, time_ticks
from .sliding import reach, read_off, slid

_WORDS_CHARS = 300
_POINTS = 60
_STATIC = ("text/plain", "text/html")
_SIDE = 1000.0
"""Places are thousandths of the plot's sides, from its lower left corner."""


class EstimateWidget(anywidget.AnyWidget):
    """Move sizes, choose a target, see what time, memory and money become."""

    _esm = Path(__file__).with_name("estimate_widget.js")
    targets: traitlets.List[str] = traitlets.List(traitlets.Unicode()).tag(sync=True)
    target = traitlets.Int(0).tag(sync=True)
    """Index of the chosen one."""
    sliders: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """`name`, `label`, `low`, `high`, `own` of each size that can be moved."""
    chosen: traitlets.Dict[str, float] = traitlets.Dict().tag(sync=True)
    """Size → its value, where it was moved."""
    headline = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Unicode("plain").tag(sync=True)
    lines: traitlets.List[str] = traitlets.List(traitlets.Unicode()).tag(sync=True)
    plot: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    """`over`, `quantity`, `ticks` (`x`, `y`: `[place, label]`), `line`, `low`, `high`, `dots`
    (`[x, y]` each), `mark` (`[x, y, low, high]`, or null); empty where there is nothing to draw."""

    def __init__(self, found: Estimate | Comparison) -> None:
        self._found = found
        self._estimates = found.estimates if isinstance(found, Comparison) else (found,)
        super().__init__(targets=[_name(each) for each in self._estimates])
        self._show()
        self.observe(lambda _: self._show(), names=["target", "chosen"])

    def _show(self) -> None:
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

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None:
            return None
        data, metadata = shown
        found = self._found
        static = (
            comparison.mimebundle(found)
            if isinstance(found, Comparison)
            else estimate.mimebundle(found)
        )
        return {**data, **{kind: static[kind] for kind in _STATIC}}, metadata


def _name(found: Estimate) -> str:
    return clipped(f"{found.target}: {estimate_wording.target_name(found)}", _WORDS_CHARS)


def _within_reach(found: Estimate, chosen: dict[str, Any]) -> dict[str, float]:
    """What a front end sent, as far as it makes sense for this target."""
    sizes = {}
    for name, value in chosen.items():
        ends = reach(found, str(name))
        if ends is not None and isinstance(value, int | float) and value == value:
            sizes[str(name)] = min(max(float(value), ends[0]), ends[1])
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
            said = f"{estimate_wording.NAMES[name]}: {estimate_wording.quantity(name, value)}"
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
    across = axis([*(p.sizes[curve.over] for p in points), at], 0.0, _SIDE, 0.02)
    fitted = [e for p in points for e in (p.expected.low, p.expected.value, p.expected.high)]
    up = axis([*fitted, *(s.measured for s in samples), *ends], 0.0, _SIDE)
    if across is None or up is None:
        return {}
    return {
        "over": curve.over,
        "quantity": estimate_wording.NAMES[curve.quantity],
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
