"""The cells of one notebook, run in order in its kernel; the slow ones are refined."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..errors import PerfError
from . import cells, files, notebook
from .answers import FASTER
from .cells import Part
from .console import Console
from .kernel import Kernel, open_kernel
from .rows import Report, Row


@dataclass(frozen=True)
class Wanted:
    """What was asked for."""

    line: str
    """The options of the search, as `%%refine` takes them."""
    slower: float = 0.1
    write: bool = False
    on: str | None = None
    kernel: str | None = None


class RefineNotebook:
    """What comes of it goes into `report`; `say` hears of each row as soon as it is final."""

    def __init__(
        self,
        read: notebook.Notebook,
        wanted: Wanted,
        console: Console,
        report: Report,
        say: Callable[[Report, Row], None],
    ) -> None:
        self.notebook = read
        self.wanted = wanted
        self.report = report
        self._console = console
        self._said = say
        self._parts: dict[int, Part] = {}

    def run(self) -> None:
        """Raises PerfError where the kernel can't be started, or dies."""
        if self.wanted.write:
            files.require_writable(self.notebook.path)
        name = self.wanted.kernel or self.notebook.kernel
        with open_kernel(name, self.notebook.path) as kernel:
            kernel.begin({"command": "refine", "line": self.wanted.line, "on": self.wanted.on})
            self._run_cells(kernel)
            kernel.ask("collect", self._hear)
            if self.wanted.write:
                self._write(kernel)

    def _run_cells(self, kernel: Kernel) -> None:
        parts = list(cells.parts_of(self.notebook))
        for at, part in enumerate(parts):
            number = part.cell.number
            self._parts[number] = part
            self._console.progress(f"{self.notebook.path}: cell {number}", at / len(parts))
            if not part.magic:
                kernel.ask("before", self._hear, source=part.body.rstrip("\n"), cell=part.cell.id)
            if error := cells.run(part, kernel):
                self._add(cells.raised(part, error))
                return
            if part.magic:
                self._add(part.not_python())
                continue
            answer = kernel.ask("after", self._hear, slower=self.wanted.slower, number=number)
            self._add(part.row(answer))

    def _add(self, row: Row) -> None:
        if row.outcome != "waiting":
            self._say(row)
        self.report.rows.append(row)

    def _say(self, row: Row) -> None:
        self._said(self.report, row)

    def _hear(self, said: dict[str, Any]) -> None:
        if "outcome" not in said:
            self._console.progress(f"{self.notebook.path}: {said['stage']}", said.get("done"))
            return
        row = next(row for row in self.report.rows if row.number == said["number"])
        row.answer = row.answer | said["outcome"] | {"seconds": row.answer.get("seconds")}
        self._say(row)

    def _write(self, kernel: Kernel) -> None:
        """Put what was found in its place, and remember that it was accepted."""
        adopted = [row for row in self.report.rows if row.outcome == FASTER]
        if not adopted:
            return
        sources = {row.number: self._written(row) for row in adopted}
        try:
            files.replace(self.notebook.original, self.notebook.with_sources(sources))
        except PerfError as error:
            self.report.failed(error)
            return
        for row in adopted:
            row.answer["written"] = True
            kernel.ask("keep", self._hear, number=row.number)

    def _written(self, row: Row) -> str:
        """The cell's new text: it ends as it ended, and keeps the magic lines of ours."""
        part = self._parts[row.number]
        end = part.body[len(part.body.rstrip("\n")) :]
        return part.head + str(row.answer["code"]).rstrip("\n") + end
