"""Kernels of the operating system: memory that is new to the process, processes that are new."""

from __future__ import annotations

from ._probe import Made, Room, probe

_BLOCK = 48 << 20
_PAGE = 4096


@probe("pages", "bytes")
def pages(_room: Room) -> Made:
    """Memory asked for, touched page by page, given back."""
    import numpy as np

    def run() -> None:
        # Larger than what an allocator keeps, so it comes from the system each time, as large
        # arrays do.
        np.zeros(_BLOCK, "uint8")[::_PAGE] = 1

    return Made(run, _BLOCK)


@probe("process", "operations", elsewhere=True)
def process(_room: Room) -> Made:
    """A Python started that does nothing."""
    import subprocess
    import sys

    command = [sys.executable, "-I", "-S", "-c", "pass"]
    return Made(lambda: subprocess.run(command, check=True, stdin=subprocess.DEVNULL), 1)
