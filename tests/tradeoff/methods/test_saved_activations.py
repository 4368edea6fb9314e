"""What the backward pass needs, on the host or in eight bits."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch._subclasses.fake_tensor import FakeTensorMode  # noqa: E402
from torch.utils.checkpoint import checkpoint  # noqa: E402

from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS, applied, quantize_activations  # noqa: E402
from jupyter_perf.tradeoff.methods.offload_activations import offloaded  # noqa: E402
from jupyter_perf.tradeoff.methods.quantize_activations import decoded, encoded  # noqa: E402
from jupyter_perf.tradeoff.trace import host  # noqa: E402

from .steps import attending, distance, gradients  # noqa: E402


class Moves:
    """All that is moved."""

    def __init__(self) -> None:
        self.stored_sizes: list[int] = []
        self.fetched_sizes: list[int] = []

    def stored(self, tensor: torch.Tensor) -> None:
        self.stored_sizes.append(tensor.nbytes)

    def fetched(self, tensor: torch.Tensor) -> None:
        self.fetched_sizes.append(tensor.nbytes)


def test_offloading_gives_the_same_gradients_to_the_bit() -> None:
    inner = torch.nn.Sequential(torch.nn.Linear(48, 96), torch.nn.GELU(), torch.nn.LayerNorm(96))
    making = Making(torch.nn.Sequential(torch.nn.Conv1d(2, 4, 3), inner), (torch.randn(5, 2, 50),))
    expected, found = gradients(making), gradients(making, "offload-activations")
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], expected[name]) for name in expected)


def test_halves_of_a_tensor_come_back_dense_and_change_rounding_alone() -> None:
    making = attending()
    assert distance(gradients(making, "offload-activations"), gradients(making)) < 1e-6


def test_what_several_layers_read_is_copied_once_and_weights_never() -> None:
    making = attending()
    moves = Moves()
    with host.witnessed(moves):
        gradients(making, "offload-activations")
    batch, length, width = 6, 24, 32
    row = batch * length * width * 4
    weights = {each.nbytes for each in making.model.parameters()}
    assert not (weights - {row}) & set(moves.stored_sizes)
    # The norm's input; x, q, k, v; the attended values; two halves; their gelu and its product
    # twice (with dropout); the result that the loss squares.
    assert moves.stored_sizes.count(row) <= 12
    assert max(moves.stored_sizes) <= row
    assert sum(moves.fetched_sizes) >= sum(moves.stored_sizes)


def test_nothing_of_a_step_is_left_when_it_is_over() -> None:
    making = attending()
    left: list[weakref.ref[torch.Tensor]] = []

    class Watching(Moves):
        def stored(self, tensor: torch.Tensor) -> None:
            left.append(weakref.ref(tensor))

    with host.witnessed(Watching()):
        gradients(making, "offload-activations")
    assert left
    assert all(each() is None for each in left)
    gc.collect()


def test_activations_that_change_in_place_later_are_kept_as_they_were() -> None:
    weight = torch.nn.Parameter(torch.randn(64, 64))
    x = torch.randn(64, 64)

    def through(change: bool) -> torch.Tensor:
        hidden = x @ weight
        result = hidden.square()
        if change:
            hidden.add_(1.0)
        return result.sum()

    through(False).backward()
    expected, weight.grad = weight.grad, None
    with offloaded(torch.nn.Identity()):
        loss = through(True)
    loss.backward()
    assert torch.equal(weight.grad, expected)


def test_a_weight_that_changes_before_the_backward_pass_is_said() -> None:
    model = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.Linear(64, 64))
    with offloaded(model):
        loss = model(torch.randn(4, 64)).sum()
    with torch.no_grad():
        model[1].weight.add_(1.0)
    with pytest.raises(RuntimeError, match="changed in place"):
        loss.backward()


def test_offloading_and_checkpointing_go_together() -> None:
    model = torch.nn.Sequential(torch.nn.Linear(32, 64), torch.nn.GELU(), torch.nn.Linear(64, 32))
    x = torch.randn(16, 32, requires_grad=True)
    model(x).square().mean().backward()
    expected = model[0].weight.grad.clone()
    model.zero_grad()
    moves = Moves()
    with offloaded(model), host.witnessed(moves):
        loss = checkpoint(model, x * 1, use_reentrant=False).square().mean()
    loss.backward()
    assert torch.equal(model[0].weight.grad, expected)
    # What the block is computed again from, and the result that the loss squares.
    assert moves.stored_sizes == [16 * 32 * 4] * 2


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16, torch.float64])
@pytest.mark.parametrize("count", [1, 255, 256, 257, 5000])
def test_eight_bits_are_off_by_half_a_level(dtype: torch.dtype, count: int) -> None:
    numbers = torch.randn(count, generator=torch.Generator().manual_seed(count)).to(dtype)
    codes, scales = encoded(numbers)
    back = decoded(codes, scales, dtype)
    assert back.dtype == dtype
    assert codes.dtype == torch.int8
    levels = scales.repeat_interleave(256)[:count]
    spare = 2**-8 * numbers.abs().float() if dtype == torch.bfloat16 else 1e-6
    most = torch.where(numbers.float().abs() < levels / 2, levels, levels / 2)
    assert bool(((back.float() - numbers.float()).abs() <= most + spare).all())
    assert torch.equal(back == 0, numbers == 0)


def test_zeros_stay_and_infinities_are_not_hidden() -> None:
    numbers = torch.zeros(1024)
    numbers[300], numbers[301] = -torch.inf, 2.0
    numbers[600], numbers[900] = torch.nan, torch.inf
    back = decoded(*encoded(numbers), torch.float32)
    assert bool((back[:256] == 0).all())
    assert back[300] == -torch.inf
    assert back[301] == pytest.approx(2.0)
    assert bool((back[302:512] == 0).all())
    assert bool(back[512:].isnan().all())


def convolutional() -> Making:
    torch.manual_seed(0)
    layers = []
    for channels in (3, 16):
        layers += [torch.nn.Conv2d(channels, 16, 3, padding=1), torch.nn.BatchNorm2d(16)]
        layers += [torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers, torch.nn.Flatten(), torch.nn.Linear(4096, 10))
    wanted = torch.arange(8)
    return Making(
        model,
        (torch.randn(8, 3, 16, 16),),
        loss=lambda output: torch.nn.functional.cross_entropy(output, wanted),
    )


@pytest.mark.parametrize(("make", "most"), [(attending, 0.008), (convolutional, 0.016)])
def test_gradients_from_eight_bits_are_close(make: Any, most: float) -> None:
    making = make()
    expected, found = gradients(making), gradients(making, "quantize-activations")
    assert 0 < distance(found, expected) < most


def test_chunks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = torch.randn(256 * 9 + 17)
    whole = encoded(numbers)
    monkeypatch.setattr(quantize_activations, "_AT_ONCE", 512)
    parts = encoded(numbers)
    assert torch.equal(whole[0], parts[0])
    assert torch.equal(whole[1], parts[1])
    assert torch.equal(decoded(*whole, torch.float32), decoded(*parts, torch.float32))


def test_eight_bits_under_autocast_leave_weights_alone() -> None:
    model = torch.nn.Sequential(torch.nn.Linear(64, 64, bias=False), torch.nn.Linear(64, 64))
    x = torch.randn(8, 64, requires_grad=True)

    def input_gradient(names: str) -> torch.Tensor:
        making = applied(names, Making(model, (x,)))
        with torch.autocast("cpu", torch.bfloat16), making.around[0]() if names != "none" else x:
            result = making.model(x)
        (found,) = torch.autograd.grad(result.float().sum(), x)
        return found

    # A linear network's gradient of its input depends on weights alone.
    with torch.autocast("cpu", torch.bfloat16):
        result = model(x)
    (expected,) = torch.autograd.grad(result.float().sum(), x)
    assert torch.equal(input_gradient("quantize-activations"), expected)


@pytest.mark.parametrize("name", ["offload-activations", "quantize-activations"])
def test_both_work_on_tensors_without_data(name: str) -> None:
    with FakeTensorMode():
        making = attending()
        found = gradients(making, name)
    assert len(found) == len(list(making.model.parameters()))


@pytest.mark.parametrize("name", ["offload-activations", "quantize-activations"])
def test_what_they_say_can_be_run(name: str) -> None:
    making = attending()
    code = METHODS.get(name).code(making)
    (batch,) = making.args
    space = {"model": making.model, "batch": batch, "loss_of": making.loss}
    exec(code, space)
    assert all(each.grad is not None for each in making.model.parameters())
