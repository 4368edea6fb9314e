"""Optimizers with less state, against what they stand in for."""

from __future__ import annotations

import copy
import io
import pickle
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch._subclasses.fake_tensor import FakeTensorMode  # noqa: E402

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS, _eight_bits, adamw_8bit, applied, lion  # noqa: E402
from jupyter_perf.tradeoff.stepping import Stepper  # noqa: E402
from jupyter_perf.tradeoff.trace import failing  # noqa: E402

from .steps import squared, trained  # noqa: E402

NAMES = ("adamw-8bit", "adafactor", "lion", "sgd")


def regression() -> Making:
    """A network that learns what another one of its kind says."""
    torch.manual_seed(3)
    torch.set_num_threads(1)
    layers = [torch.nn.Linear(24, 300), torch.nn.Tanh(), torch.nn.Linear(300, 16)]
    model = torch.nn.Sequential(*layers)
    x = torch.randn(200, 24)
    y = copy.deepcopy(model).requires_grad_(False)(x) + torch.randn(200, 16)
    return Making(model, (x,), loss=lambda out: torch.nn.functional.mse_loss(out, y))


def state_bytes(optimizer: Any) -> int:
    states = [each for state in optimizer.state.values() for each in state.values()]
    return sum(each.nbytes for each in states if isinstance(each, torch.Tensor))


def test_the_values_are_those_of_the_paper() -> None:
    signed, positive = _eight_bits.levels(True), _eight_bits.levels(False)
    assert len(signed.unique()) == len(positive.unique()) == 256
    assert signed[_eight_bits.ZERO[True]] == positive[_eight_bits.ZERO[False]] == 0
    assert signed.max() == positive.max() == 1
    assert positive.min() == 0
    # Symmetric but for 1, and seven decades deep.
    assert torch.equal(signed[:-1], -signed[:-1].flip(0))
    assert float(signed[128]) == pytest.approx(0.55e-6)
    assert float(positive[1]) == pytest.approx(0.325e-6)
    # The upper decade has half of all values.
    assert int((positive >= 0.1).sum()) == 129


@pytest.mark.parametrize("signed", [True, False])
@pytest.mark.parametrize("count", [1, 256, 1000])
def test_a_block_is_rounded_to_the_nearest_value(signed: bool, count: int) -> None:
    numbers = torch.randn(count) * torch.logspace(-5, 3, count)
    numbers = numbers if signed else numbers.abs()
    codes = torch.empty(count, dtype=torch.uint8)
    scales = torch.empty(_eight_bits.blocks_in(count))
    _eight_bits.encode(numbers, codes, scales, signed)
    back = _eight_bits.decode(codes, scales, signed)
    largest = scales.repeat_interleave(256)[:count]
    relative = (numbers / largest)[:, None]
    nearest = (_eight_bits.levels(signed) - relative).abs().min(dim=1).values
    found = (back / largest - relative[:, 0]).abs()
    if not signed:
        assert bool((back > 0).all()), "a second moment vanished"
        nearest = nearest.clamp_min(float(_eight_bits.levels(False)[1]))
    assert bool((found <= nearest + 1e-6).all())


def test_8_bit_adamw_follows_adamw() -> None:
    exact, near = regression(), regression()
    weights = dict(exact.model.named_parameters())
    start = {name: each.detach().clone() for name, each in weights.items()}
    settings = {"lr": 1e-3, "weight_decay": 0.1}
    near = near.replaced(optimizer=torch.optim.AdamW(near.model.parameters(), **settings))
    exact = exact.replaced(optimizer=torch.optim.AdamW(exact.model.parameters(), **settings))
    expected = trained(exact, 60)
    found = trained(applied("adamw-8bit", near), 60)
    assert found[0] == expected[0]
    assert found[-1] == pytest.approx(expected[-1], rel=0.02)
    assert expected[-1] < 0.9 * expected[0]
    with torch.no_grad():
        other = dict(near.model.named_parameters())
        way = torch.cat([(weights[n] - start[n]).flatten() for n in start])
        off = torch.cat([(weights[n] - other[n]).flatten() for n in start])
        assert float(off.norm() / way.norm()) < 0.1


def test_small_parameters_are_adamws_to_rounding() -> None:
    one, other = torch.nn.Linear(20, 10), torch.nn.Linear(20, 10)
    other.load_state_dict(one.state_dict())
    x = torch.randn(30, 20)
    settings = {"lr": 1e-2, "betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.2}
    trained(
        Making(
            one, (x,), loss=squared, optimizer=adamw_8bit.AdamW8bit(one.parameters(), **settings)
        ),
        20,
    )
    trained(
        Making(
            other, (x,), loss=squared, optimizer=torch.optim.AdamW(other.parameters(), **settings)
        ),
        20,
    )
    assert torch.allclose(one.weight, other.weight, atol=1e-6)


def test_two_bytes_a_parameter_and_a_scale_a_block() -> None:
    model = torch.nn.Linear(512, 128, bias=False)
    optimizer = adamw_8bit.AdamW8bit(model.parameters())
    model(torch.randn(2, 512)).sum().backward()
    optimizer.step()
    count = 512 * 128
    assert state_bytes(optimizer) == 2 * count + 2 * 4 * count // 256


def test_large_parameters_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    def once() -> Any:
        making = applied("adamw-8bit", regression())
        trained(making, 3)
        return making.model[0].weight

    whole = once()
    monkeypatch.setattr(_eight_bits, "AT_ONCE", 512)
    assert torch.equal(once(), whole)


def test_weights_that_are_not_contiguous_are_updated() -> None:
    model = torch.nn.Conv2d(32, 64, 3).to(memory_format=torch.channels_last)
    other = copy.deepcopy(model)
    x = torch.randn(4, 32, 8, 8).to(memory_format=torch.channels_last)
    assert not model.weight.is_contiguous()
    for each, kind in ((model, adamw_8bit.AdamW8bit), (other, torch.optim.AdamW)):
        trained(Making(each, (x,), loss=squared, optimizer=kind(each.parameters(), lr=1e-2)), 1)
    assert torch.allclose(model.weight, other.weight, atol=1e-3)


def test_a_state_that_was_saved_goes_on_as_it_was() -> None:
    making = regression()
    optimizer = adamw_8bit.AdamW8bit(making.model.parameters())
    trained(making.replaced(optimizer=optimizer), 3)
    file = io.BytesIO()
    torch.save(optimizer.state_dict(), file)
    file.seek(0)
    twin = copy.deepcopy(making.model)
    loaded = adamw_8bit.AdamW8bit(twin.parameters())
    loaded.load_state_dict(torch.load(file))
    after = trained(making.replaced(optimizer=optimizer), 3)
    assert trained(making.replaced(model=twin, optimizer=loaded), 3) == after
    assert {
        each.dtype
        for each in next(iter(loaded.state.values())).values()
        if isinstance(each, torch.Tensor)
    } == {torch.uint8, torch.float32}


@pytest.mark.parametrize("kind", ["AdamW8bit", "Lion"])
def test_their_classes_can_be_pickled(kind: str) -> None:
    module: Any = adamw_8bit if kind == "AdamW8bit" else lion
    made = getattr(module, kind)([torch.nn.Parameter(torch.ones(3))])
    assert type(pickle.loads(pickle.dumps(made))) is type(made)
    with pytest.raises(AttributeError, match="no attribute"):
        module.Other  # noqa: B018


def test_lion_is_the_papers_program() -> None:
    weight = torch.nn.Parameter(torch.tensor([1.0, -2.0]))
    optimizer = lion.Lion([weight], lr=0.1, weight_decay=0.5)
    moment, expected = torch.zeros(2), weight.detach().clone()
    for slope in (torch.tensor([0.3, -0.1]), torch.tensor([-5.0, 0.2])):
        direction = torch.sign(0.9 * moment + 0.1 * slope)
        expected = expected - 0.1 * (direction + 0.5 * expected)
        moment = 0.99 * moment + 0.01 * slope
        weight.grad = slope
        optimizer.step()
    assert torch.allclose(weight, expected)


@pytest.mark.parametrize("name", NAMES)
def test_each_trains_and_keeps_less_than_adamw(name: str) -> None:
    making = regression()
    adam = torch.optim.AdamW(making.model.parameters(), lr=1e-3)
    losses = trained(applied(name, making.replaced(optimizer=adam)), 20)
    assert losses[-1] < losses[0]


@pytest.mark.parametrize("name", NAMES)
def test_each_works_on_tensors_without_data(name: str) -> None:
    with FakeTensorMode(allow_non_fake_inputs=True):
        making = Making(torch.nn.Linear(100, 100), (torch.ones(3, 100),))
        stepper = Stepper(applied(name, making))
        stepper.step()
        stepper.step()
    assert state_bytes(stepper.optimizers[0]) < 8 * 10_100


def test_only_optimizers_of_pytorch_read_what_is_not_known() -> None:
    class Branching(torch.optim.SGD):
        def step(self, closure: Any = None) -> Any:
            if self.param_groups[0]["params"][0].sum().item() > 0:
                super().step()

    with FakeTensorMode(allow_non_fake_inputs=True):
        model = torch.nn.Linear(10, 10)
        making = Making(model, (torch.ones(3, 10),), optimizer=Branching(model.parameters()))
        with pytest.raises(failing.InStep) as raised:
            Stepper(making).step()
    assert failing.said(raised.value)["why"] == "values"


def test_groups_of_the_optimizer_before_stay_apart() -> None:
    model = torch.nn.Linear(80, 80)
    groups = [{"params": [model.weight], "weight_decay": 0.3}, {"params": [model.bias], "lr": 0.5}]
    before = torch.optim.AdamW(groups, lr=0.2, weight_decay=0.0)
    made: Any = applied("adamw-8bit", Making(model, optimizer=before)).optimizer
    found = made(list(model.parameters())).param_groups
    assert [(each["lr"], each["weight_decay"]) for each in found] == [(0.2, 0.3), (0.5, 0.0)]


def test_options_are_the_users_and_unknown_ones_are_refused() -> None:
    model = torch.nn.Linear(80, 80)
    asked = Making(model, options={"sgd.momentum": 0.5, "sgd.lr": 0.25})
    made: Any = applied("sgd", asked).optimizer
    (group,) = made(list(model.parameters())).param_groups
    assert (group["momentum"], group["lr"]) == (0.5, 0.25)
    assert "momentum=0.5" in METHODS.get("sgd").code(asked)
    wrong = adamw_8bit._optimizing.Maker(lambda: torch.optim.SGD, {"rank": 3})
    with pytest.raises(UsageError, match="no option rank"):
        wrong(list(model.parameters()))


@pytest.mark.parametrize(
    ("name", "optimizer", "said"),
    [
        ("adamw-8bit", "sgd", "takes the place of Adam"),
        ("lion", "sgd", "no more state"),
        ("adafactor", "adafactor", "no more state"),
        ("sgd", "sgd", "already"),
    ],
)
def test_where_one_makes_no_sense_it_says_so(name: str, optimizer: str, said: str) -> None:
    making = Making(torch.nn.Linear(100, 100), optimizer=optimizer)
    assert said in METHODS.get(name).unfit(making)


def test_small_models_have_nothing_to_gain_from_8_bits() -> None:
    assert "4096" in METHODS.get("adamw-8bit").unfit(Making(torch.nn.Linear(10, 10)))


@pytest.mark.parametrize("name", NAMES)
def test_what_they_say_can_be_run(name: str) -> None:
    model = torch.nn.Linear(8, 8)
    making = Making(model, optimizer=torch.optim.AdamW(model.parameters(), lr=0.01))
    space: dict[str, Any] = {"model": model, "torch": torch}
    exec(METHODS.get(name).code(making), space)
    assert isinstance(space["optimizer"], torch.optim.Optimizer)
    assert METHODS.get(name).settings(making)["transformers"]["optim"]
