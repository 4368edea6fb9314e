"""What `%load_ext jupyter_perf` adds to IPython: its magics, and a comm for front ends."""

from __future__ import annotations

import sys
from typing import Any

NAMES = (
    ("cell", "refine"),
    ("line", "refine_more"),
    ("cell", "estimate"),
    ("line", "estimate"),
    ("line", "papaya"),
    ("cell", "sparsify"),
    ("line", "perf"),
)
"""The magics, by kind. Front ends may ask for a cell magic whose messages something answers."""
_WINDOWS = (
    "jupyter-perf: there is no sandbox on Windows, so `%%refine` can't try rewrites here,"
    " `%%estimate` can't sample cells, and models can't be traced or trained for comparison: run"
    " Jupyter inside WSL. `%estimate --config`, `--serve` and `--blocks`, `%perf rules`, `explain`,"
    " `targets` and `history` work."
)


def load_ipython_extension(shell: Any) -> None:
    """Register the magics, their defaults (`c.JupyterPerf.…`) and the comm."""
    from .config import JupyterPerf
    from .estimate import EstimateMagics
    from .papaya import PapayaMagics
    from .perf import PerfMagics
    from .refine import RefineMagics
    from .service import begin, open_to_front_ends
    from .sparsify import SparsifyMagics

    defaults = JupyterPerf(parent=shell)
    defaults.rule_history()
    shell.configurables.append(defaults)
    kernel = begin(shell, defaults)
    magics = RefineMagics(shell, kernel)
    shell.register_magics(magics)
    estimates = EstimateMagics(shell, kernel)
    shell.register_magics(estimates)
    shell.register_magics(PapayaMagics(shell, kernel))
    sparsified = SparsifyMagics(shell, kernel)
    shell.register_magics(sparsified)
    shell.register_magics(PerfMagics(shell, kernel))
    open_to_front_ends(kernel, magics.options, estimates.options, sparsified.options)
    if sys.platform == "win32":
        print(_WINDOWS)


def unload_ipython_extension(shell: Any) -> None:
    """Take away what was registered."""
    from .config import JupyterPerf
    from .service import end

    if (magics := shell.magics_manager.registry.get("RefineMagics")) is not None:
        end(magics.kernel)
    for kind, name in NAMES:
        shell.magics_manager.magics[kind].pop(name, None)
    shell.configurables[:] = [c for c in shell.configurables if not isinstance(c, JupyterPerf)]
