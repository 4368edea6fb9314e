"""The copy of what a cell reads that each run begins with: made once, read by all."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...core.memory import free_bytes
from ...core.names import Names
from ...core.units import size
from ...errors import TooLarge
from ...sandbox import anonymous, snapshot

_COPIES = 2
"""How much is needed of each byte: one in the copy, one where a run writes to it."""
_KERNELS_OWN = re.compile(rb"ipykernel_\d+")
"""Folder in the file names of a notebook's functions: another for each kernel."""


@dataclass(frozen=True)
class Copied:
    """Values in an anonymous file. `close` it when no run needs it any more."""

    fd: int
    layout: Mapping[str, Any]
    nbytes: int
    names: tuple[str, ...]
    digest: str
    """Of the values: equal ones mean equal inputs, mostly across kernels too."""

    def close(self) -> None:
        os.close(self.fd)

    def read(self) -> bytes:
        """All of it, for processes that don't inherit descriptors."""
        return os.pread(self.fd, self.nbytes, 0) if self.nbytes < 1 << 30 else self._long()

    def _long(self) -> bytes:
        """One read gives 2 GiB at most."""
        starts = range(0, self.nbytes, 1 << 30)
        return b"".join(os.pread(self.fd, min(1 << 30, self.nbytes - at), at) for at in starts)


def copied(namespace: Mapping[str, object], names: Names) -> Copied:
    """What the cell reads. Raises NotCopyable, which names the culprit, and TooLarge."""
    read = sorted(names.reads)
    _check_memory({name: namespace[name] for name in read})
    taken = snapshot.take(namespace, read, big=True, pickler=_pickler())
    return Copied(
        taken.fd, taken.layout, taken.nbytes, taken.names, _digest(taken.fd, taken.layout, read)
    )


def received(data: bytes) -> int:
    """A descriptor of an anonymous file that holds `data`."""
    fd = anonymous.create()
    writer = anonymous.Writer(fd)
    writer.write(data)
    return fd


def _pickler() -> Any:
    if "torch" not in sys.modules:
        return None
    from .tensors import TensorPickler

    return TensorPickler


def _check_memory(values: Mapping[str, object]) -> None:
    sizes = {name: snapshot.estimated_bytes(value) for name, value in values.items()}
    needed, free = _COPIES * sum(sizes.values()), free_bytes()
    if needed > free:
        largest = max(sizes, key=lambda name: sizes[name])
        raise TooLarge(
            f"a copy of what the cell reads needs about {size(needed)} (`{largest}`:"
            f" {size(sizes[largest])}), and {size(free)} are free"
        )


def _digest(fd: int, layout: Mapping[str, Any], names: list[str]) -> str:
    """Without what is another in each kernel and means nothing."""
    digest = hashlib.sha256(repr(names).encode())
    pieces = [_pread(fd, start, length) for start, length in layout["stream"]]
    digest.update(_KERNELS_OWN.sub(b"", _untracked(b"".join(pieces))))
    for start, length, *_ in layout["buffers"]:
        digest.update(length.to_bytes(8, "little"))
        for at in range(start, start + length, 1 << 22):
            digest.update(_pread(fd, at, min(1 << 22, start + length - at)))
    return digest.hexdigest()


def _pread(fd: int, start: int, length: int) -> bytes:
    return os.pread(fd, length, start)


def _untracked(stream: bytes) -> bytes:
    """Without the random numbers by which cloudpickle knows a notebook's classes again."""
    from cloudpickle import cloudpickle

    # Not public: where it is gone, what is finished is found again by the same kernel only.
    known = getattr(cloudpickle, "_DYNAMIC_CLASS_TRACKER_BY_CLASS", {})
    for tracker in set(known.values()):
        stream = stream.replace(str(tracker).encode(), b"")
    return stream
