"""Progress of a search where its result will stand: one output, replaced as it goes on.

In a notebook it is a display that is updated in place, and what is saved at the end is the static
result alone. In a terminal it is one line that is overwritten; where output goes to a file or a
pipe there is none.
"""

from __future__ import annotations

import dataclasses
import html
import sys
import time
from collections.abc import Callable
from typing import Any

from ..core import units
from ..core.progress import Progress

_SECONDS_BETWEEN = 0.2
_LINE_WIDTH = 79


class LiveOutput:
    """Show `Progress` reports, then the result. `clock` gives seconds; tests inject theirs."""

    def __init__(self, shell: Any, clock: Callable[[], float] = time.monotonic) -> None:
        self._shell = shell
        self._clock = clock
        self._notebook = hasattr(shell, "kernel")
        self._handle: Any = None
        self._last = float("-inf")
        self._heard: tuple[float, Progress] | None = None
        self._line_shown = False

    def report(self, progress: Progress) -> None:
        """Show `progress`, unless another was shown a moment ago."""
        now = self._clock()
        self._heard = now, progress
        if now - self._last >= _SECONDS_BETWEEN:
            self._last = now
            self._show(progress)

    def count_down(self) -> None:
        """Show the last report again with the time that is left now: a step may take long."""
        if self._heard is None:
            return
        heard, progress = self._heard
        self._last = self._clock()
        passed = self._last - heard
        left = progress.left_seconds
        self._show(
            dataclasses.replace(
                progress,
                elapsed_seconds=progress.elapsed_seconds + passed,
                left_seconds=None if left is None else max(0.0, left - passed),
            )
        )

    def _show(self, progress: Progress) -> None:
        if self._notebook:
            self._publish({"text/plain": line(progress), "text/html": bar(progress)})
        elif sys.stderr.isatty():
            sys.stderr.write(f"\r{line(progress)[:_LINE_WIDTH]:<{_LINE_WIDTH}}")
            sys.stderr.flush()
            self._line_shown = True

    def finish(self, bundle: dict[str, Any]) -> None:
        """Put `bundle` (MIME type → data) where the progress was."""
        self.clear_line()
        self._publish(bundle)

    def clear_line(self) -> None:
        """Take the terminal's progress line away."""
        if self._line_shown:
            sys.stderr.write("\r" + " " * _LINE_WIDTH + "\r")
            sys.stderr.flush()
            self._line_shown = False

    def message(self, text: str) -> None:
        """One sentence in place of the progress."""
        from ..views import static_html as page

        self.finish({"text/plain": text, "text/html": page.root(page.paragraph(text))})

    def _publish(self, bundle: dict[str, Any]) -> None:
        from IPython.display import DisplayHandle, display

        if not self._notebook:
            display(bundle, raw=True)  # type: ignore[no-untyped-call]
        elif self._handle is None:
            self._handle = DisplayHandle()  # type: ignore[no-untyped-call]
            self._handle.display(bundle, raw=True)
        else:
            self._handle.update(bundle, raw=True)


def line(progress: Progress) -> str:
    """`refine: checking rows-to-columns · 45% · best so far 12.3× (11–14×) · at most 40 s left`."""
    parts = [f"refine: {progress.stage}"]
    if progress.done is not None:
        parts.append(units.percent(progress.done))
    if progress.best is not None:
        ratio, interval = units.ratio_and_interval(*progress.best)
        parts.append(f"best so far {ratio} ({interval})")
    if progress.left_seconds is not None:
        parts.append(f"at most {_whole_seconds(progress.left_seconds)} left")
    return " · ".join(parts)


def _whole_seconds(left: float) -> str:
    """`12 s`: a tenth of a second in a countdown is only unrest."""
    whole = max(0, round(left))
    return f"{whole} s" if whole < 60 else units.seconds(whole)


def bar(progress: Progress) -> str:
    """The same with a bar in the theme's colours."""
    share = 0.0 if progress.done is None else min(max(progress.done, 0.0), 1.0)
    return (
        '<div style="max-width:40em;color:var(--jp-content-font-color1,inherit)">'
        '<div style="height:4px;border-radius:2px;background:rgba(128,128,128,.25)">'
        f'<div style="height:4px;border-radius:2px;width:{100 * share:.0f}%;'
        'background:var(--jp-brand-color1,#2196f3)"></div></div>'
        f"<small>{html.escape(line(progress))} · interrupt the kernel to stop</small></div>"
    )
