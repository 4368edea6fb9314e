"""The one-way copy of what a cell reads: `take` in the kernel, `restore` in the sandbox."""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.memory import free_bytes as free_memory
from ..core.reachable import functions_in
from ..core.systems import require_sandbox
from ..errors import NotCopyable, TooLarge
from . import anonymous
from .copyable import blocked_as
from .main_module import become_main
from .modules import modules_needed
from .rng import rng_states, set_rng_states
from .sizes import estimated_bytes

if TYPE_CHECKING:
    from .pickling import Pickler

__all__ = [
    "Snapshot", "estimated_bytes", "fingerprint", "modules_needed", "restore", "rng_states",
    "set_rng_states", "take",
]  # fmt: skip

ASK_ABOVE_BYTES = 1_000_000_000
_CHUNK = 1 << 22


@dataclass(frozen=True)
class Snapshot:
    """Copied values in an anonymous file; `close` it when every process has its own descriptor.

    `layout` is plain data for `restore`; `nbytes` is the size of the file.
    """

    fd: int
    layout: dict[str, Any]
    nbytes: int
    names: tuple[str, ...]
    modules: frozenset[str]
    """Modules that the copied values belong to."""

    def close(self) -> None:
        os.close(self.fd)


def take(
    namespace: Mapping[str, object],
    names: Iterable[str],
    *,
    big: bool = False,
    free_bytes: int | None = None,
    extra: Mapping[str, object] | None = None,
    pickler: type[Pickler] | None = None,
) -> Snapshot:
    """Copy `names` of `namespace`, and the values of `extra` under their names, in one pickle.

    Objects that several names share stay shared, and functions defined in the namespace find the
    copied names. Raises NotCopyable, which names the culprit, and TooLarge: above free memory, or
    above 1 GB unless `big`. `pickler` may copy more than ours does, where no sandbox is meant.
    Raises SandboxError on Windows.
    """
    require_sandbox("what the cell reads can't be copied for other processes")
    values = {name: namespace[name] for name in names} | dict(extra or {})
    _check_sizes(values, big, free_memory() if free_bytes is None else free_bytes)
    home = _home(namespace, values)
    descriptor = anonymous.create()
    try:
        writer = anonymous.Writer(descriptor)
        modules = _pickle(values, namespace, home, writer, pickler)
        anonymous.seal(descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    layout = {
        "size": writer.end,
        "stream": writer.stream,
        "buffers": writer.buffers,
        "rng": rng_states(),
    }
    return Snapshot(descriptor, layout, writer.end, tuple(values), frozenset(modules))


def _check_sizes(values: Mapping[str, object], big: bool, free: int) -> None:
    sizes = {name: estimated_bytes(value) for name, value in values.items()}
    total = sum(sizes.values())
    if not sizes or total <= min(free, ASK_ABOVE_BYTES if not big else free):
        return
    largest = max(sizes, key=lambda name: sizes[name])
    what = f"the inputs take about {_megabytes(total)} (`{largest}`: {_megabytes(sizes[largest])})"
    if total > free:
        sampleable = total > ASK_ABOVE_BYTES and not big
        raise TooLarge(f"{what}, but only {_megabytes(free)} are free", sampleable=sampleable)
    raise TooLarge(f"{what}: use --big to copy more than 1 GB", sampleable=True)


def _megabytes(count: int) -> str:
    return f"{max(1, round(count / 1e6)):,} MB"


def _home(namespace: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    """The dict that the user's functions look their globals up in: normally the namespace."""
    seen: set[int] = set()
    functions = [f for v in values.values() for f in functions_in(v, namespace, seen)]
    for function in functions:
        if function.__globals__ is namespace:
            return function.__globals__
    if functions:
        return functions[0].__globals__
    return namespace if isinstance(namespace, dict) else {}


def _pickle(
    values: dict[str, object],
    namespace: Mapping[str, object],
    home: dict[str, object],
    writer: anonymous.Writer,
    pickler: type[Pickler] | None,
) -> set[str]:
    """Write `values` to `writer`; returns the modules that they need."""
    from . import pickling

    # Values of the user's classes run their own pickling code here, which may raise anything.
    try:
        return _dump((pickling.marker(home), values), values, namespace, home, writer, pickler)
    except Exception as error:
        # What is itself the obstacle comes before what merely refers to it.
        suspects = sorted(values.items(), key=lambda item: blocked_as(item[1]) is None)
        for name, value in suspects:
            try:
                _dump(value, values, namespace, home, anonymous.Nowhere(), pickler)
            except Exception as single:
                raise NotCopyable(name, pickling.reason_in_words(single, value)) from single
        why = pickling.reason_in_words(error, values)
        raise NotCopyable(next(iter(values), "the namespace"), why) from error


def _dump(
    value: object,
    values: Mapping[str, object],
    namespace: Mapping[str, object],
    home: Mapping[str, object],
    writer: anonymous.Writer,
    kind: type[Pickler] | None,
) -> set[str]:
    from . import pickling

    def keep(buffer: pickle.PickleBuffer) -> None:
        with buffer.raw() as raw:
            writer.write_buffer(raw)

    shared, _alive = pickling.shared_memory(values.values())
    pickler = (kind or pickling.Pickler)(writer, keep, home, namespace, shared)
    with pickling.by_value(home):
        pickler.dump(value)
    return pickler.modules


def restore(fd: int, layout: Mapping[str, Any]) -> dict[str, object]:
    """The namespace in which the cell is to run, with the copied values in it.

    Maps the file privately: processes forked afterwards share what they don't write to, and
    arrays are writable exactly where they were. The namespace becomes that of `__main__`, so that
    classes defined in the notebook can be found by name.
    """
    memory = memoryview(anonymous.map_private(fd, layout["size"]))
    buffers = [
        view.toreadonly() if readonly else view
        for start, length, readonly in layout["buffers"]
        for view in (memory[start : start + length],)
    ]
    reader: Any = anonymous.StreamReader(memory, layout["stream"])
    marker, values = pickle.Unpickler(reader, buffers=buffers).load()
    namespace: dict[str, object] = marker.__globals__
    namespace.update(values)
    namespace["__name__"] = "__main__"
    become_main(namespace)
    return namespace


def fingerprint(snapshot: Snapshot) -> str:
    """A digest of the copied values: equal digests mean equal inputs.

    The reverse doesn't hold across kernels: the order of a set of strings, and what identifies a
    class or function of the notebook, may differ from one kernel to the next. RNG states don't
    count.
    """
    digest = hashlib.sha256(json.dumps(snapshot.names).encode())
    with mmap.mmap(snapshot.fd, snapshot.nbytes, prot=mmap.PROT_READ) as memory:
        for start, length, *_ in [*snapshot.layout["stream"], *snapshot.layout["buffers"]]:
            digest.update(length.to_bytes(8, "little"))
            for chunk in _chunks(memory, start, length):
                digest.update(chunk)
    return digest.hexdigest()


def _chunks(memory: mmap.mmap, start: int, length: int) -> Iterator[bytes]:
    for position in range(start, start + length, _CHUNK):
        yield memory[position : min(position + _CHUNK, start + length)]
