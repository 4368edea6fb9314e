"""What a step does, against the papers' equations written out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from torch import nn

from jupyter_perf.sparsity import masks as reference
from jupyter_perf.sparsity.backends.torch import jitted, masking
from jupyter_perf.sparsity.pattern import NM, parse

from . import cells

DECAY = 0.05
OPTIMIZERS = {
    "sgd": "torch.optim.SGD(model.parameters(), 0.1, momentum=0.9, weight_decay=0.01)",
    "adam": "torch.optim.Adam(model.parameters(), 1e-2)",
    "adam-l2": "torch.optim.Adam(model.parameters(), 1e-2, weight_decay=0.1)",
    "adamw": "torch.optim.AdamW(model.parameters(), 1e-2, weight_decay=0.1)",
    "adamw-foreach": "torch.optim.AdamW(model.parameters(), 1e-2, foreach=True)",
    "adam-fused": "torch.optim.Adam(model.parameters(), 1e-2, fused=True)",
    "rmsprop": "torch.optim.RMSprop(model.parameters(), 1e-2)",
    "maximizing": "torch.optim.SGD(model.parameters(), 0.01, maximize=True)",
}


@pytest.fixture(autouse=True, scope="module")
def quietly() -> Iterator[None]:
    with cells.one_thread():
        yield


def by_hand(optimizer: str, sparse: Any, decay: float = DECAY, beta: float = 0.0) -> nn.Module:
    """SR-STE without hooks: dense masters as parameters, masked copies in the forward pass.

    `sparse(step)` is whether masks hold in that step. The first forward pass is dense throughout.
    """
    space = cells.namespace()
    exec(cells.MODEL, space)
    model: nn.Module = space["model"]
    opt = eval(optimizer, {"torch": torch, "model": model})
    sign = -1 if "maximize" in optimizer else 1
    layers = ["0.weight", "2.weight"]
    used: dict[str, torch.Tensor] = {}
    for step in range(cells.STEPS + 1):
        weights = dict(model.named_parameters())
        kept = {name: cells.mask(weights[name]) for name in layers} if sparse(step) else {}
        used = {
            name: (weight.detach() * torch.where(kept[name], 1.0, beta)).requires_grad_()
            if name in kept
            else weight
            for name, weight in weights.items()
        }
        if step == cells.STEPS:
            break
        inputs = weights if step == 0 else used
        out = torch.func.functional_call(model, inputs, (space["x"][step % 4],))
        opt.zero_grad()
        nn.functional.cross_entropy(out, space["y"][step % 4]).backward()
        for name in kept:
            gradient = inputs[name].grad
            assert gradient is not None
            pruned = weights[name].detach() * ~kept[name]
            weights[name].grad = gradient + sign * decay * pruned
        opt.step()
    model.load_state_dict({name: weight.detach() for name, weight in used.items()})
    return model


def same(model: nn.Module, other: nn.Module) -> None:
    for (name, one), two in zip(model.named_parameters(), other.parameters(), strict=True):
        torch.testing.assert_close(
            one, two, rtol=1e-5, atol=1e-7, msg=lambda m, n=name: f"{n}: {m}"
        )


@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_sr_ste_is_the_papers_equation_with_any_optimizer(optimizer: str) -> None:
    cell = cells.MODEL + f"opt = {optimizer}\n" + cells.LOOP
    session, space = cells.run(cell, cells.asked(f"sr-ste(decay={DECAY})"))
    same(space["model"], by_hand(optimizer, lambda step: True))
    assert [layer.density for layer in session.trained().layers] == [0.5, 0.5]


@pytest.mark.parametrize("kind", ["Adam", "AdamW"])
@pytest.mark.parametrize("how", ["foreach=False", "foreach=True", "fused=True"])
def test_step_freezes_the_variance(kind: str, how: str) -> None:
    switch, lr, wd = 5, 1e-2, 0.1
    text = f"torch.optim.{kind}(model.parameters(), {lr}, weight_decay={wd}, {how})"
    cell = cells.MODEL + f"opt = {text}\n" + cells.LOOP
    session, space = cells.run(
        cell, cells.asked(f"step(switch={switch / cells.STEPS}, decay={DECAY})")
    )
    model = frozen_by_hand(kind, switch, lr, wd)
    same(space["model"], model)
    assert "as given" in session.trained().switch
    variance = space["opt"].state[space["model"][0].weight]["exp_avg_sq"]
    torch.testing.assert_close(variance, model.variance)


def frozen_by_hand(kind: str, switch: int, lr: float, wd: float) -> Any:
    """Lu et al., algorithm 1, in plain tensor operations."""
    space = cells.namespace()
    exec(cells.MODEL, space)
    model = space["model"]
    master = {name: weight.detach().clone() for name, weight in model.named_parameters()}
    m = {name: torch.zeros_like(weight) for name, weight in master.items()}
    v = {name: torch.zeros_like(weight) for name, weight in master.items()}
    for step in range(cells.STEPS + 1):
        used = dict(master)
        if step >= switch:
            for name in ("0.weight", "2.weight"):
                used[name] = master[name] * cells.mask(master[name])
        if step == cells.STEPS:
            break
        inputs = {name: weight.clone().requires_grad_() for name, weight in used.items()}
        out = torch.func.functional_call(model, inputs, (space["x"][step % 4],))
        loss = nn.functional.cross_entropy(out, space["y"][step % 4])
        for name, g in zip(inputs, torch.autograd.grad(loss, list(inputs.values())), strict=True):
            g = g + DECAY * (master[name] - used[name])
            if kind == "Adam":
                g = g + wd * master[name]
            else:
                master[name] *= 1 - lr * wd
            m[name] = 0.9 * m[name] + 0.1 * g
            if step < switch:
                v[name] = 0.999 * v[name] + 0.001 * g * g
                root = (v[name] / (1 - 0.999 ** (step + 1))).sqrt() + 1e-8
            else:
                root = (v[name] / (1 - 0.999**switch) + 1e-8).sqrt()
            master[name] = master[name] - lr * m[name] / (1 - 0.9 ** (step + 1)) / root
    model.load_state_dict(used)
    model.variance = v["0.weight"]
    return model


def test_mask_decay_leaves_beta_of_what_is_pruned() -> None:
    """In the middle of the run, pruned weights are there, smaller; at its end they are gone."""
    seen: list[float] = []
    cell = cells.CELL + "    look(model[0].weight)\n"
    cells.run(
        cell,
        cells.asked("mask-decay"),
        look=lambda weight: seen.append(float((weight.detach() != 0).float().mean())),
    )
    assert seen[0] == 1.0
    assert seen[-1] == 0.5


def test_a_full_pattern_changes_nothing() -> None:
    for recipe in ("sr-ste", "step(switch=0.3)", "one-shot", "mask-decay", "dense"):
        _, plain = cells.run(cells.CELL, cells.asked("dense"))
        _, full = cells.run(cells.CELL, cells.asked(recipe, "4:4"))
        for one, two in zip(plain["model"].parameters(), full["model"].parameters(), strict=True):
            assert torch.equal(one, two), recipe


def test_gradients_of_pruned_weights_are_masked_where_it_is_not_straight_through() -> None:
    session, space = cells.run(cells.CELL, cells.asked("one-shot"))
    exec(cells.MODEL, before := cells.namespace())
    first = before["model"][0].weight
    kept = cells.mask(first)
    assert torch.equal(space["model"][0].weight != 0, kept)
    assert session.trained().steps == cells.STEPS


@pytest.mark.parametrize("recipe", ["rigl", "set", "random-ste", "saliency"])
def test_chance_is_the_seeds(recipe: str) -> None:
    what = cells.asked(f"{recipe}(every=2)" if recipe in ("rigl", "set") else recipe)
    runs = [cells.run(cells.CELL, what)[1]["model"] for _ in range(2)]
    same(*runs)
    assert cells.is_sparse(runs[0][0].weight)


@pytest.mark.parametrize("text", ["2:4", "1:4", "1:8", "3:16", "unstructured:70%", "block2x4:50%",
                                  "channel:50%"])  # fmt: skip
def test_masks_are_the_references(text: str) -> None:
    pattern = parse(text)
    for seed in range(5):
        random = np.random.default_rng(seed)
        scores = random.normal(size=(8, 32)).astype(np.float32)
        scores = np.abs(scores) if seed < 3 else random.integers(0, 3, (8, 32)).astype(np.float32)
        found = masking.mask(torch.from_numpy(scores), pattern).numpy()
        assert (found == reference.mask(scores, pattern)).all()


@pytest.mark.parametrize("text", ["2:4", "1:8", "unstructured:70%"])
def test_regrowth_is_the_references(text: str) -> None:
    pattern, random = parse(text), np.random.default_rng(0)
    sizes, gains = np.abs(random.normal(size=(2, 8, 32)).astype(np.float32))
    old = reference.mask(np.abs(random.normal(size=(8, 32))), pattern)
    for drop in (0.0, 0.1, 0.5):
        found = masking.regrown(*map(torch.from_numpy, (old, sizes, gains)), pattern, drop)
        assert (found.numpy() == reference.regrown(old, sizes, gains, pattern, drop)).all()


def test_masks_of_all_layers_together_are_the_references() -> None:
    random = np.random.default_rng(0)
    scores = {"a": np.abs(random.normal(size=(4, 8))), "b": np.abs(random.normal(size=(6, 8))) / 99}
    found = masking.of_all([torch.from_numpy(each) for each in scores.values()], 0.3)
    for mine, theirs in zip(found, reference.global_masks(scores, 0.3).values(), strict=True):
        assert (mine.numpy() == theirs).all()


def test_a_nan_in_a_weight_still_gives_a_mask() -> None:
    scores = torch.tensor([[torch.nan, 1.0, 2.0, torch.inf]])
    assert masking.mask(scores, parse("2:4")).tolist() == [[False, False, True, True]]


@pytest.mark.parametrize("text", ["2:4", "1:4", "3:4", "1:8", "3:8", "6:8", "1:16", "2:16"])
def test_one_pass_over_a_weight_does_what_masks_do(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("numba")
    monkeypatch.setattr(jitted, "A_THREADS_WORTH", 64)
    pattern = parse(text)
    assert isinstance(pattern, NM)
    weight = torch.randint(-3, 4, (32, 48)).float() + torch.rand(32, 48).round() / 7
    kept = torch.from_numpy(reference.mask(weight.abs().numpy(), pattern))
    for threads in (1, 2):
        torch.set_num_threads(threads)
        matrix, aside, mask = weight.clone(), torch.empty(32, 48), torch.empty(32, 48).bool()
        jitted.split(matrix, pattern, aside, mask)
        assert torch.equal(mask, kept)
        assert torch.equal(matrix, weight * kept)
        assert torch.equal(aside, weight * ~kept)
    torch.set_num_threads(1)


@pytest.mark.parametrize("layer", ["nn.Linear(16, 24)", "nn.Conv2d(16, 24, 3, padding=1)"])
def test_a_run_with_and_without_numba_is_the_same(
    layer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("numba")
    cell = f"""
import torch
from torch import nn
torch.manual_seed(0)
model = nn.Sequential({layer}, nn.ReLU(), nn.Flatten(), nn.LazyLinear(4))
x = torch.randn(8, 16) if "Linear" in {layer!r} else torch.randn(8, 16, 2, 2)
model(x)
opt = torch.optim.Adam(model.parameters(), 1e-2)
for step in range(6):
    opt.zero_grad()
    model(x).square().mean().backward()
    opt.step()
"""
    _, slow = cells.run(cell)
    monkeypatch.setattr(jitted, "WORTH_IT", 1)
    session, quick = cells.run(cell)
    same(slow["model"], quick["model"])
    assert [each.density for each in session.trained().layers] == [0.5]
