"""Which whole numbers bound the work of a cell."""

from __future__ import annotations

import ast
import functools

import pytest

from jupyter_perf.estimation.cells.bounds import bounds_in
from jupyter_perf.estimation.cells.lifting import lifted
from jupyter_perf.estimation.cells.sizes import Literal


def names(source: str, **space: object) -> set[str]:
    return bounds_in(ast.parse(source), space).names


def literals(source: str) -> dict[str, int]:
    return dict(bounds_in(ast.parse(source), {}).literals.values())


@pytest.mark.parametrize(
    "source",
    [
        "for i in range(n): pass",
        "for i in range(1, n + 1): pass",
        "[i for i in range(n - k)]",
        "i = 0\nwhile i < n: i += 1",
        "x = [0] * n",
        "x = n * ['']",
        "a = np.zeros((n, 3))",
        "a = rng.normal(0, 1, size=(n, 2))",
        "d = pd.date_range('2020', periods=n)",
        "m = n // 2\nfor i in range(m): pass",
        "half, rest = n // 2, 3\nfor i in range(half): pass",
        "def f(k):\n    return [0] * k\nf(n)",
        "def f(k):\n    return k if k < 2 else f(k - 1) + f(k - 2)\nf(n)",
        "def f(k):\n    return [0] * k\nf(k=n)",
        "y = x[:n]",
        "it.combinations(x, n)",
        "for i in range(int(n)): pass",
    ],
)
def test_a_number_that_bounds_work_is_found(source: str) -> None:
    assert "n" in names(source, n=5)


@pytest.mark.parametrize(
    "source",
    [
        "df.rolling(n).mean()",
        "df[df.x > n]",
        "rng = np.random.default_rng(n)",
        "for i in range(0, 10, n): pass",
        "y = x * n",
        "model.fit(x, random_state=n)",
        "print(n)",
        "y = x[i:i + n]",
    ],
)
def test_a_number_that_only_takes_part_is_none(source: str) -> None:
    assert "n" not in names(source, n=5)


def countdown(k: int) -> int:
    return 0 if k == 0 else countdown(k - 1)


def test_functions_of_the_notebook_are_followed_through_their_wrappers() -> None:
    assert "n" in names("f(n)", f=countdown, n=3)
    assert "n" in names("f(n)", f=functools.lru_cache(countdown), n=3)
    assert "n" not in names("f(n)", f=len, n=3)


def test_functions_that_call_each_other_come_to_an_end() -> None:
    source = "def f(a):\n    return g(a)\ndef g(b):\n    return f(b)\nf(n)"
    assert "n" not in names(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("for i in range(5_000): pass", {"5000 in line 1": 5000}),
        ("n = 10**6\nfor i in range(n): pass", {"n": 10**6}),
        ("n = int(1e6)\nx = [0] * n", {"n": 10**6}),
        ("for i in range(3): pass", {}),
        ("n = 10**30\nfor i in range(n): pass", {}),
        ("n = 5 / 0\nfor i in range(n): pass", {}),
        ("for i in range(-40): pass", {}),
    ],
)
def test_numbers_that_are_written_out_are_found(source: str, expected: dict[str, int]) -> None:
    assert literals(source) == expected


def test_a_name_takes_the_place_of_a_number_on_the_same_line() -> None:
    source = "é = 'ü'; n = 5_000\nfor i in range(n): pass"
    ((place, (label, value)),) = bounds_in(ast.parse(source), {}).literals.items()
    text = lifted(source, [Literal(place, "_size_0_", label, value)])
    assert text == "é = 'ü'; n = _size_0_\nfor i in range(n): pass"
