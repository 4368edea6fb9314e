"""The driver's process, seen from Python: start it, have it run the block that was placed."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
from typing import NoReturn

from ....sandbox.limits import kernel
from . import layout
from .memory import Memory
from .outcome import Why

RUN_SECONDS = 1.0
"""A run that takes longer (of the clock) is ended; most take a thousandth."""
STUCK_SECONDS = 3.0
OK, SPREAD = "ok", "spread"
_CAUGHT = ("SIGSEGV", "SIGILL", "SIGFPE", "SIGBUS", "SIGTRAP", "SIGSYS")
_BY_EXIT = {
    layout.EXIT_CROWDED: Why.MANY_PAGES,
    layout.EXIT_UNMAPPABLE: Why.NO_MEMORY_THERE,
    layout.EXIT_PROTECTED: Why.PROTECTED,
    layout.EXIT_GENERAL_PROTECTION: Why.GENERAL_PROTECTION,
    layout.EXIT_SIGNAL + signal.SIGILL: Why.ILLEGAL,
    layout.EXIT_SIGNAL + signal.SIGFPE: Why.ARITHMETIC,
    layout.EXIT_SIGNAL + signal.SIGTRAP: Why.TRAP,
    layout.EXIT_SIGNAL + signal.SIGBUS: Why.BUS,
    -signal.SIGALRM: Why.ENDLESS,
    -signal.SIGSYS: Why.SYSTEM_CALL,
}


class Stuck(Exception):
    """A run that its own alarm didn't end: only the end of this process will."""


class Driver:
    """Forks the driver's process off this one, which must have a single thread.

    It ends with this one. Raises OSError where the system lets no process be made.
    """

    def __init__(self, memory: Memory) -> None:
        orders, self._orders = os.pipe()
        self._answers, answers = os.pipe()
        memory.connect(orders, answers)
        if os.fork() == 0:
            # The end that we write to must be the only one, for it to end with us.
            for each in (self._orders, 0, 1, 2):
                os.close(each)
            _become()
        os.close(orders)
        os.close(answers)

    def run(self) -> str | Why:
        """Run the block that was placed: OK, SPREAD (over more pages than wanted), or why not.

        Raises Stuck, and OSError where the driver has ended.
        """
        with contextlib.suppress(BrokenPipeError):
            os.write(self._orders, b"!")
        if not select.select([self._answers], [], [], STUCK_SECONDS)[0]:
            raise Stuck
        answer = os.read(self._answers, 4)
        if len(answer) < 4:
            why = os.waitstatus_to_exitcode(os.wait()[1])
            raise OSError(f"the process that times blocks can't be prepared ({why})")
        return meaning(os.waitstatus_to_exitcode(int.from_bytes(answer, "little")))


def meaning(status: int) -> str | Why:
    """In what way a run ended, by its exit status or, below 0, the signal that ended it."""
    if status == 0:
        return OK
    if status == layout.EXIT_SPREAD:
        return SPREAD
    if status == layout.EXIT_NOT_FILTERED:
        raise OSError("the process that runs a block can't be confined on this system")
    return _BY_EXIT.get(status, Why.DIED)


def _become() -> NoReturn:
    """Leave Python for the driver."""
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    stack = layout.CONTROL + layout.SIGNAL_STACK_ENTRY
    kernel.syscall(layout.SYS_SIGALTSTACK, stack, None)
    action = layout.CONTROL + layout.SIGNAL_ACTION
    for name in _CAUGHT:
        kernel.syscall(layout.SYS_RT_SIGACTION, getattr(signal, name), action, None, 8)
    ctypes.CFUNCTYPE(None)(layout.CODE)()
    os._exit(layout.EXIT_NOT_CLEARED)
