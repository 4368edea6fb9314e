"""The hot loop of functions that numba compiled."""

from __future__ import annotations

import importlib.util
import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("iced_x86", reason="needs the extra blocks")
pytest.importorskip("numba", reason="needs the extra numba")

import numba

from jupyter_perf.errors import UsageError
from jupyter_perf.estimation.blocks.reading import read
from jupyter_perf.estimation.models.granite.decoding import decode


def mnemonics(code: bytes) -> set[str]:
    return {str(each).split()[0] for each in decode(code)}


def dot(a: Any, b: Any) -> float:
    s = 0.0
    for i in range(a.shape[0]):
        s += a[i] * b[i]
    return s


LOOP_LINE = inspect.getsourcelines(dot)[1] + 2


@pytest.fixture(scope="module")
def compiled_dot() -> Any:
    """For doubles, then for integers."""
    compiled = numba.njit(dot)
    compiled(np.ones(3), np.ones(3))
    compiled(np.ones(3, np.int64), np.ones(3, np.int64))
    return compiled


def test_the_last_signature_and_the_main_loop(compiled_dot: Any) -> None:
    (found,) = read("f", {"f": compiled_dot})
    assert found.origin == "numba: dot(array(int64, 1d, C), array(int64, 1d, C))"
    assert found.notes[0] == "signature 2 of 2: --signature picks another"
    assert len(found.choices) > 1
    largest = max(found.choices, key=lambda each: each.instructions)
    assert found.choices[found.chosen - 1].instructions == largest.instructions
    assert found.line == LOOP_LINE


@pytest.mark.parametrize(
    "signature",
    ["1", "float64", "array(float64, 1d, C), array", "float64[:]", "(float64[::1], float64[::1])"],
)
def test_another_signature(compiled_dot: Any, signature: str) -> None:
    (found,) = read("f", {"f": compiled_dot}, signature=signature)
    assert found.origin == "numba: dot(array(float64, 1d, C), array(float64, 1d, C))"
    assert "vaddsd" in mnemonics(found.code) or "addsd" in mnemonics(found.code)


@pytest.mark.parametrize(
    ("signature", "said"),
    [
        ("float32", "has no signature float32"),
        ("3", "has no signature 3"),
        ("array", "2 signatures with array"),
        (" ", "no signature"),
    ],
)
def test_a_signature_that_is_not_there(compiled_dot: Any, signature: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        read("f", {"f": compiled_dot}, signature=signature)
    assert "\n  --signature 1: dot(array(float64" in str(caught.value)


def test_a_signature_of_something_else() -> None:
    with pytest.raises(UsageError, match="--signature is for a function compiled by numba"):
        read("4801d8", signature="1")
    with pytest.raises(UsageError, match="--signature is for a function compiled by numba"):
        read("code", {"code": b"\x48\x01\xd8"}, signature="1")


def test_the_loop_for_what_is_left_over(compiled_dot: Any) -> None:
    (main,) = read("f", {"f": compiled_dot}, signature="1")
    numbers = {each.number for each in main.choices} - {main.chosen}
    (other,) = read("f", {"f": compiled_dot}, signature="1", loop=min(numbers))
    assert other.code != main.code
    with pytest.raises(UsageError, match="has no loop 99"):
        read("f", {"f": compiled_dot}, loop=99)


def test_not_compiled_yet() -> None:
    with pytest.raises(UsageError, match="f isn't compiled yet: call it once"):
        read("f", {"f": numba.njit(dot)})


def first_positive(values: Any) -> int:
    last = -1
    for each in values:
        if each > 0:
            last = each * 3
        else:
            last += 1
    return last


def twice(value: float) -> float:
    return value * 2


def total_of_sines(values: Any) -> float:
    total = 0.0
    for i in range(values.shape[0]):
        total += np.sin(values[i])
    return total


@pytest.mark.parametrize(
    ("function", "argument", "said"),
    [
        (twice, 1.0, "has no loop"),
        (total_of_sines, np.ones(3), "it calls a function"),
    ],
)
def test_loops_that_cannot_be_predicted(
    function: Callable[[Any], object], argument: object, said: str
) -> None:
    compiled = numba.njit(function)
    compiled(argument)
    with pytest.raises(UsageError, match=said):
        read("f", {"f": compiled})


def test_debug_information_says_the_line() -> None:
    # Two loops: only debug information can tell which is which.
    def two(a: Any) -> float:
        s = 0.0
        for i in range(a.shape[0]):
            s += a[i]
        for j in range(a.shape[0]):
            s *= a[j]
        return s

    first = inspect.getsourcelines(two)[1]
    compiled = numba.njit(debug=True)(two)
    compiled(np.ones(3))
    (found,) = read("f", {"f": compiled})
    assert {each.line for each in found.choices} == {first + 2, first + 4}
    plain = numba.njit(two)
    plain(np.ones(3))
    (unsure,) = read("f", {"f": plain})
    assert {each.line for each in unsure.choices} == {None}


def test_object_mode() -> None:
    # What isn't lifted out as a loop of its own stays with the interpreter.
    compiled = numba.jit(forceobj=True, looplift=False)(dot)
    compiled(np.ones(3), np.ones(3))
    with pytest.raises(UsageError, match="object mode"):
        read("f", {"f": compiled})


def test_a_loop_lifted_out_of_object_mode() -> None:
    compiled = numba.jit(forceobj=True)(dot)
    compiled(np.ones(3), np.ones(3))
    (found,) = read("f", {"f": compiled})
    assert found.origin.endswith("a loop lifted out of it")
    assert decode(found.code)


def test_functions_made_for_numpy() -> None:
    vectorized = numba.vectorize(["float64(float64)"])(twice)  # type: ignore[no-untyped-call]
    with pytest.raises(UsageError, match="keeps no code of the loop around f"):
        read("f", {"f": vectorized})


def test_other_things_of_numba() -> None:
    with pytest.raises(UsageError, match="f is numba's"):
        read("f", {"f": numba.typed.List([1.0])})


MODULE = """
import numba

@numba.njit(cache=True)
def total(values):
    s = 0.0
    for each in values:
        s += each
    return s
"""


def loaded(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("cached_for_blocks", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.total


def test_a_function_from_numbas_cache(tmp_path: Path) -> None:
    path = tmp_path / "cached_for_blocks.py"
    path.write_text(MODULE)
    fresh, cached = loaded(path), loaded(path)
    fresh(np.ones(3))
    cached(np.ones(3))
    assert sum(cached.stats.cache_hits.values()) == 1
    (from_cache,), (compiled,) = read("f", {"f": cached}), read("f", {"f": fresh})
    assert from_cache.code == compiled.code
    for each in (tmp_path / "__pycache__").glob("*.nbc"):
        each.write_bytes(b"damaged")
    with pytest.raises(UsageError, match=r"run `f.recompile\(\)`"):
        read("f", {"f": cached})


PARALLEL = """
import numba, numpy as np
from jupyter_perf.estimation.blocks.reading import read

@numba.njit(parallel=True)
def scaled(a, b):
    for i in numba.prange(a.shape[0]):
        b[i] = a[i] * 3.25

scaled(np.ones(8), np.ones(8))
(found,) = read("scaled", {"scaled": scaled})
print(found.choices[found.chosen - 1].function, found.choices[found.chosen - 1].picture)
"""


@pytest.mark.slow
def test_the_share_of_a_parallel_loop() -> None:
    # In a process of its own: numba's threads would stay.
    ran = subprocess.run(
        [sys.executable, "-c", PARALLEL], capture_output=True, text=True, timeout=120, check=True
    )
    assert ran.stdout.startswith("in a parallel loop")
    assert "mulpd" in ran.stdout
