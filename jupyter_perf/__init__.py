"""Three questions about a notebook cell: can it be faster, what will it cost, can it be smaller.

`%load_ext jupyter_perf`, then `%%refine` on a slow cell; or `jupyter_perf.refine(source, …)`.
Importing this package imports nothing heavy: every public function loads what it needs.
"""

from __future__ import annotations

from typing import Any

from . import errors
from ._version import __version__
from .core.call import Call
from .core.latest import last
from .core.ranges import Range
from .core.workload import Workload
from .public.estimate import estimate
from .public.history import history
from .public.papaya import papaya
from .public.propose import propose
from .public.refine import refine
from .public.sparsify import sparsify

__all__ = [
    "Call",
    "Range",
    "Workload",
    "__version__",
    "errors",
    "estimate",
    "history",
    "last",
    "papaya",
    "propose",
    "refine",
    "sparsify",
]


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext jupyter_perf`: register the magics."""
    from .magics import load_ipython_extension as load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """`%unload_ext jupyter_perf`: take the magics away again."""
    from .magics import unload_ipython_extension as unload

    unload(shell)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Where a Jupyter server finds what answers `jupyter-perf/api/`."""
    return [{"module": "jupyter_perf.server"}]
