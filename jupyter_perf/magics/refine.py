"""`%%refine`: run the cell, then look for something faster that gives the same answer."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError as ShellUsageError
from IPython.core.magic import Magics, cell_magic, magics_class, no_var_expand

from .. import errors
from ..core import latest
from .cellrun import refuse_await, run_cell_body
from .config import JupyterPerf, notebook_folder, project_settings
from .edge import told
from .live import LiveOutput
from .options import RefineOptions, read_options, refine_arguments

if TYPE_CHECKING:
    from ..refinement.prepared import Prepared
    from ..refinement.result import Refinement

_STOP_SECONDS = 10.0
_SECONDS_BETWEEN_COUNTS = 1.0
_CELL_MAGIC = re.compile(r"\s*%%(\S+)")


def _engine() -> Any:
    """The engine, imported when it is needed (tests put another in its place)."""
    from ..refinement import engine

    return engine


def _rule_names() -> list[str]:
    from ..refinement import rules

    return [row["name"] for row in rules.table()]


@magics_class
class RefineMagics(Magics):
    """Registers `%%refine`."""

    shell: Any

    def __init__(self, shell: Any, defaults: JupyterPerf) -> None:
        super().__init__(shell)
        self.defaults = defaults

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
            is_off = self.defaults.is_off(project_settings(notebook_folder()))
            options = None if is_off else self._options(line)
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
            Refining(self.shell, cell, options).go()

    def _options(self, line: str) -> RefineOptions:
        parser = getattr(type(self), "refine").parser  # noqa: B009  (a decorator put it there)
        return read_options(parser, line, self.defaults, self.shell.user_ns, _rule_names)


class Refining:
    """One `%%refine`: prepare, run, search, show, in the order that the options ask for."""

    def __init__(self, shell: Any, cell: str, options: RefineOptions) -> None:
        self.shell = shell
        self.cell = cell
        self.options = options
        self.live = LiveOutput(shell)
        self.remarks = [options.note] if options.note else []
        self.trouble: list[str] = []

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
            if prepared is not None:
                with told(self.trouble.append):
                    prepared.close()

    def _prepare(self) -> Prepared | None:
        """Analyse the cell and copy what it reads, before it runs and changes it."""
        options = self.options
        with told(self.trouble.append):
            prepared: Prepared = _engine().prepare(
                self.cell,
                namespace=self.shell.user_ns,
                entry=options.entry,
                calls=options.calls,
                tests=options.tests,
                engine=options.engine,
                budget=options.budget,
                tolerance=options.tolerance,
                only=options.only,
                skip=options.skip,
                read=options.read,
                big=options.big,
                transform=self.shell.transform_cell,
            )
            if options.no_run:
                self.remarks += self._changed_before()
            return prepared
        return None

    def _changed_before(self) -> list[str]:
        from .rerun import already_changed

        history = self.shell.history_manager.input_hist_raw
        remark = already_changed(
            self.cell, history[:-1], self.shell.user_ns, self.shell.transform_cell
        )
        return [remark] if remark else []

    def _search_and_show(self, prepared: Prepared | None) -> Refinement | None:
        found = None
        if self.trouble:
            self.live.message(self.trouble[0])
        elif prepared is not None:
            try:
                with told(self.live.message):
                    found = self._found(prepared)
                    self._show(found)
            except KeyboardInterrupt:
                self.live.message("The search was stopped; the cell is not affected.")
        return found

    def _found(self, prepared: Prepared) -> Refinement:
        if prepared.reason is not None:
            return prepared.result()
        from ..records.store import store
        from ..refinement.result import Refinement

        key = prepared.key()
        if not self.options.again and (stored := store().recall(key)):
            when = stored[0].replace("T", " ").replace("+00:00", " UTC")
            self.remarks.append(f"stored result of {when}; --again searches anew")
            return Refinement.from_json(stored[1])
        found = self._searched(prepared)
        if not found.stopped and not _left_open(found):
            store().remember(key, "refinement", found.to_json())
        return found

    def _searched(self, prepared: Prepared) -> Refinement:
        with prepared.start(self.live.report) as job:
            try:
                while (found := job.wait(_SECONDS_BETWEEN_COUNTS)) is None:
                    self.live.count_down()
            except KeyboardInterrupt:
                job.stop()
                found = job.wait(timeout=_STOP_SECONDS)
        if found is None:
            raise errors.SandboxError("the search didn't stop in time: nothing of it was kept")
        return found

    def _show(self, found: Refinement) -> None:
        from ..views.refinement import mimebundle

        latest.remember(found)
        if self.options.into:
            self.shell.user_ns[self.options.into] = found
        bundle = mimebundle(found, top=self.options.top, aside=tuple(self.remarks))
        self.live.finish(bundle)

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


def _left_open(found: Refinement) -> bool:
    """Whether a candidate was left undecided: a longer or quieter search might tell."""
    timings = (getattr(verdict, "timing", None) for verdict in found.verdicts)
    return any(timing is not None and timing.decision == "inconclusive" for timing in timings)
