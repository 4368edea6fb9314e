"""Progress of a search where its result will stand: one output, replaced as it goes on.

In a notebook it is a display that is updated in place, and what is saved at the end is the static
result alone. In a terminal it is one line that is overwritten; where output goes to a file or a
pipe there is none.
"""

from __future__ import annotations

import html
import sys
import time
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..core import units
from ..core.progress import Progress
from .screen import Screen

if TYPE_CHECKING:
    pass

_SECONDS_BETWEEN_LINES = 0.2
_SECONDS_BETWEEN_UPDATES = 0.5
"""An update of a notebook is drawn anew, and saved with it."""
_LINE_WIDTH = 79


class LiveOutput(Screen):
    """Show `Progress` reports, then the result. `clock` gives seconds; tests inject theirs."""

    def __init__(
        self,
        shell: Any,
        *,
        top: int = 1,
        clock: Callable[[], float] = time.monotonic,
        kind: str = "refine",
    ) -> None:
        self._notebook = hasattr(shell, "kernel")
        # What publishes now: a cell that runs later may have put another in its place.
        self._publisher = getattr(shell, "display_pub", None)
        self._top = top
        self._without_search = kind
        self._display_id: str | None = None
        self._line_shown = False
        between = _SECONDS_BETWEEN_UPDATES if self._notebook else _SECONDS_BETWEEN_LINES
        super().__init__(clock, between)

    @property
    def can_update(self) -> bool:
        """Whether what is shown now can be replaced once the cell has ended."""
        # Output that is captured (`%%capture`) has nothing that listens.
        return self._notebook and hasattr(self._publisher, "pub_socket")

    def show(self, progress: Progress) -> None:
        if self._notebook:
            self._publish(self._picture(progress))
        elif sys.stderr.isatty():
            sys.stderr.write(f"\r{line(progress, self._kind)[:_LINE_WIDTH]:<{_LINE_WIDTH}}")
            sys.stderr.flush()
            self._line_shown = True

    @property
    def _kind(self) -> str:
        return self._without_search if self.search is None else self.search.kind

    def _picture(self, progress: Progress) -> dict[str, Any]:
        kind, how = self._kind, self._how_to_stop()
        bundle = {"text/plain": line(progress, kind), "text/html": bar(progress, how, kind)}
        if self.search is not None:
            bundle |= self.search.running_data(progress)
        return bundle

    def _how_to_stop(self) -> str:
        if self.search is None or not self.search.in_background:
            return "interrupt the kernel to stop"
        return f"%perf stop {self.search.id} stops it"

    def result(self, found: Any, remarks: tuple[str, ...]) -> dict[str, Any]:
        bundle = self.errand.bundle(found, remarks, self._top)
        self.finish(bundle)
        return bundle

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
        from ..views import static_html as page

        self.finish({"text/plain": text, "text/html": page.root(page.paragraph(text))})

    def _publish(self, bundle: dict[str, Any]) -> None:
        if not self._notebook or self._publisher is None:
            from IPython.display import display

            display(bundle, raw=True)  # type: ignore[no-untyped-call]
            return
        update = self._display_id is not None
        self._display_id = self._display_id or uuid.uuid4().hex
        self._publisher.publish(bundle, transient={"display_id": self._display_id}, update=update)


def line(progress: Progress, kind: str = "refine") -> str:
    """`refine: checking rows-to-columns · 45% · best so far 12.3× (11–14×) · at most 40 s left`."""
    parts = [f"{kind}: {progress.stage}"]
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


def bar(
    progress: Progress, how_to_stop: str = "interrupt the kernel to stop", kind: str = "refine"
) -> str:
    """The same with a bar in the theme's colours."""
    share = 0.0 if progress.done is None else min(max(progress.done, 0.0), 1.0)
    return (
        '<div style="max-width:40em;color:var(--jp-content-font-color1,inherit)">'
        '<div style="height:4px;border-radius:2px;background:rgba(128,128,128,.25)">'
        f'<div style="height:4px;border-radius:2px;width:{100 * share:.0f}%;'
        'background:var(--jp-brand-color1,#2196f3)"></div></div>'
        f"<small>{html.escape(f'{line(progress, kind)} · {how_to_stop}')}</small></div>"
    )
