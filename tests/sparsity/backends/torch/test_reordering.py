"""Channels reordered in the middle of a run, by hooks around an unmodified loop."""

from __future__ import annotations

from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch import Tensor, nn  # noqa: E402

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.sparsity.backends.torch.session import sparsifying  # noqa: E402
from jupyter_perf.sparsity.pattern import NM, Unstructured  # noqa: E402
from jupyter_perf.sparsity.recipes import recipe_of  # noqa: E402
from jupyter_perf.sparsity.training import Asked, Trained  # noqa: E402

STEPS = 12


@pytest.fixture(autouse=True)
def one_thread() -> Any:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def net() -> nn.Sequential:
    return nn.Sequential(
        nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 16), nn.ReLU(), nn.Linear(16, 2)
    )


def trained(text: str, model: nn.Module | None = None) -> tuple[nn.Module, list[float], Trained]:
    torch.manual_seed(0)
    model = model or net()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    x, y = torch.randn(64, 8), torch.randn(64, 2)
    losses = []
    asked = Asked(text, recipe_of(text)[1], NM(1, 4), steps=STEPS)
    with sparsifying(asked, {"net": model}) as session:
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss = (model(x) - y).square().mean()
            loss.backward()
            losses.append(loss.item())
            optimizer.step()
    return model, losses, session.trained()


def test_training_goes_on_as_it_was_until_the_mask_which_keeps_more() -> None:
    other, plain, _ = trained("one-shot(at=0.5)")
    model, better, found = trained("one-shot(at=0.5, permute=true)")
    assert better[:6] == pytest.approx(plain[:6], rel=1e-5)
    assert model[2].weight.abs().sum() > 1.02 * other[2].weight.abs().sum()
    said = " ".join(found.notes)
    assert "net: channels of 0 were reordered" in said
    assert "net: channels of 4 stay in their order: it gives the model's output" in said
    for layer in (model[0], model[2]):
        kept = (layer.weight.detach().reshape(-1, 4) != 0).sum(dim=1)
        assert (kept <= 1).all()
        assert kept.float().mean() == 1


def test_a_trained_model_is_reordered_once_an_input_was_seen() -> None:
    model, _, found = trained("one-shot(permute=true)")
    assert "net: channels of 0 were reordered" in " ".join(found.notes)
    assert ((model[2].weight.detach().reshape(-1, 4) != 0).sum(dim=1) == 1).all()


class Choosy(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Linear(8, 8), nn.Linear(8, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.second(self.first(x)) if x.sum() > -1e9 else self.second(x)


def test_what_cannot_be_traced_keeps_its_order_and_is_pruned_all_the_same() -> None:
    model, _, found = trained("one-shot(permute=true)", Choosy())
    assert "channels of net stay in their order" in " ".join(found.notes)
    assert ((model.first.weight.detach().reshape(-1, 4) != 0).sum(dim=1) == 1).all()


def test_it_needs_groups() -> None:
    asked = Asked("one-shot", recipe_of("one-shot(permute=true)")[1], Unstructured(0.5))
    with pytest.raises(UsageError, match="no groups"), sparsifying(asked):
        pass
