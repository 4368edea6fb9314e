"""What answers `%%sparsify`: the engine of sparse training, with what it needs of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..core.progress import Report

if TYPE_CHECKING:
    from ..sparsity.question import Question
    from ..sparsity.result import SparsityReport


def asked(source: str, **arguments: Any) -> Question:
    """The question, checked. Raises SourceError, UsageError, MissingExtra."""
    from ..sparsity.question import question

    return question(source, **arguments)


def copied(question: Question) -> Any:
    """What the cell reads, copied now: has `digest` and `close`. None where it can't be copied:
    `compared` says why."""
    from ..errors import NotCopyable, TooLarge
    from ..sparsity.comparing.copying import copied as copy

    try:
        return copy(question.namespace, question.names)
    except (NotCopyable, TooLarge):
        return None


def compared(
    question: Question,
    report: Report,
    stopped: Callable[[], bool],
    confirm: Callable[[Any], bool],
    space: Any,
) -> SparsityReport:
    """What is known once all runs have ended or were stopped; `space` is what `copied` gave."""
    from ..sparsity.engine import sparsify

    return sparsify(
        question,
        price=price(),
        progress=report,
        stopped=stopped,
        confirm=confirm,
        space=space,
    )


def live(
    question: Question,
    run: Callable[[], None],
    report: Report,
    confirm: Callable[[Any], bool],
) -> SparsityReport:
    """The cell in this process, run once by `run`, which raises what the cell raises."""
    from ..sparsity.live import live as trained

    return trained(question, run, progress=report, price=price(), confirm=confirm)


def price() -> Any:
    """Prices of time on this machine."""
    from ..estimation.costing import costs
    from ..sparsity.pricing import price_here

    return price_here(costs)
