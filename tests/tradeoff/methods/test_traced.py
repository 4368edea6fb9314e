"""Peaks with methods of the loop, without data and with it."""

from __future__ import annotations

import copy
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402

from jupyter_perf.core.dimensions import dimensions_in  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import applied  # noqa: E402
from jupyter_perf.tradeoff.trace import Variant, describing, step  # noqa: E402
from jupyter_perf.tradeoff.trace.rebuilding import Sizes  # noqa: E402

from .steps import Attending, squared  # noqa: E402


def wide(width: int = 64, batch: int = 64) -> Making:
    torch.manual_seed(0)
    torch.set_num_threads(1)
    layers: list[Any] = [nn.Embedding(50, width)]
    for _ in range(3):
        layers += [nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width)]
        layers += [nn.LayerNorm(width)]
    return Making(nn.Sequential(*layers), (torch.randint(0, 50, (batch, 16)),), loss=squared)


def traced(making: Making, methods: str, **options: Any) -> dict[str, Any]:
    described = describing.described(making.model, making.args, {}, making.loss, making.optimizer)
    asked = {"train": True, "observer": "", "elsewhere": False}
    sizes = Sizes(dimensions_in(making.args))
    return step.traced(described, sizes, Variant(methods=methods, **options), asked)


@pytest.mark.parametrize(
    "methods",
    [
        "offload-activations", "quantize-activations", "offload-optimizer", "adamw-8bit", "lion",
        "adafactor", "sgd", "optimizer-in-backward", "bf16-weights", "accumulate",
        "adamw-8bit+offload-optimizer+optimizer-in-backward",
    ],
)  # fmt: skip
def test_a_traced_peak_is_that_of_the_step_with_data_to_the_byte(methods: str) -> None:
    making = wide()
    found = traced(making, methods)
    real = applied(methods, making.replaced(model=copy.deepcopy(making.model)))
    expected = step.watched(real)
    for name in ("peak_bytes", "breakdown", "start_bytes", "host_bytes", "host_moved_bytes"):
        assert found[name] == expected[name], name


@pytest.mark.parametrize("methods", ["bf16", "bf16+quantize-activations"])
def test_under_autocast_statistics_of_norms_alone_are_of_another_type(methods: str) -> None:
    making = wide()
    found = traced(making, methods)
    expected = step.watched(applied(methods, making.replaced(model=copy.deepcopy(making.model))))
    # Three norms with two statistics for each of 64 x 16 rows: fp32, and bfloat16 without data.
    assert 0 <= expected["peak_bytes"] - found["peak_bytes"] <= 3 * 2 * 64 * 16 * 2


def test_each_saves_what_it_is_for() -> None:
    activations, state = wide(), wide(width=256, batch=2)
    plain = traced(activations, "none")
    for name, share in (("offload-activations", 0.5), ("quantize-activations", 0.6)):
        found = traced(activations, name)
        assert found["peak_bytes"] < share * plain["peak_bytes"]
        assert (found["host_bytes"] > 0) == (name == "offload-activations")
    plain = traced(state, "none")
    kept = plain["breakdown"]["optimizer"]
    parameters = sum(each.numel() for each in state.model.parameters())
    assert kept == pytest.approx(8 * parameters, rel=0.01)
    shares = {"adamw-8bit": 2.1 / 8, "lion": 4 / 8, "adafactor": 0.01, "sgd": 0.001}
    for name, share in shares.items():
        found = traced(state, name)
        assert found["breakdown"].get("optimizer", 0) <= share * kept * 1.01
        assert found["peak_bytes"] < plain["peak_bytes"]
    offloaded = traced(state, "offload-optimizer")
    assert offloaded["host_bytes"] == pytest.approx(8 * parameters, rel=0.01)
    assert offloaded["host_moved_bytes"] == pytest.approx(16 * parameters, rel=0.01)
    assert offloaded["peak_bytes"] < plain["peak_bytes"] - 0.7 * kept
    early = traced(state, "optimizer-in-backward")
    assert early["breakdown"].get("gradients", 0) < 4 * parameters / 2
    halved = traced(state, "bf16-weights")
    assert halved["peak_bytes"] < 0.6 * plain["peak_bytes"]


def test_views_masks_and_dropout_with_data_and_without() -> None:
    torch.manual_seed(0)
    making = Making(Attending(), (torch.randint(0, 50, (6, 24)),), loss=squared)
    for name in ("offload-activations", "quantize-activations"):
        twin = making.replaced(model=copy.deepcopy(making.model))
        assert traced(making, name)["peak_bytes"] == step.watched(applied(name, twin))["peak_bytes"]
