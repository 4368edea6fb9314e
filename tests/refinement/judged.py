"""Judge given rewrites by the real search: for tests that bring their own candidates."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from jupyter_perf.refinement import engine
from jupyter_perf.refinement.result import Refinement


def judge(
    source: str, candidates: Iterable[str], *, max_level: int = 3, budget: float = 30.0, **more: Any
) -> Refinement:
    """The search's result for exactly these candidates."""
    prepared = engine.prepare(source, candidates=candidates, budget=budget, **more)
    assert prepared.reason is None, prepared.reason
    assert prepared.spec is not None
    prepared.spec = dataclasses.replace(prepared.spec, max_level=max_level)
    with prepared.start() as job:
        found = job.wait()
    assert found is not None
    assert found.reason is None, found.reason
    return found
