"""The most that given machines serve."""

from __future__ import annotations

import numpy as np
import pytest
from serving_packing_cases import able, example, plain, requests

from jupyter_perf.estimation.serving.packing.capacity import most_rate
from jupyter_perf.estimation.serving.packing.problem import Problem
from jupyter_perf.estimation.serving.packing.solving import solve
from jupyter_perf.estimation.serving.terms import Instance


class TestCapacity:
    def test_what_machines_serve_at_most(self):
        # 30 requests a second are 12 A10G to the full, so that 3 do a quarter of it.
        assert most_rate(example(), np.array([3.0, 0.0])) == pytest.approx(7.5)
        assert most_rate(example(), np.zeros(2)) == 0

    @pytest.mark.parametrize("seed", range(8))
    def test_a_plan_serves_its_rate(self, seed):
        problem = plain(seed)
        plan = solve(problem)
        counts = np.array([plan.counts.get(name, 0) for name in problem.names], float)
        assert most_rate(problem, counts) >= problem.rate * (1 - 1e-6)

    def test_a_size_that_they_cant_serve(self):
        asked = requests([[0.5, 0.5]])
        problem = Problem(asked, 0.0, (Instance("a", "x", 1.0),), {"a": able([[1.0, 0.0]])})
        assert most_rate(problem, np.array([5.0])) == 0
