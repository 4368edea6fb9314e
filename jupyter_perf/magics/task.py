"""A search from its copies to what the user sees: in the cell that asked for it, or beside it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core import latest
from ..core.progress import Progress, Report
from . import facts
from .edge import told
from .errand import Errand
from .idle import Idle

if TYPE_CHECKING:
    from .comm import FrontEnds
    from .config import JupyterPerf
    from .jobs import Jobs
    from .screen import Screen

_LOG = logging.getLogger("jupyter_perf")


@dataclass(frozen=True)
class Kernel:
    """What the magics of one kernel share."""

    shell: Any
    defaults: JupyterPerf
    idle: Idle
    jobs: Jobs
    front_ends: FrontEnds


class Task:
    """One search with where it is shown, whom it is told to, and what name it is bound to."""

    def __init__(
        self,
        kernel: Kernel,
        search: Errand,
        screen: Screen,
        into: str | None = None,
        *,
        toolbar: bool = False,
    ) -> None:
        self.search = search
        self._kernel = kernel
        self._screen = screen
        self._into = into
        self._toolbar = toolbar
        self._failure = ""
        self._bundle: dict[str, Any] = {}
        screen.search = search

    @property
    def id(self) -> str:
        return self.search.id

    def stop(self) -> None:
        self.search.stop()

    def known(self) -> Any:
        """Show the result that needs no search; None where there is none."""
        found = self.search.stored()
        if found is not None:
            self.show(found)
            self._tell_end(found)
        return found

    def wait(self) -> Any:
        """Search and show, in the cell's own time; None where it failed, which is then shown."""
        self._kernel.jobs.attend(self)
        found = None
        try:
            with told(self._fail):
                found = self._found()
                self.show(found)
        finally:
            self._kernel.jobs.dismiss(self)
            self._tell_end(found)
        return found

    def attend(self, work: Callable[[Report], Any]) -> None:
        """Show what `work` finds, which runs in the cell's own time and keeps its own record;
        nothing where it finds None."""
        found = None
        try:
            found = work(self._hear)
            if found is not None:
                self.show(found)
        finally:
            self._tell_end(found)

    def run(self) -> None:
        """Search and show, in a thread of its own."""
        found = None
        try:
            with told(self._fail):
                found = self._found()
                self.show(found)
            with told(_LOG.debug):
                self.search.prepared.close()
            self._tell_end(found)
        # Nothing may leave this thread: it would be printed into whatever cell runs now.
        except BaseException:
            _LOG.debug("a search ended badly", exc_info=True)

    def queue(self) -> None:
        """Search in the background, after those that were asked for before."""
        self.search.in_background = True
        ahead = len(self._kernel.jobs.all())
        stage = f"waiting for {'another search' if ahead == 1 else f'{ahead} searches'}"
        first = Progress(stage if ahead else "starting")
        self._screen.show(first)
        self._tell_progress(first)
        self._kernel.jobs.submit(self)

    def show(self, found: Any) -> None:
        """Put the result where it belongs: on the screen, in `jp.last()`, under its name."""
        latest.remember(found)
        self.search.shown(found)
        if self._into and self.search.in_background:
            self._kernel.idle.bind(self._into, found)
        elif self._into:
            self._kernel.shell.user_ns[self._into] = found
        self._bundle = self._screen.result(found, tuple(self.search.remarks))
        if facts.note_isolation(self.search.isolation(found)):
            self._kernel.front_ends.send(facts.hello(self._kernel))

    def status(self) -> dict[str, Any]:
        """How it goes, as a message."""
        return self._progress_message(self.search.progress)

    def _found(self) -> Any:
        return self.search.run(self._hear, self._count_down)

    def _hear(self, progress: Progress) -> None:
        if self._screen.report(progress):
            self._tell_progress(progress)

    def _count_down(self) -> None:
        if (progress := self._screen.count_down()) is not None:
            self._tell_progress(progress)

    def _fail(self, text: str) -> None:
        self._failure = text
        self._screen.message(text)

    def _tell_progress(self, progress: Progress) -> None:
        if self._kernel.front_ends.connected:
            self._kernel.front_ends.send(self._progress_message(progress))

    def _progress_message(self, progress: Progress | None) -> dict[str, Any]:
        from ..views.result_data import MIME_TYPE, progress_data

        message = self._about("progress") | {
            "state": self.search.state,
            "progress": None if progress is None else progress_data(progress),
        }
        if self._toolbar and progress is not None:
            message["data"] = self.search.running_data(progress)[MIME_TYPE]
        return message

    def _about(self, kind: str) -> dict[str, Any]:
        search = self.search
        about = {
            "job": search.id,
            "kind": search.kind,
            "cell": search.cell,
            "toolbar": self._toolbar,
        }
        return {"type": kind, **about}

    def _tell_end(self, found: Any) -> None:
        front_ends = self._kernel.front_ends
        if self.search.run_id is not None:
            front_ends.send(self._about("recorded") | {"run": self.search.run_id})
        state = (
            "failed" if found is None else "stopped" if getattr(found, "stopped", "") else "done"
        )
        message = self._about("done") | {"state": state, "message": self._failure}
        message["run"] = self.search.run_id
        if self._toolbar and found is not None:
            message["bundle"] = self._bundle
        front_ends.send(message)
