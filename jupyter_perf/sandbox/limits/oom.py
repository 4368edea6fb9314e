"""Who goes first when memory runs out."""

from __future__ import annotations

import contextlib

_MOST = "1000"


def prefer_me() -> bool:
    """Make this process and its children the kernel's first choice to kill; True where done."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write(_MOST)
        return True
    return False
