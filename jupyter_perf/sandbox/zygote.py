"""The zygote: a clean, locked-down, single-threaded process that forks repetitions on demand.

Started by the supervisor as `python -I -c …`; talks over one inherited socket. Order of events:
clean environment → imports → lock-down → map the copied values → serve.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import importlib
import os
import signal
import socket
import sys
import traceback
from typing import Any

from . import limits as layers
from . import plain, wire
from .repetition import Order, live
from .work import Limits, SandboxSpec

_PR_SET_PDEATHSIG = 1


def main(descriptor: int) -> None:
    channel = socket.socket(fileno=descriptor)
    die_with_parent()
    # Interrupts are for the kernel; the supervisor ends this process by other means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hello, files = wire.receive(channel)
    spec = plain.spec_from_json(hello["spec"])
    missing, threaded = _set_up(spec)
    installed = layers.lock_down_zygote(spec.read_paths, max_level=spec.max_level)
    # In a new pid namespace this is another process than the one that main() began in.
    die_with_parent()
    inputs = Inputs(files[0] if files else None, hello.get("layout"), late=hello["late"])
    failure = inputs.load_early()
    report = {"installed": list(installed), "missing": missing, "threaded": threaded}
    wire.send(channel, report | {"failure": failure, "threads": thread_count()})
    gc.collect()
    gc.freeze()
    _serve(channel, spec, inputs)


class Inputs:
    """The copied values: mapped once here, or (`late`) once in each repetition.

    Late is for values whose modules start threads when imported: forking them would be unsafe.
    """

    def __init__(self, descriptor: int | None, layout: Any, *, late: bool) -> None:
        self.descriptor = descriptor
        self.layout = layout
        self.late = late
        self.namespace: dict[str, object] = {"__name__": "__main__"}

    def load_early(self) -> str:
        """Load now unless late; returns why that failed, or nothing."""
        return "" if self.late else self._load()

    def for_repetition(self) -> dict[str, object]:
        if self.late:
            failure = self._load()
            if failure:
                raise ImportError(failure)
        if self.layout is not None:
            from .rng import set_rng_states

            # After the fork: `random` seeds itself anew in every child process.
            set_rng_states(self.layout["rng"])
        return self.namespace

    def prime(self, request: dict[str, Any]) -> str:
        """Run one of our functions on the values here, so that every repetition inherits what
        it has worked out; returns why that failed, or nothing."""
        module, _, name = request["call"].partition(":")
        names = [name for name in request["names"] if name in self.namespace]
        # The values' classes are the user's: looking at them may raise anything.
        try:
            function = getattr(importlib.import_module(module), name)
            function({name: self.namespace[name] for name in names}, **request["with"])
        except Exception as error:
            return f"{type(error).__name__}: {error}"[:600]
        gc.freeze()
        return ""

    def _load(self) -> str:
        if self.descriptor is None:
            return ""
        from .snapshot import restore

        # Unpickling runs the user's classes: whatever they raise makes the cell unverifiable.
        try:
            self.namespace = restore(self.descriptor, self.layout)
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = os.path.basename(last.filename)
            return f"{type(error).__name__}: {error} ({where})"[:600]
        return ""


def thread_count() -> int:
    """Operating-system threads of this process (1 where that can't be read)."""
    return len(os.listdir("/proc/self/task")) if sys.platform == "linux" else 1


def _set_up(spec: SandboxSpec) -> tuple[list[str], list[str]]:
    """Import the preload list from installed packages only, then take the user's sys.path.

    Returns what couldn't be imported, and what started threads (which forbids a fork).
    """
    os.chdir(spec.cwd)
    entries = [entry for entry in spec.sys_path if entry not in ("", spec.cwd)]
    sys.path[:] = [*sys.path, *(entry for entry in entries if entry not in sys.path)]
    missing, threaded = [], []
    for name in spec.preload:
        before = thread_count()
        try:
            importlib.import_module(name)
        # An installed package that fails to import, however it does, is one we do without.
        except Exception as error:
            missing.append(f"{name}: {error}"[:300])
        if thread_count() > before:
            threaded.append(name)
    sys.path[:] = [*spec.sys_path, *_our_root(spec.sys_path)]
    sys.argv = [""]
    return missing, threaded


def _our_root(sys_path: tuple[str, ...]) -> list[str]:
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    return [] if root in sys_path else [root]


def _serve(channel: socket.socket, spec: SandboxSpec, inputs: Inputs) -> None:
    while True:
        try:
            request, files = wire.receive(channel)
        except wire.Closed:
            return
        if "prime" in request:
            wire.send(channel, {"failure": inputs.prime(request["prime"])})
            continue
        order = Order(
            work=plain.work_from_json(request["work"]),
            limits=Limits(**request["limits"]),
            max_level=spec.max_level,
            watch=request["watch"],
            profile=request["profile"],
        )
        child = os.fork()
        if child == 0:
            die_with_parent()
            _become_repetition(channel, files, order, inputs)
        for descriptor in files:
            os.close(descriptor)
        if request["meanwhile"]:
            inputs.prime(request["meanwhile"])
        status = _wait(child)
        try:
            wire.send(channel, {"status": status})
        except wire.Closed:
            return


def _wait(child: int) -> int:
    """Reap until `child` has ended; as pid 1 of a namespace this reaps orphans too."""
    while True:
        pid, status = os.wait()
        if pid == child:
            return os.waitstatus_to_exitcode(status)


def _become_repetition(
    channel: socket.socket, files: list[int], order: Order, inputs: Inputs
) -> None:
    own, *streams = files
    for target, descriptor in enumerate(streams):
        os.dup2(descriptor, target)
    channel.close()
    for descriptor in streams:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    live(order, inputs.for_repetition, socket.socket(fileno=own))


def die_with_parent() -> None:
    """Ask the kernel to end this process when the one that started it ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
