"""Losses that are one operation; others are softmax, products and sums."""

from __future__ import annotations

from ..tally import Call, Tally, counts, numel, size


@counts("aten::nll_loss_forward", "aten::nll_loss2d_forward", "aten::nll_loss_nd")
def of_targets(call: Call) -> Tally:
    """One number is read for each target."""
    targets = numel(call["target"])
    moved = size(call["target"]) + targets * call["self"].element_size()
    return Tally(vector=2.0 * targets, moved=float(moved))


@counts("aten::nll_loss_backward", "aten::nll_loss2d_backward")
def of_targets_backward(call: Call) -> Tally:
    return Tally(vector=float(numel(call["target"])), moved=float(size(call.out)))


@counts(
    "aten::mse_loss",
    "aten::l1_loss",
    "aten::smooth_l1_loss",
    "aten::huber_loss",
    "aten::soft_margin_loss",
    "aten::mse_loss_backward",
    "aten::smooth_l1_loss_backward",
    "aten::huber_loss_backward",
    "aten::soft_margin_loss_backward",
)
def of_differences(call: Call) -> Tally:
    return Tally(vector=4.0 * numel(call["self"]))


@counts("aten::binary_cross_entropy", "aten::binary_cross_entropy_with_logits", "aten::kl_div")
@counts("aten::binary_cross_entropy_backward")
def of_logarithms(call: Call) -> Tally:
    return Tally(vector=24.0 * numel(call["self"]))


@counts("aten::multi_margin_loss", "aten::multilabel_margin_loss_forward")
@counts("aten::multi_margin_loss_backward", "aten::multilabel_margin_loss_backward")
def of_margins(call: Call) -> Tally:
    return Tally(vector=4.0 * numel(call["self"]))


@counts("aten::_ctc_loss", "aten::_ctc_loss_backward")
def of_alignments(call: Call) -> Tally:
    """Time × (2·labels + 1) states, each from three others (Graves et al., 2006)."""
    time = call["log_probs"].shape[0]
    return Tally(vector=60.0 * time * (2.0 * numel(call["targets"]) + 1))
