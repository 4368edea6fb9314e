"""`%%sparsify`: the cell's own model trained with N:M sparsity, compared fairly, exported small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError as ShellUsageError
from IPython.core.magic import Magics, cell_magic, magics_class, no_var_expand

from .. import errors
from .cellrun import refuse_await, run_cell_body
from .config import notebook_folder, project_settings
from .edge import told
from .live import LiveOutput
from .preparing import as_in_cell
from .refine import cell_id
from .sparsify_options import SparsifyOptions, read_options, sparsify_arguments
from .task import Kernel, Task

if TYPE_CHECKING:
    from .sparsifying import Sparsifying
    from .sparsifying_live import CellRunner

_MISTAKES = (errors.UsageError, errors.MissingExtra, errors.PolicyError, errors.SourceError)


@magics_class
class SparsifyMagics(Magics):
    """Registers `%%sparsify`."""

    shell: Any

    def __init__(self, shell: Any, kernel: Kernel) -> None:
        super().__init__(shell)
        self.kernel = kernel

    @no_var_expand
    @cell_magic
    @sparsify_arguments
    def sparsify(self, line: str, cell: str) -> None:
        """Train this cell's model with N:M sparsity: `%%sparsify --recipe step --pattern 2:4`.

        With one recipe the cell runs once, in the kernel, with hooks around its own optimizer.
        With --compare it runs in processes of their own instead, once for each recipe, pattern and
        seed, with your rights, on copies of what it reads: the kernel's names stay as they are.
        """
        try:
            is_off = self.kernel.defaults.is_off(project_settings(notebook_folder()))
            options = None if is_off else self.options(line)
        except errors.PerfError as error:
            raise ShellUsageError(f"%%sparsify: {error} (nothing was run)") from None
        if options is None or not options.compare:
            refuse_await(self.shell, cell, "sparsify")
        if options is None:
            run_cell_body(self.shell, cell)
        elif options.compare:
            self._compare(cell, options)
        else:
            self._live(cell, options)

    def options(self, line: str) -> SparsifyOptions:
        """What `line` asks for. Raises UsageError, ours or IPython's."""
        parser = getattr(type(self), "sparsify").parser  # noqa: B009  (a decorator put it there)
        return read_options(parser, line, self.kernel.defaults)

    def _compare(self, cell: str, options: SparsifyOptions) -> None:
        __tracebackhide__ = True
        live = LiveOutput(self.shell, kind="sparsify")
        sparsifying = self._asked(cell, options, live)
        if sparsifying is not None:
            with told(live.message):
                self._answer(sparsifying, live, options)

    def _live(self, cell: str, options: SparsifyOptions) -> None:
        """The cell in the kernel, once, with hooks; its error is re-raised as the plain cell's."""
        __tracebackhide__ = True
        from .sparsifying_live import CellRunner

        live = LiveOutput(self.shell, kind="sparsify")
        sparsifying = self._asked(cell, options, live)
        if sparsifying is None:
            raise ShellUsageError("%%sparsify: nothing was run")
        runner = CellRunner(self.shell, cell)
        with told(live.message):
            self._train(sparsifying, runner, live, options)
        if runner.error is not None:
            raise runner.error
        if not runner.began:
            raise ShellUsageError("%%sparsify: nothing was run, so that no later cell goes wrong")

    def _asked(self, cell: str, options: SparsifyOptions, live: LiveOutput) -> Sparsifying | None:
        """What `options` ask for; None where that failed unexpectedly, which is then shown.

        Raises the shell's UsageError for mistakes: nothing was run by then.
        """
        from .sparsifying import sparsifying_of

        mistake: errors.PerfError | None = None
        with told(live.message):
            try:
                return sparsifying_of(self.shell, as_in_cell(cell), options, cell_id(self.shell))
            except _MISTAKES as error:
                mistake = error
        if mistake is not None:
            raise ShellUsageError(f"%%sparsify: {mistake} (nothing was run)")
        return None

    def _answer(self, asked: Sparsifying, live: LiveOutput, options: SparsifyOptions) -> None:
        """Show what is known, or work it out: beside the kernel where somebody sees it there."""
        task = Task(self.kernel, asked, live, options.into)
        goes_on = False
        try:
            if task.known() is not None:
                return
            if self.kernel.front_ends.connected and live.can_update and not options.wait:
                asked.prepared.waits = False
                task.queue()
                goes_on = True
            else:
                task.wait()
        finally:
            if not goes_on:
                asked.prepared.close()

    def _train(
        self, asked: Sparsifying, runner: CellRunner, live: LiveOutput, options: SparsifyOptions
    ) -> None:
        from .sparsifying_live import train

        task = Task(self.kernel, asked, live, options.into)
        train(task, asked, runner)
