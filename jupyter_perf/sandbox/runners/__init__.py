"""How each kind of work is run inside a repetition: one file per kind.

A runner is made before the clock starts (`make(work, namespace)`), called once while it runs, and
asked afterwards for the sections that are compared.
"""

from __future__ import annotations

import importlib
from typing import Any, Protocol

from ..work import Work


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
    module = importlib.import_module(f"{__name__}.{work.kind.value}")
    runner: Runner = module.make(work, namespace)
    return runner
