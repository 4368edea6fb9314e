"""Widgets with sliders, for front ends that have ipywidgets and not our extension.

The kernel answers a slider: it is there whenever a widget is, and formats as everything else does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import traitlets

from .static_beside import StaticBeside

SIDE = 1000.0
"""Places are thousandths of the plot's sides, from its lower left corner."""


class SliderWidget(StaticBeside):
    """Choose a target, move sliders, see what changes: drawn alike whatever is shown."""

    _esm = Path(__file__).with_name("slider_widget.js")
    targets: traitlets.List[str] = traitlets.List(traitlets.Unicode()).tag(sync=True)
    target = traitlets.Int(0).tag(sync=True)
    """Index of the chosen one."""
    sliders: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """`name`, `label`, `low`, `high`, `own` of each; `whole` where it moves in whole steps."""
    chosen: traitlets.Dict[str, float] = traitlets.Dict().tag(sync=True)
    """Slider → its value, where it was moved."""
    headline = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Unicode("plain").tag(sync=True)
    lines: traitlets.List[str] = traitlets.List(traitlets.Unicode()).tag(sync=True)
    plot: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    """`over`, `quantity`, `ticks` (`x`, `y`: `[place, label]`), `line`, `low`, `high`, `dots`
    (`[x, y]` each), `mark` (`[x, y, low, high]`, or null), `others` (further curves: `name`,
    `line`); empty where there is nothing to draw."""

    def __init__(self, targets: list[str], target: int = 0) -> None:
        """What `show` reads has to be there before."""
        super().__init__(targets=targets, target=target)
        self.show()
        self.observe(lambda _: self.show(), names=["target", "chosen"])

    def show(self) -> None:
        """Everything anew, for what is chosen now."""
        raise NotImplementedError


def within_reach(value: object, low: float, high: float) -> float | None:
    """What a front end sent, between the ends of its slider; None where it is no number."""
    if not isinstance(value, int | float) or value != value:
        return None
    return min(max(float(value), low), high)
