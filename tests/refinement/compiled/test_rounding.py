"""Rounding in compiled functions, whose halves are where machines and Python disagree."""

from __future__ import annotations

import math
import random
from typing import Any

import pytest
from compiled_and_not import both, outcome, rewritten

CENTS = """
def cents(values):
    total = 0.0
    out = []
    for value in values:
        total += value
        out.append(round(total / 3, 2) + round(value, 1))
    return out
"""
PLACES = """
def places(values):
    out = []
    for value in values:
        out.append(round(value, {places}))
    return out
"""


def _awkward(places: int) -> list[float]:
    draw = random.Random(places)
    halves = [(2 * draw.randrange(10**6) + 1) / 2 / 10**places for _ in range(300)]
    beside = [math.nextafter(half, half + draw.choice((-1, 1))) for half in halves]
    exact = [draw.randrange(10**6) / 2 ** draw.randrange(20) for _ in range(300)]
    return [*halves, *beside, *exact, *(-x for x in halves), 0.0, -0.0, -0.04, 5e-324, 1e-310]


@pytest.mark.parametrize("places", [0, 2, 15])
def test_halves_are_rounded_by_their_exact_values(places: int) -> None:
    original, compiled = both(PLACES.format(places=places), "places", [([0.5],)])
    values = _awkward(places)
    assert outcome(compiled, (values,)) == outcome(original, (values,))


def test_what_the_machine_cannot_round_is_left_to_python() -> None:
    original, compiled = both(CENTS, "cents", [([0.5, 1.25],)])
    odd: list[list[Any]] = [[], [1], [math.nan], [math.inf], [1e15], [2.0**60]]
    for values in [*odd, [1.005, 2.675], [-0.04]]:
        assert outcome(compiled, (values,)) == outcome(original, (values,))


@pytest.mark.parametrize("places", ["-1", "16", "len(values)", "None", "True"])
def test_other_numbers_of_places_are_not_compiled(places: str) -> None:
    assert rewritten(PLACES.format(places=places), "places", [([0.5],)]) is None
