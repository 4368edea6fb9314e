"""A second opinion on a rewrite: original and rewrite are run here, on data of another seed.

Shares nothing with the tool's own sandbox and comparison, so that a mistake there shows.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import io
import math
import subprocess
import sys
import types
from collections.abc import Callable
from typing import Any

import corpus_cases
from corpus_cases import Case

_RELATIVE = 1e-9
_PROGRAM_SECONDS = 120


def difference(case: Case, code: str, seeds_by: int, dropped: list[str]) -> str:
    """What differs, in words; empty where nothing does."""
    try:
        given = corpus_cases.made(case, seeds_by)
    # Other data may not suit the case's own preparation: nothing can be said then.
    except Exception:
        return ""
    if case.kind == "programs":
        return _programs(case.source, code, given["INPUTS"])
    if case.kind == "functions":
        return _functions(case.source, code, given)
    return _cells(case.source, code, given, set(dropped))


def _programs(source: str, code: str, inputs: list[str]) -> str:
    for number, text in enumerate(inputs, 1):
        was, now = (_script(one, text) for one in (source, code))
        if was != now:
            return f"input {number}: output or exit code differs"
    return ""


def _script(code: str, text: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-c", code], input=text, capture_output=True, text=True,
        timeout=_PROGRAM_SECONDS, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def _functions(source: str, code: str, given: dict[str, Any]) -> str:
    was, now = (_called(text, given) for text in (source, code))
    return _unlike(was, now, "calls")


def _called(text: str, given: dict[str, Any]) -> list[Any]:
    """All calls in turn, twice, so that what a function keeps to itself shows."""
    space: dict[str, Any] = {"__name__": "functions_of_a_case"}
    exec(compile(text, "<function>", "exec"), space)
    function, seen = space[given["ENTRY"]], []
    for args in (*given["CALLS"], *given["CALLS"]):
        mine = copy.deepcopy(args)
        ended = _ended(functools.partial(function, *mine))
        seen.append((copy.deepcopy(ended), mine))
    return seen


def _cells(source: str, code: str, given: dict[str, Any], dropped: set[str]) -> str:
    spaces, ends = [], []
    for text in (source, code):
        module = types.ModuleType("__main__")
        space = module.__dict__
        space.update(_copied(given))
        sys.modules["__main__"] = module
        ends.append(_ended(functools.partial(exec, compile(text, "<cell>", "exec"), space)))
        spaces.append(space)
    before, after = ends
    if found := _unlike(before, after, "the cell"):
        return found
    was, now = spaces
    for name, value in was.items():
        if name.startswith("_") or isinstance(value, types.ModuleType | type | Callable):
            continue
        if name not in now:
            if name not in dropped:
                return f"{name} is gone"
        elif found := _unlike(value, now[name], name):
            return found
    return ""


def _copied(given: dict[str, Any]) -> dict[str, Any]:
    """One copy of all that can be copied, so that names for one object stay that."""
    plain = {k: v for k, v in given.items() if not isinstance(v, types.ModuleType)}
    with contextlib.suppress(TypeError):
        plain = copy.deepcopy(plain)
    return {**given, **plain}


def _ended(run: Callable[[], Any]) -> tuple[Any, str, str]:
    """(result, kind of exception, what was printed)"""
    printed = io.StringIO()
    result, raised = None, ""
    with contextlib.redirect_stdout(printed):
        try:
            result = run()
        # Whatever the user's code raises is part of its answer.
        except Exception as error:
            raised = type(error).__name__
    return result, raised, printed.getvalue()


def _unlike(was: Any, now: Any, where: str) -> str:
    """Where two values differ first, in words; empty where they don't."""
    if _class_of(was) != _class_of(now):
        return f"{where}: {type(now).__name__} instead of {type(was).__name__}"
    for kinds, compare in _COMPARISONS:
        if type(was).__name__ in kinds:
            return compare(was, now, where)
    if isinstance(was, type | types.FunctionType | types.ModuleType):
        return ""
    if hasattr(was, "__dict__") and type(was).__module__ == "__main__":
        return _unlike(vars(was), vars(now), where)
    same = repr(was) == repr(now)
    return "" if same or " at 0x" in repr(was) else f"{where}: {now!r:.80} instead of {was!r:.80}"


def _class_of(value: Any) -> Any:
    """Its type; of a class that a cell defines, which is made anew by each run, its name."""
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "__main__" else kind


def _number(was: Any, now: Any, where: str) -> str:
    both_nan = was != was and now != now
    near = both_nan or was == now or math.isclose(was, now, rel_tol=_RELATIVE)
    return "" if near else f"{where}: {now!r} instead of {was!r}"


def _sequence(was: Any, now: Any, where: str) -> str:
    if len(was) != len(now):
        return f"{where}: {len(now)} elements instead of {len(was)}"
    pairs = enumerate(zip(was, now, strict=True))
    return next((f for n, (a, b) in pairs if (f := _unlike(a, b, f"{where}[{n}]"))), "")


def _mapping(was: Any, now: Any, where: str) -> str:
    found = _sequence(list(was), list(now), f"keys of {where}")
    pairs = ((key, was[key], now[key]) for key in was) if not found else ()
    return found or next((f for k, a, b in pairs if (f := _unlike(a, b, f"{where}[{k!r}]"))), "")


def _array(was: Any, now: Any, where: str) -> str:
    import numpy as np

    if was.dtype != now.dtype or was.shape != now.shape:
        return f"{where}: {now.dtype}{now.shape} instead of {was.dtype}{was.shape}"
    if was.dtype.kind in "fc":
        # A sum of terms of both signs may end near zero: errors count against the largest.
        scale = float(np.nanmax(np.abs(was), initial=0.0)) if np.isfinite(was).any() else 0.0
        same = np.allclose(was, now, rtol=_RELATIVE, atol=_RELATIVE * min(scale, 1e300),
                           equal_nan=True)  # fmt: skip
    elif was.dtype.kind == "O":
        return _sequence(was.ravel().tolist(), now.ravel().tolist(), where)
    else:
        same = bool(np.array_equal(was, now, equal_nan=was.dtype.kind in "mM"))
    return "" if same else f"{where}: values differ"


def _pandas(was: Any, now: Any, where: str) -> str:
    import pandas as pd

    try:
        if isinstance(was, pd.DataFrame):
            pd.testing.assert_frame_equal(was, now, rtol=_RELATIVE, atol=0.0)
        elif isinstance(was, pd.Series):
            pd.testing.assert_series_equal(was, now, rtol=_RELATIVE, atol=0.0)
        else:
            pd.testing.assert_index_equal(was, now, rtol=_RELATIVE, atol=0.0)
    except AssertionError as error:
        return f"{where}: {str(error).splitlines()[0]}"
    return ""


_COMPARISONS: tuple[tuple[frozenset[str], Callable[[Any, Any, str], str]], ...] = (
    (frozenset({"float", "float64", "float32", "complex", "complex128"}), _number),
    (frozenset({"list", "tuple", "deque"}), _sequence),
    (frozenset({"dict", "defaultdict", "Counter", "OrderedDict"}), _mapping),
    (frozenset({"ndarray"}), _array),
    (frozenset({"DataFrame", "Series", "Index", "RangeIndex", "DatetimeIndex"}), _pandas),
    (frozenset({"set", "frozenset", "int", "str", "bytes", "bool", "NoneType"}),
     lambda was, now, where: "" if was == now else f"{where}: another value"),
)  # fmt: skip
