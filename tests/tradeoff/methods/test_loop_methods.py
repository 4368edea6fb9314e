"""Precision, microbatches, where and when the optimizer steps, and what is modelled."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import nn  # noqa: E402
from torch._subclasses.fake_tensor import FakeTensorMode  # noqa: E402

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS, applied  # noqa: E402
from jupyter_perf.tradeoff.methods.accumulate import microbatches  # noqa: E402
from jupyter_perf.tradeoff.methods.offload_optimizer import OffloadedOptimizer  # noqa: E402
from jupyter_perf.tradeoff.methods.optimizer_in_backward import attach  # noqa: E402
from jupyter_perf.tradeoff.stepping import Stepper  # noqa: E402
from jupyter_perf.tradeoff.trace import host  # noqa: E402

from .steps import attending, squared, trained, twin  # noqa: E402

LOOP = (
    "accumulate", "adafactor", "adamw-8bit", "bf16", "bf16-weights", "fp16", "lion",
    "offload-activations", "offload-optimizer", "optimizer-in-backward", "quantize-activations",
    "sgd", "zero-1", "zero-2", "zero-3",
)  # fmt: skip
MODELLED = ("zero-1", "zero-2", "zero-3")


def weights(making: Making) -> list[Any]:
    return [each.detach().clone() for each in making.model.parameters()]


def same(one: Making, other: Making) -> bool:
    return all(torch.equal(a, b) for a, b in zip(weights(one), weights(other), strict=True))


class Moved:
    def __init__(self) -> None:
        self.stored_bytes = self.fetched_bytes = 0

    def stored(self, tensor: Any) -> None:
        self.stored_bytes += tensor.nbytes

    def fetched(self, tensor: Any) -> None:
        self.fetched_bytes += tensor.nbytes


@pytest.mark.parametrize("name", LOOP)
def test_each_is_there_and_says_what_it_costs(name: str) -> None:
    method = METHODS.get(name)
    making = attending()
    assert method.words
    assert method.costs
    assert method.modelled == (name in MODELLED)
    assert "Source: " in str(type(method).__doc__)
    assert "When not" in str(type(method).__doc__)
    assert method.code(making)
    assert set(method.settings(making)) <= {"transformers", "accelerate", "lightning"}
    assert method.unfit(making) == ("" if name != "adamw-8bit" else method.unfit(making))


@pytest.mark.parametrize("name", [each for each in LOOP if each not in MODELLED])
def test_each_steps_twice_without_data_and_leaves_the_model_alone(name: str) -> None:
    with FakeTensorMode(allow_non_fake_inputs=True):
        making = attending()
        before = {n: (id(p), p.dtype) for n, p in making.model.named_parameters()}
        stepper = Stepper(applied(name, making))
        stepper.step()
        stepper.step()
        stepper.close()
        after = {n: (id(p), p.dtype) for n, p in making.model.named_parameters()}
    assert before == after


@pytest.mark.parametrize(
    "optimizer", ["adamw", "adam", "momentum", "adafactor", "rmsprop", "adagrad"]
)
@pytest.mark.parametrize("name", ["offload-optimizer", "optimizer-in-backward"])
def test_exact_ones_train_to_the_same_bits(name: str, optimizer: str) -> None:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(12, 32), nn.ReLU(), nn.Linear(32, 12))
    plain = Making(model, (torch.randn(8, 12),), loss=squared, optimizer=optimizer)
    other = applied(name, twin(plain))
    assert trained(plain, 4) == trained(other, 4)
    assert same(plain, other)


def test_both_together_are_exact_too_and_in_any_order() -> None:
    plain = attending().replaced(optimizer="adamw")
    plain.model.eval()  # no dropout
    other = applied("optimizer-in-backward+offload-optimizer+offload-activations", twin(plain))
    assert trained(plain, 3) == pytest.approx(trained(other, 3), rel=1e-6)
    one = applied("offload-optimizer+adamw-8bit", plain)
    assert type(Stepper(one).optimizers[0].inner).__name__ == "AdamW8bit"


def test_state_on_the_host_goes_there_and_back_in_each_step() -> None:
    model = nn.Linear(100, 10, bias=False)
    making = applied("offload-optimizer", Making(model, (torch.ones(2, 100),), loss=squared))
    stepper = Stepper(making)
    moved = Moved()
    stepper.step()
    with host.witnessed(moved):
        stepper.step()
    assert moved.stored_bytes == moved.fetched_bytes == 2 * 4 * 1000


def test_an_optimizer_that_is_there_is_offloaded_with_its_state() -> None:
    plain = attending()
    plain.model.eval()
    groups = [
        {"params": [p for p in plain.model.parameters() if p.dim() > 1], "weight_decay": 0.3},
        {"params": [p for p in plain.model.parameters() if p.dim() == 1], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=0.01)
    trained(plain.replaced(optimizer=optimizer), 2)
    other = twin(plain)
    moved = OffloadedOptimizer(copy.deepcopy(optimizer))
    for group, those in zip(moved.param_groups, optimizer.param_groups, strict=True):
        assert group["weight_decay"] == those["weight_decay"]
    moved = OffloadedOptimizer(type(optimizer)(_over(groups, plain, other), lr=0.01))
    moved.load_state_dict(copy.deepcopy(optimizer.state_dict()))
    schedules = [torch.optim.lr_scheduler.StepLR(each, 1, 0.5) for each in (optimizer, moved)]
    for _ in range(3):
        assert trained(plain.replaced(optimizer=optimizer), 1) == trained(
            other.replaced(optimizer=moved), 1
        )
        for each in schedules:
            each.step()
    assert same(plain, other)
    assert len(pickle.loads(pickle.dumps(moved)).param_groups) == 2


def _over(groups: list[dict[str, Any]], old: Making, new: Making) -> list[dict[str, Any]]:
    stands = dict(zip(old.model.parameters(), new.model.parameters(), strict=True))
    return [{**group, "params": [stands[p] for p in group["params"]]} for group in groups]


def test_gradients_are_gone_when_the_backward_pass_is_over() -> None:
    model = nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4))
    before = [each.detach().clone() for each in model.parameters()]
    attached = attach(model, lambda parameters: torch.optim.SGD(parameters, lr=0.1))
    model(torch.ones(2, 4)).sum().backward()
    assert all(each.grad is None for each in model.parameters())
    changed = [not torch.equal(a, b) for a, b in zip(before, model.parameters(), strict=True)]
    assert all(changed)
    attached.remove()
    model(torch.ones(2, 4)).sum().backward()
    assert all(each.grad is not None for each in model.parameters())


def test_shared_weights_are_updated_once_with_their_whole_gradient() -> None:
    torch.manual_seed(0)
    embedding, head = nn.Embedding(20, 8), nn.Linear(8, 20, bias=False)
    head.weight = embedding.weight
    plain = Making(nn.Sequential(embedding, head), (torch.arange(6),), loss=squared)
    other = twin(plain)
    trained(plain.replaced(optimizer="sgd"), 2)
    trained(applied("optimizer-in-backward", other.replaced(optimizer="sgd")), 2)
    assert same(plain, other)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"accumulate": 2}, "accumulated"),
        ({"precision": "fp16"}, "GradScaler"),
        ({"options": {"loop.clip": 1.0}}, "clips"),
    ],
)
def test_what_needs_all_gradients_refuses_to_let_them_go(
    changes: dict[str, Any], said: str
) -> None:
    making = attending().replaced(**changes)
    assert said in METHODS.get("optimizer-in-backward").unfit(making)


def test_one_optimizer_for_all_parameters_together_is_refused() -> None:
    model = nn.Linear(3, 3)
    lbfgs = torch.optim.LBFGS(model.parameters())
    for name in ("optimizer-in-backward", "offload-optimizer"):
        assert "LBFGS" in METHODS.get(name).unfit(Making(model, optimizer=lbfgs))
    with pytest.raises(UsageError, match="LBFGS"):
        attach(model, lbfgs)


def test_plain_sgd_has_nothing_to_offload() -> None:
    method = METHODS.get("offload-optimizer")
    assert "no state" in method.unfit(attending().replaced(optimizer="sgd"))
    assert method.unfit(attending().replaced(optimizer="momentum")) == ""


def test_microbatches_add_up_to_the_gradient_of_the_whole_batch() -> None:
    making = attending(batch=8)
    making.model.eval()
    (batch,) = making.args
    squared(making.model(batch)).backward()
    whole = [each.grad.clone() for each in making.model.parameters()]
    making.model.zero_grad()
    for part in microbatches(batch, 4):
        (squared(making.model(part)) / 4).backward()
    for each, expected in zip(making.model.parameters(), whole, strict=True):
        assert torch.allclose(each.grad, expected, atol=1e-8, rtol=1e-4)


def test_nested_batches_are_split_and_what_has_no_batch_is_in_each_part() -> None:
    batch = {"ids": torch.arange(12).view(4, 3), "scale": torch.tensor(2.0), "names": ["a"]}
    parts = list(microbatches((batch, torch.arange(4)), 2))
    assert [each[0]["ids"].shape[0] for each in parts] == [2, 2]
    assert torch.equal(torch.cat([each[1] for each in parts]), torch.arange(4))
    assert parts[1][0]["scale"] is batch["scale"]
    assert parts[1][0]["names"] == ["a"]


@pytest.mark.parametrize("batch", [torch.ones(5, 2), torch.tensor(1.0), {}])
def test_batches_that_cannot_be_split_evenly_are_refused(batch: Any) -> None:
    with pytest.raises(UsageError, match="equal microbatches"):
        list(microbatches(batch, 2))


def test_batch_norm_is_what_accumulation_does_not_keep() -> None:
    assert "BatchNorm" in METHODS.get("accumulate").costs


@pytest.mark.parametrize("steps", ["8", 8, 8.0])
def test_steps_are_what_the_user_says(steps: Any) -> None:
    making = applied("accumulate", attending().replaced(options={"accumulate.steps": steps}))
    assert making.accumulate == 8


def test_steps_that_are_no_number_are_refused() -> None:
    with pytest.raises(UsageError, match="whole number"):
        applied("accumulate", attending().replaced(options={"accumulate.steps": 0}))


def test_autocast_leaves_weights_in_fp32_and_trains_as_well() -> None:
    plain = attending()
    making = applied("bf16", twin(plain))
    expected, found = trained(plain, 8), trained(making, 8)
    assert making.precision == "bf16"
    assert found != expected
    assert found[-1] == pytest.approx(expected[-1], rel=0.1)
    assert all(each.dtype == torch.float32 for each in making.model.parameters())
    assert "already" in METHODS.get("bf16").unfit(making)


def test_weights_in_bf16_are_others_and_half_of_everything() -> None:
    plain = attending()
    optimizer = torch.optim.AdamW(plain.model.parameters(), lr=0.01)
    making = applied("bf16-weights", plain.replaced(optimizer=optimizer))
    losses = trained(making, 8)
    assert losses[-1] < losses[0]
    stepper = Stepper(making)
    stepper.step()
    assert {each.dtype for each in making.model.parameters()} == {torch.bfloat16}
    assert {each.dtype for each in plain.model.parameters()} == {torch.float32}
    (state, *_) = stepper.optimizers[0].state.values()
    assert state["exp_avg"].dtype == torch.bfloat16
    assert stepper.optimizers[0].param_groups[0]["lr"] == 0.01
    assert "already" in METHODS.get("bf16-weights").unfit(making)


class Recurrent(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.rnn, self.head = nn.LSTM(6, 8, batch_first=True), nn.Linear(8, 2)

    def forward(self, x: Any) -> Any:
        return self.head(self.rnn(x)[0])


def test_weights_in_bf16_of_networks_with_layers_that_keep_lists_and_shared_ones() -> None:
    making = Making(Recurrent(), (torch.randn(3, 5, 6),), loss=squared)
    cast = applied("bf16-weights", making)
    assert cast.model(*cast.args).dtype == torch.bfloat16
    trained(cast, 2)
    embedding, head = nn.Embedding(20, 8), nn.Linear(8, 20, bias=False)
    head.weight = embedding.weight
    tied = applied("bf16-weights", Making(nn.Sequential(embedding, head), (torch.arange(6),)))
    assert tied.model[0].weight is tied.model[1].weight


def test_a_loss_with_targets_in_fp32_works_on_an_output_in_bf16() -> None:
    y = torch.randn(5, 3)
    making = Making(nn.Linear(4, 3), (torch.randn(5, 4),), loss=lambda out: ((out - y) ** 2).mean())
    cast = applied("bf16-weights+offload-optimizer+optimizer-in-backward", making)
    losses = trained(cast, 3)
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("stage", [1, 2, 3])
def test_zero_is_the_papers_formulas(stage: int) -> None:
    psi, devices = 7.5e9, 64
    method: Any = METHODS.get(f"zero-{stage}")
    making = attending().replaced(options={f"zero-{stage}.degree": devices})
    # Figure 1: fp16 weights and gradients, Adam with K = 12; 31.4, 16.6 and 1.9 GB a device.
    kinds = {"weights": 2 * psi, "gradients": 2 * psi, "optimizer": 12 * psi}
    factors = method.memory_factors(making)
    found = sum(size * factors.get(kind, 1.0) for kind, size in kinds.items())
    assert found / 1e9 == pytest.approx({1: 31.4, 2: 16.6, 3: 1.9}[stage], abs=0.05)
    assert applied(f"zero-{stage}", making) is making
    parameters = sum(each.nbytes for each in making.model.parameters())
    volume = {1: 2, 2: 2, 3: 3}[stage] * parameters * 63 / 64
    assert method.sent_bytes(making) == pytest.approx(volume)
    assert method.gathered_bytes(making) == (parameters if stage == 3 else 0)


def test_one_device_has_nothing_to_split() -> None:
    making = attending().replaced(options={"zero-3.degree": 1})
    assert "one device" in METHODS.get("zero-3").unfit(making)


def test_settings_of_trainers_are_merged() -> None:
    from jupyter_perf.tradeoff.applying import settings

    found = settings("bf16+accumulate+adamw-8bit", attending())
    assert found.trainers["transformers"] == {
        "bf16": True,
        "gradient_accumulation_steps": 4,
        "optim": "adamw_8bit",
    }
    assert found.trainers["accelerate"] == {
        "mixed_precision": "bf16",
        "gradient_accumulation_steps": 4,
    }
    assert found.trainers["lightning"] == {"precision": "bf16-mixed", "accumulate_grad_batches": 4}
    assert "microbatches" in str(found)


@pytest.mark.parametrize("name", ["accumulate", "bf16", "offload-optimizer"])
def test_what_they_say_can_be_run(name: str) -> None:
    making = attending(batch=4)
    optimizer = torch.optim.AdamW(making.model.parameters())
    space = {
        "torch": torch, "model": making.model, "batch": making.args[0],
        "loss_of": squared, "optimizer": optimizer,
    }  # fmt: skip
    exec(METHODS.get(name).code(making), space)
    assert name == "offload-optimizer" or making.model.out.weight.grad is not None


def test_the_code_of_an_optimizer_in_the_backward_pass_can_be_run() -> None:
    model = nn.Linear(3, 3)
    making = Making(model, optimizer=torch.optim.SGD(model.parameters(), lr=0.5, momentum=0.9))
    before = model.weight.detach().clone()
    exec(METHODS.get("optimizer-in-backward").code(making), {"model": model, "torch": torch})
    model(torch.ones(1, 3)).sum().backward()
    assert model.weight.grad is None
    assert torch.allclose(model.weight, before - 0.5)
