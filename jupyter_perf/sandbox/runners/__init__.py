"""How each kind of work is run inside a repetition: one file per kind.

A runner is made before the clock starts (`make(work, namespace)`), called once while it runs, and
asked afterwards for the sections that are compared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from ..encode import Encoded, encode
from ..work import Kind, Work
from . import cell, function, itemized, program, several, trusted


class Runner(Protocol):
    """One piece of work, ready to run."""

    def act(self) -> None:
        """Run it (timed); user exceptions propagate."""

    def sections(self) -> dict[str, dict[str, object]]:
        """What it left, for `encode` (not timed, but its CPU time is watched)."""

    def facts(self) -> dict[str, Any]:
        """Plain data for the supervisor: exit codes, skipped calls, a trusted function's value."""


def make(work: Work, namespace: dict[str, object]) -> Runner:
    """Prepare the runner of `work.kind`; user code may run here only for warm-up calls."""
    if work.several:
        return several.make(work, namespace)
    if work.itemized:
        return itemized.make(work, namespace)
    return _MAKERS[work.kind](work, namespace)


def results(runner: Runner) -> list[Encoded]:
    """What it left as plain data: one result, or one for each part."""
    if isinstance(runner, several.SeveralRunner):
        return [] if runner.in_the_way else runner.results
    return [encode(runner.sections())]


_MAKERS: dict[Kind, Callable[[Work, dict[str, object]], Runner]] = {
    Kind.CELL: cell.make,
    Kind.FUNCTION: function.make,
    Kind.PROGRAM: program.make,
    Kind.TRUSTED: trusted.make,
}
