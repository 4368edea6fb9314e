"""`%%refine`: run the cell, then look for something faster that gives the same answer."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError as ShellUsageError
from IPython.core.magic import Magics, cell_magic, line_magic, magics_class, no_var_expand

from .. import errors
from . import applied, rerun
from .answering import Answering
from .cellrun import refuse_await, run_cell_body
from .config import notebook_folder, project_settings
from .edge import told
from .live import LiveOutput
from .more import continued, more_arguments
from .options import RefineOptions, parsed, read_options, refine_arguments
from .preparing import as_in_cell, prepared_of, search_for
from .showing import show_prompt
from .task import Kernel

if TYPE_CHECKING:
    from ..refinement.prepared import Prepared
    from ..refinement.result import Refinement

_CELL_MAGIC = re.compile(r"\s*%%(\S+)")
_ID_CHARS = 200


def _rule_names() -> list[str]:
    from ..refinement import rules

    return [row["name"] for row in rules.table()]


@magics_class
class RefineMagics(Magics):
    """Registers `%%refine`."""

    shell: Any

    def __init__(self, shell: Any, kernel: Kernel) -> None:
        super().__init__(shell)
        self.kernel = kernel

    @no_var_expand
    @cell_magic
    @refine_arguments
    def refine(self, line: str, cell: str) -> None:
        """Look for a faster version of this cell that gives the same answer.

        The cell runs once, as if the magic line were absent. Then rewrites of it are tried in a
        sandbox, on copies of what it read; those that gave the same answer and were measured
        faster are shown. Nothing is replaced without --apply.
        """
        try:
            is_off = self.kernel.defaults.is_off(project_settings(notebook_folder()))
            options = None if is_off else self.options(line)
        except errors.PerfError as error:
            raise ShellUsageError(f"%%refine: {error} (nothing was run)") from None
        if options is None or not options.no_run:
            refuse_await(self.shell, cell, "refine")
        if options is None:
            run_cell_body(self.shell, cell)
        elif inner := _CELL_MAGIC.match(cell):
            run_cell_body(self.shell, cell)
            LiveOutput(self.shell).message(
                f"%%refine looks at Python only: remove %%{inner[1]} to have this cell refined."
            )
        else:
            Refining(self.kernel, cell, options).go()

    @no_var_expand
    @line_magic
    @more_arguments
    def refine_more(self, line: str) -> None:
        """Go on with the cell that was refined last, from the best code found for it.

        What you say goes to the model with all that was measured. Nothing runs in the kernel.
        """
        parser = getattr(type(self), "refine_more").parser  # noqa: B009
        try:
            if self.kernel.defaults.is_off(project_settings(notebook_folder())):
                raise errors.UsageError("it is switched off here (`enabled`, or JUPYTER_PERF=off)")
            given = parsed(parser, line, "%refine_more?")
            search, asked = continued(self.kernel, given, lambda: self.options("--engine llm"))
        except errors.PerfError as error:
            raise ShellUsageError(f"%refine_more: {error}") from None
        live = LiveOutput(self.shell)
        with told(live.message):
            Answering(self.kernel, live).answer(search, asked)

    def options(self, line: str) -> RefineOptions:
        """What `line` asks for. Raises UsageError, ours or IPython's."""
        parser = getattr(type(self), "refine").parser  # noqa: B009  (a decorator put it there)
        return read_options(parser, line, self.kernel.defaults, self.shell.user_ns, _rule_names)


class Refining:
    """One `%%refine`: prepare, run, search, show, in the order that the options ask for."""

    def __init__(self, kernel: Kernel, cell: str, options: RefineOptions) -> None:
        self.kernel = kernel
        self.shell = kernel.shell
        self.cell = cell
        self.source = as_in_cell(cell)
        self.options = options
        self.live = LiveOutput(self.shell, top=options.top)
        self.remarks = [options.note] if options.note else []
        self.trouble: list[str] = []
        self._in_background = False

    def go(self) -> None:
        __tracebackhide__ = True
        prepared = self._prepare()
        try:
            if self.options.apply:
                found = self._search_and_show(prepared)
                self._run_winner(found)
                return
            if not self.options.no_run:
                started = time.perf_counter()
                run_cell_body(self.shell, self.cell)
                if prepared is not None:
                    prepared.seen_seconds = time.perf_counter() - started
            self._search_and_show(prepared)
        finally:
            if prepared is not None and not self._in_background:
                with told(self.trouble.append):
                    prepared.close()

    def _prepare(self) -> Prepared | None:
        """Analyse the cell and copy what it reads, before it runs and changes it."""
        with told(self.trouble.append):
            prepared = prepared_of(self.shell, self.source, self.options)
            if self.options.no_run:
                self.remarks += rerun.remarks(self.shell, self.cell, running=True)
            return prepared
        return None

    def _search_and_show(self, prepared: Prepared | None) -> Refinement | None:
        """Search, or have it done beside; returns what was found by then."""
        if self.trouble:
            self.live.message(self.trouble[0])
        elif prepared is not None:
            try:
                with told(self.live.message):
                    return self._answer(prepared)
            except KeyboardInterrupt:
                self.live.message("The search was stopped; the cell is not affected.")
        return None

    def _answer(self, prepared: Prepared) -> Refinement | None:
        if self.options.talk is not None and self.options.talk.show_prompt:
            show_prompt(prepared, self.live)
            return None
        search = search_for(prepared, self.source, cell_id(self.shell), self.options)
        search.remarks += self.remarks
        answering = Answering(self.kernel, self.live)
        found = answering.answer(search, self.options)
        self._in_background = answering.in_background
        return found

    def _run_winner(self, found: Refinement | None) -> None:
        """Run the best rewrite, or the original where there is none, and offer its text."""
        __tracebackhide__ = True
        best = found.best if found is not None else None
        if best is None or not best.evidence.general:
            run_cell_body(self.shell, self.cell)
            return
        code = best.candidate.code
        run_cell_body(self.shell, code)
        self.shell.set_next_input(code.rstrip("\n"), replace=True)
        if (search := self.live.search) is not None:
            applied.keep(self.source, best, search.notebook, search.run_id)


def cell_id(shell: Any) -> str | None:
    """The id of the cell that runs, where the front end sent one along."""
    parent = shell.get_parent() if hasattr(shell, "get_parent") else None
    found = parent.get("metadata", {}).get("cellId") if isinstance(parent, dict) else None
    return found[:_ID_CHARS] if isinstance(found, str) else None
