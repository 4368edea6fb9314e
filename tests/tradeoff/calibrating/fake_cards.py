"""Cards that aren't there: steps run on the processor, and what they took is made up."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

MB = 1_000_000


class Fake:
    """Of a steady kind."""

    device = "cpu"

    def __init__(self) -> None:
        self.steps = 0

    def about(self) -> dict[str, Any]:
        return {"device": "Tesla T4", "memory_bytes": 15_800 * MB, "versions": {"torch": "2.13.0"}}

    def free_bytes(self) -> int:
        return 15_000 * MB

    def forget(self) -> None:
        self.steps += 1

    def peaks(self) -> tuple[int, int]:
        return 410 * MB, 430 * MB

    def context_bytes(self) -> int | None:
        return 500 * MB


class Without(Fake):
    """No driver."""

    def __init__(self) -> None:
        raise RuntimeError("Found no NVIDIA driver on your system.\nPlease check")


class Full(Fake):
    """Somebody else has its memory."""

    def free_bytes(self) -> int:
        return 1000


class OutOfMemory(Fake):
    """The second step doesn't find room any more."""

    def peaks(self) -> tuple[int, int]:
        if self.steps > 1:
            raise RuntimeError("CUDA out of memory. Tried to allocate 20.00 MiB.")
        return super().peaks()


class Killed(Fake):
    """By the system, in the middle of it."""

    def peaks(self) -> tuple[int, int]:
        os.kill(os.getpid(), signal.SIGKILL)
        return super().peaks()


class Hangs(Fake):
    def peaks(self) -> tuple[int, int]:
        time.sleep(600)
        return super().peaks()


class Settings(Fake):
    """Calls itself as its settings say."""

    def about(self) -> dict[str, Any]:
        return {**super().about(), "device": os.environ.get("CUDA_VISIBLE_DEVICES", "none")}
