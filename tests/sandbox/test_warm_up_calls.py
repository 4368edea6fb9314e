"""The calls to warm up on: small ones, of every form."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from jupyter_perf.sandbox.runners.forms import smallest_of_each_form


def call(*args: object, **kwargs: object) -> tuple[tuple[Any, ...], dict[str, Any]]:
    return args, kwargs


def test_of_one_form_the_smallest_is_taken() -> None:
    calls = [call(list(range(n)), 2) for n in (50, 3, 2000)]
    assert smallest_of_each_form(calls) == [calls[1]]


@pytest.mark.parametrize(
    ("large", "other"),
    [
        (call([1] * 9), call([])),
        (call([1] * 9), call([1.5])),
        (call([(1, "a")] * 9), call([(1, 2)])),
        (call([1] * 9), call((1,))),
        (call({"a": 1, "b": 2}), call({"a": "x"})),
        (call("some words"), call("")),
        (call([1, 2], most=3), call([1], most=None)),
        (call(np.ones(9)), call(np.ones(2, int))),
        (call(np.ones((3, 3))), call(np.ones(3))),
        (call(np.ones(3)), call(np.ones(0))),
    ],
)
def test_each_form_has_one_the_largest_first(large: Any, other: Any) -> None:
    assert smallest_of_each_form([other, large]) == [large, other]
