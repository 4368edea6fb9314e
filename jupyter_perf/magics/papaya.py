"""`%papaya`: which memory method pays, at which batch size, on which device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError as ShellUsageError
from IPython.core.magic import Magics, line_magic, magics_class, no_var_expand

from .. import errors
from .config import notebook_folder, project_settings
from .edge import told
from .live import LiveOutput
from .papaya_options import PapayaOptions, papaya_arguments, read_options
from .refine import cell_id
from .task import Kernel, Task

if TYPE_CHECKING:
    from .weighing import Weighing

_OFF = "%papaya is switched off here (`enabled`, or JUPYTER_PERF=off)"


@magics_class
class PapayaMagics(Magics):
    """Registers `%papaya`."""

    shell: Any

    def __init__(self, shell: Any, kernel: Kernel) -> None:
        super().__init__(shell)
        self.kernel = kernel

    @no_var_expand
    @line_magic
    @papaya_arguments
    def papaya(self, line: str) -> None:
        """Say which memory method pays for training this model, at which batch size, on which
        device: `%papaya model batch --target a100-40gb,t4`.

        Memory is traced in a process that never has the weights; steps are timed here, or worked
        out for devices that aren't. Nothing of the model runs in the kernel and nothing of it
        changes: `jp.last().apply(method, model)` gives it with a method.
        """
        try:
            if self.kernel.defaults.is_off(project_settings(notebook_folder())):
                raise errors.UsageError(_OFF)
            options = self.options(line)
        except errors.PerfError as error:
            raise ShellUsageError(f"%papaya: {error}") from None
        self._go(options)

    def options(self, line: str) -> PapayaOptions:
        """What `line` asks for. Raises UsageError, ours or IPython's."""
        parser = getattr(type(self), "papaya").parser  # noqa: B009  (a decorator put it there)
        return read_options(parser, line, self.kernel.defaults)

    def _go(self, options: PapayaOptions) -> None:
        __tracebackhide__ = True
        live = LiveOutput(self.shell, kind="papaya")
        mistake: errors.PerfError | None = None
        with told(live.message):
            try:
                weighing = self._weighing(options)
            except (errors.UsageError, errors.MissingExtra, errors.PolicyError) as error:
                mistake = error
            else:
                self._answer(weighing, live, options)
        if mistake is not None:
            raise ShellUsageError(f"%papaya: {mistake}")

    def _weighing(self, options: PapayaOptions) -> Weighing:
        from .weighing import weighing_of

        return weighing_of(self.shell, options, cell_id(self.shell))

    def _answer(self, weighing: Weighing, live: LiveOutput, options: PapayaOptions) -> None:
        """Show what is known, or work it out: beside the kernel where somebody sees it there."""
        task = Task(self.kernel, weighing, live, options.into)
        goes_on = False
        try:
            if task.known() is not None:
                return
            connected = self.kernel.front_ends.connected and live.can_update
            if connected and not options.wait:
                task.queue()
                goes_on = True
            else:
                task.wait()
        finally:
            if not goes_on:
                weighing.prepared.close()
