"""An exception as plain data: type, message, where it came from."""

from __future__ import annotations

import dataclasses
import os
import sys
import sysconfig
import traceback
from collections.abc import Callable
from typing import Any

from .work import Raised

_OURS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def attempt(act: Callable[[], None], filename: str) -> dict[str, Any] | None:
    """Call `act`; what it raises as plain data, or None."""
    try:
        act()
    # Any exception of the user's code is an outcome, SystemExit included.
    except BaseException as error:
        return dataclasses.asdict(describe(error, filename))
    return None


def describe(error: BaseException, filename: str) -> Raised:
    """Describe `error`, raised by code that was compiled as `filename`."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if not _is_ours(frame.filename)
    ]
    in_cell = [frame.lineno for frame in frames if frame.filename == filename]
    kind = type(error)
    return Raised(
        type=_qualified(kind),
        message=_message(error),
        line=in_cell[-1] if in_cell else None,
        in_user_code=not frames or not is_library(frames[-1].filename),
        traceback="".join(traceback.format_list(frames))[-4000:],
        bases=tuple(_qualified(base) for base in kind.__mro__[1:-1]),
    )


def is_library(filename: str) -> bool:
    """Whether a code object's file belongs to the interpreter or an installed package."""
    return filename.startswith(_library_prefixes()) or filename.startswith("<frozen")


def _library_prefixes() -> tuple[str, ...]:
    paths = sysconfig.get_paths()
    found = {paths[key] for key in ("stdlib", "platstdlib", "purelib", "platlib") if key in paths}
    found |= {entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))}
    return tuple(sorted(found))


def _is_ours(filename: str) -> bool:
    return filename.startswith(_OURS)


def _qualified(kind: type[BaseException]) -> str:
    module = kind.__module__
    return (
        kind.__qualname__ if module in ("builtins", "__main__") else f"{module}.{kind.__qualname__}"
    )


def _message(error: BaseException) -> str:
    try:
        return str(error)[:4000]
    # `__str__` of a user's exception class is user code and may raise anything.
    except Exception:
        return "<no message: its __str__ failed>"
