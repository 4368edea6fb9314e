"""Where a search is shown: in the cell that waits for it, or beside, with the kernel free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .task import Kernel, Task

if TYPE_CHECKING:
    from ..refinement.result import Refinement
    from .live import LiveOutput
    from .options import RefineOptions
    from .search import Search


class Answering:
    """Runs one search for a cell; `in_background` says whether it goes on after `answer`."""

    def __init__(self, kernel: Kernel, live: LiveOutput) -> None:
        self.in_background = False
        self._kernel = kernel
        self._live = live

    def answer(self, search: Search, options: RefineOptions) -> Refinement | None:
        """What was found by the time that this returns; None where it goes on, or failed."""
        try:
            task = Task(self._kernel, search, self._live, options.into)
            known: Refinement | None = task.known()
            if known is not None:
                return known
            if self._may_go_on_beside(options):
                task.queue()
                self.in_background = True
                return None
            found: Refinement | None = task.wait()
            return found
        finally:
            if not self.in_background:
                search.prepared.close()

    def _may_go_on_beside(self, options: RefineOptions) -> bool:
        """Where nobody would see what comes later, or it is needed at once, the cell waits."""
        if options.wait or options.apply:
            return False
        return self._kernel.front_ends.connected and self._live.can_update
