"""`jp.papaya`: which memory method pays?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..core.progress import Progress
    from ..core.targets import Target
    from ..tradeoff.result import Frontier


def papaya(
    model: Any,
    batch: Any = None,
    *,
    loss: Callable[..., Any] | None = None,
    optimizer: Any = "adamw",
    methods: str | Iterable[str] | None = None,
    target: str | Target | Iterable[str | Target] = "here",
    memory: str | float | None = None,
    precision: str = "fp32",
    global_batch: int | None = None,
    sequence: int | None = None,
    epoch: int | None = None,
    budget: float = 60.0,
    progress: Callable[[Progress], None] | None = None,
    options: Mapping[str, Any] | None = None,
) -> Frontier:
    """Say which memory method pays for training `model`, at which batch size, on which device.

    `batch` is a sample batch: a tensor, a tuple or a dict of them, as the model is called with.
    `loss` takes the model's output, or that and the last part of the batch (its labels); None uses
    the output's own `.loss`, or the mean of its first tensor. `optimizer` is its name, or itself.
    `methods` are names, joined by `+` where several are used at once and with options in brackets
    (`"lora(rank=16)+bf16"`), `"all"`, or None for what is usual. `target` is a name of `%perf
    targets`, or several; `memory` (bytes or `"16GB"`) is what steps may take on them. With
    `global_batch` smaller batches are accumulated up to it; `sequence` is the longest sequence;
    `epoch` the examples in an epoch, for its price. `budget` is wall seconds and a hard end.

    Peaks are traced in a process that never has the weights; steps are timed here, or worked out
    for other devices. Nothing of the model runs in this process, and nothing of it changes. Raises
    `UsageError` for arguments that make no sense; what can't be known is None in the returned
    `Frontier`, with the reason in its `reasons`.
    """
    from ..core.latest import remember
    from ..estimation.modules.steps import StepTimes
    from ..tradeoff import engine
    from ..tradeoff.question import question

    asked = question(
        model,
        batch,
        loss=loss,
        optimizer=optimizer,
        methods=methods,
        target=target,
        memory=memory,
        precision=precision,
        global_batch=global_batch,
        sequence=sequence,
        epoch=epoch,
        budget=budget,
        options=options,
    )
    found = engine.papaya(asked, roofline=StepTimes(), progress=progress)
    remember(found)
    return found
