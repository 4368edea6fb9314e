"""A file without a name: where copies lie that several processes map."""

from __future__ import annotations

import contextlib
import mmap
import os
import tempfile
from typing import Any

ALIGNMENT = 64
"""Bytes; what vector instructions like best."""


def create() -> int:
    """A new descriptor: memory on Linux, an unlinked temporary file elsewhere."""
    if hasattr(os, "memfd_create"):
        with contextlib.suppress(OSError):
            return os.memfd_create("jupyter-perf", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    descriptor, path = tempfile.mkstemp(prefix="jupyter-perf-")
    os.unlink(path)
    return descriptor


def seal(descriptor: int) -> None:
    """Forbid every later change, by whomever (Linux)."""
    import fcntl

    if hasattr(fcntl, "F_ADD_SEALS"):
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        with contextlib.suppress(OSError):
            fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)


class Writer:
    """Appends stream bytes and aligned buffers to a descriptor, noting where each went."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self.end = 0
        self.stream: list[list[int]] = []
        """[offset, length] of the pieces of the stream, in order."""
        self.buffers: list[list[int]] = []
        """[offset, length, 1 if it must stay read-only] of each buffer, in order."""

    def write(self, data: Any, /) -> int:
        view = memoryview(data).cast("B")
        if self.stream and sum(self.stream[-1]) == self.end:
            self.stream[-1][1] += len(view)
        else:
            self.stream.append([self.end, len(view)])
        self._append(view)
        return len(view)

    def write_buffer(self, view: memoryview) -> None:
        """Append `view` (bytes, contiguous) at the next aligned offset."""
        self.end += -self.end % ALIGNMENT
        self.buffers.append([self.end, len(view), int(view.readonly)])
        self._append(view)

    def _append(self, view: memoryview) -> None:
        written = 0
        while written < len(view):
            written += os.pwrite(self._descriptor, view[written:], self.end + written)
        self.end += len(view)


class StreamReader:
    """The stream of a `Writer`, read back from the mapped file without joining its pieces."""

    def __init__(self, memory: memoryview, pieces: list[list[int]]) -> None:
        self._memory = memory
        self._pieces = [memory[start : start + length] for start, length in reversed(pieces)]

    def read(self, size: int = -1) -> bytes:
        taken: list[bytes] = []
        while self._pieces and size != 0:
            piece = self._pieces.pop()
            part = piece if size < 0 else piece[:size]
            taken.append(bytes(part))
            if len(part) < len(piece):
                self._pieces.append(piece[len(part) :])
            size = -1 if size < 0 else size - len(part)
        return b"".join(taken)

    def readline(self) -> bytes:
        """Up to a newline; only old protocols ask for it."""
        line = b""
        while not line.endswith(b"\n"):
            byte = self.read(1)
            if not byte:
                break
            line += byte
        return line


def map_private(descriptor: int, size: int) -> mmap.mmap:
    """The file as memory: shared until written to, and writing never reaches the file."""
    return mmap.mmap(
        descriptor, size, flags=mmap.MAP_PRIVATE, prot=mmap.PROT_READ | mmap.PROT_WRITE
    )


class Nowhere(Writer):
    """Takes what a `Writer` takes and keeps none of it: for trials."""

    def __init__(self) -> None:
        super().__init__(-1)

    def _append(self, view: memoryview) -> None:
        self.end += len(view)
