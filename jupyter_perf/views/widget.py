"""A result as a widget, for front ends that have ipywidgets and not our extension.

Made only when it is asked for (`jp.last().widget()`): a notebook that is opened again without its
kernel shows no widget, so that no result may depend on one. Beside it stands the static form.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..estimation.result import Comparison, Estimate
from ..refinement.result import Refinement, explain
from ..refinement.verdict import Faster, NotFaster, Verdict
from ..sparsity.result import SparsityReport
from ..tradeoff.result import Frontier
from . import wording
from .diff import blocks
from .estimate_widget import EstimateWidget
from .frontier_widget import FrontierWidget
from .limits import clipped
from .refinement import bar_of, is_timed, mimebundle
from .sparsity_widget import SparsityWidget
from .static_beside import StaticBeside
from .timing_chart import Bar, Scale, is_comparable

_MOST_CHOICES = 50
_WORDS_CHARS = 300


class ResultWidget(StaticBeside):
    """Choose among all that was tried, see what each changes, copy its code."""

    _esm = Path(__file__).with_name("widget.js")
    headline = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Unicode("plain").tag(sync=True)
    choices: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """`label`, `said`, `code`, `lines` (`[kind, text]`, kind ` `, `-`, `+` or `…`), `bar` of each.

    `bar` is `ratio`, `low`, `high` as places from 0 to 1 on one axis, and whether that is `good`;
    None where there is nothing to draw.
    """
    no_gain = traitlets.Float(0.0).tag(sync=True)
    """The place of 1× on that axis."""

    def __init__(self, found: Refinement) -> None:
        head = wording.headline(found)
        verdicts = wording.ranked(found)[:_MOST_CHOICES]
        bars = [_bar(verdict) for verdict in verdicts]
        scale = Scale([bar for bar in bars if bar is not None])
        super().__init__(
            headline=head.text,
            tone=head.tone,
            choices=[
                {**_choice(found, verdict), "bar": bar and _placed(bar, scale)}
                for verdict, bar in zip(verdicts, bars, strict=True)
            ],
            no_gain=scale.share(1.0),
        )
        self._found = found

    def static(self) -> dict[str, Any]:
        return mimebundle(self._found)


def widget(
    found: Refinement | Estimate | Comparison | Frontier | SparsityReport,
) -> anywidget.AnyWidget:
    """What `found.widget()` returns."""
    if isinstance(found, Frontier):
        return FrontierWidget(found)
    if isinstance(found, SparsityReport):
        return SparsityWidget(found)
    return ResultWidget(found) if isinstance(found, Refinement) else EstimateWidget(found)


def _choice(found: Refinement, verdict: Verdict) -> dict[str, Any]:
    speed = ""
    if isinstance(verdict, Faster | NotFaster):
        speed = wording.speed(verdict.timing)
    taken = " (taken)" if verdict == found.best else ""
    said = [wording.outcome(verdict), speed, explain(verdict)]
    return {
        "label": clipped(wording.steps(verdict), _WORDS_CHARS) + taken,
        "said": clipped(" · ".join(filter(None, said)), _WORDS_CHARS),
        "code": verdict.candidate.code.rstrip("\n"),
        "lines": _lines(found.source, verdict.candidate.code),
    }


def _bar(verdict: Verdict) -> Bar | None:
    bar = bar_of(verdict, isinstance(verdict, Faster)) if is_timed(verdict) else None
    return bar if bar is not None and is_comparable(bar) else None


def _placed(bar: Bar, scale: Scale) -> dict[str, float | bool]:
    ends = {"ratio": bar.ratio, "low": bar.low, "high": bar.high}
    return {name: round(scale.share(ratio), 4) for name, ratio in ends.items()} | {"good": bar.good}


def _lines(before: str, after: str) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for block in blocks(before, after):
        if block.hidden:
            lines.append(("…", f"{len(block.lines)} unchanged"))
        else:
            lines += [(block.kind, line) for line in block.lines]
    return lines
