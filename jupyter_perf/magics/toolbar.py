"""Refinements that a front end asks for: over a cell's source, with no output in any cell."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

from ..core.progress import Progress
from ..errors import UsageError
from . import rerun
from .config import notebook_folder, project_settings
from .edge import told
from .preparing import as_in_cell, prepared_of, search_for
from .screen import Screen
from .search import Search
from .task import Kernel, Task

if TYPE_CHECKING:
    from collections.abc import Callable

    from .errand import Errand

_OWN_MAGIC = re.compile(r"\s*%%(?:refine|estimate|sparsify)\b[^\n]*\n?")
_CELL_MAGIC = re.compile(r"\s*%%(\S+)")
_ID_CHARS = 200


class Unseen(Screen):
    """No cell shows it: the front end is told and shows what it likes."""

    def show(self, progress: Progress) -> None:
        return None

    def result(self, found: Any, remarks: tuple[str, ...]) -> dict[str, Any]:
        return self.errand.bundle(found, remarks, top=1)

    def message(self, text: str) -> None:
        return None


class Toolbar:
    """Answers `refine` messages. Nothing of the cell runs in the kernel."""

    kind = Search.kind
    _refused = "only Python can be refined: this is a cell for %%{}"

    def __init__(self, kernel: Kernel, read: Callable[[str], Any]) -> None:
        self._kernel = kernel
        self._read = read

    def hear(self, data: dict[str, Any]) -> None:
        """A front end asks: `cell`, `source` and `options`. Ignored where they aren't that."""
        cell, source, options = data.get("cell"), data.get("source"), data.get("options", "")
        line = options if isinstance(options, str) else _line_of(options)
        if not isinstance(source, str) or line is None:
            return
        cell = cell[:_ID_CHARS] if isinstance(cell, str) else None
        # Copies are taken between cells: halfway through one they would be nobody's inputs.
        self._kernel.idle.when_idle(lambda: self._begin(cell, source, line))

    def _begin(self, cell: str | None, source: str, line: str) -> None:
        def refuse(text: str) -> None:
            self._refuse(cell, text)

        with told(refuse):
            options = self._options(line)
            source = as_in_cell(_OWN_MAGIC.sub("", source, count=1))
            if inner := _CELL_MAGIC.match(source):
                raise UsageError(self._refused.format(inner[1]))
            search = self._errand(source, cell, options)
            search.in_background = True
            self._answer(Task(self._kernel, search, Unseen(), options.into, toolbar=True))

    def _answer(self, task: Task) -> None:
        goes_on = False
        try:
            if task.known() is None:
                task.queue()
                goes_on = True
        finally:
            if not goes_on:
                task.search.prepared.close()

    def _options(self, line: str) -> Any:
        from IPython.core.error import UsageError as ShellUsageError

        if self._kernel.defaults.is_off(project_settings(notebook_folder())):
            raise UsageError("it is switched off here (`enabled`, or JUPYTER_PERF=off)")
        try:
            options = self._read(line)
        except ShellUsageError as error:
            raise UsageError(str(error)) from None
        self._check(options)
        return options

    def _check(self, options: Any) -> None:
        """Raise UsageError for options that a button can't mean."""
        if options.apply:
            raise UsageError("--apply is for %%refine: apply the result with its button")

    def _errand(self, source: str, cell: str | None, options: Any) -> Errand:
        """What is asked for, its inputs copied."""
        shell = self._kernel.shell
        prepared = prepared_of(shell, source, options)
        search = search_for(prepared, source, cell, options)
        search.remarks += [options.note] if options.note else []
        search.remarks += rerun.remarks(shell, source)
        return search

    def _refuse(self, cell: str | None, text: str) -> None:
        self._kernel.front_ends.send(
            {
                "type": "done",
                "job": None,
                "kind": self.kind,
                "cell": cell,
                "run": None,
                "toolbar": True,
            }
            | {"state": "failed", "message": text}
        )


def _line_of(options: object) -> str | None:
    """`{"budget": 30, "again": True, "only": ["a"]}` as it would be typed; None if it isn't so."""
    if not isinstance(options, dict):
        return None
    words: list[str] = []
    for name, value in options.items():
        if value is None or value is False:
            continue
        option = "--" + str(name).replace("_", "-")
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str | int | float) for one in values):
            return None
        for one in values:
            words += [option] if one is True else [f"{option}={one}"]
    return shlex.join(words)
