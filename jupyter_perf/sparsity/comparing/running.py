"""The cell, statement by statement: which of them train, and which only look at what came out."""

from __future__ import annotations

import asyncio
import contextlib
import dis
import inspect
import time
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, cast

from ...sandbox.runners.code import compile_statements
from .magics_in import Shell

FILENAME = "<cell>"
_TELL_SECONDS = 0.25


class PilotOver(BaseException):
    """Enough steps were made; not an Exception, so that no loop of the cell's own takes it."""


class Steps:
    """Counts the steps of all optimizers, tells of them, and ends a pilot."""

    def __init__(self, tell: Callable[[int], None], pilot: int | None = None) -> None:
        self.count = 0
        self._tell = tell
        self._pilot = pilot
        self._told = 0.0

    @contextlib.contextmanager
    def counted(self) -> Iterator[None]:
        """Meanwhile each step of whatever optimizer counts."""
        from torch.optim.optimizer import register_optimizer_step_post_hook

        handle = register_optimizer_step_post_hook(self._stepped)
        try:
            yield
        finally:
            handle.remove()

    def _stepped(self, *_: Any) -> None:
        self.count += 1
        now = time.monotonic()
        if now - self._told > _TELL_SECONDS:
            self._told = now
            self._tell(self.count)
        if self._pilot is not None and self.count >= self._pilot:
            raise PilotOver


class CellRun:
    """The cell over its namespace. `space` is its globals, and is changed as it runs."""

    def __init__(self, source: str, space: MutableMapping[str, object]) -> None:
        self.space = space
        self._statements = compile_statements(source, FILENAME)
        self._first_after = 0
        """Statement before which the last step was made."""
        self._loops = contextlib.ExitStack()
        self._runner: asyncio.Runner | None = None
        space.setdefault("__name__", "__main__")
        space.setdefault("display", lambda *values, **options: None)
        space.setdefault("get_ipython", lambda: Shell(self._run_text))

    def run(self, steps: Steps, after: Callable[[], None]) -> None:
        """Everything, in order. `after` is called before each statement that may turn out to be
        the first after training, the last time before the one that is."""
        before = steps.count
        for at in range(len(self._statements)):
            if at == 0 or steps.count > before:
                self._first_after = at
                after()
            before = steps.count
            try:
                self._execute(at)
            except PilotOver:
                # What follows may still say how good the model is by now.
                continue
        if steps.count > before:
            self._first_after = len(self._statements)

    @property
    def looks(self) -> bool:
        """Whether anything follows the last statement that trained."""
        return 0 < self._first_after < len(self._statements)

    def look_again(self) -> None:
        """Execute what follows the last statement that trained once more."""
        for at in range(self._first_after, len(self._statements)):
            self._execute(at)

    def looked_at(self) -> set[str]:
        """Names that these statements bind."""
        return {
            step.argval
            for _, code in self._statements[self._first_after :]
            for step in dis.get_instructions(code)
            if step.opname in ("STORE_NAME", "STORE_GLOBAL")
        }

    def close(self) -> None:
        self._loops.close()

    def _execute(self, at: int) -> None:
        self._finish(eval(self._statements[at][1], cast(dict[str, Any], self.space)))

    def _run_text(self, text: str) -> None:
        for _, code in compile_statements(text, FILENAME):
            self._finish(eval(code, cast(dict[str, Any], self.space)))

    def _finish(self, result: object) -> None:
        if inspect.iscoroutine(result):
            if self._runner is None:
                self._runner = self._loops.enter_context(asyncio.Runner())
            self._runner.run(result)
