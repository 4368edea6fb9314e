"""Programs, each one search: here one after the other, or as tasks of an executor."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..core import interrupts
from ..core.progress import Progress
from ..errors import PerfError
from . import answers, files, program
from .answers import FASTER, Answer
from .console import Console
from .rows import Report, Row

if TYPE_CHECKING:
    from ..magics.options import RefineOptions
    from ..refinement.prepared import Prepared
    from ..refinement.result import Refinement

_MOST_WAITING = 16


@dataclass(frozen=True)
class How:
    """How programs are run: with each of `stdin`, or (`entry`) as a function with `calls`."""

    options: RefineOptions
    stdin: list[str] | None
    entry: str | None = None
    calls: list[tuple[Any, ...]] | None = None
    write: bool = False
    kept: Mapping[str, str] = field(default_factory=dict)
    """Of these, what a record keeps, so that the same can be done again: paths, a name."""


class RefinePrograms:
    """`say` hears of each program as soon as it is done."""

    def __init__(self, how: How, console: Console, say: Callable[[Report, Row], None]) -> None:
        self.how = how
        self.reports: list[Report] = []
        self._console = console
        self._say = say

    def run(self, paths: Iterable[Path], pool: Executor | None) -> None:
        """An interrupt ends the searches that run; what was done by then is in `reports`."""
        if pool is None:
            for path in paths:
                self._one(path, None)
            return
        with ThreadPoolExecutor(_MOST_WAITING) as waiting:
            futures = [waiting.submit(self._elsewhere, path, pool) for path in paths]
            try:
                for future in as_completed(futures):
                    future.result()
            except KeyboardInterrupt:
                waiting.shutdown(wait=False, cancel_futures=True)
                pool.shutdown(wait=False)  # of Dask: cancels what runs
                end_children()
                raise

    def _elsewhere(self, path: Path, pool: Executor) -> None:
        # Workers that start here are born with interrupts blocked: this process ends them.
        with interrupts.held_back():
            self._one(path, pool)

    def _one(self, path: Path, pool: Executor | None) -> None:
        report = Report(path)
        self.reports.append(report)
        try:
            read = program.read(path)
            fed = self.how.entry is not None or "stdin" in self.how.kept
            if not fed and (missing := program.without_input(read)):
                self._console.remark(missing)
            if self.how.write:
                files.require_writable(path)
            found, answer = self._found(read, pool)
        except PerfError as error:
            report.failed(error)
            self._say(report, report.rows[-1])
            return
        row = Row(0, "", answer)
        report.rows.append(row)
        self._write(read, found, row, report)
        self._say(report, row)
        if row.outcome == "stopped":
            raise KeyboardInterrupt

    def _found(self, read: program.Program, pool: Executor | None) -> tuple[Refinement, Answer]:
        from .searching import search_of

        prepared = self._prepared(read)
        try:
            search = search_of(prepared, read.text, None, self.how.options, pool)
            search.notebook = str(read.path.resolve())
            search.options |= self.how.kept
            found = search.stored()
            if found is None:
                found = search.run(lambda said: self._hear(read.path, said), lambda: None)
            return found, answers.of_refinement(found, search.run_id, tuple(search.remarks))
        finally:
            prepared.close()

    def _prepared(self, read: program.Program) -> Prepared:
        from .searching import prepared_program

        how = self.how
        with _PREPARING, beside(read.path):
            return prepared_program(
                read.text,
                how.options,
                stdin=how.stdin,
                entry=how.entry,
                calls=how.calls,
                filename=read.path.name,
            )

    def _write(self, read: program.Program, found: Refinement, row: Row, report: Report) -> None:
        if not self.how.write or row.outcome != FASTER or found.best is None:
            return
        from ..magics.applied import keep

        try:
            files.replace(read.original, read.with_text(found.code))
        except PerfError as error:
            report.failed(error)
            return
        row.answer["written"] = True
        keep(read.text, found.best, str(read.path.resolve()), row.answer["run"])

    def _hear(self, path: Path, said: Progress) -> None:
        self._console.progress(f"{path}: {said.stage}", said.done)


_PREPARING = threading.Lock()
"""The search path is the process's: one program at a time."""


@contextlib.contextmanager
def beside(path: Path) -> Iterator[None]:
    """With the program's folder first on the search path, as Python runs it."""
    folder = str(path.resolve().parent)
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.path.remove(folder)


def end_children() -> None:
    """End the workers that this process started; what they started ends with them."""
    import psutil

    for child in psutil.Process().children():
        with contextlib.suppress(psutil.Error):
            child.terminate()
