"""Our small non-negative least squares against SciPy's."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import nnls

from jupyter_perf.estimation.fit.nonnegative import nonnegative


@pytest.mark.parametrize("seed", range(5))
def test_it_finds_what_scipy_finds(seed: int) -> None:
    random = np.random.default_rng(seed)
    for _ in range(60):
        rows, count = int(random.integers(2, 10)), int(random.integers(1, 4))
        columns = random.random((rows, count)) * 10 ** random.uniform(-3, 3, count)
        wanted = random.normal(size=rows)
        multiples, distance = nonnegative(columns, wanted)
        _, best = nnls(columns, wanted)
        assert (multiples >= 0).all()
        assert distance == pytest.approx(np.linalg.norm(columns @ multiples - wanted))
        assert distance == pytest.approx(best, rel=1e-6, abs=1e-9)
