"""Calls of attention are found, and computed as torch computes them; then pruned."""

from __future__ import annotations

import copy
import inspect
import pickle
import threading
from typing import Any

import pytest
import torch
from torch import nn
from torch.nn import functional as F

from jupyter_perf.errors import UsageError
from jupyter_perf.sparsity.attention import attach, detach
from jupyter_perf.sparsity.attention.attaching import deciding, thresholds_of
from jupyter_perf.sparsity.attention.bits import approximate, bits_examined, quantized
from jupyter_perf.sparsity.attention.calls import NAMELESS, probabilities, scores_of
from jupyter_perf.sparsity.attention.policies import Approximate, Exact, Hard, survivors
from jupyter_perf.sparsity.attention.soft import soft_threshold, surrogate_count
from jupyter_perf.sparsity.attention.tally import Tally

from .nets import Encoder, Own

torch.set_num_threads(1)


def numbers(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def causal(size: int) -> torch.Tensor:
    return torch.ones(size, size, dtype=torch.bool).tril()


MASKS: dict[str, dict[str, Any]] = {
    "plain": {},
    "causal": {"is_causal": True},
    "boolean": {"attn_mask": causal(5)},
    "additive": {"attn_mask": torch.zeros(5, 5).masked_fill(~causal(5), float("-inf"))},
    "finite": {"attn_mask": torch.zeros(5, 5).masked_fill(~causal(5), -1e9)},
    "biased": {"attn_mask": numbers(2, 5, 5, seed=3)},
    "scaled": {"scale": 0.2},
    "nothing seen": {"attn_mask": torch.tensor([[False], *[[True]] * 4]).expand(5, 5)},
}


@pytest.mark.parametrize("options", MASKS.values(), ids=MASKS.keys())
def test_exact_scores_give_what_torch_gives(options: dict[str, Any]) -> None:
    model, rows = Own(**options), numbers(3, 5, 8)
    expected = model(rows)
    with deciding(model, Exact()):
        assert torch.allclose(model(rows), expected, atol=1e-6)


def test_keys_shared_by_several_heads() -> None:
    query, key, value = numbers(2, 4, 5, 8), numbers(2, 2, 5, 8), numbers(2, 2, 5, 8, seed=1)
    expected = F.scaled_dot_product_attention(query, key, value, enable_gqa=True)
    with deciding(nn.Identity(), Exact()):
        found = F.scaled_dot_product_attention(query, key, value, enable_gqa=True)
    assert torch.allclose(found, expected, atol=1e-6)


HEADS: dict[str, dict[str, Any]] = {
    "plain": {},
    "bias of keys": {"add_bias_kv": True, "add_zero_attn": True},
    "other widths": {"kdim": 6, "vdim": 4},
    "sequence first": {"batch_first": False},
}
SEEN: dict[str, dict[str, Any]] = {
    "plain": {},
    "no weights": {"need_weights": False},
    "each head's": {"average_attn_weights": False},
    "causal": {"attn_mask": ~causal(5), "is_causal": True},
    "padding": {"key_padding_mask": torch.tensor([[False] * 4 + [True]] * 3)},
}


@pytest.mark.parametrize("made", HEADS.values(), ids=HEADS.keys())
@pytest.mark.parametrize("asked", SEEN.values(), ids=SEEN.keys())
@pytest.mark.parametrize("training", [True, False])
def test_multi_head_attention_is_seen_in_all_its_forms(
    made: dict[str, Any], asked: dict[str, Any], training: bool
) -> None:
    torch.manual_seed(0)
    module = nn.MultiheadAttention(8, 2, **{"batch_first": True, **made}).train(training)
    sizes = (8, made.get("kdim", 8), made.get("vdim", 8))
    given = [numbers(3, 5, size, seed=i) for i, size in enumerate(sizes)]
    if not made.get("batch_first", True):
        given = [each.transpose(0, 1) for each in given]
    expected, weights = module(*given, **asked)
    seen = Exact(0.5)
    with deciding(module, seen):
        output, shown = module(*given, **asked)
    assert list(seen.quantiles) == [NAMELESS]
    assert torch.allclose(output, expected, atol=1e-6)
    assert (shown is None) == (weights is None)
    assert weights is None or torch.allclose(shown, weights, atol=1e-6)


def test_multi_head_attention_without_a_batch() -> None:
    module, rows = nn.MultiheadAttention(8, 2), numbers(5, 8)
    expected = module(rows, rows, rows)
    with deciding(module, Exact()):
        found = module(rows, rows, rows)
    for one, other in zip(found, expected, strict=True):
        assert one.shape == other.shape
        assert torch.allclose(one, other, atol=1e-6)


@pytest.mark.parametrize("training", [True, False])
def test_layers_of_a_transformer_are_named_and_padding_is_kept(training: bool) -> None:
    torch.manual_seed(0)
    model, rows = Encoder(layers=2).train(training), numbers(4, 8, 8)
    padded = torch.zeros(4, 8, dtype=torch.bool)
    padded[:, 6:] = True
    with torch.no_grad():
        expected = model(rows, padded)
        tally = Tally()
        low = dict.fromkeys(("encoder.layers.0.self_attn", "encoder.layers.1.self_attn"), -1e9)
        with deciding(model, Hard(low, tally)):
            found = model(rows, padded)
    # What a fast path gives for padded places isn't what the layers give.
    assert training is False or torch.allclose(found, expected, atol=1e-6)
    (counts,) = tally.batches
    assert set(counts) == set(low)
    # Four sequences, two heads, eight queries, six keys that may be seen.
    assert all(each.scores == 4 * 2 * 8 * 6 for each in counts.values())
    assert all(each.pruned == 0 for each in counts.values())


class TestAttached:
    def model(self) -> Encoder:
        torch.manual_seed(0)
        return Encoder()

    def test_a_model_prunes_until_it_is_detached(self) -> None:
        model, rows = self.model().eval(), numbers(4, 8, 8)
        exact, keys = model(rows), list(model.state_dict())
        thresholds = {"encoder.layers.0.self_attn": 0.3}
        assert attach(model, thresholds) is model
        pruned = model(rows)
        assert not torch.allclose(pruned, exact, atol=1e-4)
        assert thresholds_of(model) == thresholds
        assert list(model.state_dict()) == keys
        assert list(inspect.signature(model.forward).parameters) == ["rows", "padded"]
        attach(model, {"encoder.layers.0.self_attn": -1e9})
        assert torch.allclose(model(rows), exact, atol=1e-6)
        detach(detach(model))
        assert torch.equal(model(rows), exact)
        assert not any("forward" in vars(module) for module in model.modules())
        assert thresholds_of(model) == {}

    def test_copies_and_pickles_prune_alike(self) -> None:
        model, rows = self.model().eval(), numbers(4, 8, 8)
        exact = model(rows)
        attach(model, {"encoder.layers.0.self_attn": 0.3})
        pruned = model(rows)
        twin = copy.deepcopy(model)
        again = pickle.loads(pickle.dumps(model))
        detach(model)
        assert torch.equal(model(rows), exact)
        for each in (twin, again):
            assert torch.equal(each(rows), pruned)
            assert torch.equal(detach(each)(rows), exact)

    @pytest.mark.parametrize("raised", [RuntimeError, KeyboardInterrupt])
    def test_an_exception_leaves_the_kernel_as_it_was(self, raised: type[BaseException]) -> None:
        model = self.model().eval()
        attach(model, {"encoder.layers.0.self_attn": 0.3})

        def fails(*_: object) -> None:
            raise raised

        hook = model.encoder.layers[0].linear1.register_forward_pre_hook(fails)
        with pytest.raises(raised):
            model(numbers(4, 8, 8))
        hook.remove()
        other, rows = Own(), numbers(3, 5, 8)
        assert not torch.overrides._get_current_function_mode_stack()
        with deciding(other, seen := Exact(0.5)):
            other(rows)
        assert list(seen.quantiles) == [NAMELESS]

    def test_two_threads_at_once(self) -> None:
        models = [attach(self.model().eval(), {"encoder.layers.0.self_attn": x}) for x in (0.1, 9)]
        rows = numbers(4, 8, 8)
        expected = [model(rows) for model in models]
        assert not torch.equal(*expected)
        found: list[bool] = []

        def run(at: int) -> None:
            found.extend(torch.equal(models[at](rows), expected[at]) for _ in range(20))

        threads = [threading.Thread(target=run, args=(at % 2,)) for at in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [True] * 80

    def test_unknown_layers_are_refused(self) -> None:
        with pytest.raises(UsageError, match=r"no layer 'encoder\.layers\.7'"):
            attach(self.model(), {"encoder.layers.7": 0.0})
        with pytest.raises(UsageError, match="no thresholds"):
            attach(self.model(), {})


class TestSoftThreshold:
    def test_its_values_on_both_sides(self) -> None:
        scores = torch.tensor([3.0, 1.0, 0.9, 0.0, -5.0])
        softened = soft_threshold(scores, torch.tensor(1.0))
        assert softened[0].item() == pytest.approx(3.0)
        assert softened[1].item() == 0.0
        assert softened[2].item() == pytest.approx(1000 * torch.tensor(-1.0).tanh().item())
        assert softened[3:].tolist() == pytest.approx([-1000.0, -1000.0])

    def test_its_gradients_are_those_of_finite_differences(self) -> None:
        scores = torch.tensor([1.4, 1.05, 0.97, 0.7, -0.2], dtype=torch.float64)
        scores.requires_grad_()
        threshold = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
        assert torch.autograd.gradcheck(soft_threshold, (scores, threshold), eps=1e-7, rtol=1e-4)
        assert torch.autograd.gradcheck(
            lambda x, th: surrogate_count(soft_threshold(x, th)), (scores, threshold), eps=1e-7
        )

    def test_a_higher_threshold_leaves_fewer_by_the_count(self) -> None:
        scores = numbers(1000) * 3
        threshold = torch.tensor(0.5, requires_grad=True)
        left = surrogate_count(soft_threshold(scores, threshold)).mean()
        left.backward()
        assert threshold.grad is not None
        assert threshold.grad.item() < 0
        # Of scores in a narrow band below the threshold some count half.
        assert left.item() == pytest.approx(float((scores >= 0.5).float().mean()), abs=0.06)


def test_a_query_whose_scores_are_all_pruned_keeps_its_largest() -> None:
    scores = torch.tensor([[1.0, 2.0, 3.0], [5.0, 1.0, 9.0], [0.0, 0.0, 7.0]])
    allowed = torch.tensor([[True, True, False], [True, True, True], [False, False, False]])
    kept = survivors(scores, allowed, 4.0)
    assert kept.tolist() == [[False, True, False], [True, False, True], [False, False, False]]
    chances = probabilities(scores.masked_fill(~kept, float("-inf")))
    assert chances[0].tolist() == [0.0, 1.0, 0.0]
    assert chances.sum(1).tolist() == [1.0, 1.0, 0.0]


def test_nan_is_not_hidden_by_pruning() -> None:
    model, rows = Own(), numbers(3, 5, 8)
    rows[0, 0, 0] = float("nan")
    with deciding(model, Hard({NAMELESS: 0.5})):
        found = model(rows)
    assert bool(found[0].isnan().all())
    assert bool(found[1:].isfinite().all())


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16])
def test_in_half_precision(kind: torch.dtype) -> None:
    model, rows = Own(is_causal=True).to(kind), numbers(3, 5, 8).to(kind)
    exact = model(rows)
    with deciding(model, Hard({NAMELESS: -1e9})):
        found = model(rows)
    assert found.dtype == kind
    assert torch.allclose(found, exact, atol=2e-2)
    with deciding(model, Hard({NAMELESS: 0.0})):
        assert bool(model(rows).isfinite().all())


def call(threshold_bias: bool = False) -> Any:
    bias = numbers(4, 16, 16, seed=5) if threshold_bias else None
    return scores_of(numbers(4, 16, 8), numbers(4, 16, 8, seed=1), bias, False, None)


@pytest.mark.parametrize("biased", [False, True])
@pytest.mark.parametrize("bits", [2, 4, 12])
def test_early_termination_never_stops_a_score_above_its_threshold(biased: bool, bits: int) -> None:
    found = call(biased)
    taken = bits_examined(found, 0.4, bits)
    assert taken.shape == found.scores.shape
    assert bool(((taken >= 1) & (taken <= bits)).all())
    (query, a), (key, b) = quantized(found.query, bits), quantized(found.key, bits)
    product = (query @ key.transpose(-2, -1)) * (a * b * found.scale)
    product = product if found.bias is None else product + found.bias
    assert bool((taken[product >= 0.4 + 1e-6] == bits).all())
    if bits == 12:
        # Most that are pruned are known to be early.
        assert taken[product < 0.4].mean().item() < 9


def test_early_termination_by_hand() -> None:
    # Three magnitude bits: key 5 = 101, query 3; scale 1 each, since the largest is 7.
    query, key = torch.tensor([[3.0, 7.0]]), torch.tensor([[5.0, 0.0], [7.0, 0.0], [-7.0, 0.0]])
    found = scores_of(query, key, None, False, 1.0)
    # 15, 21, -21 exactly. Signs leave room for 10 · 7: nothing is known of the first two then.
    assert bits_examined(found, 100.0, 4).tolist() == [[1, 1, 1]]
    assert bits_examined(found, 70.0, 4).tolist() == [[2, 2, 1]]
    # 12 + 10 · 3 < 43, not below 42; 12 + 10 · 3, 21 - ..., and room 7 · 7 of the third.
    assert bits_examined(found, 42.5, 4).tolist()[0][0] == 2
    assert bits_examined(found, 42.0, 4).tolist()[0][0] == 3
    assert bits_examined(found, 15.0, 4).tolist()[0][:2] == [4, 4]


def test_more_bits_agree_with_exact_scores_more_often() -> None:
    found = call()
    exact = survivors(found.scores, found.allowed, 0.4)
    same = [
        float((survivors(approximate(found, bits), found.allowed, 0.4) == exact).float().mean())
        for bits in (2, 4, 8, 14)
    ]
    assert same == sorted(same)
    assert same[1] > 0.9
    assert same[-1] > 0.999


def test_survivors_of_an_approximation_are_computed_exactly() -> None:
    model, rows = Own(), numbers(3, 5, 8)
    exact = model(rows)
    tally = Tally()
    with deciding(model, Approximate({NAMELESS: -1e9}, 4, tally)):
        assert torch.allclose(model(rows), exact, atol=1e-6)
    counts = tally.batches[0][NAMELESS]
    assert (counts.pruned, counts.missed) == (0, 0)
    assert counts.same == counts.scores == counts.needed == 3 * 2 * 5 * 5
