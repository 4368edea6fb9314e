"""Two versions of one source, held against each other on what there is today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..core.names import Transform
from ..core.progress import Report, silent
from ..refinement import engine
from ..refinement.result import Refinement


def judged(
    slow: str,
    fast: str,
    *,
    namespace: Mapping[str, object] | None = None,
    transform: Transform | None = None,
    stdin: Iterable[str] | None = None,
    entry: str | None = None,
    calls: Any = None,
    budget: float = 60.0,
    read: Iterable[str] = (),
    report: Report = silent,
) -> Refinement:
    """A result whose one verdict is on `fast`; none where `slow` can't be run at all."""
    prepared = engine.prepare(
        slow,
        namespace=namespace,
        transform=transform,
        stdin=None if stdin is None else list(stdin),
        entry=entry,
        calls=calls,
        budget=budget,
        read=read,
        candidates=(fast,),
    )
    try:
        if prepared.reason is not None:
            return prepared.result()
        with prepared.start(report) as job:
            found = job.wait()
        assert found is not None  # it is waited for as long as it takes
        return found
    finally:
        prepared.close()
