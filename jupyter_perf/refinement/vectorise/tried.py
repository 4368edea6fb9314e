"""Following statements of a loop for as long as they are understood, without a trace otherwise."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ..source import Decline

if TYPE_CHECKING:
    from .body import Body
    from .context import Context

T = TypeVar("T")
_TRIED = ("guards", "imports", "arrays", "typed", "floats", "small", "rows_sizes", "reads",
          "prelude", "used", "temporaries", "axes", "env", "rows", "draws", "done", "equal",
          "_flats")  # fmt: skip
_FLAGS = ("mask", "quiet", "finite")


def follow(stmt: ast.stmt, body: Body) -> bool:
    """Follow an assignment; True where it was understood."""
    body.statements([stmt])
    if body.reads:
        raise Decline("an array that the loop writes")
    return True


def is_assigned(stmt: ast.stmt) -> bool:
    """True for an assignment to names."""
    targets = stmt.targets if isinstance(stmt, ast.Assign) else []
    parts = [p for t in targets for p in (t.elts if isinstance(t, ast.Tuple) else [t])]
    return bool(parts) and all(isinstance(part, ast.Name) for part in parts)


def tried(body: Context, make: Callable[[], T]) -> T | None:
    """What `make` gives; None, and no trace of it, where it declines."""
    kept = [(owner, name, _copied(getattr(owner, name)))
            for owner in (body, body.inputs) for name in (*_TRIED, *_FLAGS)
            if hasattr(owner, name)]  # fmt: skip
    try:
        return make()
    except Decline:
        for owner, name, value in kept:
            setattr(owner, name, value)
        return None


def _copied(value: object) -> object:
    if isinstance(value, dict):
        return {k: list(v) if isinstance(v, list) else v for k, v in value.items()}
    return copy.copy(value) if isinstance(value, list | set) else value
