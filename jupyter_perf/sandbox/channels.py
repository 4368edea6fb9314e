"""The supervisor's ends of one repetition: its channel, and its output streams."""

from __future__ import annotations

import contextlib
import hashlib
import os
import selectors
import socket
import sys
import tempfile
import time

_POLL_SECONDS = 0.05
_DRAIN_SECONDS = 2.0
_SO_PASSCRED = getattr(socket, "SO_PASSCRED", 16)


class TimeIsUp(Exception):
    """The repetition ran past its limit."""


class TooMuchOutput(Exception):
    """The repetition wrote more than its limit."""


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


class Channels:
    """A socket and two pipes to a repetition; output is drained whatever is waited for."""

    def __init__(self, kept_bytes: int, most_bytes: int) -> None:
        self._kept_bytes = kept_bytes
        self._most_bytes = most_bytes
        self.channel, self._child_channel = socket.socketpair()
        if sys.platform == "linux":
            # The kernel itself then says which process a message comes from.
            self.channel.setsockopt(socket.SOL_SOCKET, _SO_PASSCRED, 1)
        self._child_ends: list[int] = []
        self._selector = selectors.DefaultSelector()
        self._pipes: list[int] = []
        self.stdout, self.stderr = self._open_pipe(), self._open_pipe()
        self._open_streams = 2

    def __enter__(self) -> Channels:
        return self

    def __exit__(self, *_: object) -> None:
        self.close_child_ends()
        self._selector.close()
        self.channel.close()
        for descriptor in self._pipes:
            os.close(descriptor)

    def _open_pipe(self) -> Stream:
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        stream = Stream(self._kept_bytes)
        self._pipes.append(reading)
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

    def wait_for_channel(self, other: socket.socket, seconds: float) -> bool:
        """Wait until the channel has something (True) or `other` does (False).

        Raises TimeIsUp where neither has within `seconds`.
        """
        self._selector.register(self.channel, selectors.EVENT_READ)
        self._selector.register(other, selectors.EVENT_READ)
        end = time.monotonic() + seconds
        try:
            while time.monotonic() < end:
                for key, _events in self._selector.select(_POLL_SECONDS):
                    if key.fileobj in (self.channel, other):
                        return key.fileobj is self.channel
                    self._drain(key)
        finally:
            self._selector.unregister(other)
        raise TimeIsUp

    def receive(self, most: int, end: float) -> bytes:
        """Up to `most` bytes of the channel, nothing at its end; raises TimeIsUp past `end`."""
        while True:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeIsUp
            for key, _events in self._selector.select(left):
                if key.fileobj is self.channel:
                    return self.channel.recv(most)
                self._drain(key)

    def receive_exactly(self, length: int, end: float) -> bytes:
        """`length` bytes of the channel; raises EOFError where it ends before, or TimeIsUp."""
        received = bytearray()
        while len(received) < length:
            chunk = self.receive(min(length - len(received), 1 << 20), end)
            if not chunk:
                raise EOFError("the process ended in the middle of its report")
            received += chunk
        return bytes(received)

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
        if stream.total > self._most_bytes:
            raise TooMuchOutput

    def drain_to_end(self) -> None:
        """Take what is still in the pipes, until they close or a moment has passed."""
        with contextlib.suppress(KeyError):
            self._selector.unregister(self.channel)
        end = time.monotonic() + _DRAIN_SECONDS
        while self._open_streams and time.monotonic() < end:
            for key, _events in self._selector.select(_POLL_SECONDS):
                self._drain(key)


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
