"""Times as at the machine's usual speed."""

from __future__ import annotations

import math
import random

import pytest

from jupyter_perf.estimation.cells.evening import evened, followed
from jupyter_perf.estimation.cells.running import Part, Rung

FAST, SLOW = 5e-4, 1e-3


def runs(power: float, seed: int = 1) -> list[Rung]:
    """Straight growth on a machine that is slow now and then; the cell goes with `power` of it."""
    noise = random.Random(seed)
    made = []
    for at in range(1, 13):
        beat = noise.choice([FAST, SLOW])
        seconds = 0.02 * at * (beat / FAST) ** power * math.exp(noise.gauss(0, 0.01))
        parts = ((Part(1, seconds / 2, 0), Part(2, seconds / 2, 0)),)
        made.append(Rung(at / 100, {"n": float(at)}, (seconds,), None, 0, parts, pulses=(beat,)))
    return made


@pytest.mark.parametrize("power", [0.0, 0.3, 0.8])
def test_how_a_cell_follows_the_pulse_is_learned(power: float) -> None:
    made = runs(power)
    assert followed(made) == pytest.approx(power, abs=0.11)
    level = [rung.typical / rung.factor for rung in evened(made)]
    assert max(level) / min(level) < 1.15
    for rung in evened(made):
        assert sum(part.seconds for part in rung.parts[0]) == pytest.approx(rung.seconds[0])


def test_a_few_runs_go_by_what_is_usual() -> None:
    few = runs(0.8)[:3]
    assert followed(few) == 0.45


def test_a_steady_machine_changes_nothing() -> None:
    steady = [Rung(0.1 * k, {"n": 1.0}, (0.1 * k,), None, 0, pulses=(FAST,)) for k in range(1, 6)]
    assert evened(steady) == steady
    unknown = [Rung(0.1, {"n": 1.0}, (0.1,), None, 0)]
    assert evened(unknown) == unknown
