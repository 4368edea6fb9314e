"""Following one repetition from outside: clock, output, limits, and its report."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import random
import selectors
import socket
import struct
import sys
import tempfile
import time
from typing import Any

from . import clock, wire
from .encode import Encoded, MalformedResult, load
from .repetition import DONE, EXIT, GO, READY, REPORT
from .work import Ended, Limits, Outcome, Raised

_POLL_SECONDS = 0.05
_SO_PASSCRED = getattr(socket, "SO_PASSCRED", 16)
_SCM_CREDENTIALS = getattr(socket, "SCM_CREDENTIALS", 2)
_CREDENTIALS = struct.Struct("iii")
_REPORT_SECONDS = 30.0
_MOST_RESULT_BYTES = 4 << 30


@dataclasses.dataclass(frozen=True)
class Wanted:
    """What the supervisor wants of a repetition beside its times.

    `report` is the chance (0 to 1) that the result is asked for: the code that runs can't know.
    `watch` installs the audit hook that explains refusals; never in a timed repetition.
    """

    report: float = 1.0
    watch: bool = False


NORMAL = Wanted()


class Stream:
    """One output stream: all of it hashed, its beginning kept."""

    def __init__(self, kept: int) -> None:
        self.kept = kept
        self.beginning = bytearray()
        self.total = 0
        self._hash = hashlib.sha256()

    def take(self, chunk: bytes) -> None:
        self.total += len(chunk)
        self._hash.update(chunk)
        self.beginning += chunk[: max(0, self.kept - len(self.beginning))]

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


@dataclasses.dataclass
class Observed:
    """What was seen of a repetition, before it is put into an Outcome."""

    ended: Ended = Ended.DIED
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    encode_cpu_seconds: float = 0.0
    threads: int = 1
    peak_bytes: int | None = None
    facts: dict[str, Any] = dataclasses.field(default_factory=dict)
    encoded: Encoded | None = None
    note: str = ""


class TimeIsUp(Exception):
    """The repetition ran past its limit."""


class TooMuchOutput(Exception):
    """The repetition wrote more than its limit."""


class Observer:
    """The supervisor's ends of one repetition's channel and output pipes."""

    def __init__(self, limits: Limits, wanted: Wanted, rng: random.Random) -> None:
        self.limits = limits
        self.wanted = wanted
        self.rng = rng
        self.channel, self._child_channel = socket.socketpair()
        if sys.platform == "linux":
            self.channel.setsockopt(socket.SOL_SOCKET, _SO_PASSCRED, 1)
        self._child_ends: list[int] = []
        self._selector = selectors.DefaultSelector()
        self.streams: dict[int, Stream] = {}
        self.stdout, self.stderr = self._open_pipe(), self._open_pipe()
        self._open_streams = 2

    def __enter__(self) -> Observer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close_child_ends()
        self._selector.close()
        self.channel.close()
        for descriptor in self.streams:
            os.close(descriptor)

    def _open_pipe(self) -> Stream:
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        stream = self.streams[reading] = Stream(self.limits.kept_output_bytes)
        self._selector.register(reading, selectors.EVENT_READ, stream)
        self._child_ends.append(writing)
        return stream

    def child_ends(self, stdin: str | None) -> list[int]:
        """Descriptors for the child: channel, stdin, stdout, stderr."""
        self._child_ends.insert(0, _readable(stdin))
        return [self._child_channel.fileno(), *self._child_ends]

    def close_child_ends(self) -> None:
        self._child_channel.close()
        while self._child_ends:
            os.close(self._child_ends.pop())

    def wait_ready(self, zygote: socket.socket) -> int | None:
        """The repetition's process id, told by the kernel; None where it ended before *ready*."""
        self._selector.register(self.channel, selectors.EVENT_READ)
        self._selector.register(zygote, selectors.EVENT_READ)
        end = time.monotonic() + self.limits.wall_seconds + _REPORT_SECONDS
        try:
            while True:
                if time.monotonic() > end:
                    raise wire.Closed("the sandbox doesn't answer")
                for key, _events in self._selector.select(_POLL_SECONDS):
                    if key.fileobj is self.channel:
                        return self._credentials()
                    if key.fileobj is zygote:
                        # The repetition is over (its status waits there), or the zygote is.
                        return None
                    self._drain(key)
        finally:
            self._selector.unregister(zygote)

    def _credentials(self) -> int | None:
        space = socket.CMSG_SPACE(_CREDENTIALS.size)
        data, ancillary, _flags, _address = self.channel.recvmsg(1, space)
        if data != READY:
            return None
        for level, kind, content in ancillary:
            if level == socket.SOL_SOCKET and kind == _SCM_CREDENTIALS:
                return int(_CREDENTIALS.unpack(content[: _CREDENTIALS.size])[0])
        return None

    def follow(self, pid: int) -> Observed:
        """Let it go, follow it to its end, and collect its report."""
        observed = Observed()
        try:
            self._time(pid, observed)
            self._collect(pid, observed)
            observed.ended = Ended.OK
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
            observed.note = observed.note or f"ended without a complete result ({error})"
        return observed

    def _time(self, pid: int, observed: Observed) -> None:
        before = clock.memory_status(pid)
        cpu_before, wall_before = clock.cpu_seconds(pid), time.perf_counter()
        end = time.monotonic() + self.limits.wall_seconds
        self.channel.sendall(GO)
        said = self._await_byte(end)
        wall_after, cpu_after = time.perf_counter(), clock.cpu_seconds(pid)
        observed.cpu_seconds = cpu_after - cpu_before
        observed.wall_seconds = wall_after - wall_before
        if said != DONE:
            raise EOFError("the process ended on its own")
        after = clock.memory_status(pid)
        observed.threads = max(after.get("Threads", 1), 1)
        if "VmHWM" in after and "VmRSS" in before:
            observed.peak_bytes = max(0, after["VmHWM"] - before["VmRSS"])

    def _collect(self, pid: int, observed: Observed) -> None:
        if self.rng.random() >= self.wanted.report:
            self.channel.sendall(EXIT)
            self._drain_to_end()
            return
        before = clock.cpu_seconds(pid)
        end = time.monotonic() + _REPORT_SECONDS + self.limits.wall_seconds
        reader = Reader(self, end)
        self.channel.sendall(REPORT)
        observed.facts = reader.message()
        if observed.facts.get("has_result"):
            observed.encoded = load(reader.exactly, _MOST_RESULT_BYTES)
        if reader.exactly(1) != DONE:
            raise EOFError("the report has no end")
        with contextlib.suppress(ProcessLookupError):
            observed.encode_cpu_seconds = clock.cpu_seconds(pid) - before
        self._drain_to_end()

    def _await_byte(self, end: float) -> bytes:
        """Wait for one byte on the channel while the output is drained."""
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeIsUp
            for key, _events in self._selector.select(left):
                if key.fileobj is self.channel:
                    return self.channel.recv(1)
                self._drain(key)

    def receive_some(self, most: int, end: float) -> bytes:
        """Up to `most` bytes of the report, draining output meanwhile."""
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeIsUp
            for key, _events in self._selector.select(left):
                if key.fileobj is self.channel:
                    chunk = self.channel.recv(most)
                    if not chunk:
                        raise EOFError("the process ended in the middle of its report")
                    return chunk
                self._drain(key)

    def _drain(self, key: selectors.SelectorKey) -> None:
        stream: Stream = key.data
        try:
            chunk = os.read(key.fd, 1 << 16)
        except BlockingIOError:
            return
        if not chunk:
            self._selector.unregister(key.fd)
            self._open_streams -= 1
            return
        stream.take(chunk)
        if stream.total > self.limits.output_bytes:
            raise TooMuchOutput

    def _drain_to_end(self) -> None:
        """Take what is still in the pipes, until they close or a moment has passed."""
        with contextlib.suppress(KeyError):
            self._selector.unregister(self.channel)
        end = time.monotonic() + 2.0
        while self._open_streams and time.monotonic() < end:
            for key, _events in self._selector.select(_POLL_SECONDS):
                self._drain(key)

    def outcome(self, observed: Observed | None, status: int) -> Outcome:
        """Put together what was seen; `status` is the exit code that the zygote reaped."""
        if observed is None:
            observed = Observed(note="ended before it could start")
        if observed.ended is Ended.DIED and status == -9:
            observed.ended, observed.note = Ended.MEMORY, "killed: out of memory, or from outside"
        elif observed.ended is Ended.DIED and not observed.note:
            observed.note = f"ended with exit code {status}"
        facts = observed.facts
        if facts.get("setup_failed"):
            observed.ended = Ended.SETUP
            observed.note = f"its inputs can't be made: {facts['setup_failed']}"
        raised = _raised(facts.get("raised"))
        if raised is not None and raised.type == "MemoryError":
            observed.ended, observed.note = Ended.MEMORY, "ran out of the memory it may use"
        return Outcome(
            ended=observed.ended,
            cpu_seconds=observed.cpu_seconds,
            wall_seconds=observed.wall_seconds,
            encode_cpu_seconds=observed.encode_cpu_seconds,
            threads=observed.threads,
            peak_bytes=observed.peak_bytes,
            encoded=observed.encoded,
            raised=raised,
            stdout=bytes(self.stdout.beginning),
            stderr=bytes(self.stderr.beginning),
            stdout_digest=self.stdout.digest,
            stderr_digest=self.stderr.digest,
            exit_code=facts.get("exit_code"),
            value=facts.get("value"),
            note=str(facts.get("encode_failed") or observed.note),
            denied=str(facts.get("denied_detail") or ""),
            facts=facts,
        )


class Reader:
    """Reads the report, an untrusted stream, piece by piece."""

    def __init__(self, observer: Observer, end: float) -> None:
        self._observer = observer
        self._end = end

    def exactly(self, length: int) -> bytes:
        received = bytearray()
        while len(received) < length:
            received += self._observer.receive_some(min(length - len(received), 1 << 20), self._end)
        return bytes(received)

    def message(self) -> dict[str, Any]:
        length, files = wire.HEADER.unpack(self.exactly(wire.HEADER.size))
        if length > wire.MOST_BYTES or files:
            raise MalformedResult("oversized report")
        return wire.parse(self.exactly(length))


def _raised(data: Any) -> Raised | None:
    if not isinstance(data, dict):
        return None
    try:
        return Raised(**{**data, "bases": tuple(data.get("bases", ()))})
    except TypeError as error:
        raise MalformedResult(str(error)) from error


def _readable(text: str | None) -> int:
    """A descriptor that reads as `text`, or as nothing."""
    if text is None:
        return os.open(os.devnull, os.O_RDONLY)
    data = text.encode("utf-8", "surrogateescape")
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("stdin")
    else:
        with tempfile.TemporaryFile() as file:
            descriptor = os.dup(file.fileno())
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
