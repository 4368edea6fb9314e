"""Kernels of attention that are allowed, and models that have none to choose."""

from __future__ import annotations

import types
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS  # noqa: E402

from ..trace import models  # noqa: E402
from . import changes, nets  # noqa: E402


def gpt(**options: Any) -> Making:
    torch.manual_seed(0)
    return Making(models.TinyGpt(), (nets.ids(4, 48),), options=options)


def test_fused_kernels_keep_no_scores_and_the_plain_one_does() -> None:
    plain = gpt(**{"attention.backends": "math"})
    scores = 4 * 4 * 48 * 48 * 4
    much = changes.real_peak(METHODS.get("attention").apply(plain))
    little = changes.real_peak(METHODS.get("attention").apply(gpt()))
    assert much.peak_bytes > little.peak_bytes + scores
    traced = changes.traced_peak(gpt(), "attention", {"attention.backends": ["math"]})
    assert traced.peak_bytes == much.peak_bytes


def test_gradients_are_the_same_by_any_kernel() -> None:
    for backends in ("math", "flash", "flash,math"):
        plain = gpt(**{"attention.backends": backends})
        changes.same_step(plain, METHODS.get("attention").apply(plain), rtol=1e-4)


def test_where_no_fused_kernel_runs_it_is_said() -> None:
    class Masked(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = torch.nn.Linear(8, 8)

        def forward(self, x: Any) -> Any:
            x = self.inner(x).unsqueeze(1)
            return torch.nn.functional.scaled_dot_product_attention(x, x, x, dropout_p=0.5)

    making = METHODS.get("attention").apply(Making(Masked(), (torch.randn(2, 5, 8),)))
    with pytest.raises(RuntimeError, match=r"No (viable backend|available kernel)"):
        changes.backward(making)


def test_models_without_the_function_are_refused() -> None:
    fit = METHODS.get("attention").unfit
    assert fit(gpt()) == ""
    layer = torch.nn.TransformerEncoderLayer(8, 2, 8, batch_first=True)
    assert fit(Making(layer)) == ""
    assert "never calls" in fit(Making(nets.mlp()))
    own = gpt().model
    own.config = types.SimpleNamespace(_attn_implementation="eager")
    assert 'attn_implementation="eager"' in fit(Making(own))
    plain = nets.mlp()
    plain.config = types.SimpleNamespace(_attn_implementation="sdpa")
    assert fit(Making(plain)) == ""
    for asked in ("fast", "", ["flash", "x"], 3):
        with pytest.raises(UsageError, match=r"attention\.backends"):
            METHODS.get("attention").apply(gpt(**{"attention.backends": asked}))


def test_the_code_to_write_runs() -> None:
    code = METHODS.get("attention").code(gpt(**{"attention.backends": "flash,math"}))
    making = gpt()
    names: dict[str, Any] = {"model": making.model, "batch": making.args[0]}
    exec(code, {**names, "loss_of": torch.mean})
    assert "SDPBackend.FLASH_ATTENTION, SDPBackend.MATH" in code
