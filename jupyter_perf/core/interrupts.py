"""Interrupts while a process is started.

Whoever interrupts a kernel interrupts its process group. A child that isn't in a session of its own
yet is in that group, and between fork and exec it has neither the kernel's handler nor its own: an
interrupt would end it.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Processes started in here are born with interrupts blocked; this one gets them afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def heard_again() -> None:
    """In a process that was born so, once it knows what to do with them."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
