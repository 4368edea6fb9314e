"""Comparisons that a front end asks for: of a cell's source, with no output in any cell."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from .toolbar import Toolbar

if TYPE_CHECKING:
    from .errand import Errand


class SparsifyToolbar(Toolbar):
    """Answers `sparsify` messages: one recipe too is compared with dense, in processes of their
    own. Nothing of the cell runs in the kernel."""

    kind = "sparsify"
    _refused = "only Python can be sparsified: this is a cell for %%{}"

    def _check(self, options: Any) -> None:
        """Every option makes sense of a button."""

    def _errand(self, source: str, cell: str | None, options: Any) -> Errand:
        from .sparsifying import sparsifying_of

        compared = dataclasses.replace(options, compare=True)
        made = sparsifying_of(self._kernel.shell, source, compared, cell)
        made.prepared.waits = False
        return made
