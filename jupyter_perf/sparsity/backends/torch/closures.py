"""`step(closure)`: the closure goes over the sparse weights, the step over the dense masters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .watching import Watched

Call = tuple[tuple[Any, ...], dict[str, Any]]


def with_closure(watched: Watched, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call | None:
    """The arguments of `step` with its closure wrapped; None where it has none.

    `args` begins with the optimizer. An optimizer may call the closure several times, as LBFGS
    does, with other weights each time: those are dense masters of a trial, and what is sparse of
    them is what the closure sees. Masks stay as they are within a step.
    """
    if len(args) > 1 and callable(args[1]):
        return (args[0], _wrapped(watched, args[1]), *args[2:]), kwargs
    if callable(kwargs.get("closure")):
        return args, kwargs | {"closure": _wrapped(watched, kwargs["closure"])}
    return None


def _wrapped(watched: Watched, closure: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        watched.sparse_again()
        loss = closure()
        watched.before()
        return loss

    return run
