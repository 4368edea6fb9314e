"""The constants of a source, and those at which two sources may part."""

from __future__ import annotations

import pytest

from jupyter_perf.core.constants import borders, constants_of


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 5\nif y > 7: pass", {5: False, 7: True}),
        ("n = 10**9 + 7", {1_000_000_007: False}),
        ("n = -(2**31)", {-(2**31): False}),
        ("n = 2 ** 10**9", {2: False, 10**9: False}),
        ("TABLE = {'a': 1}", {"a": True, 1: True}),
        ("f(x)['key']", {"key": True}),
        ("match x:\n    case 'red': y = 3", {"red": True, 3: False}),
        ("def f():\n    'what it does'\n    return f'{x:>5} lines'", {}),
        ("if a in {1, 2.5}: b = True", {1: True, 2.5: True}),
        ("not python at all", {}),
    ],
)
def test_what_counts(source: str, expected: dict[object, bool]) -> None:
    found = constants_of(source)
    for constant, border in expected.items():
        assert found[constant] is border  # type: ignore[index]
    assert len(found) == len(expected)


def test_new_constants_come_first_and_compared_ones_count() -> None:
    original = "a = 1\nif n < 100: pass"
    candidate = "a = 2\nif n < 100 or n == 777: pass"
    assert borders(original, candidate, 9) == [777, 2, 100]
    assert borders(original, candidate, 1) == [777]
    assert borders(original, original, 9) == [100]
