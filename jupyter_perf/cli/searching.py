"""A search as the magics have it, here or on an executor."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING, Any

from ..core.progress import Report
from ..magics.preparing import search_for
from ..magics.search import Search

if TYPE_CHECKING:
    from ..magics.options import RefineOptions
    from ..refinement.prepared import Prepared
    from ..refinement.result import Refinement


class SearchElsewhere(Search):
    """One whose work is a task of an executor; nothing is heard of it before its end."""

    def __init__(self, pool: Executor, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._pool = pool

    def _worked_out(self, report: Report, count_down: Callable[[], None]) -> Any:
        from ..refinement import elsewhere
        from ..refinement.prepared import SEARCH

        return self.prepared.finish(elsewhere.search(self._pool, self.prepared, SEARCH))


def search_of(
    prepared: Prepared,
    source: str,
    cell: str | None,
    options: RefineOptions,
    pool: Executor | None = None,
) -> Search:
    """The search that `options` ask for, on `pool` where there is one."""
    here = search_for(prepared, source, cell, options)
    if pool is None:
        return here
    there = SearchElsewhere(
        pool, prepared, source, cell, again=here.again, options=here.options, asked=options
    )
    there.remarks = here.remarks
    return there


def prepared_program(
    text: str,
    options: RefineOptions,
    *,
    stdin: list[str] | None,
    entry: str | None = None,
    calls: list[tuple[Any, ...]] | None = None,
    filename: str = "program.py",
) -> Prepared:
    """A program, or a function of it, ready to be searched as `options` say."""
    from ..refinement import engine

    return engine.prepare(
        text,
        entry=entry,
        calls=calls,
        stdin=stdin,
        engine=options.engine,
        budget=options.budget,
        tolerance=options.tolerance,
        only=options.only,
        skip=options.skip,
        read=options.read,
        filename=filename,
        talk=options.talk,
    )


def searched(text: str, stdin: list[str], options: RefineOptions, report: Report) -> Refinement:
    """The result for a program, which is neither looked up nor recorded."""
    prepared = prepared_program(text, options, stdin=stdin)
    try:
        if prepared.reason is not None:
            return prepared.result()
        with prepared.start(report) as job:
            found = job.wait()
    finally:
        prepared.close()
    assert found is not None  # it is waited for as long as it takes
    return found
