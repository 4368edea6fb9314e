"""Following one repetition from outside: who it is, clock, limits, and its report."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import struct
import sys
import time
from collections.abc import Callable

from . import clock, residency, wire
from .channels import Channels, TimeIsUp, TooMuchOutput
from .encode import MalformedResult, load
from .observed import Observed, Wanted, checked_facts, outcome_of
from .repetition import DONE, EXIT, GO, PRESENT, READY, REPORT
from .work import Ended, Limits, Outcome

_SCM_CREDENTIALS = getattr(socket, "SCM_CREDENTIALS", 2)
_CREDENTIALS = struct.Struct("iii")
_PRESENCE = struct.Struct(">cI")
_START_SECONDS = 30.0
_SETUP_SECONDS = 5.0
"""What making inputs and warming up may take beyond the limit of the run itself."""
_REPORT_SECONDS = 30.0
_MOST_RESULT_BYTES = 4 << 30
_MOST_PART_BYTES = 64 << 20


class Observer:
    """Follows one repetition through its channels: present, ready, go, done, report."""

    def __init__(self, ends: Channels, limits: Limits, wanted: Wanted, rng: random.Random) -> None:
        self.ends = ends
        self.limits = limits
        self.wanted = wanted
        self.rng = rng

    def wait_present(self, zygote: socket.socket) -> int | None:
        """The repetition's process id, told by the kernel; None where it ended at once."""
        try:
            if not self.ends.wait_for_channel(zygote, _START_SECONDS):
                # The repetition is over (its status waits there), or the zygote is.
                return None
        except TimeIsUp as error:
            raise wire.Closed("the sandbox doesn't answer") from error
        return self._pid()

    def _pid(self) -> int | None:
        """Who says *present*: no code of the user's has run there yet.

        Where the kernel names the sender (Linux) its word counts, because a process in a namespace
        knows itself by another number; elsewhere there are no such namespaces.
        """
        space = socket.CMSG_SPACE(_CREDENTIALS.size)
        data, ancillary, _flags, _address = self.ends.channel.recvmsg(_PRESENCE.size, space)
        if len(data) != _PRESENCE.size or not data.startswith(PRESENT):
            return None
        for level, kind, content in ancillary:
            if level == socket.SOL_SOCKET and kind == _SCM_CREDENTIALS:
                return int(_CREDENTIALS.unpack(content[: _CREDENTIALS.size])[0])
        return int(_PRESENCE.unpack(data)[1]) if sys.platform != "linux" else None

    def follow(self, pid: int) -> Observed:
        """Wait until it is ready, let it go, follow it to its end, and collect its report."""
        observed = Observed()
        try:
            self._await_ready()
            self._time(pid, observed)
            self._collect(pid, observed)
            observed.ended = Ended.OK
        except NotReady as error:
            observed.ended, observed.note = Ended.SETUP, str(error)
        except TimeIsUp:
            observed.ended = Ended.TIMEOUT
            observed.wall_seconds = self.limits.wall_seconds
            observed.note = f"stopped after {self.limits.wall_seconds:g} s"
        except TooMuchOutput:
            observed.ended = Ended.OUTPUT
            observed.note = f"wrote more than {self.limits.output_bytes >> 20} MB of output"
        except MalformedResult as error:
            observed.note = f"its result couldn't be read: {error}"
        except (OSError, EOFError) as error:
            observed.note = f"ended without a complete result ({error})"
        return observed

    def outcome(self, observed: Observed | None, status: int) -> Outcome:
        """The outcome, once the zygote has told the exit code."""
        seen = observed or Observed(note="ended before it could start")
        return outcome_of(seen, status, self.ends)

    def _await_ready(self) -> None:
        end = time.monotonic() + self.limits.wall_seconds + _SETUP_SECONDS
        try:
            said = self.ends.receive(1, end)
        except TimeIsUp as error:
            raise NotReady("making its inputs and warming up takes too long") from error
        if said != READY:
            raise EOFError("the process ended on its own")

    def _time(self, pid: int, observed: Observed) -> None:
        # What making the inputs took for a moment is no peak of the run's.
        clock.forget_peak(pid)
        before = clock.memory_status(pid)
        waited_before = clock.waited_seconds(pid)
        cpu_before, wall_before = clock.cpu_seconds(pid), time.perf_counter()
        end = time.monotonic() + self.limits.wall_seconds
        self._let_go(pid)
        said = self.ends.receive(1, end)
        wall_after, cpu_after = time.perf_counter(), clock.cpu_seconds(pid)
        observed.cpu_seconds = cpu_after - cpu_before
        observed.wall_seconds = wall_after - wall_before
        observed.waited_seconds = max(0.0, clock.waited_seconds(pid) - waited_before)
        if said != DONE:
            raise EOFError("the process ended on its own")
        after = clock.memory_status(pid)
        observed.threads = max(after.get("Threads", 1), 1)
        if "VmHWM" in after and "VmRSS" in before:
            observed.peak_bytes = max(0, after["VmHWM"] - before["VmRSS"])

    def _let_go(self, pid: int) -> None:
        statm = residency.statm_of(pid) if self.wanted.profile else None
        if statm is None:
            self.ends.channel.sendall(GO)
            return
        try:
            socket.send_fds(self.ends.channel, [GO], [statm])
        finally:
            os.close(statm)

    def _collect(self, pid: int, observed: Observed) -> None:
        if self.rng.random() >= self.wanted.report:
            self.ends.channel.sendall(EXIT)
            self.ends.drain_to_end()
            return
        before = clock.cpu_seconds(pid)
        end = time.monotonic() + _REPORT_SECONDS + self.limits.wall_seconds

        def read(length: int) -> bytes:
            return self.ends.receive_exactly(length, end)

        self.ends.channel.sendall(REPORT)
        length, files = wire.HEADER.unpack(read(wire.HEADER.size))
        if length > wire.MOST_BYTES or files:
            raise MalformedResult("oversized report")
        try:
            observed.facts = checked_facts(wire.parse(read(length)))
        except MalformedResult:
            raise
        except ValueError as error:
            raise MalformedResult(str(error)) from error
        self._load_results(read, observed)
        if read(1) != DONE:
            raise EOFError("the report has no end")
        with contextlib.suppress(ProcessLookupError):
            observed.encode_cpu_seconds = clock.cpu_seconds(pid) - before
        self.ends.drain_to_end()

    def _load_results(self, read: Callable[[int], bytes], observed: Observed) -> None:
        """One result, or one for each part."""
        parts = observed.facts.get("parts") or ()
        observed.parts = [load(read, _MOST_PART_BYTES) for _ in parts]
        if not parts and observed.facts.get("results"):
            observed.encoded = load(read, _MOST_RESULT_BYTES)


class NotReady(Exception):
    """The repetition didn't get as far as waiting for *go*."""


def kill_group(pid: int) -> None:
    """SIGKILL to a repetition's process group, and to itself in case it left that."""
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)
