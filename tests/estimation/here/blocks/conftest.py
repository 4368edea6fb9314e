"""A machine on which blocks can be timed, and a model to be corrected."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from jupyter_perf.errors import PerfError
from jupyter_perf.estimation.here.blocks import isolation, kept
from jupyter_perf.estimation.here.blocks.harness import require_supported, time_blocks
from jupyter_perf.estimation.here.blocks.outcome import Outcome


@pytest.fixture(scope="session")
def timed() -> Callable[..., list[Outcome]]:
    """Times blocks, given in hex; skips where that can't be done."""
    try:
        require_supported()
        isolation.require_isolation()
    except PerfError as error:
        pytest.skip(str(error))
    return lambda *codes, seconds=60.0: time_blocks(
        [bytes.fromhex(each) for each in codes], seconds
    )


@pytest.fixture
def own_folder(tmp_path, monkeypatch) -> None:
    """What is kept, is kept for one test alone."""
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    monkeypatch.setattr(kept, "_in_memory", {})
    monkeypatch.setattr(kept, "_read", {})


class StandIn:
    """Predicts half a cycle for each byte; its features are how often each byte occurs."""

    name = "stand-in"

    def predict(self, blocks: list[bytes], target: str) -> np.ndarray:
        return np.array([len(each) / 2 for each in blocks])

    def represent(self, blocks: list[bytes]) -> np.ndarray:
        counts = [np.bincount(np.frombuffer(each, np.uint8), minlength=256) for each in blocks]
        return np.array(counts, np.float32)


@pytest.fixture(scope="session")
def model() -> StandIn:
    return StandIn()
