"""From a cell and its options to copies that can be searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import recording
from .search import Search

if TYPE_CHECKING:
    from ..refinement.prepared import Prepared
    from .options import RefineOptions


def engine() -> Any:
    """The engine, imported when it is needed (tests put another in its place)."""
    from ..refinement import engine as refinement

    return refinement


def prepared_of(shell: Any, cell: str, options: RefineOptions) -> Prepared:
    """Analyse the cell and copy what it reads. Raises what the engine's `prepare` raises."""
    prepared: Prepared = engine().prepare(
        cell,
        namespace=shell.user_ns,
        entry=options.entry,
        calls=options.calls,
        tests=options.tests,
        engine=options.engine,
        budget=options.budget,
        tolerance=options.tolerance,
        only=options.only,
        skip=options.skip,
        read=options.read,
        big=options.big,
        transform=shell.transform_cell,
        talk=options.talk,
    )
    return prepared


def search_for(prepared: Prepared, source: str, cell: str | None, options: RefineOptions) -> Search:
    """The search that `options` ask for; `cell` is the id of the cell that it is about."""
    asked = recording.given(options)
    search = Search(prepared, source, cell, again=options.again, options=asked, asked=options)
    if options.talk is not None and prepared.order is not None:
        search.remarks += prepared.order.warnings()
    return search


def as_in_cell(cell: str) -> str:
    """The text as it stands in the cell: IPython adds a line end where there is none."""
    return cell.rstrip("\n")
