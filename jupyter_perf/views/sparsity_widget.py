"""A sparsity report with sliders for N:M, for front ends without our extension."""

from __future__ import annotations

from typing import Any

from ..sparsity.result import SparsityReport
from . import sparsity_wording as wording
from .limits import clipped
from .slider_widget import SliderWidget, within_reach
from .sparsity_changes import change_range
from .sparsity_sliding import Read, first_of, groups_of, magic_line, read

_WORDS_CHARS = 300
_METRIC_CHARS = 40
_KEPT = "kept"
_MOST_LINES = 14


class SparsityWidget(SliderWidget):
    """Choose a group (the targets) and how many of it are kept; see what that does to a trained
    model."""

    def __init__(self, found: SparsityReport) -> None:
        self._found = found
        self._groups = groups_of(found)
        self._first = first_of(found)
        own = self._groups.index(self._first[1]) if self._first[1] in self._groups else 0
        names = [f"groups of {m} inputs" for m in self._groups]
        super().__init__(names, own)

    def show(self) -> None:
        """Everything anew, for the pattern that is chosen now."""
        head = wording.headline(self._found)
        with self.hold_sync():
            self.headline, self.tone = clipped(head.text, _WORDS_CHARS), head.tone
            if not self._groups:
                self.lines = [
                    "No layer's sensitivity is known: there is nothing to read off",
                    *(clipped(line, _WORDS_CHARS) for line in wording.notes_of(self._found)[:5]),
                ]
                return
            m = self._groups[min(max(self.target, 0), len(self._groups) - 1)]
            own = self._first[0] if m == self._first[1] else max(1, m // 2)
            n = _kept(self.chosen, own, m)
            self.sliders = [_slider(own, m)]
            now = read(self._found, n, m)
            if (n, m) != self._first:
                said = said_of(now, clipped(self._found.metric, _METRIC_CHARS))
                self.headline, self.tone = clipped(said, _WORDS_CHARS), "plain"
            self.lines = [*_lines(now), f"To train it: {magic_line(n, m, self._found)}"]

    def static(self) -> dict[str, Any]:
        from .sparsityreport import mimebundle

        return mimebundle(self._found)


def said_of(now: Read, metric: str = "") -> str:
    """`3:4 after training, read off: 25.5 bits a weight, layers off by 20% at most`."""
    worst = max(now.layers, key=lambda each: each.error.value)
    parts = [
        f"{now.bits:.3g} bits a weight in fp32, indices included",
        f"the layer that suffers most is off by {wording.error_range(worst.error)}",
    ]
    if (change := now.metric_change) is not None and metric:
        parts.append(f"{change_range(metric, change)} if what layers do alone adds up")
    return f"{now.n}:{now.m} after training, without training again: {', '.join(parts)}"


def _lines(now: Read) -> list[str]:
    ranked = sorted(now.layers, key=lambda each: -each.error.value)
    lines = [
        clipped(f"{each.layer}: {wording.error_range(each.error)}", _WORDS_CHARS)
        + ("" if each.is_measured else ", read off")
        for each in ranked[:_MOST_LINES]
    ]
    return lines + (
        [f"… and {len(ranked) - _MOST_LINES} more"] if len(ranked) > _MOST_LINES else []
    )


def _slider(own: int, m: int) -> dict[str, Any]:
    label = f"kept of {m} inputs"
    return {"name": _KEPT, "label": label, "low": 1, "high": m, "own": own, "whole": True}


def _kept(chosen: dict[str, Any], own: int, m: int) -> int:
    """What a front end sent, as far as it makes sense."""
    kept = within_reach(chosen.get(_KEPT, own), 1, m)
    return own if kept is None else round(kept)
