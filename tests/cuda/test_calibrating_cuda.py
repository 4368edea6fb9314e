"""One small step on a real CUDA device: whether the calibration holds what it sees.

Skipped without one, with the reason. Run alone, on a device that nothing else uses:

    pytest -rs tests/cuda
"""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
if not torch.cuda.is_available():
    pytest.skip("no CUDA device: nothing can be calibrated", allow_module_level=True)

from jupyter_perf.core.calibration import Calibration  # noqa: E402
from jupyter_perf.core.cards import cards_here  # noqa: E402
from jupyter_perf.core.step_memory import around, with_context  # noqa: E402
from jupyter_perf.tradeoff.calibrating import Kind, calibrate, running  # noqa: E402


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Kind(), Kind("bf16"), Kind("fp32", "sgd")], ids=str)
def test_a_step_on_the_card(kind: Kind, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JUPYTER_PERF_HOME", str(tmp_path))
    monkeypatch.setattr(running, "_failed", {})
    found = calibrate(cards_here(), kind, seconds=120.0)
    assert isinstance(found, Calibration), found
    assert found.device == torch.cuda.get_device_name()
    for each in found.steps:
        # Tensors are traced to the byte; what is beside them is workspaces of some 100 MB at most.
        assert 0.99 * each.rounded_bytes <= each.allocated_bytes
        assert each.allocated_bytes - each.rounded_bytes < 200e6, each
        assert each.context_bytes is None or 50e6 < each.context_bytes < 2e9, each
        # Calibrated by the others alone, the upper end still is one.
        others = tuple(other for other in found.steps if other is not each)
        beside = dataclasses.replace(found, steps=others).beside
        rounded = float(each.rounded_bytes)
        bound = with_context(around(rounded, rounded, "gpu", beside), "gpu", beside).high
        assert bound >= each.reserved_bytes + (each.context_bytes or 0)
