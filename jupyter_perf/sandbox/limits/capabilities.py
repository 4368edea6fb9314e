"""Root's special rights, given up where the process has them."""

from __future__ import annotations

import contextlib
import struct

from . import kernel

_VERSION_3 = 0x20080522
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2
_LAST_CAPABILITY = 63


def drop() -> bool:
    """Keep none but reading files whatever their owner (Landlock says which); True where done.

    Notebooks often run as root in containers and read directories that others own.
    """
    for capability in range(_LAST_CAPABILITY + 1):
        # Dropping from the bounding set is itself a privilege, and numbers have gaps.
        with contextlib.suppress(OSError):
            kernel.prctl(kernel.PR_CAPBSET_DROP, capability)
    header = struct.pack("=Ii", _VERSION_3, 0)
    held = _held(header)
    kept = held & (1 << _CAP_DAC_OVERRIDE | 1 << _CAP_DAC_READ_SEARCH)
    low, high = kept & 0xFFFFFFFF, kept >> 32
    data = struct.pack("=6I", low, low, 0, high, high, 0)
    return bool(kernel.libc().capset(header, data) == 0)


def _held(header: bytes) -> int:
    """The effective capabilities as a mask (0 where they can't be read)."""
    import ctypes

    data = ctypes.create_string_buffer(24)
    if kernel.libc().capget(header, data) != 0:
        return 0
    low, _, _, high, _, _ = struct.unpack("=6I", data.raw)
    return int(low | high << 32)
