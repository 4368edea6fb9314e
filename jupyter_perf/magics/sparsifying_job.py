"""Recipes compared in a thread: what the cell reads is copied before, the kernel's own waits or
is free."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..core import versions
from ..core.progress import Report
from .thread_job import ThreadJob

_LIBRARIES = ("torch", "jax", "optax", "transformers", "accelerate", "lightning")


class Prepared:
    """A question that makes sense, with copies of what the cell reads once `copy` was called."""

    reason: str | None = None

    def __init__(
        self, asked: Any, answers: Any, confirm: Callable[[str], bool] | None, said: str
    ) -> None:
        self.asked = asked
        self._answers = answers
        self._confirm = confirm
        self._said = said
        self._space: Any = None
        self._key: str | None = None
        self.waits = True
        """Whether the thread that waits is the kernel's own, which may ask the user."""

    def copy(self) -> None:
        """Copy what the cell reads, as it is now; what can't be copied the engine says itself."""
        self._space = self._answers.copied(self.asked)

    def key(self) -> str | None:
        """Under which the answer is found again; None where the inputs can't be compared."""
        digest = getattr(self._space, "digest", "")
        if self._key is None and digest:
            made_by = versions.of_modules(_LIBRARIES)
            parts = (self.asked.source, digest, self._said, versions.machine(), str(made_by))
            self._key = versions.digest("sparsify\n" + "\n".join(parts))
        return self._key

    def start(self, report: Report) -> ThreadJob:
        return ThreadJob(self._compared, report, "jupyter-perf sparsify")

    def close(self) -> None:
        """Let go of the copies."""
        space, self._space = self._space, None
        if space is not None:
            space.close()

    def confirmed(self, cost: Any) -> bool:
        """Whether the user agrees to what it will take. In the kernel's own thread."""
        return self._confirm is not None and self._confirm(f"{cost.words}: run all of it?")

    def _compared(self, job: ThreadJob) -> Any:
        def confirm(cost: Any) -> bool:
            return self.waits and job.ask(lambda: self.confirmed(cost))

        return self._answers.compared(self.asked, job.say, job.stop_asked, confirm, self._space)
