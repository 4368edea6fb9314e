"""`--run`: the cell itself, with its progress against the prediction, and what it took."""

from __future__ import annotations

import contextvars
import logging
import os
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..core import units
from ..core.progress import Progress
from ..estimation.here.power import Meter, Metered
from ..sandbox import clock
from .appraisal import Appraisal, here_of, predicted_seconds
from .cellrun import run_cell_body
from .edge import told
from .residence import PeakMemory

if TYPE_CHECKING:
    from ..core.ranges import Range
    from ..estimation.result import Actual
    from .appraisal import Found
    from .live import LiveOutput

_SECONDS_BETWEEN_LOOKS = 0.05
"""Between two looks at the memory; pictures come less often, as the screen has it."""
_NEARLY = 0.99
_JOIN_SECONDS = 2.0
_LOG = logging.getLogger("jupyter_perf")


def progress_of(elapsed: float, predicted: Range | None) -> Progress:
    """How far a run is that has gone on for `elapsed` seconds."""
    if predicted is None:
        return Progress(f"running the cell: {_whole(elapsed)} so far", None, elapsed)
    said = units.value_and_range(predicted.value, predicted.low, predicted.high, units.seconds)
    about = f"about {said[0]}" + (f" ({said[1]})" if said[1] else "")
    if elapsed > predicted.high:
        return Progress(
            f"running the cell: past the prediction, {_whole(elapsed)} of {about}", None, elapsed
        )
    done = min(elapsed / predicted.value, _NEARLY) if predicted.value > 0 else _NEARLY
    left = max(0.0, predicted.value - elapsed)
    stage = f"running the cell: {_whole(elapsed)} of {about}"
    return Progress(stage, done, elapsed, left or None)


def _whole(elapsed: float) -> str:
    """`12 s`: tenths in a clock that runs are only unrest."""
    return f"{round(elapsed)} s" if elapsed < 60 else units.seconds(elapsed)


class Watch:
    """A thread that looks at a run beside it, and shows how far it is; it ends with the run."""

    def __init__(self, look: Callable[[], None], show: Callable[[float], None] | None) -> None:
        self._look = look
        self._show = show
        self._over = threading.Event()
        self._begun = time.monotonic()
        # In the cell's own context: what is shown is the output of this cell and no other.
        context = contextvars.copy_context()
        self._thread = threading.Thread(
            target=context.run, args=(self._watch,), name="jupyter-perf run", daemon=True
        )

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(_JOIN_SECONDS)

    def _watch(self) -> None:
        try:
            while not self._over.wait(_SECONDS_BETWEEN_LOOKS):
                self._look()
                if self._show is not None:
                    self._show(time.monotonic() - self._begun)
        # Nothing may leave this thread: it would be printed into the running cell's output.
        except BaseException:
            _LOG.debug("watching a run ended badly", exc_info=True)


class CellRun:
    """Runs a cell whose cost was predicted, and holds the one against the other."""

    def __init__(self, shell: Any, live: LiveOutput, appraisal: Appraisal, found: Found) -> None:
        self._shell = shell
        self._live = live
        self._appraisal = appraisal
        self._found = found
        self._predicted = predicted_seconds(found)
        self._memory = PeakMemory()
        self._meter = Meter()
        self._began = 0.0
        self._waited = 0.0

    def go(self, body: str, bind: Callable[[Found], None]) -> None:
        """Run `body`; raises what it raises, after the comparison is shown and `bind` was told."""
        __tracebackhide__ = True
        ended = "raised"
        self._appraisal.prediction = here_of(self._found)
        show = self._show if self._live.can_update else None
        self._memory.begin()
        self._waited = clock.waited_seconds(os.getpid())
        self._began = time.perf_counter()
        try:
            with self._meter, Watch(self._memory.look, show):
                run_cell_body(self._shell, body)
            ended = "done"
        except KeyboardInterrupt:
            ended = "interrupted"
            raise
        finally:
            seconds = time.perf_counter() - self._began
            with told(_LOG.debug):
                self._compare(self._actual(seconds, ended), bind)

    def _actual(self, seconds: float, ended: str) -> Actual:
        from ..estimation.result import Actual

        waited = max(0.0, min(seconds, clock.waited_seconds(os.getpid()) - self._waited))
        joules = self._meter.metered().joules
        return Actual(round(seconds, 6), self._memory.end(), ended, joules, round(waited, 6))

    def _show(self, elapsed: float) -> None:
        progress = progress_of(elapsed, self._predicted)
        self._appraisal.progress = progress
        self._live.report(progress)

    def _compare(self, actual: Actual, bind: Callable[[Found], None]) -> None:
        appraisal = self._appraisal
        appraisal.prediction = None
        compared = appraisal.ran(self._found, actual)
        appraisal.remarks += said_of(self._meter.metered())
        bind(compared)
        if self._live.can_update:
            self._live.result(compared, tuple(appraisal.remarks))
        else:
            self._live.message(in_short(compared))


def said_of(metered: Metered) -> list[str]:
    """The energy of the run, where the machine counts it (`%perf doctor` says why not)."""
    if metered.joules is None:
        return []
    used = units.energy(metered.joules)
    return [f"{used} were used while it ran, as counters of the whole {metered.of} say"]


def in_short(compared: Found) -> str:
    """One sentence for where the prediction stands above and can't be replaced."""
    from ..views import estimate_accuracy

    here = here_of(compared)
    held = None if here is None else estimate_accuracy.accuracy(here)
    return "" if held is None else held.text
