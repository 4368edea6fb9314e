"""What `%load_ext jupyter_perf` adds to IPython: `%%refine` and `%perf`."""

from __future__ import annotations

import sys
from typing import Any

_NAMES = (("cell", "refine"), ("line", "perf"))
_WINDOWS = (
    "jupyter-perf: there is no sandbox on Windows, so `%%refine` can't try rewrites here:"
    " run Jupyter inside WSL. `%perf rules` and `%perf explain` work."
)


def load_ipython_extension(shell: Any) -> None:
    """Register the magics and their defaults (`c.JupyterPerf.…`)."""
    from .config import JupyterPerf
    from .perf import PerfMagics
    from .refine import RefineMagics

    defaults = JupyterPerf(parent=shell)
    shell.configurables.append(defaults)
    shell.register_magics(RefineMagics(shell, defaults))
    shell.register_magics(PerfMagics(shell))
    if sys.platform == "win32":
        print(_WINDOWS)


def unload_ipython_extension(shell: Any) -> None:
    """Take away what was registered."""
    from .config import JupyterPerf

    for kind, name in _NAMES:
        shell.magics_manager.magics[kind].pop(name, None)
    shell.configurables[:] = [c for c in shell.configurables if not isinstance(c, JupyterPerf)]
