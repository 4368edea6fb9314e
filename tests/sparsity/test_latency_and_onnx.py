"""How long forms take, and the form for other runtimes."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity import latency
from jupyter_perf.sparsity.forms import Trained
from jupyter_perf.sparsity.onnx_form import write_onnx

torch.set_num_threads(1)


def model() -> nn.Module:
    torch.manual_seed(0)
    made = nn.Sequential(nn.Linear(16, 32), nn.Dropout(0.5), nn.Linear(32, 4))
    for layer in (made[0], made[2]):
        layer.weight.data.view(-1, 4)[:, ::2] = 0
    return made


PATTERNS = {"0.weight": "2:4", "2.weight": "2:4"}


def trained(made: nn.Module) -> Trained:
    return Trained(made, PATTERNS, "step", "2:4")


def test_every_form_at_every_batch_has_a_ratio_or_a_reason() -> None:
    made = model()
    found = latency.latencies(trained(made), torch.randn(8, 16), (1, 20), budget=0.2)
    forms = ["dense", "packed", "int8", "packed-int8", "semi-structured"]
    assert [(each.form, each.batch) for each in found] == [(f, b) for b in (1, 20) for f in forms]
    for each in found:
        assert (each.recipe, each.pattern) == ("step", "2:4")
        if each.form == "dense":
            assert each.seconds is not None
            assert each.ratio is None
        elif each.form == "semi-structured" and not torch.cuda.is_available():
            assert "NVIDIA" in each.reason
            assert each.seconds is None
        else:
            assert not each.reason
            assert each.ratio is not None
            assert each.ratio.low <= each.ratio.value <= each.ratio.high
    assert made.training
    assert type(made[0]) is nn.Linear


class Named(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer = nn.Linear(16, 4)

    def forward(self, x: torch.Tensor, *, mask: torch.Tensor) -> torch.Tensor:
        if len(x) > 4:
            raise RuntimeError("no more than four")
        found: torch.Tensor = self.layer(x * mask)
        return found


def test_inputs_by_name_and_a_forward_pass_that_fails() -> None:
    inputs = {"x": torch.randn(2, 16), "mask": torch.ones(2, 16)}
    asked = Trained(Named(), {}, "asp", "2:4")
    found = latency.latencies(asked, inputs, (3, 5), budget=0.0, forms=["packed"])
    assert [each.form for each in found] == ["dense", "packed", "dense", "packed"]
    assert [bool(each.seconds) for each in found] == [True, True, False, False]
    assert "no more than four" in found[2].reason


def test_a_model_that_can_not_be_copied_has_a_reason() -> None:
    made = model()
    made.kept = (torch.ones(2, requires_grad=True) * 2,)  # type: ignore[assignment]
    found = latency.latencies(trained(made), torch.randn(1, 16), (1,), forms=["packed"])
    assert all(each.seconds is None and "deepcopy" in each.reason for each in found)


@pytest.mark.parametrize("batch", [1, 3, 7])
def test_inputs_are_repeated_or_cut(batch: int) -> None:
    x = torch.arange(6).reshape(3, 2)
    found = latency.resized({"a": x, "b": [x, 5, torch.tensor(1.0)]}, batch)
    assert found["a"].shape == (batch, 2)
    assert torch.equal(found["a"], x.repeat(3, 1)[:batch])
    assert found["b"][1:] == [5, torch.tensor(1.0)]


def test_the_interval_holds_the_median_as_often_as_it_says() -> None:
    random = np.random.default_rng(0)
    for count in (5, 9, 21):
        held = 0
        for _ in range(600):
            found = latency.median_range(random.lognormal(0, 1, count).tolist())
            held += found.low <= 1 <= found.high
        assert held / 600 > 0.76


@pytest.mark.skipif(not importlib.util.find_spec("onnx"), reason="needs onnx")
def test_onnx_gives_what_the_module_gives(tmp_path: Path) -> None:
    runtime = pytest.importorskip("onnxruntime")
    made = model().eval()
    state = {name: value.clone() for name, value in made.state_dict().items()}
    other = model()
    other[0].weight.data.add_(1)
    file = write_onnx(tmp_path / "m", other, torch.randn(2, 16), state)
    assert file.name == "m.onnx"
    session = runtime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    x = torch.randn(5, 16)  # another batch size than the example's
    (found,) = session.run(None, {session.get_inputs()[0].name: x.numpy()})
    assert np.allclose(found, made(x).detach().numpy(), atol=1e-5)
    with pytest.raises(UsageError, match="overwrite"):
        write_onnx(tmp_path / "m", other, torch.randn(2, 16), state)


class Branching(nn.Module):
    def forward(self, x: torch.Tensor) -> Any:
        raise ValueError("not like this")


def test_what_can_not_be_exported_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="not like this"):
        write_onnx(tmp_path / "m", Branching(), torch.ones(1))
    with pytest.raises(UsageError, match="module=model, inputs=batch"):
        write_onnx(tmp_path / "m", None, None)
    with pytest.raises(UsageError, match="don't fit"):
        write_onnx(tmp_path / "m", model(), torch.ones(1, 16), {"w": torch.ones(1)})
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="pip install onnx"):
        write_onnx(tmp_path / "m", model(), torch.ones(1, 16))
    assert not list(tmp_path.iterdir())
