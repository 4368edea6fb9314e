"""Whether a cell that isn't run now has run before and changed what it reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from ..core.names import names_in


def remarks(shell: Any, cell: str, *, running: bool = False) -> list[str]:
    """What is to be said where `shell` has run `cell` before; `running`: it is run now, too."""
    history = shell.history_manager.input_hist_raw
    earlier = history[:-1] if running else history
    remark = already_changed(cell, earlier, shell.user_ns, shell.transform_cell)
    return [remark] if remark else []


def already_changed(
    cell: str,
    earlier_cells: Sequence[str],
    namespace: dict[str, Any],
    transform: Callable[[str], str],
) -> str:
    """A remark where copies taken now aren't the inputs that the cell first saw, else "".

    `earlier_cells` are the cells run before this one, as typed. Raises SourceError where `cell`
    can't be compiled.
    """
    if not any(_ran(cell, earlier) for earlier in earlier_cells):
        return ""
    names = names_in(cell, namespace, transform)
    changed: Collection[str] = sorted(names.reads & (names.writes | names.mutates))
    if not changed:
        return ""
    listed = ", ".join(f"`{name}`" for name in changed)
    return (
        f"this cell has run before and may have changed {listed}, which it reads:"
        " rerun the cells above to refine it on its first input"
    )


def _ran(cell: str, earlier: str) -> bool:
    head, _, body = earlier.partition("\n")
    if not head.startswith("%%"):
        return earlier.strip() == cell.strip()
    return body.strip() == cell.strip() and "--no-run" not in head.split()
