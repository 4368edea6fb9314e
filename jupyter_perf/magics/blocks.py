"""`%%estimate --blocks`: the cycles of a hot loop, from its machine code. Nothing of it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from IPython.core.error import UsageError as ShellUsageError

from .. import errors
from ..core import latest
from . import recording
from .edge import told
from .live import LiveOutput
from .refine import cell_id
from .task import Kernel
from .whereabouts import whereabouts

if TYPE_CHECKING:
    from ..estimation.blocks.predicting import Model
    from ..estimation.blocks.result import BlockEstimate
    from .blocks_options import BlocksOptions

_MISTAKES = (errors.UsageError, errors.SourceError, errors.MissingExtra, errors.PolicyError)


def model() -> Model:
    """What predicts, imported when it is needed (tests put another in its place)."""
    from ..estimation.blocks.shipped import Shipped

    return Shipped()


def listings(text: str, namespace: Mapping[str, Any], options: BlocksOptions) -> Any:
    """The blocks that `text` stands for. Raises UsageError."""
    from ..estimation.blocks.reading import read

    return read(text, namespace, loop=options.loop, signature=options.signature)


def estimate_blocks(kernel: Kernel, cell: str, options: BlocksOptions) -> None:
    """Estimate the blocks of `cell`, or of the expression on the line; show and keep the result.

    Raises the shell's UsageError for mistakes. The cell isn't Python and never runs.
    """
    __tracebackhide__ = True
    live = LiveOutput(kernel.shell, kind="estimate")
    mistake: errors.PerfError | None = None
    with told(live.message):
        try:
            found = _answered(kernel, _text(cell, options), options)
        except _MISTAKES as error:
            mistake = error
        else:
            _show(kernel, live, found, options)
    if mistake is not None:
        raise ShellUsageError(f"%%estimate --blocks: {mistake} (nothing was run)")


def _text(cell: str, options: BlocksOptions) -> str:
    """What to estimate: the cell's body or the line's expression. Raises UsageError for both."""
    if options.expression and cell.strip():
        raise errors.UsageError(
            f"there are two things to estimate, the cell and `{options.expression}`: leave one out"
        )
    return options.expression or cell


def _answered(kernel: Kernel, text: str, options: BlocksOptions) -> BlockEstimate:
    from ..estimation.blocks import engine
    from ..estimation.blocks.question import question, targets_of

    predicts = model()
    targets = targets_of(options.targets, predicts.titles())  # before anything is read
    found = listings(text, kernel.shell.user_ns, options)
    asked = question(text.strip("\n"), found, targets, model=predicts)
    return engine.estimate(asked, predicts)


def _show(kernel: Kernel, live: LiveOutput, found: BlockEstimate, options: BlocksOptions) -> None:
    """Put it on the screen, in `jp.last()`, under its name and into the records."""
    from ..views.blockestimate import mimebundle

    latest.remember(found)
    if options.into:
        kernel.shell.user_ns[options.into] = found
    live.finish(mimebundle(found))
    cell = cell_id(kernel.shell)
    given = recording.given_of_blocks(options)
    run = recording.record_blocks(found, whereabouts().notebook(), cell, given)
    if run is not None:
        kernel.front_ends.send({"type": "recorded", "kind": "blocks", "cell": cell, "run": run,
                                "job": None, "toolbar": False})  # fmt: skip
