"""Frozen first blocks, and SlimFit's schedule of what is frozen in each step."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS  # noqa: E402
from jupyter_perf.tradeoff.methods._accounting import accounted  # noqa: E402
from jupyter_perf.tradeoff.methods.slimfit import Schedule  # noqa: E402
from jupyter_perf.tradeoff.stepping import Stepper  # noqa: E402

from . import changes, nets  # noqa: E402


def gpt(**options: Any) -> Making:
    torch.manual_seed(0)
    return Making(nets.Gpt(layers=4), (nets.ids(),), options=options)


def trained(model: Any) -> set[str]:
    return {name for name, each in model.named_parameters() if each.requires_grad}


@pytest.mark.parametrize(
    ("options", "first"), [({}, 2), ({"freeze.last": 1}, 3), ({"freeze.share": 1}, 4)]
)
def test_embeddings_and_first_blocks_get_no_gradients(options: Any, first: int) -> None:
    plain = gpt(**options)
    made = METHODS.get("freeze").apply(plain)
    expected = {
        name
        for name in trained(plain.model)
        if name.startswith((*(f"blocks.{at}." for at in range(first, 4)), "norm."))
    }
    assert trained(made.model) == expected
    assert len(trained(plain.model)) > len(expected)
    assert made.model.head.weight is made.model.tokens.weight
    _, mine = changes.backward(made)
    _, theirs = changes.backward(plain)
    for name in expected:
        torch.testing.assert_close(mine[name], theirs[name])


def test_training_with_frozen_blocks_changes_the_users_own_weights() -> None:
    plain = gpt().replaced(optimizer="sgd")
    before = copy.deepcopy(plain.model.state_dict())
    Stepper(METHODS.get("freeze").apply(plain)).step()
    changed = {
        n for n, each in plain.model.state_dict().items() if not torch.equal(each, before[n])
    }
    assert changed
    assert all(name.startswith(("blocks.2", "blocks.3", "norm")) for name in changed)


def test_an_optimizer_keeps_its_groups_for_what_still_trains() -> None:
    net = nets.Gpt(layers=4)
    groups = [
        {"params": list(net.blocks.parameters()), "lr": 0.5},
        {"params": [*net.norm.parameters(), net.tokens.weight], "lr": 0.1},
    ]
    making = Making(net, (nets.ids(),), optimizer=torch.optim.SGD(groups, momentum=0.9))
    made = METHODS.get("freeze").apply(making)
    assert callable(made.optimizer)
    again = made.optimizer([each for each in made.model.parameters() if each.requires_grad])
    assert [group["lr"] for group in again.param_groups] == [0.5, 0.1]
    assert [len(group["params"]) for group in again.param_groups] == [22, 2]
    assert again.param_groups[0]["momentum"] == 0.9


def test_the_traced_peak_with_frozen_blocks_is_the_real_one() -> None:
    plain = gpt()
    real, much = changes.real_peak(METHODS.get("freeze").apply(plain)), changes.real_peak(plain)
    assert changes.traced_peak(plain, "freeze").peak_bytes == real.peak_bytes
    assert real.breakdown["optimizer"] < 0.6 * much.breakdown["optimizer"]


def test_layers_are_frozen_where_nothing_repeats_and_recurrent_ones_too() -> None:
    net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 2))
    made = METHODS.get("freeze").apply(Making(net, (torch.randn(3, 4),)))
    assert trained(made.model) == {"2.weight", "2.bias"}

    class Tagger(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.rnn = torch.nn.LSTM(4, 4, batch_first=True)
            self.out = torch.nn.Linear(4, 2)

        def forward(self, x: Any) -> Any:
            return self.out(self.rnn(x)[0])

    plain = Making(Tagger(), (torch.randn(2, 3, 4),))
    made = METHODS.get("freeze").apply(plain)
    _, found = changes.backward(made)
    assert {name for name, each in found.items() if each is not None} == {"out.weight", "out.bias"}
    _, theirs = changes.backward(plain)
    assert all(each is not None for each in theirs.values())


def test_what_cannot_be_frozen_is_said() -> None:
    fit = METHODS.get("freeze").unfit
    assert "one layer" in fit(Making(torch.nn.Linear(2, 2)))
    assert "no parameter gets a gradient" in fit(Making(torch.nn.ReLU()))
    last = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 2))
    assert "nothing would be left" in fit(Making(last, options={"freeze.share": 1}))
    for name, value in (("share", 2), ("share", "half"), ("last", -1), ("last", 1.5)):
        with pytest.raises(UsageError, match=f"freeze.{name}"):
            METHODS.get("freeze").apply(gpt(**{f"freeze.{name}": value}))


def stack(layers: int = 6, width: int = 12) -> Any:
    torch.manual_seed(0)
    rows: list[Any] = []
    for _ in range(layers):
        rows += [torch.nn.LayerNorm(width), torch.nn.Linear(width, width), torch.nn.GELU()]
    return torch.nn.Sequential(*rows)


def test_each_step_trains_the_share_asked_for_and_each_layer_gets_its_turn() -> None:
    net = stack()
    plain = Making(net, (torch.randn(8, 12),), loss=squared, options={"slimfit.rate": 0.75})
    assert METHODS.get("slimfit").unfit(plain) == ""
    made = METHODS.get("slimfit").apply(plain)
    (schedule,) = made.before_each
    assert isinstance(schedule, Schedule)
    stepper, seen = Stepper(made, foreach=False), set()
    for _ in range(4):
        before = copy.deepcopy(made.model.state_dict())
        stepper.step()
        after = made.model.state_dict()
        changed = {n.rpartition(".")[0] for n in after if not torch.equal(after[n], before[n])}
        assert changed == set(schedule.active)
        assert len(schedule.active) == 12 - int(0.75 * 12)
        seen |= changed
    assert len(seen) == 12
    assert trained(net) == {name for name, _ in net.named_parameters()}
    assert torch.equal(net[1].weight, made.model[1].weight)
    schedule.end()
    assert trained(made.model) == trained(net)


def squared(out: Any) -> Any:
    return (out - 1).square().mean()


def test_what_moves_most_trains_next() -> None:
    net = torch.nn.Sequential(*(torch.nn.Linear(2, 2, bias=False) for _ in range(3)))
    schedule = Schedule(rate=0.67)
    for step in range(3):
        schedule(net, step)
        with torch.no_grad():
            (place,) = (int(name) for name in schedule.active)
            net[place].weight[0, 0] = 0.0
            net[place].weight.mul_(1 + (place + 1) / 10)
    schedule(net, 3)
    scores = {each.name: each.score for each in schedule.layers}
    assert schedule.active == [max(scores, key=lambda name: scores[name])]
    assert all(0 < score <= 1 for score in scores.values())


def test_weights_of_zero_have_no_relative_move() -> None:
    net = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Linear(2, 2))
    with torch.no_grad():
        for each in net.parameters():
            each.zero_()
    schedule = Schedule(rate=0.5)
    for step in range(3):
        schedule(net, step)
        with torch.no_grad():
            for each in net.parameters():
                each.add_(0.0 if step < 2 else 1.0)
    assert [each.score for each in schedule.layers] == [0.0, 0.0]


@pytest.mark.parametrize("kind", ["stack", "gpt"])
@pytest.mark.parametrize("batch", [2, pytest.param(64, marks=pytest.mark.slow)])
def test_the_traced_peak_is_that_of_the_worst_schedule(kind: str, batch: int) -> None:
    if kind == "stack":
        plain = Making(stack(3), (torch.randn(batch, 12),), loss=squared)
    else:
        net = nets.Gpt(layers=1, width=16, words=20)
        plain = Making(net, (nets.ids(batch, 8, 20),))
    layers = [name for name, m in plain.model.named_modules() if [*m.parameters(recurse=False)]]
    if kind == "gpt":
        layers.remove("head")
    traced = changes.traced_peak(
        plain.replaced(options={}), "slimfit", {"slimfit.rate": 1 - 1.5 / len(layers)}
    )
    peaks = []
    for pair in itertools.combinations(layers, 2):
        making = METHODS.get("slimfit").apply(plain)
        peaks.append(changes.real_peak(making.replaced(before_each=(_only(pair),))).peak_bytes)
    assert 0.999 * max(peaks) <= traced.peak_bytes <= 1.01 * max(peaks)


def _only(names: tuple[str, ...]) -> Any:
    """A schedule of one choice, after a step that makes all of the optimizer's state."""
    kept: list[Any] = []

    def schedule(model: Any, step: int) -> None:
        kept.clear()
        for name, module in model.named_modules():
            for each in module.parameters(recurse=False):
                if name != "head":
                    each.requires_grad_(step == 0 or name in names)
            if step and name in names:
                kept.append(max(module.parameters(recurse=False), key=torch.numel).detach().clone())

    return schedule


def test_dynamic_and_static_activations_are_told_apart() -> None:
    plain = Making(stack(3), (torch.randn(64, 12),), loss=squared)
    found = accounted(plain)
    unit = 64 * 12 * 4
    # Inputs of the second and third norm stay for the gradient of their input, as do those of the
    # activation functions; what the linear layers are given goes.
    assert found.dynamic >= 2 * unit
    assert found.static >= 5 * unit
    assert trained(plain.model) == {name for name, _ in plain.model.named_parameters()}


def test_accuracy_is_near_that_of_training_all() -> None:
    torch.manual_seed(1)
    x = torch.randn(256, 12)
    y = torch.sin(x @ torch.randn(12, 12))
    losses = {}
    for name in ("none", "slimfit"):
        net = stack(2)
        plain = Making(net, (x,), loss=lambda out: (out - y).square().mean(), optimizer="adamw")
        making = plain if name == "none" else METHODS.get("slimfit").apply(plain)
        making = making.replaced(optimizer=lambda p: torch.optim.AdamW(p, lr=0.01, foreach=False))
        first = squared_error(net, x, y)
        stepper = Stepper(making)
        for _ in range(60):
            stepper.step()
        losses[name] = squared_error(net, x, y) / first
    assert losses["none"] < losses["slimfit"] < 0.9


def squared_error(net: Any, x: Any, y: Any) -> float:
    with torch.no_grad():
        return float((net(x) - y).square().mean())


def test_schedules_that_make_no_sense_are_refused() -> None:
    for rate in (-0.1, 1.0, 2):
        with pytest.raises(UsageError, match="share of frozen layers"):
            Schedule(rate)
    fit = METHODS.get("slimfit").unfit
    assert "none of its 1 layers" in fit(Making(torch.nn.Linear(2, 2)))
    assert "no parameter gets a gradient" in fit(Making(torch.nn.ReLU()))
    with pytest.raises(UsageError, match=r"slimfit\.rate"):
        METHODS.get("slimfit").apply(gpt(**{"slimfit.rate": "most"}))
