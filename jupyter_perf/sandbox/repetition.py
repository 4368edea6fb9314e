"""The life of one repetition: set up, lock down, wait for *go*, run once, report, exit.

Runs in a process forked from the zygote. It decides nothing: the supervisor holds the clock, and
reads what is reported here as plain data from an untrusted sender.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import io
import os
import socket
import struct
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

from . import limits as layers
from . import quirks, runners, wire
from .denials import Denials
from .encode import Encoded, dump
from .profiler import Sampler
from .raised import attempt, describe
from .residency import kept_apart
from .runners.code import remember_source, will_be_profiled
from .work import Limits, Work

PRESENT, READY, GO, DONE, REPORT, EXIT = b"P", b"R", b"G", b"D", b"E", b"X"


@dataclasses.dataclass(frozen=True)
class Order:
    """What the zygote was asked to fork: all plain data."""

    work: Work
    limits: Limits
    max_level: int
    watch: bool
    """Install an audit hook that says what was refused (never in timed repetitions)."""
    profile: str = ""
    """How to sample which lines take the time (see `profiler`), if at all."""


Load = Callable[[], dict[str, object]]


def live(order: Order, load: Load, channel: socket.socket) -> NoReturn:
    """Run `order` over the namespace that `load` gives, and end the process; never returns."""
    code = 70
    try:
        # From here on the supervisor knows which process to end, whatever the user's code does.
        channel.sendall(PRESENT + struct.pack(">I", os.getpid()))
        _stand_alone()
        layers.lock_down_repetition(order.limits, order.max_level)
        _run(order, load, channel)
        code = 0
    except wire.Closed:
        code = 71
    finally:
        os._exit(code)


def _stand_alone() -> None:
    """Python-level streams over the descriptors that the zygote has put in place."""
    os.setpgid(0, 0)
    gc.disable()
    raw_input = io.FileIO(0, "r", closefd=False)
    reader = io.TextIOWrapper(io.BufferedReader(raw_input), "utf-8", errors="surrogateescape")
    sys.stdin = reader
    setattr(sys, "__stdin__", reader)  # noqa: B010 - a plain assignment is refused by checkers
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        raw = io.FileIO(descriptor, "w", closefd=False)
        stream = io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", errors="surrogateescape")
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)


def _run(order: Order, load: Load, channel: socket.socket) -> None:
    denials = Denials()
    if order.watch:
        sys.addaudithook(denials.hook)
    warned = _collect_warnings()
    raised: dict[str, Any] | None = None
    runner: runners.Runner | None = None
    failed = ""
    remember_source(order.work.code, order.work.filename)
    if order.profile:
        will_be_profiled(order.work.filename)
    try:
        runner = runners.make(order.work, load())
        quirks.settle()
    except SyntaxError as error:
        raised = dataclasses.asdict(describe(error, order.work.filename))
    # Inputs that can't be made, by whatever the user's own classes raise: nobody's answer.
    except BaseException as error:
        failed = f"{type(error).__name__}: {error}"[:1000]
    threads_before = threading.active_count()
    channel.sendall(READY)
    said, statm = _await_go(channel, bool(order.profile))
    if said != GO:
        return
    sampler = Sampler(order.work.filename, statm) if order.profile else None
    if runner is not None:
        with sampler.running(order.profile) if sampler else contextlib.nullcontext():
            raised = attempt(runner.act, order.work.filename)
    # Before anything else gives a thread the time to end: what it does was left undone.
    threads_left = threading.active_count() - threads_before
    _flush()
    channel.sendall(DONE)
    if channel.recv(1) != REPORT:
        return
    facts: dict[str, Any] = {"raised": raised, "warnings": sorted(warned), "setup_failed": failed}
    facts["profile"] = sampler.report() if sampler else []
    facts["memory"] = sampler.memory.report() if sampler else []
    facts["threads_left"] = threads_left
    _report(runner, facts, denials, channel)


def _await_go(channel: socket.socket, profiled: bool) -> tuple[bytes, int]:
    """What is said, and the file that comes with it for a profile, if any (see `residency`)."""
    if not profiled:
        return channel.recv(1), -1
    said, files, _, _ = socket.recv_fds(channel, 1, 1)
    return said, kept_apart(files[0]) if files else -1


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        # The user's code may have closed or replaced the stream by anything at all.
        except Exception:
            continue


def _report(
    runner: runners.Runner | None,
    facts: dict[str, Any],
    denials: Denials,
    channel: socket.socket,
) -> None:
    results: list[Encoded] = []
    if runner is not None:
        # Encoding walks values of user classes, whose methods may raise anything.
        try:
            facts.update(runner.facts())
            results = runners.results(runner)
        except Exception as error:
            facts["encode_failed"] = f"{type(error).__name__}: {error}"[:1000]
    facts["denied"] = denials.last
    facts["denied_detail"] = denials.detail
    facts["results"] = len(results)
    wire.send(channel, facts)
    for encoded in results:
        dump(encoded, channel.sendall)
    channel.sendall(DONE)


def _collect_warnings() -> set[str]:
    """Warnings are kept apart from stderr: their text holds line numbers of the code run."""
    seen: set[str] = set()

    def keep(message: Warning | str, category: type[Warning], *_rest: object, **_: object) -> None:
        if len(seen) < 100:
            seen.add(f"{category.__name__}: {message}"[:300])

    warnings.showwarning = keep
    return seen
