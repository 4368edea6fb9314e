"""One `%%sparsify` as the magics see it: looked up or worked out, stopped from any thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..core.progress import Progress, Report
from ..errors import PerfError
from . import recording
from .errand import PROGRESS_BYTES, Errand
from .sparsify_options import SparsifyOptions, given_of
from .sparsifying_job import Prepared

if TYPE_CHECKING:
    from ..sparsity.result import SparsityReport


def engine() -> Any:
    """What answers, imported when it is needed (tests put another in its place): has `asked`,
    `copied`, `compared` and `live`, as `sparsifying_engine` documents them."""
    from . import sparsifying_engine

    return sparsifying_engine


class Sparsifying(Errand):
    """The report of one cell."""

    kind = "sparsify"
    noun = "comparison"
    export: str | None = None
    """Path that the best recipe's file is to be written to."""

    def stored(self) -> SparsityReport | None:
        """What was found before for the same cell, inputs and options; or None."""
        key = None if self.again or self.export else self.prepared.key()
        known = None if key is None else recording.recall_report(key, self.source)
        if known is None:
            return None
        found, when, self.run_id = known
        self.remarks.append(f"stored result of {when}; --again runs it anew")
        return found

    def run(self, report: Report, count_down: Callable[[], None]) -> SparsityReport:
        self.state = "running"
        found: SparsityReport = self._worked_out(report, count_down)
        # What was cut short goes on another time; what failed may work then.
        whole = not found.stopped and found.runs and not any(run.failed for run in found.runs)
        self.keep(found, self.prepared.key() if whole else None)
        return found

    def keep(self, found: SparsityReport, key: str | None = None) -> None:
        """Record it, and write the file that was asked for."""
        self.run_id = recording.record_report(found, key, self.notebook, self.cell, self.options)
        if self.export is None:
            return
        try:
            written = found.export(self.export)
        except (PerfError, OSError) as error:
            self.remarks.append(f"--export: nothing was written: {error}")
        else:
            self.remarks.append(f"exported to `{written}`")

    def isolation(self, found: SparsityReport) -> str:
        """Nothing of it runs in the sandbox: training is done with the user's rights."""
        return ""

    def running_data(self, progress: Progress) -> dict[str, Any]:
        from ..views import sparsity_data
        from ..views.envelope import MIME_TYPE
        from ..views.limits import first_that_fits
        from .screen import context_of

        def made(_: None) -> dict[str, Any]:
            data = sparsity_data.running(
                self.source, progress, context_of(self), tuple(self.remarks)
            )
            return {MIME_TYPE: data}

        return first_that_fits(made, (None,), spared=PROGRESS_BYTES)

    def bundle(self, found: SparsityReport, remarks: tuple[str, ...], top: int) -> dict[str, Any]:
        from ..views.sparsityreport import mimebundle
        from .screen import context_of

        return mimebundle(found, aside=remarks, context=context_of(self))


def sparsifying_of(
    shell: Any, source: str, options: SparsifyOptions, cell: str | None
) -> Sparsifying:
    """What `options` ask for; with --compare, what the cell reads is copied by then.

    Raises UsageError, SourceError, MissingExtra, PolicyError.
    """
    answers = engine()
    asked = answers.asked(
        source,
        namespace=shell.user_ns,
        recipes=(("dense",) if options.compare else ()) + options.recipes,
        transform=shell.transform_cell,
        yes=options.yes,
        again=options.again,
        **options.arguments,
    )
    prepared = Prepared(asked, answers, confirm_in(shell), str(sorted(given_of(options).items())))
    if options.compare:
        prepared.copy()
    said = dict(given_of(options))
    made = Sparsifying(prepared, source, cell, again=options.again, options=said)
    made.export = options.export
    return made


def confirm_in(shell: Any) -> Callable[[str], bool] | None:
    """Asks the user a question with yes or no; None where nobody can answer."""
    import sys

    kernel = getattr(shell, "kernel", None)
    can_answer = (
        bool(getattr(kernel, "_allow_stdin", False))
        if kernel is not None
        else sys.stdin is not None and sys.stdin.isatty()
    )
    if not can_answer:
        return None

    def confirmed(question: str) -> bool:
        try:
            return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
        except EOFError:
            return False

    return confirmed
