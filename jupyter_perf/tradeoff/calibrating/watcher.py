"""A process that looks at a device from outside, as this one can't see what it takes to look."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable

from ...sandbox.limits import kernel

_SECONDS = 20.0
"""For one look: the first one starts CUDA."""
_GONE = b"-1\n"


class Watcher:
    """Forked before the device is used here; ends with this process."""

    def __init__(self, used_bytes: Callable[[], int]) -> None:
        """`used_bytes` is called in the other process; a RuntimeError there is "nobody knows"."""
        asks, self._ask = os.pipe()
        self._answers, answers = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._ask)
            os.close(self._answers)
            _serve(asks, answers, used_bytes)
        os.close(asks)
        os.close(answers)

    def look(self) -> int | None:
        """Bytes in use on the device, by whoever; None where it can't be told."""
        try:
            os.write(self._ask, b"?")
            if not select.select([self._answers], [], [], _SECONDS)[0]:
                return None
            read = os.read(self._answers, 64)
        except OSError:
            return None
        found = int(read or _GONE)
        return found if found >= 0 else None

    def close(self) -> None:
        """End the other process."""
        os.close(self._ask)
        os.close(self._answers)
        os.waitpid(self._pid, 0)


def _serve(asks: int, answers: int, used_bytes: Callable[[], int]) -> None:
    """Never returns."""
    status = 1
    try:
        if sys.platform == "linux":
            kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        while os.read(asks, 1):
            os.write(answers, _said(used_bytes))
        status = 0
    finally:
        os._exit(status)


def _said(used_bytes: Callable[[], int]) -> bytes:
    try:
        return b"%d\n" % used_bytes()
    except RuntimeError:
        return _GONE
