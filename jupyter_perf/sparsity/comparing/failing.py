"""Why a run has no result, in the user's words."""

from __future__ import annotations

import math

from ...sandbox.raised import describe
from .running import FILENAME

_NO_MEMORY = ("out of memory", "can't allocate memory", "not enough memory", "Cannot allocate")
OUT_OF_MEMORY = "out of memory"


def words(error: BaseException) -> str:
    """What was raised, and where in the cell."""
    raised = describe(error, FILENAME)
    where = f" in line {raised.line}" if raised.line else ""
    if isinstance(error, MemoryError) or any(each in raised.message for each in _NO_MEMORY):
        device = "the GPU" if "CUDA" in raised.message or "cuda" in raised.type.lower() else ""
        on = f" on {device}" if device else ""
        return f"{OUT_OF_MEMORY}{on}{where}: make batches smaller, or see %papaya ({raised.type})"
    if isinstance(error, SystemExit):
        return f"the cell ends its process{where}"
    message = f": {raised.message}" if raised.message else ""
    return f"{raised.type}{where}{message}"[:500]


def of_losses(losses: tuple[float, ...], steps: tuple[int, ...]) -> str:
    """That the loss isn't a number any more, and since when; empty where it is."""
    if not losses or math.isfinite(losses[-1]):
        return ""
    first = len(losses)
    while first and not math.isfinite(losses[first - 1]):
        first -= 1
    at = steps[first] if first < len(steps) else None
    since = "" if at is None else f" at step {at}"
    kind = "NaN" if math.isnan(losses[-1]) else "infinite"
    return f"the loss became {kind}{since}: a smaller learning rate, or clipped gradients, may help"
