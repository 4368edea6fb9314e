"""`%%estimate --serve`: which machines to rent for a model. Nothing of the cell runs."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError as ShellUsageError

from .. import errors
from ..core import latest
from ..core.progress import Progress
from ..core.targets import HERE
from ..core.workload import Workload
from . import recording
from .edge import told
from .live import LiveOutput
from .refine import cell_id
from .serving_words import WHICH_LATENCY, in_options
from .task import Kernel
from .whereabouts import whereabouts

if TYPE_CHECKING:
    from ..estimation.serving.result import ServingEstimate
    from .serving_options import ServingOptions

_MISTAKES = (errors.UsageError, errors.SourceError, errors.MissingExtra, errors.PolicyError)
_LITERAL = ("{", "[", "(", "'", '"')


def estimate_serving(kernel: Kernel, cell: str, options: ServingOptions) -> None:
    """Plan for the requests of `cell`, or of the line; show and keep the result.

    Raises the shell's UsageError for mistakes. The cell isn't Python and never runs.
    """
    __tracebackhide__ = True
    live = LiveOutput(kernel.shell, kind="estimate")
    mistake: errors.PerfError | None = None
    with told(live.message):
        try:
            found = _answered(kernel, cell, options, live)
        except _MISTAKES as error:
            mistake = error
        except KeyboardInterrupt:
            live.message("Stopped before anything was known: nothing was kept")
        else:
            _show(kernel, live, found, options)
    if mistake is not None:
        raise ShellUsageError(f"%%estimate --serve: {in_options(str(mistake))} (nothing was run)")


def _answered(
    kernel: Kernel, cell: str, options: ServingOptions, live: LiveOutput
) -> ServingEstimate:
    from ..estimation.question import question
    from ..estimation.serving import engine

    names = kernel.shell.user_ns
    asked = question(
        options.config,
        workload=_workload(names, cell, options),
        target=options.targets or HERE,
        offer="spot" if options.spot else "on-demand",
        namespace=names,
    )

    def tell(progress: Progress) -> None:
        if progress.done:  # whatever is wrong is said before
            live.report(progress)

    return engine.estimate(asked.work, tell)


def _workload(names: Mapping[str, Any], cell: str, options: ServingOptions) -> Workload:
    if options.slo is None:
        raise errors.UsageError(WHICH_LATENCY)
    own = dict(options.own)
    if options.day is not None:
        own["day"] = _day(names, options.day)
    bits: dict[str, Any] = dict(options.bits)
    requests = _requests(cell, options)
    return Workload("serve", requests=requests, rate=options.rate, slo=options.slo, own=own, **bits)


def _requests(cell: str, options: ServingOptions) -> Any:
    """What is served: a name or path, or what a literal says. Raises UsageError."""
    if options.requests and cell.strip():
        raise errors.UsageError(
            f"requests are said twice, in the cell and as `{options.requests}`: leave one out"
        )
    text = (options.requests or cell).strip()
    if not text.startswith(_LITERAL):
        return text or None
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        raise errors.UsageError(
            f"`{text:.60}` isn't a literal, and this cell isn't run: give requests a name in a cell"
            " of their own, and say that name"
        ) from None


def _day(names: Mapping[str, Any], day: str | bool) -> Any:
    """A curve of that name, or True for the log's. Raises UsageError."""
    if isinstance(day, str):
        if day not in names:
            raise errors.UsageError(f"--day {day}: there is no variable of that name")
        return names[day]
    return day


def _show(
    kernel: Kernel, live: LiveOutput, found: ServingEstimate, options: ServingOptions
) -> None:
    """Put it on the screen, in `jp.last()`, under its name and into the records."""
    from ..views.servingestimate import mimebundle

    latest.remember(found)
    if options.into:
        kernel.shell.user_ns[options.into] = found
    live.finish(mimebundle(found))
    if found.stopped and found.plan is None:
        return  # a record of it would say nothing
    cell = cell_id(kernel.shell)
    given = recording.given_of_serving(options)
    run = recording.record_serving(found, whereabouts().notebook(), cell, given)
    if run is not None:
        kernel.front_ends.send({"type": "recorded", "kind": "serving", "cell": cell, "run": run,
                                "job": None, "toolbar": False})  # fmt: skip
