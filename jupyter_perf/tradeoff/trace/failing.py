"""What went wrong while a model was traced, in the user's words."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ...errors import UsageError

_MOST_CHARACTERS = 500
_OURS = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
_BY_VALUES = ("DataDependentOutputException", "GuardOnDataDependentSymNode")
_BY_SHAPES = ("DynamicOutputShapeException",)
_UNKNOWN = ("UnsupportedOperatorException", "UnsupportedFakeTensorException", "NotImplementedError")
_REFUSED = (RuntimeError, TypeError, ValueError, IndexError, KeyError, AssertionError)


class InStep(Exception):
    """Wraps what was raised in a named part of a step."""

    def __init__(self, part: str, error: Exception) -> None:
        super().__init__(str(error))
        self.part = part
        self.error = error


class Unfit(Exception):
    """A method doesn't suit the model; the message is the reason."""


@contextmanager
def part(name: str) -> Iterator[None]:
    """Whatever is raised inside belongs to this part of the step."""
    try:
        yield
    except InStep:
        raise
    # The user's code ran; `said` tells apart what it raised.
    except Exception as error:
        raise InStep(name, error) from error


def said(error: Exception) -> dict[str, str]:
    """`why` and `reason` of an `Untraced`."""
    where, cause = (
        ("tracing", error) if not isinstance(error, InStep) else (error.part, error.error)
    )
    name = type(cause).__name__
    place = _place(cause)
    for known, words in _WORDS.items():
        if name in known:
            return {"why": words[0], "reason": words[1](cause, place)}
    if isinstance(cause, Unfit):
        return {"why": "unfit", "reason": str(cause)}
    if isinstance(cause, UsageError):
        return {"why": "inputs", "reason": str(cause)}
    why = "inputs" if where == "the forward pass" and isinstance(cause, _REFUSED) else "failed"
    text = f"{name}: {cause}".strip(": ")[:_MOST_CHARACTERS]
    return {"why": why, "reason": f"{where} raised {text}{place}"}


def _values(_error: Exception, place: str) -> str:
    return (
        "what the model does depends on values of tensors (`.item()`, `if` or `int()` of one)"
        f"{place}, and those aren't known before it runs"
    )


def _shapes(error: Exception, place: str) -> str:
    return (
        f"how large a result of {_operation(error)} is depends on values of tensors{place}, "
        "and those aren't known before it runs"
    )


def _operation_unknown(error: Exception, place: str) -> str:
    if "SparseTensorImpl" in str(error):
        return f"sparse tensors can't be followed without data{place}: try `sparse=False`"
    return f"{_operation(error)} can't be run without data{place}: it has no metadata function"


def _operation(error: Exception) -> str:
    func = getattr(error, "func", None) or (error.args[0] if error.args else "an operation")
    return f"`{str(func)[:80]}`"


_WORDS: dict[tuple[str, ...], tuple[str, Callable[[Exception, str], str]]] = {
    _BY_VALUES: ("values", _values),
    _BY_SHAPES: ("values", _shapes),
    _UNKNOWN: ("unsupported", _operation_unknown),
}


def _place(error: Exception) -> str:
    """The last line that isn't PyTorch's or ours, as ` (line 3 of `forward`, model.py)`."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if not _is_library(frame.filename):
            file = os.path.basename(frame.filename)
            shown = "" if file.startswith("<") or file.isdigit() else f", {file}"
            return f" (line {frame.lineno} of `{frame.name}`{shown})"
    return ""


def _is_library(file: str) -> bool:
    import torch

    roots: list[Any] = [os.path.dirname(torch.__file__), _OURS]
    return any(file.startswith(root + os.sep) for root in roots) or file.startswith("<frozen")
