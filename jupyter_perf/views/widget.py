"""A result as a widget, for front ends that have ipywidgets and not our extension.

Made only when it is asked for (`jp.last().widget()`): a notebook that is opened again without its
kernel shows no widget, so that no result may depend on one. Beside it stands the static form.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from ..refinement.result import Refinement, explain
from ..refinement.verdict import Faster, NotFaster, Verdict
from . import wording
from .diff import blocks
from .limits import clipped
from .refinement import mimebundle

_MOST_CHOICES = 50
_WORDS_CHARS = 300
_STATIC = ("text/plain", "text/html")


class ResultWidget(anywidget.AnyWidget):
    """Choose among all that was tried, see what each changes, copy its code."""

    _esm = Path(__file__).with_name("widget.js")
    headline = traitlets.Unicode().tag(sync=True)
    tone = traitlets.Unicode("plain").tag(sync=True)
    choices: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """`label`, `said`, `code` and `lines` (`[kind, text]`, kind ` `, `-`, `+` or `…`) of each."""

    def __init__(self, found: Refinement) -> None:
        head = wording.headline(found)
        verdicts = wording.ranked(found)[:_MOST_CHOICES]
        super().__init__(
            headline=head.text,
            tone=head.tone,
            choices=[_choice(found, verdict) for verdict in verdicts],
        )
        self._found = found

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None:
            return None
        data, metadata = shown
        static = mimebundle(self._found)
        return {**data, **{kind: static[kind] for kind in _STATIC}}, metadata


def widget(found: Refinement) -> ResultWidget:
    """What `found.widget()` returns."""
    return ResultWidget(found)


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


def _lines(before: str, after: str) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for block in blocks(before, after):
        if block.hidden:
            lines.append(("…", f"{len(block.lines)} unchanged"))
        else:
            lines += [(block.kind, line) for line in block.lines]
    return lines
