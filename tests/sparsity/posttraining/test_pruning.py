"""Models pruned after training, on the inputs that they get."""

from __future__ import annotations

import copy
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402
from torch.nn import functional  # noqa: E402

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.sparsity.pattern import NM, Block, Pattern, Unstructured  # noqa: E402
from jupyter_perf.sparsity.posttraining import Pruned, pruned  # noqa: E402
from jupyter_perf.sparsity.recipes import recipe_of  # noqa: E402
from jupyter_perf.sparsity.training import Asked  # noqa: E402

NAMES = ["wanda", "sparsegpt"]


@pytest.fixture(autouse=True)
def one_thread() -> Any:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    yield
    torch.set_num_threads(threads)


def asked(name: str, pattern: Pattern, **others: Any) -> Asked:
    return Asked(name, recipe_of(name)[1], pattern, **others)


def net() -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(16, 32),
        nn.ReLU(),
        nn.Dropout(0.5),
        nn.Linear(32, 24),
        nn.ReLU(),
        nn.Linear(24, 4),
    )


def correlated(count: int, width: int = 16) -> Tensor:
    """Inputs of which some say the same, and some hardly anything."""
    mixing = torch.randn(width // 2, width) * torch.logspace(0, -2, width)
    return torch.randn(count, width // 2) @ mixing + 0.01 * torch.randn(count, width)


def batches(count: int = 3) -> list[Any]:
    return [((correlated(64),), {}) for _ in range(count)]


def groups(weight: Tensor, m: int) -> Tensor:
    return (weight.detach().movedim(1, -1).reshape(-1, m) != 0).sum(dim=1)


@pytest.mark.parametrize("name", [*NAMES, "one-shot", "magnitude-after"])
@pytest.mark.parametrize("pattern", [NM(2, 4), NM(1, 8)])
def test_exactly_n_of_m_stay(name: str, pattern: NM) -> None:
    model = net()
    head = model[5].weight.detach().clone()
    found = pruned(model, batches(), asked(name, pattern))
    for layer in (model[0], model[3]):
        assert (groups(layer.weight, pattern.m) == pattern.n).all()
    assert [each.name for each in found.layers] == ["model.0.weight", "model.3.weight"] or {
        each.name for each in found.layers
    } == {"model.0.weight", "model.3.weight"}
    assert all(each.density == pytest.approx(pattern.density) for each in found.layers)
    assert [each.name for each in found.skipped] == ["model.5.weight"]
    assert torch.equal(model[5].weight, head)
    assert found.notes == ()


def test_wanda_by_hand() -> None:
    """Input 0 is ten times as large: its small weights count for more than large ones elsewhere."""
    model = nn.Sequential(nn.Linear(4, 1, bias=False), nn.Linear(1, 1))
    model[0].weight.data = torch.tensor([[0.2, 1.0, -1.1, 0.1]])
    x = torch.tensor([[10.0, 1.0, 1.0, 1.0], [-10.0, 1.0, -1.0, 1.0]])
    pruned(model, [((x,), {})], asked("wanda", NM(2, 4)))
    assert model[0].weight.tolist() == [[pytest.approx(0.2), 0.0, pytest.approx(-1.1), 0.0]]


def test_wanda_compares_within_rows() -> None:
    model = net()
    pruned(model, batches(), asked("wanda", Unstructured(0.25)))
    assert ((model[0].weight != 0).sum(dim=1) == 4).all()
    assert ((model[3].weight != 0).sum(dim=1) == 8).all()


@pytest.mark.parametrize("density", [0.1, 0.5])
@pytest.mark.parametrize("blocksize", [5, 128])
def test_sparsegpt_keeps_as_many_as_asked(density: float, blocksize: int) -> None:
    model = net()
    name = f"sparsegpt(blocksize={blocksize})"
    pruned(model, batches(), asked(name, Unstructured(density)))
    for layer in (model[0], model[3]):
        kept = int((layer.weight != 0).sum())
        assert kept == int(density * layer.weight.numel() + 0.5)


def test_what_stays_makes_up_for_what_goes() -> None:
    """SparseGPT's outputs are nearer than Wanda's, and those nearer than magnitude's."""
    x = correlated(512)
    errors = {}
    for name in ("one-shot", *NAMES):
        torch.manual_seed(1)
        model = net()
        before = model[0](x).detach()
        pruned(model, [((x,), {})], asked(name, NM(2, 4)))
        errors[name] = float((model[0](x).detach() - before).norm() / before.norm())
    assert errors["sparsegpt"] < errors["wanda"] < errors["one-shot"]


def test_sparsegpt_column_by_column_against_its_definition() -> None:
    """One column pruned: the others move by OBS's -w_p / [H^-1]_pp · H^-1_p, which is optimal."""
    torch.manual_seed(0)
    x = correlated(256, 4).double()
    layer = nn.Linear(4, 1, bias=False).double()
    layer.weight.data = torch.tensor([[0.01, 1.0, 1.0, 1.0]], dtype=torch.float64)
    model = nn.Sequential(layer, nn.Linear(1, 1).double())
    before = layer.weight.detach().clone()
    pruned(model, [((x,), {})], asked("sparsegpt(damping=1e-9)", NM(3, 4)))
    (gone,) = (layer.weight[0] == 0).nonzero().tolist()
    hessian = x.T @ x
    inverse = hessian.inverse()
    place = gone[0]
    expected = before[0] - before[0, place] / inverse[place, place] * inverse[place]
    # Columns before it were done with already: only those that come later make up for it.
    if place == 0:
        torch.testing.assert_close(layer.weight[0].detach(), expected, atol=1e-6, rtol=1e-6)
    later = [each for each in range(4) if each > place]
    part = x[:, later]
    target = x @ before[0] - x[:, :place] @ before[0, :place]
    best = torch.linalg.lstsq(part, target[:, None]).solution[:, 0]
    torch.testing.assert_close(layer.weight[0, later].detach(), best, atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_n_of_n_changes_nothing(name: str) -> None:
    model = net()
    before = copy.deepcopy(model.state_dict())
    pruned(model, batches(), asked(name, NM(4, 4)))
    for key, value in model.state_dict().items():
        torch.testing.assert_close(value, before[key], rtol=0, atol=0)


@pytest.mark.parametrize("name", NAMES)
def test_inputs_that_are_always_zero_go_first(name: str) -> None:
    model = net()
    x = correlated(64)
    x[:, ::4] = 0
    x[:, 1::4] = 0
    pruned(model, [((x,), {})], asked(name, NM(2, 4)))
    assert not model[0].weight[:, ::4].any()
    assert model[0].weight[:, 2::4].all()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (nn.Conv2d(8, 6, 3, padding=1, stride=2), (2, 8, 9, 9)),
        (nn.Conv2d(8, 6, (3, 2), padding="same", dilation=2, padding_mode="reflect"), (2, 8, 9, 9)),
        (nn.Conv2d(8, 6, 2, padding="valid"), (8, 5, 5)),
        (nn.Conv1d(8, 6, 3, padding=1), (2, 8, 12)),
    ],
)
def test_convolutions_see_their_windows(name: str, layer: Any, shape: tuple[int, ...]) -> None:
    """Columns as we make them, times the weight as we read it, is what the convolution gives."""
    from jupyter_perf.sparsity.posttraining.columns import Columns

    columns = Columns(layer, type(layer).__name__)
    x = torch.randn(shape)
    product = columns.inputs((x,), {}) @ columns.matrix(layer.weight).T + layer.bias
    batch = x if len(shape) > layer.weight.dim() - 1 else x[None]
    out = layer(batch if batch.dim() == layer.weight.dim() else batch[None])
    expected = out.flatten(2).transpose(1, 2).reshape(-1, 6)
    torch.testing.assert_close(product, expected, atol=1e-5, rtol=1e-4)
    assert torch.equal(
        columns.weight(columns.matrix(layer.weight), layer.weight.shape), layer.weight
    )
    model = nn.Sequential(layer, nn.AdaptiveAvgPool2d(1) if len(shape) == 4 else nn.Identity())
    found = pruned(model, [((x,), {})], asked(name, NM(1, 4), only=("*",)))
    assert (groups(layer.weight, 4) == 1).all()
    assert found.notes == ()


class Attending(nn.Module):
    """Multi-head attention, a weight used twice, one used by hand, and one that is never called."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = nn.MultiheadAttention(16, 2, batch_first=True)
        self.twice = nn.Linear(16, 16)
        self.by_hand = nn.Linear(16, 16)
        self.never = nn.Linear(16, 16)
        self.norm = nn.BatchNorm1d(16)
        self.head = nn.Linear(16, 3)

    def forward(self, x: Tensor, scale: float = 1.0) -> dict[str, Tensor]:
        x = x + self.attention(x, x, x, need_weights=False)[0]
        x = self.twice(torch.relu(self.twice(x * scale)))
        x = functional.linear(x, self.by_hand.weight)
        return {"logits": self.head(self.norm(x.mean(dim=1)))}


@pytest.mark.parametrize("name", NAMES)
def test_what_no_hook_sees_is_pruned_by_magnitude_and_said(name: str) -> None:
    model = Attending()
    batch = ((torch.randn(4, 5, 16),), {"scale": 0.5})
    running = model.norm.running_mean.clone()
    found = pruned(model, [batch] * 2, asked(name, NM(2, 4)), name="net")
    said = " ".join(found.notes)
    for layer in ("net.by_hand.weight", "net.never.weight", "net.attention.out_proj.weight"):
        assert f"{layer} was pruned by magnitude" in said
    assert "in_proj" not in said
    assert "net.twice" not in said
    assert all(each.density == 0.5 for each in found.layers)
    assert torch.equal(model.norm.running_mean, running)


def test_a_weight_used_twice_is_judged_by_all_its_inputs() -> None:
    shared = nn.Linear(4, 4, bias=False)
    model = nn.Sequential(shared, shared, nn.Linear(4, 1))
    x = torch.randn(32, 4)
    squares = x.square().sum(0) + shared(x).square().sum(0)
    scores = shared.weight.abs() * squares.sqrt()
    expected = scores.argsort(dim=1, descending=True)[:, :2].sort(dim=1).values
    pruned(model, [((x,), {})], asked("wanda", NM(2, 4)))
    kept = (shared.weight != 0).nonzero()[:, 1].reshape(4, 2)
    assert torch.equal(kept, expected)


def test_the_kernel_is_as_before() -> None:
    model = net()
    model[2].eval()
    state, modes = torch.get_rng_state(), [each.training for each in model.modules()]
    fast = torch.backends.mha.get_fastpath_enabled()
    pruned(model, batches(), asked("wanda", NM(2, 4)))
    # `batches` drew numbers before: the state since then is what counts.
    torch.set_rng_state(state)
    given = batches()
    state = torch.get_rng_state()
    pruned(model, given, asked("sparsegpt", NM(2, 4)))
    assert torch.equal(torch.get_rng_state(), state)
    assert [each.training for each in model.modules()] == modes
    assert torch.backends.mha.get_fastpath_enabled() == fast
    assert not any(each._forward_pre_hooks for each in model.modules())
    assert all(each.requires_grad and each.grad is None for each in model.parameters())


def test_an_error_of_the_model_leaves_no_hook() -> None:
    model = net()
    with pytest.raises(RuntimeError, match="shape"):
        pruned(model, [((torch.randn(2, 3),), {})], asked("wanda", NM(2, 4)))
    assert not any(each._forward_pre_hooks for each in model.modules())
    assert model.training


def test_only_and_names_choose() -> None:
    model = net()
    found: Pruned = pruned(model, batches(), asked("wanda", NM(2, 4)), names={"model.3.weight"})
    assert [each.name for each in found.layers] == ["model.3.weight"]
    assert model[0].weight.all()
    found = pruned(model, batches(), asked("wanda", NM(2, 4), only=("0",)))
    assert [each.name for each in found.layers] == ["model.0.weight"]


def test_erk_spreads_unstructured_density() -> None:
    model = net()
    found = pruned(model, [], asked("one-shot", Unstructured(0.3), distribution="erk"))
    densities = {each.name: each.density for each in found.layers}
    assert densities["model.0.weight"] > densities["model.3.weight"]
    sizes = {each.name: each.shape[0] * each.shape[1] for each in found.layers}
    total = sum(densities[name] * size for name, size in sizes.items())
    assert total / sum(sizes.values()) == pytest.approx(0.3, abs=0.01)


@pytest.mark.parametrize("name", [*NAMES, "one-shot"])
def test_masks_both_ways(name: str) -> None:
    model = net()
    pruned(model, batches(), asked(name, NM(2, 4), transposable=True))
    for layer in (model[0], model[3]):
        assert (groups(layer.weight, 4) == 2).all()
        assert (groups(layer.weight.T, 4) == 2).all()


@pytest.mark.parametrize("name", NAMES)
def test_what_makes_no_sense_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="needs some inputs"):
        pruned(net(), [], asked(name, NM(2, 4)))
    with pytest.raises(UsageError, match="blocks or rows"):
        pruned(net(), batches(), asked(name, Block(4, 4, 0.5)))
    assert pruned(nn.Sequential(nn.ReLU()), batches(), asked(name, NM(2, 4))).layers == ()


def test_channels_may_be_reordered_before() -> None:
    """The same model with more of its weights: nearer to what it was."""
    x = correlated(256)
    errors = []
    for text in ("magnitude-after", "magnitude-after(permute=true)"):
        torch.manual_seed(1)
        model = net()
        before = model.eval()(x).detach()
        found = pruned(model, [((x,), {})], asked(text, NM(1, 4)))
        assert (groups(model[3].weight, 4) == 1).all()
        errors.append(float((model(x).detach() - before).norm()))
    said = " ".join(found.notes)
    assert "channels of 0 were reordered: of the magnitude" in said
    assert "channels of 5 stay in their order: it gives the model's output" in said
    assert errors[1] < errors[0]


def test_reordering_needs_groups_and_an_input() -> None:
    text = "magnitude-after(permute=true)"
    with pytest.raises(UsageError, match="no groups"):
        pruned(net(), batches(), asked(text, Unstructured(0.5)))
    with pytest.raises(UsageError, match="needs an input"):
        pruned(net(), [], asked(text, NM(2, 4)))


def test_inputs_with_nan_are_a_clear_outcome() -> None:
    with pytest.raises(UsageError, match="NaN"):
        pruned(net(), [((torch.full((8, 16), torch.nan),), {})], asked("sparsegpt", NM(2, 4)))
