"""In the supervisor: start the sandbox, climb, conclude. Reports what it is at."""

from __future__ import annotations

import dataclasses
import importlib
import json
import threading
from typing import Any

from ...sandbox.level import measure
from ...sandbox.supervisor import Context
from .climbed import Climbed
from .cutting import PRIME
from .evening import evened
from .ladder import Ladder
from .request import Request
from .runner import Runner

_RESERVE_SECONDS = 0.25
"""For fitting and the way back."""
_SAMPLING_SHARE = 0.7
"""Of the budget, that there is for samples however long the sandbox took to start."""
_FURTHER_SHARE = 0.7
"""Of the budget, once more, where there are too few sizes for a prediction."""
_WAITED_FOR_LOCK = 0.2
"""Of the budget, for another timing on this machine to end."""
_CONCLUDING = f"{__package__}.concluding"
_STARTED, _FITTED = 0.1, 0.95


def run(context: Context) -> dict[str, Any]:
    """Entry point of the supervisor: the estimate as JSON-able data."""
    request = Request.from_json(context.request["cell"])
    sandbox = context.sandbox
    # Fitting needs libraries that take as long to import as the sandbox takes to start.
    importing = threading.Thread(target=importlib.import_module, args=(_CONCLUDING,), daemon=True)
    importing.start()
    sandbox.start()
    level = measure(sandbox)
    importing.join()
    climbed = _climbed(context, request)
    from . import concluding

    found = concluding.conclude(request, context.request["source"], climbed)
    missing = tuple(f"not imported beforehand: {each}" for each in sandbox.missing)
    stopped = ""
    if sandbox.stopped and not context.out_of_budget.is_set():
        stopped = "by you"
    found = dataclasses.replace(
        found,
        isolation=str(level),
        stopped=stopped,
        notes=(*found.notes, *missing),
        searched_seconds=context.elapsed(),
    )
    return {"estimate": json.loads(found.to_json())}


def _climbed(context: Context, request: Request) -> Climbed:
    from ...measure.lock import timing_lock

    sandbox = context.sandbox
    if any(group.rows is not None for group in request.groups):
        sandbox.prime(PRIME, request.read, preferred=list(request.preferred))

    def left() -> float:
        return max(0.0, min(context.left(), end - context.elapsed()) - _RESERVE_SECONDS)

    def tell(stage: str, _factor: float) -> None:
        done = min(_FITTED, _STARTED + context.elapsed() / max(request.budget, 1e-3))
        context.report(
            {
                "stage": stage,
                "done": done,
                "elapsed_seconds": context.elapsed(),
                "left_seconds": left(),
            }
        )

    with timing_lock(_WAITED_FOR_LOCK * request.budget) as alone:
        # A busy machine takes long to start a sandbox: what is left then would tell nothing.
        end = max(request.budget, context.elapsed() + _SAMPLING_SHARE * request.budget)
        ladder = Ladder(request, Runner(sandbox, request), left, tell)
        climbed = ladder.climb()
        if ladder.short_of_sizes and not sandbox.stopped:
            # On a busy machine every run takes long to start: no answer is worth less than seconds.
            end = context.elapsed() + _FURTHER_SHARE * request.budget
            ladder.go_on()
    climbed.rungs[:] = evened(climbed.rungs)
    if not alone:
        climbed.notes.append("another timing ran on this machine at the same time")
    return climbed
