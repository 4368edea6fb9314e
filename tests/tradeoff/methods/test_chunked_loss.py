"""Cross entropy in parts: equal, smaller, and plain where anything else is wanted."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from torch.nn import functional  # noqa: E402

from jupyter_perf.errors import UsageError  # noqa: E402
from jupyter_perf.tradeoff.making import Making  # noqa: E402
from jupyter_perf.tradeoff.methods import METHODS  # noqa: E402
from jupyter_perf.tradeoff.methods._held import HeldLogits  # noqa: E402

from . import changes, nets  # noqa: E402

TARGETS = nets.ids(3, 12).clone()
TARGETS[0, :4] = -100


def flat(logits: Any) -> Any:
    return functional.cross_entropy(logits.view(-1, logits.size(-1)), TARGETS.view(-1))


def classes_second(logits: Any) -> Any:
    return functional.cross_entropy(logits.transpose(1, 2), TARGETS, label_smoothing=0.1)


def permuted_sum(logits: Any) -> Any:
    return torch.nn.CrossEntropyLoss(reduction="sum")(logits.permute(0, 2, 1), TARGETS)


def weighted(logits: Any) -> Any:
    weights = torch.linspace(0.5, 2, 96)
    return torch.nn.CrossEntropyLoss(weight=weights, label_smoothing=0.2)(
        logits.flatten(0, 1).float(), TARGETS.flatten()
    )


def each(logits: Any) -> Any:
    losses = functional.cross_entropy(
        logits.contiguous()[..., 1:, :].reshape((-1, 96)), TARGETS[:, :-1].clamp_min(5).reshape(-1),
        reduction="none", ignore_index=5,
    )  # fmt: skip
    return (losses * torch.arange(len(losses))).mean()


def with_more(logits: Any) -> Any:
    return flat(logits) + 1e-3 * logits.logsumexp(-1).square().mean()


LOSSES = [flat, classes_second, permuted_sum, weighted, each, with_more]


def gpt(**parts: Any) -> Making:
    torch.manual_seed(0)
    return Making(nets.Gpt(layers=1), (nets.ids(),), **parts)


@pytest.mark.parametrize("loss", LOSSES)
def test_gradients_are_those_of_the_whole(loss: Any) -> None:
    plain = gpt(loss=loss, options={"chunked-loss.chunks": 5})
    assert METHODS.get("chunked-loss").unfit(plain) == ""
    changes.same_step(plain, METHODS.get("chunked-loss").apply(plain), rtol=1e-4)


@pytest.mark.parametrize("loss", LOSSES)
def test_in_half_precision_they_are_no_further_off_than_the_plain_ones(loss: Any) -> None:
    exact = gradients(gpt(loss=loss))
    half = gpt(loss=loss, precision="bf16")
    mine = gradients(METHODS.get("chunked-loss").apply(half))
    theirs = gradients(half)
    assert (mine - exact).norm() < 1.1 * (theirs - exact).norm()
    assert (mine - exact).norm() < 0.02 * exact.norm()


def gradients(making: Making) -> Any:
    _, found = changes.backward(making)
    return torch.cat([each.flatten() for each in found.values()])


def test_a_model_with_its_own_loss_is_the_same() -> None:
    plain = gpt(kwargs={"labels": nets.ids()}, options={"chunked-loss.positions": 10})
    assert METHODS.get("chunked-loss").unfit(plain) == ""
    made = METHODS.get("chunked-loss").apply(plain)
    changes.same_step(plain, made, rtol=1e-4)
    made.model.train()
    out = made.model(*made.args, **made.kwargs)
    assert isinstance(out["logits"], HeldLogits)
    assert out["logits"].whole is None


def test_a_bias_and_frozen_parts_are_right() -> None:
    torch.manual_seed(0)
    net = torch.nn.Sequential(torch.nn.Linear(6, 5), torch.nn.Linear(5, 40))
    targets = torch.randint(0, 40, (9,))
    plain = Making(
        net, (torch.randn(9, 6),), loss=lambda out: functional.cross_entropy(out, targets)
    )
    changes.same_step(plain, METHODS.get("chunked-loss").apply(plain))
    net[1].weight.requires_grad_(False)
    changes.same_step(plain, METHODS.get("chunked-loss").apply(plain))
    net[0].requires_grad_(False)
    changes.same_step(plain, METHODS.get("chunked-loss").apply(plain))


def test_all_targets_ignored_is_not_a_number_as_usual() -> None:
    plain = gpt(loss=lambda out: functional.cross_entropy(out.transpose(1, 2), TARGETS * 0 - 100))
    made = METHODS.get("chunked-loss").apply(plain)
    assert changes.backward(made)[0].isnan()
    assert changes.backward(plain)[0].isnan()


def test_logits_are_never_whole_and_the_trace_says_so() -> None:
    torch.manual_seed(0)
    net = nets.Gpt(layers=1, width=16, words=512)
    ids = nets.ids(8, 32, 512)
    plain = Making(net, (ids,), {"labels": ids}, optimizer="sgd")
    much, made = changes.real_peak(plain), METHODS.get("chunked-loss").apply(plain)
    little = changes.real_peak(made)
    logits = 8 * 32 * 512 * 4
    assert little.peak_bytes < much.peak_bytes - 1.5 * logits
    assert changes.traced_peak(plain, "chunked-loss").peak_bytes == little.peak_bytes
    both = METHODS.get("checkpoint-blocks").apply(made)
    assert changes.real_peak(both).peak_bytes <= little.peak_bytes


def test_whatever_else_is_done_with_logits_gives_what_it_gives() -> None:
    plain = gpt()
    made = METHODS.get("chunked-loss").apply(plain).model.train()
    for dropout in (each for each in made.modules() if isinstance(each, torch.nn.Dropout)):
        dropout.p = 0.0
    with torch.no_grad():
        whole = plain.model.eval()(*plain.args)
    held = made(*plain.args)
    assert held.shape == (3, 12, 96)
    assert (held.size(-1), held.dim(), len(held), held.dtype) == (96, 3, 3, torch.float32)
    assert held.requires_grad
    assert held.to(torch.float64).dtype == torch.float64
    assert held.whole is None
    with torch.no_grad():
        assert torch.equal(held.argmax(-1), whole.argmax(-1))
    assert held.whole is None
    for use in (
        lambda x: x[:, -1],
        lambda x: x[0],
        lambda x: x[..., :5],
        lambda x: x[x[..., 0] > 0],
        lambda x: x.reshape(-1),
        lambda x: x.reshape(3, -1, 96)[1:, ::2],
        lambda x: x.view(36, -1).t(),
        lambda x: x.flatten(1),
        lambda x: x.transpose(0, 1),
        lambda x: x.transpose(1, 2)[0],
        lambda x: torch.stack([x, x]),
        lambda x: x.softmax(-1) @ torch.ones(96, 2),
        lambda x: x + x,
        lambda x: x.detach(),
    ):
        found = use(made(*plain.args))
        found = found.made() if isinstance(found, HeldLogits) else found
        torch.testing.assert_close(found, use(whole), rtol=1e-4, atol=1e-5, check_stride=False)
    assert made(*plain.args).mul_(2.0).sum().requires_grad
    assert type(made.eval()(*plain.args)) is torch.Tensor
    assert len(made.train()(*plain.args).tolist()) == 3


def test_what_is_written_over_is_what_the_loss_sees() -> None:
    plain = gpt(loss=scaled)
    changes.same_step(plain, METHODS.get("chunked-loss").apply(plain), rtol=1e-4)


def scaled(logits: Any) -> Any:
    logits.div_(2.0)
    return flat(logits)


def test_names_and_shared_weights_stay_and_copies_work() -> None:
    plain = gpt(loss=flat)
    made = METHODS.get("chunked-loss").apply(plain)
    assert list(made.model.state_dict()) == list(plain.model.state_dict())
    assert made.model.head.weight is plain.model.tokens.weight
    for twin in (copy.deepcopy(made.model), pickle.loads(pickle.dumps(made.model))):
        assert twin.head.weight is twin.tokens.weight
        changes.same_step(plain, made.replaced(model=twin), rtol=1e-4)


def squared(logits: Any) -> Any:
    return logits.square().mean()


def through_another(logits: Any) -> Any:
    return flat(logits)


def test_other_losses_and_heads_are_refused() -> None:
    fit = METHODS.get("chunked-loss").unfit
    assert "isn't cross entropy" in fit(gpt(loss=squared))
    assert fit(gpt(loss=through_another)) == ""
    assert fit(gpt(loss=torch.nn.CrossEntropyLoss())) == ""
    assert "gets no labels" in fit(gpt())
    assert "none is given" in fit(Making(torch.nn.Linear(2, 9), (torch.ones(1, 2),)))
    small = Making(torch.nn.Linear(9, 9), loss=flat)
    assert "logits are small" in fit(small)
    with pytest.raises(UsageError, match=r"no linear head|linear layers are"):
        METHODS.get("chunked-loss").apply(gpt(options={"chunked-loss.head": "nowhere"}))
    with pytest.raises(UsageError, match=r"chunks.* whole number from 1 on"):
        METHODS.get("chunked-loss").apply(gpt(options={"chunked-loss.chunks": 0}))
