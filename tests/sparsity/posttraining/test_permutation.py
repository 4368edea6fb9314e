"""Channels in another order: what is kept grows, what the model computes doesn't change."""

from __future__ import annotations

import copy
import itertools
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.sparsity.pattern import NM, Unstructured  # noqa: E402
from jupyter_perf.sparsity.posttraining import swapping  # noqa: E402
from jupyter_perf.sparsity.posttraining.permutation import Permuted, permuted  # noqa: E402


@pytest.fixture(autouse=True)
def one_thread() -> Any:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    yield
    torch.set_num_threads(threads)


def reordered(model: nn.Module, *args: Any) -> Permuted:
    """Its outputs in evaluation are the same before and after."""
    expected = copy.deepcopy(model).eval()(*args)
    found = permuted(model, (args, {}), NM(2, 4))
    torch.testing.assert_close(copy.deepcopy(model).eval()(*args), expected, atol=1e-5, rtol=1e-4)
    return found


class TestOrder:
    @pytest.mark.parametrize("pattern", [NM(2, 4), NM(1, 4), NM(3, 4), NM(1, 8), NM(1, 16)])
    def test_it_is_an_order_and_keeps_more(self, pattern: NM) -> None:
        weight = np.random.default_rng(0).normal(size=(24, 48))
        order = swapping.order(weight, pattern)
        assert sorted(order) == list(range(48))
        before = swapping.kept(weight, pattern)
        assert swapping.kept(weight[:, order], pattern) > before
        assert (swapping.order(weight, pattern) == order).all()

    def test_what_it_computes_of_a_swap_is_what_the_swap_gives(self) -> None:
        """One round's best swap is the best of all swaps, by trying them."""
        weight = np.random.default_rng(1).normal(size=(5, 8))
        best = max(
            swapping.kept(_swapped(weight, i, j), NM(2, 4))
            for i, j in itertools.product(range(4), range(4, 8))
        )
        order = swapping.order(weight, NM(2, 4), rounds=1)
        assert swapping.kept(weight[:, order], NM(2, 4)) == pytest.approx(best)

    def test_large_columns_that_sit_together_are_spread(self) -> None:
        weight = np.array([[9.0, 8, 7, 6, 0.1, 0.2, 0.3, 0.4]])
        order = swapping.order(weight, NM(2, 4))
        assert swapping.kept(weight[:, order], NM(2, 4)) == pytest.approx(30)

    def test_it_comes_near_the_best_of_all_orders(self) -> None:
        weight = np.random.default_rng(2).normal(size=(6, 8))
        best = max(
            swapping.kept(weight[:, [*group, *(set(range(8)) - set(group))]], NM(2, 4))
            for group in itertools.combinations(range(8), 4)
        )
        found = swapping.kept(weight[:, swapping.order(weight, NM(2, 4))], NM(2, 4))
        assert found >= 0.98 * best

    @pytest.mark.parametrize("shape", [(3, 4), (3, 2), (0, 8)])
    def test_nothing_to_swap(self, shape: tuple[int, int]) -> None:
        assert (swapping.order(np.ones(shape), NM(2, 4)) == np.arange(shape[1])).all()
        assert (swapping.order(np.ones((2, 8)), NM(4, 4)) == np.arange(8)).all()


def _swapped(weight: Any, one: int, other: int) -> Any:
    columns = np.arange(weight.shape[1])
    columns[[one, other]] = columns[[other, one]]
    return weight[:, columns]


def test_a_perceptron_computes_the_same_and_keeps_more() -> None:
    first, second, head = nn.Linear(8, 32), nn.Linear(32, 16), nn.Linear(16, 3)
    norm = nn.BatchNorm1d(32)
    model = nn.Sequential(first, norm, nn.ReLU(), nn.Dropout(), second, nn.Tanh(), head)
    for _ in range(3):
        model(torch.randn(16, 8) * torch.arange(1, 9))
    before = first.weight.detach().clone()
    found = reordered(model, torch.randn(16, 8))
    assert [(each.producer, each.consumers) for each in found.reordered] == [
        ("0", ("4",)),
        ("4", ("6",)),
    ]
    for each in found.reordered:
        assert 0.5 < each.kept_before < each.kept_after < 1
    assert dict(found.refused).keys() == {"6"}
    assert not torch.equal(first.weight, before)
    assert sorted(first.weight.detach().sum(1).tolist()) == sorted(before.sum(1).tolist())
    assert model.training


def test_convolutions_with_norms_and_pools() -> None:
    model = nn.Sequential(
        nn.Conv2d(3, 16, 3, padding=1),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 8, 3),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(8 * 4, 2),
    )
    model(torch.randn(8, 3, 8, 8))
    found = reordered(model, torch.randn(2, 3, 8, 8))
    assert [each.producer for each in found.reordered] == ["0"]
    assert "may not treat channels alike" in dict(found.refused)["4"]


class Branching(nn.Module):
    """One producer and two consumers; a sum; and a layer that is used twice."""

    def __init__(self) -> None:
        super().__init__()
        self.producer = nn.Linear(8, 16)
        self.left, self.right = nn.Linear(16, 16), nn.Linear(16, 16)
        self.twice = nn.Linear(16, 16)
        self.last = nn.Linear(16, 2)

    def forward(self, x: Tensor) -> Tensor:
        hidden = torch.relu(self.producer(x))
        both = self.left(hidden) + self.right(hidden)
        return self.last(self.twice(self.twice(both)))


def test_all_that_a_layer_feeds_are_reordered_together() -> None:
    found = reordered(Branching(), torch.randn(4, 8))
    assert [(each.producer, set(each.consumers)) for each in found.reordered] == [
        ("producer", {"left", "right"})
    ]
    refused = dict(found.refused)
    assert "may not treat channels alike" in refused["left"]
    assert "more than once" in refused["twice"]
    assert "output" in refused["last"] or "may not" in refused["last"]


@pytest.mark.parametrize("kind", [torch.optim.Adam, torch.optim.SGD])
def test_an_optimizer_goes_on_as_if_nothing_had_happened(kind: Any) -> None:
    """Reordered between backward and step, training comes to the same function."""
    options = {"momentum": 0.9} if kind is torch.optim.SGD else {}
    losses = []
    for reorder in (False, True):
        torch.manual_seed(3)
        model = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 16), nn.Linear(16, 3))
        optimizer = kind(model.parameters(), lr=1e-2, **options)
        x, y = torch.randn(32, 8), torch.randn(32, 3)
        for step in range(8):
            optimizer.zero_grad()
            loss = (model(x) - y).square().mean()
            loss.backward()
            if reorder and step == 3:
                assert permuted(model, ((x,), {}), NM(2, 4), [optimizer]).reordered
            optimizer.step()
        losses.append(loss.item())
    assert losses[0] == pytest.approx(losses[1], rel=1e-4)


def test_shared_weights_are_left_alone() -> None:
    one, other, last = nn.Linear(16, 16), nn.Linear(16, 16), nn.Linear(16, 2)
    other.weight = one.weight
    found = reordered(nn.Sequential(one, nn.ReLU(), other, nn.ReLU(), last), torch.randn(4, 16))
    assert found.reordered == ()


def test_what_an_axis_means_is_looked_at_not_believed() -> None:
    """A norm over the places of a sequence that is as long as the layer is wide: reordering would
    change what comes out, and is put back."""
    model = nn.Sequential(nn.Linear(8, 16), nn.BatchNorm1d(16), nn.Linear(16, 4))
    x = torch.randn(4, 16, 8) * torch.arange(1, 17)[:, None]
    model(x)
    before = copy.deepcopy(model.state_dict())
    found = reordered(model, x)
    assert found.reordered == ()
    assert "didn't compute the same" in dict(found.refused)["0"]
    for key, value in model.state_dict().items():
        assert torch.equal(value, before[key])


class Choosy(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.a, self.b = nn.Linear(8, 8), nn.Linear(8, 8)

    def forward(self, x: Tensor) -> Tensor:
        return self.b(self.a(x)) if x.sum() > 0 else self.a(x)


def test_what_cannot_be_done_is_refused() -> None:
    with pytest.raises(UsageError, match="can't be traced"):
        permuted(Choosy(), ((torch.ones(2, 8),), {}), NM(2, 4))
    with pytest.raises(UsageError, match="no groups"):
        permuted(Choosy(), ((torch.ones(2, 8),), {}), Unstructured(0.5))
    odd = nn.Sequential(nn.Linear(8, 6), nn.ReLU(), nn.Linear(6, 2))
    found = reordered(odd, torch.randn(2, 8))
    assert "groups of 4" in dict(found.refused)["0"]
    assert reordered(nn.Sequential(nn.ReLU()), torch.randn(2, 8)) == Permuted((), ())
