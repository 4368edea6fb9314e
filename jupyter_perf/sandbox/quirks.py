"""Libraries that look where the sandbox lets nobody look, and have another way."""

from __future__ import annotations

import sys


def settle() -> None:
    """Have those that are imported take that other way."""
    # It lists loaded libraries (3.8) by /proc/self/maps, which the sandbox can't
    # open for one process alone; what scikit-learn does with threads would end in an error.
    threadpools = sys.modules.get("threadpoolctl")
    if hasattr(threadpools, "_HAS_PROCFS"):
        setattr(threadpools, "_HAS_PROCFS", False)  # noqa: B010 - unknown to checkers
