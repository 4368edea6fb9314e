"""The process in which blocks are timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ....sandbox.environment import ONE_THREAD, clean_environment
from .. import errands

_ROOT = str(Path(__file__).resolve().parents[4])
_BOOT = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from jupyter_perf.estimation.here.blocks.child import main; main()"
)
SILENT_SECONDS = 15.0
"""For a batch; a process that says nothing for longer is ended."""


def environment() -> dict[str, str]:
    """A clean one. The C library writes into memory of a thread's at odd times, unless told not
    to: while a block runs, that memory isn't there."""
    own = {"PYTHONDONTWRITEBYTECODE": "1", "GLIBC_TUNABLES": "glibc.pthread.rseq=0"}
    return {**clean_environment(), **ONE_THREAD, **own}


def run(request: Mapping[str, Any], seconds: float, hear: Callable[[dict[str, Any]], None]) -> None:
    """`hear` gets what the process says, until it ends, is silent, or `seconds` are over.

    However this is left, an interrupt included, the process and all that it started are gone.
    Raises SandboxError where no process can be started.
    """
    errands.run(
        [sys.executable, "-I", "-S", "-c", _BOOT.format(root=_ROOT)],
        environment(),
        request,
        hear,
        seconds=seconds,
        silent_seconds=SILENT_SECONDS,
    )
