"""The memory of the process in which blocks are timed: where `layout` says that it lies."""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import random
import struct
from collections.abc import Mapping

from . import filtering, layout
from .ticks import Ticks

_READ, _WRITE, _EXECUTE = 1, 2, 4
_SHARED, _ANONYMOUS, _POPULATE, _FIXED_NOREPLACE = 0x1, 0x20, 0x8000, 0x100000
_MFD_EXEC = 0x10
_TOP = 0x7FFFFFFFF000
"""The first address that no mapping reaches, unless it asks for more on purpose."""
_XSTATE_OF_SSE = 0b10


class Memory:
    """Maps the regions of `layout` here, for the processes that are forked to run a block.

    `native` has the `driver`, `prologue`, `epilogue` and `counter`. Code is writable through
    another mapping, of which the process that runs it has nothing left. A run is ended after
    `seconds` of the clock. Raises OSError where a region is taken.
    """

    def __init__(
        self, native: Mapping[str, bytes], labels: Mapping[str, int], seconds: float
    ) -> None:
        self._native = native
        code = _anonymous_file(layout.CODE_BYTES, "code")
        frames = _anonymous_file(layout.FRAMES * layout.PAGE_BYTES, "frames")
        self._code = mmap.mmap(code, layout.CODE_BYTES)
        self._frames = mmap.mmap(frames, layout.FRAMES * layout.PAGE_BYTES)
        _map(layout.CODE, layout.CODE_BYTES, _READ | _EXECUTE, _SHARED, code)
        _map(layout.CONTROL, layout.CONTROL_BYTES, _READ | _WRITE, _SHARED | _ANONYMOUS, -1)
        os.close(code)
        control = (ctypes.c_char * layout.CONTROL_BYTES).from_address(layout.CONTROL)
        self._control = memoryview(control).cast("B")
        self._seeds = random.Random(0)
        for at, name in ((0, "driver"), (layout.COUNTER, "counter")):
            self._code[at : at + len(native[name])] = native[name]
        self.counter = ctypes.CFUNCTYPE(ctypes.c_uint64)(layout.CODE + layout.COUNTER)
        """The time stamp counter, in ticks."""
        self._prepare(frames, labels, seconds)
        self._settings = bytes(self._control[: layout.PAGE_BYTES])

    def place(self, block: bytes, times: int) -> None:
        """Write `times` copies of `block`; the short run has half of them, up to the same end."""
        body = block * times + self._native["epilogue"]
        self._code[layout.BODY : layout.BODY + len(body)] = body
        self._enter(layout.LONG_RUN, layout.BODY)
        self._enter(layout.SHORT_RUN, layout.BODY + len(block) * (times - times // 2))
        self._enter(layout.EMPTY_RUN, layout.BODY + len(block) * times)

    def clear(self, pages_wanted: int) -> None:
        """All as it is before a run, whatever the last one wrote over; one that touches more pages
        than `pages_wanted` ends after its first."""
        self._control[: len(self._settings)] = self._settings
        fill = struct.pack("<Q", layout.CONSTANT)
        self._frames[:] = fill * (len(self._frames) // len(fill))
        self._write(layout.PAGES, "<QQq", 0, pages_wanted, layout.REPETITIONS - 1)
        self._write(layout.SEED, "<Q", self._seeds.getrandbits(31) + 1)

    def pages(self) -> int:
        """How many pages the last run touched."""
        return int(self._read(layout.PAGES, 1)[0])

    def ticks(self) -> Ticks | None:
        """What the last run counted; None where it didn't come to its end."""
        if self._read(layout.LEFT, 1)[0] != 2**64 - 1:
            return None
        return Ticks(
            self._read(layout.EMPTY_TICKS, layout.REPETITIONS),
            self._read(layout.SHORT_TICKS, layout.REPETITIONS),
            self._read(layout.LONG_TICKS, layout.REPETITIONS),
            self._read(layout.SHORT_CHAIN_TICKS, layout.CHAINS),
            self._read(layout.LONG_CHAIN_TICKS, layout.CHAINS),
        )

    def _enter(self, at: int, body: int) -> None:
        code = self._native["prologue"]
        jump = at + len(code)
        self._code[at : jump + 5] = code + b"\xe9" + struct.pack("<i", body - jump - 5)

    def connect(self, orders: int, answers: int) -> None:
        """Tell the driver by which descriptors it is given orders, and answers."""
        self._write(layout.ORDERS_FD, "<II", orders, answers)
        self._settings = bytes(self._control[: layout.PAGE_BYTES])

    def _prepare(self, frames: int, labels: Mapping[str, int], seconds: float) -> None:
        self._write(layout.FRAMES_FD, "<Q", frames)
        self._write(layout.ALARM - layout.CONTROL, "<4Q", 0, 0, *divmod(int(seconds * 1e6), 10**6))
        self._write(layout.FILL, "<QQ", layout.CONSTANT, layout.CONSTANT)
        self._write(layout.UNMAP_TABLE - layout.CONTROL, "<8Q", *_to_unmap())
        self._write(layout.XSTATE + 24, "<I", layout.MXCSR)
        self._write(layout.XSTATE + 160, "<64I", *[layout.FLOAT] * 64)
        self._write(layout.XSTATE + 512, "<Q", _XSTATE_OF_SSE)
        program = filtering.program()
        self._write(layout.FILTER, f"<{len(program)}s", program)
        header = layout.FILTER_HEADER - layout.CONTROL
        self._write(header, "<QQ", len(program) // 8, layout.CONTROL + layout.FILTER)
        handler, restorer = (layout.CODE + labels[name] for name in ("handler", "restorer"))
        # SA_SIGINFO, SA_RESTORER, SA_ONSTACK, SA_NODEFER
        self._write(layout.SIGNAL_ACTION, "<QQQQ", handler, 0x4C000004, restorer, 0)
        stack = (layout.SIGNAL_STACK, 0, layout.SIGNAL_STACK_BYTES)
        self._write(layout.SIGNAL_STACK_ENTRY, "<QQQ", *stack)

    def _write(self, at: int, form: str, *values: object) -> None:
        struct.pack_into(form, self._control, at, *values)

    def _read(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{count}Q", self._control, at)


def _anonymous_file(size: int, name: str) -> int:
    try:
        found = os.memfd_create(name, os.MFD_CLOEXEC | _MFD_EXEC)
    except OSError:  # before Linux 6.3, which asks to be told
        found = os.memfd_create(name, os.MFD_CLOEXEC)
    os.ftruncate(found, size)
    return found


def _map(address: int, size: int, rights: int, flags: int, file: int) -> None:
    call = ctypes.CDLL(None, use_errno=True).mmap
    call.restype = ctypes.c_void_p
    call.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
    found = call(address, size, rights, flags | _POPULATE | _FIXED_NOREPLACE, file, 0)
    if found != address:
        number = ctypes.get_errno()
        raise OSError(number, f"no memory at {address:#x}: {os.strerror(number)}")


def _to_unmap() -> list[int]:
    """Start and length of what lies around our regions, and around the kernel's own.

    Newer kernels may seal theirs, and then refuse to unmap anything together with it.
    """
    kept = [
        (layout.CODE, layout.CODE + layout.CODE_BYTES),
        (layout.CONTROL, layout.CONTROL + layout.CONTROL_BYTES),
        _of_the_kernel(),
    ]
    starts = [0, *(end for _, end in kept)]
    ends = [*(start for start, _ in kept), _TOP]
    return [number for s, e in zip(starts, ends, strict=True) for number in (s, e - s)]


def _of_the_kernel() -> tuple[int, int]:
    """From where to where `[vvar]` and `[vdso]` are mapped; nothing, at the top, if unknown."""
    found: list[int] = []
    with contextlib.suppress(OSError), open("/proc/self/maps", encoding="utf-8") as maps:
        for line in maps:
            if line.rstrip().endswith(("[vdso]", "[vvar]", "[vvar_vclock]")):
                found += [int(number, 16) for number in line.split()[0].split("-")]
    return (min(found), max(found)) if found else (_TOP, _TOP)
