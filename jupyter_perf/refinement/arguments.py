"""What callers may pass: each mistake is answered with what would be right."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from numbers import Real
from typing import Any

from ..errors import UsageError


def check(
    *, namespace: Any, entry: Any, tests: Any, budget: Any, tolerance: Any, **iterables: Any
) -> None:
    """Raise UsageError at the first argument that makes no sense.

    `iterables` are arguments that hold several things: a string isn't one of them.
    """
    if namespace is not None and not _is_namespace(namespace):
        raise UsageError("`namespace` is a dictionary of values by name, such as `globals()`")
    for name, text in (("entry", entry), ("tests", tests)):
        if text is not None and not isinstance(text, str):
            raise UsageError(f"`{name}` is text, not {type(text).__name__}")
    if tests is not None:
        _check_source(tests)
    if not _is_number(budget) or not budget > 0:
        raise UsageError(f"a budget is a positive number of seconds, not {budget!r}")
    if tolerance is not None and not (_is_number(tolerance) and 0 <= tolerance < 1):
        raise UsageError(f"a tolerance is a relative error from 0 up to 1, not {tolerance!r}")
    for name, values in iterables.items():
        if isinstance(values, str):
            raise UsageError(f"`{name}` is a list of strings, not one string")


def _check_source(tests: str) -> None:
    try:
        ast.parse(tests)
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"`tests` can't be compiled: {error}") from None


def _is_namespace(value: object) -> bool:
    return isinstance(value, Mapping) and all(isinstance(name, str) for name in value)


def _is_number(value: object) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool)
