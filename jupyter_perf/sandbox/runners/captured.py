"""What is printed while something runs, kept apart from the process's own streams."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator

_NAMES = ("stdout", "stderr", "__stdout__", "__stderr__")


class Captured:
    """Both streams, as bytes."""

    def __init__(self) -> None:
        self._out, self._err = io.BytesIO(), io.BytesIO()
        self.files = {"stdout": _text(self._out), "stderr": _text(self._err)}

    def stdout(self) -> bytes:
        return self._out.getvalue()

    def stderr(self) -> bytes:
        return self._err.getvalue()


def _text(raw: io.BytesIO) -> io.TextIOWrapper:
    return io.TextIOWrapper(raw, "utf-8", errors="surrogateescape", write_through=True)


@contextlib.contextmanager
def captured() -> Iterator[Captured]:
    """Both streams of `sys` led elsewhere, and put back afterwards."""
    taken = Captured()
    before = {name: getattr(sys, name) for name in _NAMES}
    try:
        for name in _NAMES:
            setattr(sys, name, taken.files[name.strip("_")])
        yield taken
    finally:
        for name, stream in before.items():
            setattr(sys, name, stream)
