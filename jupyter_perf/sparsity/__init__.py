"""N:M sparse training on the user's own cell, compared fairly, exported small.

patterns (what is kept) · recipes (when, one per file) · backends (torch hooks, an optax wrapper)
· quantize (number formats, straight-through) · attention (LeOPArd, SPRINT) · comparing (runs in
processes of their own) · export, load and kernels (the packed file, and serving it)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["load"]


def load(path: str | Path, into: Any = None) -> Any:
    """The weights of a file that `SparsityReport.export` wrote.

    Without `into`, a dictionary of dense tensors, exactly what the exported model had. With `into`,
    a `torch.nn.Module`, a copy of it whose sparsified layers compute from the packed weights.
    Nothing is unpickled; raises `UsageError` where the file isn't one of ours, is damaged, or
    doesn't fit the module, and `MissingExtra` without torch.
    """
    from .loading import load as loaded

    return loaded(path, into)
