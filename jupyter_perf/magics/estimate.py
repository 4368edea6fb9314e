"""`%%estimate`: what a cell or a model will cost, before it runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError as ShellUsageError
from IPython.core.magic import Magics, line_cell_magic, magics_class, no_var_expand

from .. import errors
from ..core import latest
from . import blocks_options, serving_options
from .cellrun import refuse_await, run_cell_body
from .config import notebook_folder, project_settings
from .edge import told
from .estimate_options import EstimateOptions, estimate_arguments, read_options
from .live import LiveOutput
from .preparing import as_in_cell
from .refine import cell_id
from .task import Kernel, Task

if TYPE_CHECKING:
    from ..estimation.answering import Prepared
    from .appraisal import Appraisal, Found

_NOT_RUN = "the cell was not run: the estimate before it was stopped"
_OFF = "%%estimate is switched off here (`enabled`, or JUPYTER_PERF=off), and {} Python"
_CELL_MAGIC = re.compile(r"\s*%%(\S+)")


@magics_class
class EstimateMagics(Magics):
    """Registers `%%estimate`."""

    shell: Any

    def __init__(self, shell: Any, kernel: Kernel) -> None:
        super().__init__(shell)
        self.kernel = kernel

    @no_var_expand
    @line_cell_magic
    @estimate_arguments
    def estimate(self, line: str, cell: str | None = None) -> None:
        """Say what this cell will cost before it runs: time, memory, money, energy, with ranges.

        Nothing runs in the kernel: samples of the cell's inputs do, in a sandbox, for a few
        seconds. --run runs the cell afterwards. As `%estimate`, with --module or --config, it asks
        about a model; with --blocks, about the cycles of a hot loop's machine code; with --serve,
        about machines to rent for a model.
        """
        body = cell or ""
        try:
            is_off = self.kernel.defaults.is_off(project_settings(notebook_folder()))
            options = None if is_off else self.options(line)
        except errors.PerfError as error:
            raise ShellUsageError(f"%%estimate: {error} (nothing was run)") from None
        if options is None and (which := _no_python_in(line)):
            LiveOutput(self.shell).message(_OFF.format(which))  # it can't just be run
        elif options is not None and options.blocks is not None:
            from .blocks import estimate_blocks

            estimate_blocks(self.kernel, body, options.blocks)
        elif options is not None and options.serving is not None:
            from .serving import estimate_serving

            estimate_serving(self.kernel, body, options.serving)
        else:
            self._estimate(body, options)

    def _estimate(self, body: str, options: EstimateOptions | None) -> None:
        """The same where `body` is Python; without options it is just run."""
        __tracebackhide__ = True
        if options is None or options.run:
            refuse_await(self.shell, body, "estimate")
        if options is None:
            run_cell_body(self.shell, body)
        elif inner := _CELL_MAGIC.match(body):
            LiveOutput(self.shell).message(
                f"%%estimate looks at Python only: remove %%{inner[1]} to have this cell estimated."
            )
            if options.run:
                run_cell_body(self.shell, body)
        else:
            Estimating(self.kernel, body, options).go()

    def options(self, line: str) -> EstimateOptions:
        """What `line` asks for. Raises UsageError, ours or IPython's."""
        parser = getattr(type(self), "estimate").parser  # noqa: B009  (a decorator put it there)
        return read_options(parser, line, self.kernel.defaults, self.shell.user_ns)


def _no_python_in(line: str) -> str:
    """What the cell of such a line is, where that isn't Python; empty where it is."""
    if blocks_options.are_asked_in(line):
        return "blocks aren't"
    return "what --serve is given isn't" if serving_options.is_asked_in(line) else ""


class Estimating:
    """One `%%estimate`: prepare, estimate, show, and run the cell where that was asked for."""

    def __init__(self, kernel: Kernel, cell: str, options: EstimateOptions) -> None:
        self.kernel = kernel
        self.shell = kernel.shell
        self.cell = cell
        self.source = as_in_cell(cell)
        self.options = options
        self.live = LiveOutput(self.shell)
        self._appraisal: Appraisal | None = None
        self._mistake: errors.PerfError | None = None

    def go(self) -> None:
        __tracebackhide__ = True
        prepared, found = self._prepare(), None
        if prepared is not None:
            with told(self.live.message):
                found = self._estimate(prepared)
        if self.options.run:
            self._run(found)

    def _prepare(self) -> Prepared | None:
        """What is asked; None where that failed unexpectedly, which is then shown.

        Raises the shell's UsageError for mistakes: nothing was run by then.
        """
        from .estimating import prepared_of

        with told(self.live.message):
            try:
                return prepared_of(self.shell, self.source, self.options)
            except errors.SourceError as error:
                if not self.options.run:
                    mistake: errors.PerfError = error
                else:
                    return None  # running it shows what is wrong, as the plain cell would
            except (errors.UsageError, errors.MissingExtra, errors.PolicyError) as error:
                mistake = error
            self._mistake = mistake
        if self._mistake is not None:
            raise ShellUsageError(f"%%estimate: {self._mistake} (nothing was run)")
        return None

    def _estimate(self, prepared: Prepared) -> Found | None:
        """The estimate, shown; None where it failed, which is then shown."""
        from .estimating import appraisal_of

        cell = cell_id(self.shell)
        self._appraisal = appraisal_of(prepared, self.source, cell, self.options)
        try:
            task = Task(self.kernel, self._appraisal, self.live, self.options.into)
            found: Found | None = task.known()
            if found is None:
                found = task.wait()
            return found
        finally:
            prepared.close()

    def _run(self, found: Found | None) -> None:
        """Run the cell as its own cell would be, with its progress, and say how right it was."""
        __tracebackhide__ = True
        appraisal = self._appraisal
        if found is None or appraisal is None:
            run_cell_body(self.shell, self.cell)
            return
        if appraisal.was_stopped(found):
            # Whoever stops what comes before the cell doesn't want the cell to begin.
            self.live.result(found, (*appraisal.remarks, _NOT_RUN))
            raise KeyboardInterrupt
        from .running import CellRun

        CellRun(self.shell, self.live, appraisal, found).go(self.cell, self._bind)

    def _bind(self, found: Found) -> None:
        """Have the result known by its name, with what the run took."""
        latest.remember(found)
        if self.options.into:
            self.shell.user_ns[self.options.into] = found
