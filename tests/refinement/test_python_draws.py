"""Loops that draw with Python's own `random`: the same numbers at once, the same state after."""

from __future__ import annotations

import random

import pytest

from jupyter_perf.refinement.rules import propose

PI = """
import random
inside = 0
for _ in range(3000):
    x = random.random()
    y = random.random()
    if x * x + y * y <= 1:
        inside += 1
"""
WALK = """
import random as rnd
place = 0
path = []
for _ in range(2000):
    place += rnd.choice([-1, 1])
    path.append(place)
"""
SPANS = """
from random import uniform
low, high = -2, 3.5
total = 0.0
drawn = []
for _ in range(1500):
    x = uniform(low, high)
    drawn.append(x)
    total += x
"""
DICE = """
import random
wins = 0
for _ in range(1000):
    points = 0
    for _ in range(5):
        points += random.randint(1, 6)
    if points > 20:
        wins += 1
"""
POWERS = """
import random
found = []
for _ in range(1200):
    found.append(random.randrange(8) * 2 + random.randrange(8))
"""
COUNTS = """
import random
counts = [0] * 13
for _ in range(2500):
    counts[random.randint(1, 6) + random.randint(1, 6)] += 1
"""
ONE = "import random\nfound = []\nfor _ in range(1200):\n    found.append(random.randint(4, 4))\n"


def _ways(code):
    return propose({}, {"source": code, "only": ["vectorise-loop"]})


def _left(code, seed, skipped):
    """What code leaves, and what would be drawn next."""
    random.seed(seed)
    for _ in range(skipped):
        random.random()
    space = {}
    exec(code, space)
    plain = {k: v for k, v in space.items() if type(v) in (int, float, list) and k in _KEPT}
    return plain, [type(v) for v in plain.values()], random.getstate()


_KEPT = ("inside", "place", "path", "total", "drawn", "wins", "found", "counts")


@pytest.mark.parametrize("code", [PI, WALK, SPANS, DICE, POWERS, COUNTS, ONE])
@pytest.mark.parametrize(("seed", "skipped"), [(0, 0), (1, 5), (2, 311), (3, 312)])
def test_the_same_numbers_are_drawn(code, seed, skipped):
    (found, *_) = _ways(code)
    assert "for _ in" not in found["code"]
    before = random.getstate()
    try:
        one, types, state = _left(code, seed, skipped)
        other, others, then = _left(found["code"], seed, skipped)
    finally:
        random.setstate(before)
    if "total" in one and isinstance(one["total"], float):
        assert one.pop("total") == pytest.approx(other.pop("total"), rel=1e-12)
    assert (one, types) == (other, others)
    assert state == then


def test_a_helper_is_defined_once():
    (found, *_) = _ways(PI + PI.replace("inside", "within").replace("import random\n", ""))
    assert found["code"].count("def uniform_draws") == 1
    assert found["code"].count("uniform_draws(") == 3


@pytest.mark.parametrize(
    "code",
    [
        PI.replace("3000", "30"),
        PI.replace("y = random.random()", "y = random.gauss(0, 1)"),
        PI.replace("y = random.random()", "y = random.randint(0, 1)"),
        PI.replace("    y = random.random()\n    if", "    if x < 0.5 and random.random() < x or"),
        WALK.replace("[-1, 1]", "[-1, 1.0]"),
        WALK.replace("place += rnd", "rnd.seed(4)\n    place += rnd"),
        DICE.replace("1000", "n")
        .replace("wins = 0", "wins, n = 0, int(input())")
        .replace("6)", "n)"),
        "import random\nfor k in range(9):\n"
        + ONE.replace("import random\n", "").replace("\n", "\n    "),
    ],
)
def test_other_draws_stay(code):
    assert not [way for way in _ways(code) if "_draws(" in way["code"]]
