"""The main thread between two cells: the only time to touch the user's names from elsewhere."""

from __future__ import annotations

import collections
from collections.abc import Callable
from typing import Any


class Idle:
    """Does what other threads ask for in the kernel's main thread while no cell runs.

    A name that appears while a cell looks through `globals()` would end that loop with an error,
    and copies taken while a cell writes would hold half of it.
    """

    def __init__(self, shell: Any) -> None:
        self._shell = shell
        self._cells = 0
        """Cells that are running: one may run another."""
        self._names: collections.deque[tuple[str, object]] = collections.deque()
        self._waiting: collections.deque[Callable[[], None]] = collections.deque()

    def register(self) -> None:
        self._shell.events.register("pre_run_cell", self._before_cell)
        self._shell.events.register("post_run_cell", self._after_cell)

    def unregister(self) -> None:
        self._shell.events.unregister("pre_run_cell", self._before_cell)
        self._shell.events.unregister("post_run_cell", self._after_cell)

    def bind(self, name: str, value: object) -> None:
        """Set a name of the user's, at the latest before the next cell. From any thread."""
        self._names.append((name, value))
        self._wake()

    def when_idle(self, action: Callable[[], None]) -> None:
        """Run `action` in the main thread as soon as no cell runs. From any thread."""
        self._waiting.append(action)
        self._wake()

    def _wake(self) -> None:
        loop = getattr(getattr(self._shell, "kernel", None), "io_loop", None)
        if loop is not None:
            loop.add_callback(self._act)

    def _act(self) -> None:
        if self._cells:
            return  # the end of the cell wakes this again
        self._bind_names()
        while self._waiting:
            self._waiting.popleft()()

    def _before_cell(self, _info: object) -> None:
        if not self._cells:
            self._bind_names()
        self._cells += 1

    def _after_cell(self, _result: object) -> None:
        # The cell that loads the extension ends here without having begun here.
        self._cells = max(0, self._cells - 1)
        if not self._cells and (self._names or self._waiting):
            self._wake()

    def _bind_names(self) -> None:
        while self._names:
            name, value = self._names.popleft()
            self._shell.user_ns[name] = value
