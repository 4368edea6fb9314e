"""Which models an endpoint offers."""

from __future__ import annotations

from typing import Any

from ...core import units
from ...errors import PerfError
from .asking import Means
from .failures import Kind, failure_of
from .heard import Heard, field
from .streaming import Exchange
from .target import Target
from .troubles import Circumstances, trouble
from .waiting import Patience, Stopped

_MOST_BYTES = 2_000_000
_MOST_MODELS = 10_000


def listed(target: Target, patience: Patience, means: Means) -> list[str]:
    """Ids, sorted. Raises PerfError with what went wrong and what to do."""
    found: list[str] = []

    def hear(_heard: Heard, page: Any) -> None:
        entries = field(page, "data")
        ids = (field(each, "id") for each in entries) if isinstance(entries, list) else ()
        found.extend(each for each in ids if isinstance(each, str) and each)

    def request() -> Any:
        return means.client().models.list(timeout=max(patience.left, 0.001))

    exchange = Exchange(request, hear, hear, _MOST_BYTES)
    stopped = exchange.run(patience, lambda _characters: None)
    if stopped is Stopped.CANCELLED:
        raise PerfError("Stopped on request.")
    failure = failure_of(exchange.error, means.key) if exchange.error is not None else None
    if stopped is not None or (failure is not None and failure.kind is Kind.LATE):
        seconds = units.seconds(patience.limits.seconds)
        raise PerfError(f"{means.where} didn't list its models within {seconds}.")
    if failure is not None:
        about = Circumstances(target, means.where, bool(means.key), paid=False)
        raise PerfError(trouble(failure, about))
    return sorted(set(found))[:_MOST_MODELS]
