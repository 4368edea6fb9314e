"""One recipe in the kernel: the cell as it would run without the magic, with hooks around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .cellrun import run_cell_body

if TYPE_CHECKING:
    from ..core.progress import Report
    from .sparsifying import Sparsifying
    from .task import Task


class CellRunner:
    """Runs the cell, at most once; keeps its error for whoever shows it."""

    def __init__(self, shell: Any, body: str) -> None:
        self._shell = shell
        self._body = body
        self.began = False
        self.error: BaseException | None = None

    def __call__(self) -> None:
        """Raises what the cell raises. A second call is a mistake of the caller's."""
        __tracebackhide__ = "__ipython_bottom__"
        if self.began:
            raise RuntimeError("a cell's body never runs twice")
        self.began = True
        try:
            run_cell_body(self._shell, self._body)
        except BaseException as error:  # the user's code runs here: it may raise anything
            self.error = error
            raise


def train(task: Task, asked: Sparsifying, runner: CellRunner) -> None:
    """Run the cell under its recipe, show the report, and keep it.

    What the cell raises is left in `runner` for the caller, who shows it as the plain cell would.
    """

    def trained(report: Report) -> Any:
        from .sparsifying import engine

        asked.state = "running"
        try:
            found = engine().live(asked.prepared.asked, runner, report, asked.prepared.confirmed)
        except BaseException as error:
            if error is not runner.error:
                raise
            return None
        asked.keep(found)
        return found

    task.attend(trained)
