"""What answers `%papaya`: PAPAYA's engine, with what it needs of others."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..core.progress import Report

if TYPE_CHECKING:
    from ..tradeoff.question import Question
    from ..tradeoff.result import Frontier


def asked(work: Any, batch: Any, **arguments: Any) -> Question:
    """The question, checked, of a model with its batch, a trainer or a loop.

    Raises UsageError for what makes no sense.
    """
    from ..tradeoff.question import question

    return question(work, batch, **arguments)


def answered(
    question: Question, report: Report, stopped: Callable[[], bool], line: str
) -> Frontier:
    """What is known once it has ended or was stopped; `line` is what was asked."""
    from ..estimation.modules.steps import StepTimes
    from ..tradeoff.engine import papaya

    asked_now = dataclasses.replace(question, source=line)
    return papaya(asked_now, roofline=StepTimes(), progress=report, stopped=stopped)
