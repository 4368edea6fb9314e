"""Which models an endpoint offers."""

from __future__ import annotations

import json
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

_MOST_BYTES = 20_000_000
_MOST_MODELS = 10_000


def listed(target: Target, patience: Patience, means: Means) -> list[str]:
    """Ids, sorted. Raises PerfError with what went wrong and what to do."""
    found: list[str] = []

    def hear(_heard: Heard, page: Any) -> None:
        if not isinstance(page, dict):
            raise ValueError("no list of models")
        entries = field(page, "data")
        ids = (field(each, "id") for each in entries) if isinstance(entries, list) else ()
        found.extend(each for each in ids if isinstance(each, str) and each)

    def request() -> Any:
        raw = means.client().models.with_raw_response
        # As data: a validated object of each of a hundred thousand entries takes many seconds.
        return json.loads(raw.list(timeout=max(patience.left, 0.001)).content)

    exchange = Exchange(request, hear, hear, _MOST_BYTES, _MOST_BYTES)
    stopped = exchange.run(patience, lambda _characters: None)
    if stopped is Stopped.CANCELLED:
        raise PerfError("Stopped on request.")
    if stopped is Stopped.SIZE:
        most = units.size(_MOST_BYTES)
        raise PerfError(f"{means.where} sent more than {most}, which is no list of models.")
    failure = failure_of(exchange.error, means.key) if exchange.error is not None else None
    if stopped is not None or (failure is not None and failure.kind is Kind.LATE):
        seconds = units.seconds(patience.limits.seconds)
        raise PerfError(f"{means.where} didn't list its models within {seconds}.")
    if failure is not None:
        about = Circumstances(target, means.where, bool(means.key), paid=False)
        raise PerfError(trouble(failure, about))
    return sorted(set(found))[:_MOST_MODELS]
