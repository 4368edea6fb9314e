"""The C library's allocator, in proportion to a sample.

It has blocks beyond some size from the system, which gives them page by page at their first touch,
and takes them back at once; smaller ones come from what was freed before. In a fresh process that
size is 128 KB, and rises to 32 MB as large blocks are freed (`mallopt(3)`, M_MMAP_THRESHOLD): few
runs on samples get there, and those that do have arrays below it that lie above it in the whole.
"""

from __future__ import annotations

import ctypes
import os
import sys

_MMAP_THRESHOLD, _TRIM_THRESHOLD = -3, -1
"""Numbers of `mallopt`'s parameters, by <malloc.h>."""
_MOST_BYTES, _LEAST_BYTES = 32 << 20, 4 << 20
"""The most that it rises to where a long has 8 bytes; below the least the system's pages are small
ones, and dearer than those of the whole."""
_USERS_OWN = ("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_", "GLIBC_TUNABLES")


def scale_down(share: float) -> None:
    """For inputs that are a `share` of the whole; nothing where the user set it, or where there is
    another C library."""
    if sys.platform != "linux" or any(name in os.environ for name in _USERS_OWN):
        return
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        threshold = max(_LEAST_BYTES, min(_MOST_BYTES, int(share * _MOST_BYTES)))
        mallopt(_MMAP_THRESHOLD, threshold)
        # As the library itself goes on to twice that.
        mallopt(_TRIM_THRESHOLD, 2 * threshold)
