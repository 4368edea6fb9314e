"""Estimates that a front end asks for: of a cell's source, with no output in any cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from .toolbar import Toolbar

if TYPE_CHECKING:
    from .errand import Errand


class EstimateToolbar(Toolbar):
    """Answers `estimate` messages. Nothing of the cell runs in the kernel."""

    kind = "estimate"
    _refused = "only Python can be estimated: this is a cell for %%{}"

    def _check(self, options: Any) -> None:
        if options.run:
            raise UsageError("--run is for %%estimate: run the cell with its own button")
        if options.blocks is not None:
            raise UsageError("--blocks is for %%estimate: a button asks about Python")
        if options.serving is not None:
            raise UsageError("--serve is for %%estimate: a button asks about Python")

    def _errand(self, source: str, cell: str | None, options: Any) -> Errand:
        from .estimating import appraisal_of, prepared_of

        prepared = prepared_of(self._kernel.shell, source, options)
        return appraisal_of(prepared, source, cell, options)
