"""Samples: what an engine hands over, or what a model answered, right or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import PerfError, UsageError
from ..searching import searched

if TYPE_CHECKING:
    from ...core.progress import Report
    from ...magics.options import RefineOptions
    from .problems import Problem

ENGINES = ("rules", "llm", "all")
_ALWAYS_THE_SAME = "rules"


@dataclass(frozen=True)
class Solver:
    """`name` is an engine, or a model as `--model` takes it; `line` is what it is asked with."""

    name: str
    options: RefineOptions
    line: str

    @property
    def is_model(self) -> bool:
        return self.name not in ENGINES

    @property
    def varies(self) -> bool:
        """Whether another sample may be another program."""
        return self.name != _ALWAYS_THE_SAME

    def sample(self, problem: Problem, report: Report) -> str | None:
        """A program for `problem`; None where a model gave no answer that could be used.

        An engine hands over what it verified, or the slow program; a model's one answer is taken as
        it came, as the papers do that score models. Raises PerfError where it couldn't be asked:
        an endpoint that doesn't answer is no wrong answer.
        """
        found = searched(problem.slow, list(problem.inputs), self.options, report)
        troubles = found.conversation.troubles if found.conversation is not None else ()
        if troubles and not found.verdicts:
            raise PerfError(troubles[0])
        if not self.is_model:
            return found.code
        if found.reason is not None:
            raise PerfError(found.reason)
        return found.verdicts[-1].candidate.code if found.verdicts else None


def solver(name: str, line: str) -> Solver:
    """`line` has further options of `%%refine`. Raises UsageError for what isn't known."""
    from ...magics.outside import refine_options

    if name in ENGINES:
        full = f"--engine {name} {line}"
    elif ":" in name:
        full = f"--engine llm --model {name} --rounds 1 --samples 1 {line}"
    else:
        raise UsageError(
            f"--engine {name}: it is {', '.join(ENGINES)}, or a model as provider:model"
        )
    return Solver(name, refine_options(full.strip()), full.strip())
