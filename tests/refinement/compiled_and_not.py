"""A function and what becomes of it where it is compiled, to be compared."""

from __future__ import annotations

import copy
from typing import Any

from jupyter_perf.refinement.rules import propose


def rewritten(source: str, entry: str, calls: list[Any], **more: Any) -> str | None:
    payload = {
        "source": source,
        "kind": "function",
        "entry": entry,
        "calls_name": "CALLS",
        "only": ["function-to-numba"],
        **more,
    }
    found = propose({"CALLS": calls}, payload)
    return found[0]["code"] if found else None


def outcome(function: Any, args: tuple[Any, ...]) -> tuple[Any, ...]:
    """What a call returns or raises, with types, and what its arguments hold afterwards."""
    args = copy.deepcopy(args)
    try:
        result = function(*args)
    except Exception as error:
        return type(error), str(error), repr(args)
    return type(result), repr(result), repr(args)


def both(source: str, entry: str, calls: list[Any]) -> tuple[Any, Any]:
    code = rewritten(source, entry, calls)
    assert code is not None
    spaces: list[dict[str, Any]] = [{}, {}]
    for text, space in zip((source, code), spaces, strict=True):
        exec(text, space)
    return spaces[0][entry], spaces[1][entry]
