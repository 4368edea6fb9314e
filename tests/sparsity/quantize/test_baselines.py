"""Dense models in few bits, after training and in it; the table of formats."""

from __future__ import annotations

import copy
import math
from collections.abc import Callable

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.quantize import fake_quantize
from jupyter_perf.sparsity.quantize.baselines import post_training, straight_through
from jupyter_perf.sparsity.quantize.errors import TABLE, errors
from jupyter_perf.sparsity.quantize.layers import weights_of

torch.set_num_threads(1)


def made(seed: int = 0) -> nn.Sequential:
    torch.manual_seed(seed)
    return nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 4))


def data() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(1)
    inputs = torch.randn(64, 16, generator=generator)
    return inputs, inputs[:, :4].argmax(1)


def step(model: nn.Module, optimizer: torch.optim.Optimizer) -> float:
    inputs, targets = data()
    optimizer.zero_grad()
    loss = F.cross_entropy(model(inputs), targets)
    loss.backward()
    optimizer.step()
    return loss.item()


def two_of_four(_: str, weight: torch.Tensor) -> torch.Tensor:
    groups = weight.abs().reshape(-1, 4)
    kept = torch.zeros_like(groups).scatter_(1, groups.topk(2, dim=1).indices, 1.0)
    return kept.reshape(weight.shape)


def test_a_trained_model_is_rounded_in_a_copy() -> None:
    model = made()
    before = copy.deepcopy(model.state_dict())
    rounded = post_training(model, "int4")
    assert all(torch.equal(before[name], each) for name, each in model.state_dict().items())
    assert torch.equal(rounded[0].weight, fake_quantize(before["0.weight"], "int4"))
    assert torch.equal(rounded[0].bias, before["0.bias"])
    only = post_training(model, "int8", names=["2.weight"])
    assert torch.equal(only[0].weight, before["0.weight"])
    assert not torch.equal(only[2].weight, before["2.weight"])


def test_between_steps_the_parameters_hold_pruned_and_rounded_weights() -> None:
    model = made()
    optimizer = torch.optim.Adam(model.parameters(), 1e-2)
    with straight_through(model, optimizer, "int4", mask=two_of_four):
        for _ in range(5):
            for weight in weights_of(model).values():
                assert torch.equal(fake_quantize(weight.detach(), "int4"), weight)
                kept = (weight.reshape(-1, 4) != 0).sum(1)
                assert int(kept.max()) <= 2
                # At most 15 numbers in a row, times its scale.
                assert all(len(row.unique()) <= 15 for row in weight)
            step(model, optimizer)
    assert not optimizer._optimizer_step_pre_hooks
    assert not optimizer._optimizer_step_post_hooks


def test_the_optimizer_steps_the_dense_weights_with_the_gradient_at_the_rounded_ones() -> None:
    model, twin = made(), made()
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    dense = {name: each.detach().clone() for name, each in twin.named_parameters()}
    with straight_through(model, optimizer, "int2"):
        for _ in range(3):
            for name, each in twin.named_parameters():
                rounded = fake_quantize(dense[name], "int2") if each.ndim > 1 else dense[name]
                each.data.copy_(rounded)
            twin.zero_grad()
            inputs, targets = data()
            F.cross_entropy(twin(inputs), targets).backward()
            dense = {n: dense[n] - 0.1 * p.grad for n, p in twin.named_parameters()}
            step(model, optimizer)
    assert torch.equal(model[0].weight, fake_quantize(dense["0.weight"], "int2"))


def test_training_with_rounded_weights_beats_rounding_after_it() -> None:
    def trained(around: Callable[..., object] | None) -> nn.Sequential:
        model = made()
        optimizer = torch.optim.Adam(model.parameters(), 1e-2)
        if around is None:
            losses = [step(model, optimizer) for _ in range(150)]
        else:
            with straight_through(model, optimizer, "int2"):
                losses = [step(model, optimizer) for _ in range(150)]
        assert losses[-1] < losses[0] / 2
        return model

    inputs, targets = data()
    after = post_training(trained(None), "int2")
    during = trained(straight_through)
    loss = [F.cross_entropy(model(inputs), targets).item() for model in (during, after)]
    assert loss[0] < loss[1] / 2


def test_an_exception_in_the_loop_leaves_rounded_weights_and_no_hooks() -> None:
    model = made()
    optimizer = torch.optim.SGD(model.parameters(), 0.1)

    def broken(*_: object) -> None:
        raise RuntimeError("stop")

    def loop() -> None:
        with straight_through(model, optimizer, "int8"):
            optimizer.register_step_pre_hook(broken)
            step(model, optimizer)

    with pytest.raises(RuntimeError, match="stop"):
        loop()
    for weight in weights_of(model).values():
        assert torch.equal(fake_quantize(weight.detach(), "int8"), weight)
    assert len(optimizer._optimizer_step_pre_hooks) == 1
    assert not optimizer._optimizer_step_post_hooks


def test_a_loaded_state_takes_the_place_of_the_dense_weights() -> None:
    model, other = made(), made(seed=5)
    optimizer = torch.optim.SGD(model.parameters(), 0.0)
    with straight_through(model, optimizer, "int8"):
        step(model, optimizer)
        model.load_state_dict(other.state_dict())
        step(model, optimizer)
    assert torch.equal(model[0].weight, fake_quantize(other[0].weight.detach(), "int8"))


def test_what_can_not_be_done_is_refused() -> None:
    model = made()
    optimizer = torch.optim.SGD(made().parameters(), 0.1)
    with (
        pytest.raises(UsageError, match="none of the weights"),
        straight_through(model, optimizer, "int8"),
    ):
        pass
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    with (
        pytest.raises(UsageError, match="closure"),
        straight_through(model, optimizer, "int8"),
    ):
        optimizer.step(lambda: 0.0)
    assert not optimizer._optimizer_step_pre_hooks
    with pytest.raises(UsageError, match=r"no parameter '9\.weight'"):
        post_training(model, "int8", names=["9.weight"])
    with pytest.raises(UsageError, match="no linear layer"):
        post_training(nn.ReLU(), "int8")
    with pytest.raises(UsageError, match="int5"):
        post_training(model, "int5")


def test_weights_that_an_embedding_shares_stay_as_they_are() -> None:
    model = nn.ModuleDict({"embedding": nn.Embedding(10, 8), "head": nn.Linear(8, 10, bias=False)})
    model["head"].weight = model["embedding"].weight
    model["attention"] = nn.MultiheadAttention(8, 2)
    model["conv"] = nn.Conv2d(4, 4, 3)
    names = {"attention.in_proj_weight", "attention.out_proj.weight", "conv.weight"}
    assert set(weights_of(model)) == names


def test_the_table_has_each_matrix_and_format_once() -> None:
    model = made()
    model.append(nn.Linear(4, 4))
    model.append(model[3])
    rows = errors(model)
    assert {row.layer for row in rows} == {"0.weight", "2.weight", "3.weight"}
    assert len(rows) == 3 * len(TABLE)
    by = {(row.layer, row.format): row for row in rows}
    weight = model[0].weight.detach()
    lost = (weight - fake_quantize(weight, "int4")).norm() / weight.norm()
    assert by["0.weight", "int4"].relative_error == pytest.approx(lost.item(), rel=1e-5)
    assert by["0.weight", "int4"].bits == 4 + 24 / 16
    for layer in ("0.weight", "2.weight"):
        assert by[layer, "int8"].relative_error < 0.01 < by[layer, "int4"].relative_error < 0.2


def test_the_table_leaves_out_what_no_format_can_hold() -> None:
    weights = {
        "bias": torch.ones(3),
        "ints": torch.ones(3, 3, dtype=torch.int32),
        "empty": torch.ones(0, 3),
        "nan": torch.tensor([[1.0, math.nan]]),
        "inf": torch.tensor([[1.0, math.inf]]),
        "huge": torch.full((2, 2), 1e38),
        "zeros": torch.zeros(2, 2),
        "meta": torch.ones(2, 2, device="meta"),
        "text": "no tensor",
    }
    rows = errors(weights, ["int8"])
    assert [row.layer for row in rows] == ["huge", "zeros"]
    assert rows[0].relative_error < 1e-4
    assert rows[1].relative_error == 0
    assert errors(nn.ReLU()) == ()
    with pytest.raises(UsageError):
        errors(weights, ["int8", "int9"])
