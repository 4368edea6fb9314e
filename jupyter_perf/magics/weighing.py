"""One `%papaya` as the magics see it: looked up or worked out, in a thread that can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..core.progress import Progress, Report
from ..errors import UsageError
from . import recording
from .errand import PROGRESS_BYTES, Errand
from .papaya_options import given_of
from .weighing_job import Prepared, Subject

if TYPE_CHECKING:
    from ..tradeoff.result import Frontier
    from .papaya_options import PapayaOptions


def engine() -> Any:
    """What answers, imported when it is needed (tests put another in its place): has `asked`,
    from what `jp.papaya` takes to a question that makes sense, and `answered`."""
    from . import weighing_engine

    return weighing_engine


class Weighing(Errand):
    """The frontier of one model."""

    kind = "papaya"
    noun = "frontier"

    def stored(self) -> Frontier | None:
        """What was found before for the same model, batch and options; or None."""
        key = None if self.again else self.prepared.key()
        known = None if key is None else recording.recall_frontier(key, self.source)
        if known is None:
            return None
        found, when, self.run_id = known
        self.remarks.append(f"stored result of {when}; --again works it out anew")
        return found

    def run(self, report: Report, count_down: Callable[[], None]) -> Frontier:
        self.state = "running"
        found: Frontier = self._worked_out(report, count_down)
        # What was refused or cut short may be known another time.
        key = None if found.stopped or not found.points else self.prepared.key()
        self.run_id = recording.record_frontier(found, key, self.notebook, self.cell, self.options)
        return found

    def isolation(self, found: Frontier) -> str:
        """Nothing of a frontier ran in the sandbox: a trace has no data, and steps are timed with
        the user's rights."""
        return ""

    def running_data(self, progress: Progress) -> dict[str, Any]:
        from ..views import frontier_data
        from ..views.envelope import MIME_TYPE
        from ..views.limits import first_that_fits
        from .screen import context_of

        def made(_: None) -> dict[str, Any]:
            data = frontier_data.running(
                self.source, progress, context_of(self), tuple(self.remarks)
            )
            return {MIME_TYPE: data}

        return first_that_fits(made, (None,), spared=PROGRESS_BYTES)

    def bundle(self, found: Frontier, remarks: tuple[str, ...], top: int) -> dict[str, Any]:
        from ..views.frontier import mimebundle
        from .screen import context_of

        return mimebundle(found, aside=remarks, context=context_of(self))


def weighing_of(shell: Any, options: PapayaOptions, cell: str | None) -> Weighing:
    """What `options` ask for, its expressions evaluated. Raises UsageError, MissingExtra."""
    from ..tradeoff.question import need_torch

    need_torch()
    names = shell.user_ns
    work = _value(names, options.work, "the model")
    batch = None if options.batch is None else _value(names, options.batch, "the batch")
    arguments = _arguments(names, options)
    asked = engine().asked(work, batch, **arguments)
    prepared = Prepared(asked, Subject(work, batch, arguments), options.line, engine().answered)
    made = Weighing(
        prepared, options.line, cell, again=options.again, options=dict(given_of(options))
    )
    made.remarks += [options.note] if options.note else []
    return made


def _arguments(names: Mapping[str, Any], options: PapayaOptions) -> dict[str, Any]:
    """Those of `jp.papaya` beside model and batch."""
    given = {
        "loss": None if options.loss is None else _value(names, options.loss, "--loss"),
        "optimizer": _optimizer(names, options),
        "methods": options.methods,
        "target": options.targets,
        "memory": options.memory,
        "precision": options.precision,
        "global_batch": options.global_batch,
        "sequence": options.sequence,
        "epoch": options.epoch,
        "budget": options.budget,
    }
    return {name: value for name, value in given.items() if value is not None}


def _optimizer(names: Mapping[str, Any], options: PapayaOptions) -> Any:
    """The optimizer of that name in the notebook, else the name; None where none was given."""
    if not options.optimizer_given:
        return None
    first = options.optimizer.partition(".")[0].partition("(")[0]
    if first.strip() in names:
        return _value(names, options.optimizer, "--optimizer")
    return options.optimizer


def _value(names: Mapping[str, Any], expression: str, what: str) -> Any:
    """What the user's expression gives. Raises UsageError."""
    try:
        return eval(expression, dict(names))
    except NameError as error:
        raise UsageError(
            f"{what}, `{expression}`, can't be evaluated: NameError: {error}. Run the cell that"
            " makes it first: `%%sparsify --compare` and `%%estimate` leave nothing in the kernel"
        ) from None
    # The user's own expression: whatever it raises is told in its words.
    except Exception as error:
        said = f"{type(error).__name__}: {error}".rstrip(": ")
        raise UsageError(f"{what}, `{expression}`, can't be evaluated: {said}") from None
