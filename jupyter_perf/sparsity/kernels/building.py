"""Which kernel serves a pattern here: by numba, else in C where a compiler is, else by PyTorch."""

from __future__ import annotations

import functools

from . import compiled, jitted
from .calling import NotBuilt

KINDS = {"numba": jitted.address, "c": compiled.address}
"""In the order in which they are tried. By `make bench-sparsify-kernels` numba's was clearly faster
for batches of 8 and 64 and about as fast for one row; and it needs no compiler."""
PORTABLE = "portable"


def built(n: int, m: int, levels: bool, kind: str | None = None) -> tuple[str, int]:
    """(kind, address) of the first kernel that can be built for n:m, or of the one asked for.

    The portable one has the address 0. Raises NotBuilt where the one asked for can't be built.
    """
    if kind == PORTABLE:
        return PORTABLE, 0
    if kind is not None:
        return kind, KINDS[kind](n, m, levels)
    return _first(n, m, levels)


@functools.cache
def _first(n: int, m: int, levels: bool) -> tuple[str, int]:
    for kind, address in KINDS.items():
        try:
            return kind, address(n, m, levels)
        except NotBuilt:
            continue
    return PORTABLE, 0


def reasons(n: int = 2, m: int = 4) -> dict[str, str]:
    """Kind → why it isn't there; empty where it is."""
    found = {}
    for kind, address in KINDS.items():
        try:
            address(n, m, False)
            found[kind] = ""
        except NotBuilt as error:
            found[kind] = str(error)
    return found
