"""The source line of a loop, where the source alone can say it."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from jupyter_perf.estimation.blocks.reading.source_lines import only_loop_of


def one_loop(a: Any) -> float:
    s = 0.0
    for i in range(len(a)):
        s += math.sqrt(a[i])
    return s


def a_nest(a: Any, b: Any) -> float:
    s = 0.0
    for i in range(len(a)):
        j = 0
        while j < i:
            s += a[i] * b[j]
            j += 1
    return s


def two_loops(a: Any) -> float:
    s = 0.0
    for x in a:
        s += x
    for x in a:
        s *= x
    return s


def calls_another(a: Any) -> float:
    s = 0.0
    for x in a:
        s += one_loop(x)
    return s


def unrolled(a: Any) -> float:
    s = 0.0
    for i in range(len(a)):
        for k in range(3):
            s += a[i, k]
    return s


def no_loop(a: Any) -> Any:
    return a


@pytest.mark.parametrize(
    ("function", "offset"),
    [
        (one_loop, 2),
        (a_nest, 4),
        (two_loops, None),
        (calls_another, None),
        (unrolled, None),
        (no_loop, None),
    ],
)
def test_the_only_innermost_loop(function: Callable[..., object], offset: int | None) -> None:
    first = inspect.getsourcelines(function)[1]
    line = only_loop_of(SimpleNamespace(py_func=function), set())(0x40)
    assert line == (None if offset is None else first + offset)


def test_arrays_made_in_between_have_loops_of_their_own() -> None:
    value = SimpleNamespace(py_func=one_loop)
    assert only_loop_of(value, {"NRT_MemInfo_alloc_aligned"})(0) is None


def test_without_a_source() -> None:
    made: dict[str, Any] = {}
    exec("def f(a):\n    for x in a:\n        pass\n", made)
    assert only_loop_of(SimpleNamespace(py_func=made["f"]), set())(0) is None
    assert only_loop_of(SimpleNamespace(), set())(0) is None
