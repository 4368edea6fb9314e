"""Where a search is shown, and how often: the part that all such places share."""

from __future__ import annotations

import abc
import dataclasses
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..core.progress import Progress

if TYPE_CHECKING:
    from ..views.result_data import Context
    from .errand import Errand


class Screen(abc.ABC):
    """Shows one search: its progress, then its result or a sentence."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, between: float = 0.5) -> None:
        self.search: Errand | None = None
        self._clock = clock
        self._between = between
        """Seconds between two pictures."""
        self._last = float("-inf")
        self._heard: tuple[float, Progress] | None = None

    @property
    def errand(self) -> Errand:
        """What is shown; only asked once it is known."""
        assert self.search is not None
        return self.search

    def report(self, progress: Progress) -> bool:
        """Show `progress`, unless another was shown a moment ago; returns whether it was."""
        now = self._clock()
        self._heard = now, progress
        if now - self._last < self._between:
            return False
        self._last = now
        self.show(progress)
        return True

    def count_down(self) -> Progress | None:
        """Show the last report again with the time that is left now: a step may take long.

        Returns what was shown; None where nothing was reported yet.
        """
        if self._heard is None:
            return None
        heard, progress = self._heard
        self._last = self._clock()
        passed = self._last - heard
        left = progress.left_seconds
        now = dataclasses.replace(
            progress,
            stage=progress.stage + self._arrived(),
            elapsed_seconds=progress.elapsed_seconds + passed,
            left_seconds=None if left is None else max(0.0, left - passed),
        )
        self.show(now)
        return now

    def _arrived(self) -> str:
        """What a model has written while nothing else was heard."""
        if self.search is None or not self.search.characters:
            return ""
        return f" · {self.search.characters:,} characters written"

    @abc.abstractmethod
    def show(self, progress: Progress) -> None:
        """One picture of the search as it goes on."""

    @abc.abstractmethod
    def result(self, found: Any, remarks: tuple[str, ...]) -> dict[str, Any]:
        """The result in place of the progress; returns its forms by MIME type."""

    @abc.abstractmethod
    def message(self, text: str) -> None:
        """One sentence in place of the progress."""


def context_of(search: Errand | None) -> Context:
    """Where a result stands and how the search went, for the saved data."""
    from ..views.result_data import Context

    if search is None:
        return Context()
    return Context(search.run_id, search.id, search.cell, tuple(search.trajectory))
