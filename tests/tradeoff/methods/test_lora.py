"""Adapters beside frozen matrices, whole or of four bits."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS, _nf4, applied  # noqa: E402
from jupyter_perf.tradeoff.methods.lora import merged  # noqa: E402
from jupyter_perf.tradeoff.stepping import Stepper  # noqa: E402

from . import changes, nets  # noqa: E402

NAMES = ["lora", "qlora"]


def gpt(**options: Any) -> Making:
    torch.manual_seed(0)
    net = nets.Gpt(layers=2)
    kwargs = {"labels": nets.ids()}
    return Making(net, (nets.ids(),), kwargs, optimizer="sgd", options=options)


def train(making: Making, steps: int = 3) -> None:
    stepper = Stepper(making, foreach=False)
    for _ in range(steps):
        stepper.step()
    stepper.close()


def test_at_first_nothing_changes_and_only_adapters_get_gradients() -> None:
    plain = gpt()
    made = METHODS.get("lora").apply(plain)
    assert changes.backward(made)[0] == changes.backward(plain)[0]
    _, found = changes.backward(made)
    trained = {name for name, gradient in found.items() if gradient is not None}
    assert trained == {name for name in found if name.endswith(("lora_a", "lora_b"))}
    assert len(trained) == 2 * 2 * 5
    assert all(each.requires_grad for each in plain.model.parameters())


def test_the_update_is_that_of_the_formula() -> None:
    net = torch.nn.Sequential(torch.nn.Linear(6, 5), torch.nn.Linear(5, 2))
    options = {"lora.rank": 3, "lora.alpha": 6, "lora.targets": "0"}
    layer = METHODS.get("lora").apply(Making(net, options=options)).model[0]
    torch.nn.init.normal_(layer.lora_b)
    x = torch.randn(4, 6)
    whole = net[0].weight + 2 * layer.lora_b @ layer.lora_a
    torch.testing.assert_close(layer(x), x @ whole.T + net[0].bias)
    assert isinstance(layer, torch.nn.Linear)


def test_training_moves_adapters_and_merging_gives_them_back_by_the_old_names() -> None:
    plain = gpt(**{"lora.also": "norm"})
    before = copy.deepcopy(plain.model.state_dict())
    made = METHODS.get("lora").apply(plain)
    train(made)
    for name, each in plain.model.state_dict().items():
        if not name.startswith("norm."):
            assert torch.equal(each, before[name]), name
    whole = merged(made.model)
    assert list(whole.state_dict()) == list(before)
    assert {type(each) for each in whole.modules()} == {
        type(each) for each in plain.model.modules()
    }
    whole.eval()
    made.model.eval()
    torch.testing.assert_close(whole(nets.ids()), made.model(nets.ids()), rtol=1e-4, atol=1e-5)
    assert whole.head.weight is whole.tokens.weight
    assert not torch.equal(whole.norm.weight, before["norm.weight"])
    copy.deepcopy(plain.model).load_state_dict(whole.state_dict())


@pytest.mark.parametrize("name", NAMES)
def test_what_was_saved_without_adapters_is_loaded(name: str) -> None:
    plain, other = gpt(), nets.Gpt(layers=2)
    made = METHODS.get(name).apply(plain).model
    missing, unexpected = made.load_state_dict(other.state_dict(), strict=False)
    assert unexpected == []
    assert all(each.endswith(("lora_a", "lora_b")) for each in missing)
    expected = METHODS.get(name).apply(plain.replaced(model=other)).model.eval()
    torch.testing.assert_close(made.eval()(nets.ids()), expected(nets.ids()))
    again = METHODS.get(name).apply(gpt()).model
    again.load_state_dict(made.state_dict())
    torch.testing.assert_close(again.eval()(nets.ids()), made(nets.ids()))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_the_traced_peak_is_the_real_one(name: str, precision: str) -> None:
    options = {f"{name}.rank": 2}
    plain = gpt(**options).replaced(optimizer="adamw", kwargs={}, precision=precision)
    real = changes.real_peak(METHODS.get(name).apply(plain))
    traced = changes.traced_peak(
        plain.replaced(precision="fp32"), name, options, precision=precision
    )
    assert traced.peak_bytes == real.peak_bytes
    much = changes.real_peak(plain)
    assert real.breakdown["optimizer"] < 0.2 * much.breakdown["optimizer"]
    if name == "qlora":
        assert real.breakdown["weights"] < 0.7 * much.breakdown["weights"]


@pytest.mark.parametrize("name", NAMES)
def test_copies_and_pickles_train_on_their_own(name: str) -> None:
    made = METHODS.get(name).apply(gpt())
    expected, _ = changes.backward(made)
    for twin in (copy.deepcopy(made.model), pickle.loads(pickle.dumps(made.model))):
        found, gradients = changes.backward(made.replaced(model=twin))
        assert found == expected
        assert any(each is not None for each in gradients.values())


@pytest.mark.parametrize("name", NAMES)
def test_recomputing_blocks_with_adapters_is_exact(name: str) -> None:
    made = METHODS.get(name).apply(gpt())
    changes.same_step(made, METHODS.get("checkpoint-blocks").apply(made))
    assert applied(f"{name}+checkpoint-blocks", gpt()).model.state_dict().keys()


def test_four_bits_take_an_eighth_and_come_close() -> None:
    torch.manual_seed(0)
    weight = torch.randn(300, 130)
    for double, most in ((False, 4.51), (True, 4.14)):
        made = _nf4.packed(weight, double=double)
        kept = [made.codes, made.scales, *([made.outer] if made.outer is not None else [])]
        bits = 8 * sum(each.numel() * each.element_size() for each in kept) / weight.numel()
        assert 4 <= bits < most
        pairs = _nf4.table("cpu")
        parts = (made.codes, made.scales, made.outer, pairs)
        back = _nf4.unpacked(*parts, (300, 130), torch.float32)
        relative = ((back - weight).square().mean() / weight.square().mean()).sqrt()
        assert relative < 0.11
        largest = torch.nn.functional.pad(weight.view(-1), (0, -weight.numel() % 64))
        bound = 0.1525 * largest.view(-1, 64).abs().amax(1).repeat_interleave(64)
        assert ((back - weight).view(-1).abs() <= bound[: weight.numel()] * 1.01).all()


def test_the_sixteen_values_are_those_of_the_paper() -> None:
    from scipy.stats import norm

    above = norm.ppf(torch.linspace(0.9677083, 0.5, 9)[:-1].double().numpy())
    below = -norm.ppf(torch.linspace(0.9677083, 0.5, 8)[:-1].double().numpy())
    values = sorted([*above, 0.0, *below])
    expected = torch.tensor(values) / max(values)
    torch.testing.assert_close(expected, torch.tensor(_nf4.VALUES).double(), atol=1e-6, rtol=0)


def test_values_of_the_grid_are_kept_and_zeros_too() -> None:
    grid = torch.tensor(_nf4.VALUES).repeat(4).view(1, 64) * 3
    for weight in (grid, torch.zeros(1, 64)):
        made = _nf4.packed(weight, double=False)
        pairs = _nf4.table("cpu")
        back = _nf4.unpacked(made.codes, made.scales, None, pairs, (1, 64), torch.float32)
        torch.testing.assert_close(back, weight)


def test_four_bits_multiply_as_their_matrix_does() -> None:
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(20, 12), torch.nn.Linear(12, 3))
    for double in (False, "yes"):
        options = {"qlora.targets": "0", "qlora.double": double}
        layer = METHODS.get("qlora").apply(Making(net, options=options)).model[0]
        x = torch.randn(5, 20, requires_grad=True)
        layer(x).square().sum().backward()
        y = x.detach().clone().requires_grad_()
        torch.nn.functional.linear(y, layer.weight, net[0].bias).square().sum().backward()
        torch.testing.assert_close(x.grad, y.grad)
        assert isinstance(layer, torch.nn.Linear)
        assert net[0]._non_persistent_buffers_set == set()


def test_a_merged_model_of_four_bits_is_plain_and_rounded() -> None:
    plain = gpt()
    made = METHODS.get("qlora").apply(plain)
    train(made)
    whole = merged(made.model)
    assert list(whole.state_dict()) == list(plain.model.state_dict())
    assert type(whole.blocks[0].mlp[0]) is torch.nn.Linear
    torch.testing.assert_close(
        whole.eval()(nets.ids()), made.model.eval()(nets.ids()), rtol=1e-4, atol=1e-5
    )
    difference = whole.blocks[0].mlp[0].weight - plain.model.blocks[0].mlp[0].weight
    assert 0 < difference.norm() < 0.2 * plain.model.blocks[0].mlp[0].weight.norm()


class Conv1D(torch.nn.Module):
    """As GPT-2's in Transformers."""

    def __init__(self, nf: int, nx: int) -> None:
        super().__init__()
        self.nf = nf
        self.weight = torch.nn.Parameter(torch.randn(nx, nf))
        self.bias = torch.nn.Parameter(torch.zeros(nf))

    def forward(self, x: Any) -> Any:
        return x @ self.weight + self.bias


@pytest.mark.parametrize("name", NAMES)
def test_matrices_the_other_way_round(name: str) -> None:
    torch.manual_seed(0)
    net = torch.nn.Sequential(Conv1D(7, 64), torch.nn.Linear(7, 2))
    made = METHODS.get(name).apply(Making(net, options={f"{name}.targets": "0"})).model
    torch.nn.init.normal_(made[0].lora_b)
    x = torch.randn(3, 64)
    whole = merged(made)
    assert whole[0].weight.shape == (64, 7)
    torch.testing.assert_close(whole(x), made(x), rtol=1e-4, atol=1e-4)
    assert list(whole.state_dict()) == list(net.state_dict())


def test_layers_of_pytorch_are_adapted_in_evaluation_too() -> None:
    layer = torch.nn.TransformerEncoderLayer(16, 2, 32, batch_first=True)
    net = torch.nn.TransformerEncoder(layer, 2, enable_nested_tensor=False).eval()
    made = METHODS.get("lora").apply(Making(net)).model
    adapted = [name for name, _ in made.named_parameters() if name.endswith("lora_b")]
    assert adapted == [f"layers.{i}.linear{j}.lora_b" for i in (0, 1) for j in (1, 2)]
    x = torch.randn(2, 5, 16)
    torch.testing.assert_close(made(x), net(x))
    torch.nn.init.normal_(made.layers[0].linear1.lora_b)
    with torch.no_grad():
        assert not torch.allclose(made(x), net(x), atol=1e-3)


def test_the_optimizer_is_made_again_over_the_adapters() -> None:
    plain = gpt()
    plain = plain.replaced(optimizer=torch.optim.AdamW(plain.model.parameters(), lr=0.3, eps=1e-5))
    made = METHODS.get("lora").apply(plain)
    assert callable(made.optimizer)
    adapters = [each for each in made.model.parameters() if each.requires_grad]
    again = made.optimizer(adapters)
    assert again.defaults["lr"] == 0.3
    assert {id(p) for p in again.param_groups[0]["params"]} == {id(each) for each in adapters}


@pytest.mark.parametrize("name", NAMES)
def test_what_makes_no_sense_is_said(name: str) -> None:
    method = METHODS.get(name)
    assert "no linear layers" in method.unfit(Making(torch.nn.Conv2d(3, 3, 1)))
    assert "has adapters already" in method.unfit(METHODS.get("lora").apply(gpt()))
    nothing = method.unfit(gpt(**{f"{name}.targets": ["nowhere"]}))
    assert "no linear layer is named like nowhere: there are blocks.0.attention.q" in nothing
    for key, value, said in (
        ("rank", 0, "a whole number from 1 on"),
        ("rank", 2.5, "a whole number from 1 on"),
        ("rank", "many", "a whole number from 1 on"),
        ("alpha", -1, "a number from 0"),
        ("also", "nowhere", "no parameter is named like 'nowhere'"),
        ("targets", 3, "give names"),
    ):
        with pytest.raises(UsageError, match=said):
            method.apply(gpt(**{f"{name}.{key}": value}))
    with pytest.raises(UsageError, match="give True or False"):
        METHODS.get("qlora").apply(gpt(**{"qlora.double": "perhaps"}))


def test_a_random_state_is_left_as_it_was() -> None:
    torch.manual_seed(3)
    before = torch.get_rng_state()
    METHODS.get("qlora").apply(Making(nets.mlp(), options={"qlora.targets": "all"}))
    torch.manual_seed(3)
    assert torch.equal(before, torch.get_rng_state())
