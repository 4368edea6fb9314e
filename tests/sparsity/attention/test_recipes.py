"""LeOPArd and SPRINT on small transformers and real digits; what they say, and what they refuse."""

from __future__ import annotations

import copy
import functools
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from jupyter_perf.core.progress import Progress
from jupyter_perf.core.ranges import Range
from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.attention import (
    ATTENTION,
    AttentionPruned,
    LayerPruned,
    attach,
    detach,
    leopard,
    sprint,
)
from jupyter_perf.sparsity.attention.attaching import thresholds_of
from jupyter_perf.sparsity.attention.feeding import endless
from jupyter_perf.sparsity.attention.training import MOST_LOSSES, thinned

from .nets import Batch, Encoder, Own, accuracy, digits, trained

torch.set_num_threads(1)
LAYER = "encoder.layers.0.self_attn"


@functools.cache
def learned() -> tuple[nn.Module, AttentionPruned]:
    """(a trained transformer, what LeOPArd makes of it)."""
    torch.manual_seed(0)
    model = trained(Encoder(width=32, heads=4), 12)
    batches, held_out = digits()
    found = leopard(
        model, batches, held_out=held_out, metric=accuracy, steps=240, lr=1e-3, weight=0.1
    )
    return model, found


def few(count: int = 2, size: int = 4) -> list[Batch]:
    return [(x[:size], y[:size]) for x, y in digits()[0][:count]]


def small() -> Encoder:
    torch.manual_seed(1)
    return Encoder(width=8)


def test_more_than_half_of_the_scores_are_pruned_at_a_small_loss_of_accuracy() -> None:
    _, found = learned()
    assert found.share is not None
    assert found.share > 0.5
    assert found.metric_before is not None
    assert found.metric_after is not None
    assert found.metric_before > 90
    assert found.metric_after > found.metric_before - 3
    assert found.metric_after > found.metric_control - 4


def test_what_is_said_is_what_the_model_does() -> None:
    _, found = learned()
    assert accuracy(found.model.eval()) == found.metric_after
    (layer,) = found.layers
    assert layer.name == LAYER
    assert layer.scores == 4 * 8 * 8 * sum(len(y) for _, y in digits()[1])
    assert 0 < layer.pruned < layer.scores
    assert layer.share is not None
    assert layer.share.low <= layer.pruned / layer.scores <= layer.share.high
    losses = [F.cross_entropy(found.model(x), y).item() for x, y in digits()[1]]
    assert found.loss_after is not None
    assert found.loss_after.value == pytest.approx(sum(losses) / len(losses), rel=1e-4)
    assert found.loss_change is not None
    assert found.loss_control is not None
    assert found.loss_change.value == pytest.approx(
        found.loss_after.value - found.loss_control.value, abs=1e-6
    )
    assert (found.steps, len(found.losses)) == (240, 240)


def test_fewer_bits_than_all_are_looked_at_by_the_model_of_hardware() -> None:
    _, found = learned()
    assert found.of_bits == 12
    assert found.bits is not None
    assert 1 < found.bits < 12 * (1 - found.share) + 8 * found.share


def test_the_users_model_and_the_random_state_stay_as_they_were() -> None:
    model = small()
    model.train()
    before, state = copy.deepcopy(model.state_dict()), torch.get_rng_state()
    leopard(model, few(), steps=2)
    sprint(model, few())
    assert all(torch.equal(before[name], each) for name, each in model.state_dict().items())
    assert all(each.grad is None for each in model.parameters())
    assert torch.equal(torch.get_rng_state(), state)
    assert model.training
    assert "forward" not in vars(model)


def test_the_same_seed_learns_the_same() -> None:
    loader = torch.utils.data.DataLoader(
        torch.utils.data.TensorDataset(*digits()[0][0]), batch_size=8, shuffle=True
    )
    runs = [
        leopard(small(), loader, held_out=few(), steps=6, seed=seed, control=False)
        for seed in (0, 0, 1)
    ]
    assert runs[0] == runs[1]
    assert runs[0].losses != runs[2].losses


def test_a_larger_penalty_prunes_more() -> None:
    model, _ = learned()
    options = {"held_out": digits()[1], "steps": 60, "lr": 0.0, "control": False, "settle": 0.0}
    shares = [leopard(model, digits()[0], weight=weight, **options).share for weight in (0.0, 5.0)]
    assert shares[1] > shares[0] + 0.03


def test_weights_that_are_frozen_learn_thresholds_alone() -> None:
    model = small().requires_grad_(False)
    found = leopard(model, few(), steps=20, settle=0.0, control=False)
    changed = detach(found.model).state_dict()
    assert all(torch.equal(changed[name], each) for name, each in model.state_dict().items())
    assert found.thresholds[LAYER] != 0.0


def test_approximate_scores_prune_nearly_what_exact_ones_would() -> None:
    _, found = learned()
    batches, held_out = digits()
    rough = {
        bits: sprint(found.model, batches, held_out=held_out, metric=accuracy, bits=bits)
        for bits in (3, 8)
    }
    assert rough[8].thresholds == found.thresholds
    few_bits, many_bits = rough[3].layers[0], rough[8].layers[0]
    assert 0.8 < few_bits.agreement < many_bits.agreement <= 1
    assert many_bits.missed < few_bits.missed < 0.4
    assert many_bits.pruned / many_bits.scores == pytest.approx(found.share, abs=0.02)
    assert rough[8].metric_after == pytest.approx(found.metric_after, abs=1.0)
    assert rough[8].loss_control is None
    # Before is exact attention, of the weights that were learned with pruning.
    exact = detach(copy.deepcopy(found.model)).eval()
    assert rough[8].metric_before == accuracy(exact)
    assert rough[3].of_bits == 3
    assert rough[3].bits is None


def test_without_thresholds_sprint_prunes_a_quantile() -> None:
    found = sprint(small(), few(4, 32), pruned=0.6, bits=10)
    assert found.share == pytest.approx(0.6, abs=0.08)
    given = sprint(small(), few(), thresholds={LAYER: -1e6})
    assert given.share == 0


class Causal(nn.Module):
    """A language model whose batches are dictionaries and whose output has a loss."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(12, 8)
        self.blocks = nn.ModuleList(Own(is_causal=True) for _ in range(2))
        self.out = nn.Linear(10, 12)

    def forward(self, ids: torch.Tensor, labels: torch.Tensor) -> dict[str, torch.Tensor]:
        seen = sum(block(self.words(ids)) for block in self.blocks)
        return {"loss": F.cross_entropy(self.out(seen), labels[:, -1])}


def test_batches_of_keywords_and_models_with_a_loss_of_their_own() -> None:
    torch.manual_seed(0)
    batch = {"ids": torch.randint(12, (4, 6)), "labels": torch.randint(12, (4, 6))}
    found = leopard(Causal(), [batch, batch], steps=3)
    assert set(found.thresholds) == {"blocks.0", "blocks.1"}
    # Two heads, and of six by six places those below the diagonal.
    assert all(each.scores == 2 * 4 * 2 * 21 for each in found.layers)


def test_a_single_batch_and_one_that_needs_a_loss() -> None:
    pair = few(1)[0]
    found = leopard(small(), pair, steps=2, loss=lambda out, y: F.cross_entropy(out, y) * 2)
    assert found.loss_after is None
    assert "one batch" in found.reasons["loss_after"]
    assert "trained on" in found.notes[0]
    with pytest.raises(UsageError, match="say `loss=f`"):
        leopard(nn.Sequential(Own()), [[few()[0][0], "no tensor"]], steps=1, loss=None)
    with pytest.raises(UsageError, match="one number"):
        leopard(small(), few(), steps=1, loss=lambda out, y: out)


def test_targets_that_are_no_classes_have_a_squared_error() -> None:
    batches = [(x, torch.zeros(len(x), 10)) for x, _ in few()]
    assert leopard(small(), batches, steps=1).loss_after.value > 0


def test_a_generator_is_gone_through_once() -> None:
    listed = leopard(small(), few(3), held_out=few(), steps=9)
    assert leopard(small(), (each for each in few(3)), held_out=few(), steps=9) == listed
    found = leopard(small(), (each for each in few(3)), steps=2, evaluate=1)
    assert (found.steps, found.loss_after) == (2, None)


def test_batches_that_can_not_begin_again_end_the_training() -> None:
    class Stream:
        def __init__(self) -> None:
            self.left = few(3)

        def __iter__(self) -> Iterator[Batch]:
            while self.left:
                yield self.left.pop()

    found = leopard(small(), Stream(), held_out=few(), steps=9)
    assert found.steps == 3
    assert "the batches ended after 3 of 9 steps" in found.notes
    assert found.loss_control is None
    with pytest.raises(UsageError, match="no batches"):
        next(endless([]))


@pytest.mark.parametrize("recipe", [leopard, sprint])
def test_what_can_not_be_pruned_is_refused(recipe: Any) -> None:
    with pytest.raises(UsageError, match="no attention was seen"):
        recipe(nn.Sequential(nn.Flatten(), nn.Linear(64, 10)), few())
    with pytest.raises(UsageError, match="no batches"):
        recipe(small(), [])
    with pytest.raises(UsageError, match="not int"):
        recipe(small(), 3)
    with pytest.raises(UsageError, match="not function"):
        recipe(accuracy, few())
    with pytest.raises(UsageError, match=r"no option 'step'; it has .*evaluate"):
        recipe(small(), few(), step=1)
    with pytest.raises(UsageError, match="1 or more"):
        recipe(small(), few(), evaluate=0)
    with pytest.raises(UsageError, match="bits"):
        recipe(small(), few(), bits=1)


def test_a_loss_that_is_no_number_ends_it() -> None:
    model = small()
    with pytest.raises(UsageError, match="the loss is nan at step 1"):
        leopard(model, few(), steps=2, loss=lambda out, y: out.sum() * float("nan"))
    assert "forward" not in vars(model)
    assert not torch.overrides._get_current_function_mode_stack()


def test_an_interrupt_keeps_what_was_learned() -> None:
    def stopping() -> Iterator[Progress]:
        for _ in range(4):
            yield
        raise KeyboardInterrupt

    reports = stopping()
    found = leopard(small(), few(), steps=50, progress=lambda _: next(reports), control=False)
    assert found.steps == 5
    assert "interrupted after 5 of 50 steps" in found.notes
    assert thresholds_of(found.model) == found.thresholds


def test_progress_is_told_of_both_trainings() -> None:
    heard: list[Progress] = []
    leopard(small(), few(), steps=3, progress=heard.append)
    assert [each.done for each in heard] == [1 / 3, 2 / 3, 1, 1 / 3, 2 / 3, 1]
    assert len({each.stage for each in heard}) == 2


def test_training_in_bfloat16_and_with_checkpointing() -> None:
    class Checkpointed(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.block = Own()

        def forward(self, rows: torch.Tensor) -> torch.Tensor:
            found: torch.Tensor = torch.utils.checkpoint.checkpoint(
                self.block, rows, use_reentrant=False
            )
            return found

    torch.manual_seed(0)
    model = Checkpointed()
    plain = leopard(model.block, few(), steps=4, control=False)
    again = leopard(model, few(), steps=4, control=False)
    assert again.losses == pytest.approx(plain.losses)
    assert list(again.thresholds.values()) == pytest.approx(list(plain.thresholds.values()))
    halves = [(x.bfloat16(), y) for x, y in few()]
    found = leopard(Own().bfloat16(), halves, steps=3, control=False)
    assert all(each == each for each in found.losses)


def result() -> AttentionPruned:
    layer = LayerPruned("a.b", 0.25, 1000, 600, Range(0.6, 0.5, 0.7), 5.5, None, None)
    return AttentionPruned(
        "leopard", (layer,), Range(1, 0.9, 1.1), Range(1.1, 1.0, 1.2), Range(1, 0.9, 1.1),
        Range(0.1, -0.1, 0.3), 90.0, 89.0, 90.5, 10, (1.0, 0.5), 12,
        ("a note",), {"metric_after": "of one run"}, "a paper", nn.Identity(),
    )  # fmt: skip


def test_results_go_to_json_and_back_without_the_model() -> None:
    found = result()
    again = AttentionPruned.from_json(found.to_json())
    assert again == found
    assert again.model is None
    assert AttentionPruned.from_json(learned()[1].to_json()) == learned()[1]
    with pytest.raises(ValueError, match="AttentionPruned"):
        AttentionPruned.from_json('{"version": 1, "is": "Other"}')
    frame = found.to_frame()
    assert list(frame["share_low"]) == [0.5]


def test_results_are_shown_with_intervals_and_without_times() -> None:
    bundle = result()._repr_mimebundle_()
    for shown in bundle.values():
        assert "60.0%" in shown
        assert "50.0% to 70.0%" in shown
        assert "+0.1 (-0.1 to +0.3)" in shown
        assert "90 before, 89 after, 90.5 trained alike" in shown
        assert "Modelled" in shown
        assert "Nothing ran faster" in shown
        assert "a note" in shown
    assert set(bundle) == {"text/plain", "text/html"}
    text = str(sprint(small(), few(), thresholds={LAYER: 0.0}))
    assert "As exact scores decide" in text
    assert "Modelled" not in text


def test_many_layers_are_cut() -> None:
    layers = tuple(LayerPruned(f"layer.{i}", 0.0, 10, 5) for i in range(100))
    text = str(AttentionPruned("leopard", layers))
    assert "60 more layers" in text
    assert len(text) < 8000


def test_recipes_have_manuals() -> None:
    assert ATTENTION.names() == ["leopard", "sprint"]
    for _, each in ATTENTION.items():
        assert "Source:" in type(each).__doc__
        assert "When not" in type(each).__doc__
        assert each.words
        assert "arXiv" in each.cited


def test_attached_again_in_another_process_by_thresholds() -> None:
    _, found = learned()
    fresh = Encoder(width=32, heads=4).eval()
    fresh.load_state_dict(found.model.state_dict())
    attach(fresh, AttentionPruned.from_json(found.to_json()).thresholds)
    assert accuracy(fresh) == found.metric_after


def test_losses_are_thinned_evenly() -> None:
    kept = thinned([float(i) for i in range(1000)])
    assert len(kept) == MOST_LOSSES
    assert (kept[0], kept[-1]) == (0.0, 999.0)
    assert max(b - a for a, b in itertools.pairwise(kept)) <= 3
