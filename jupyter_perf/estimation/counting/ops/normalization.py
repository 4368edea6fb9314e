"""Normalizing over batches, layers, groups; softmax.

Operations for each element, by the formulas: mean and variance 4, normalizing 2, scale and shift 2;
two sums and the same again for gradients.
"""

from __future__ import annotations

from typing import Any

from ..moved import moved_by
from ..tally import Call, Tally, counts, numel, size

FORWARD, FIXED, BACKWARD = 8.0, 4.0, 14.0
SOFTMAX, SOFTMAX_BACKWARD = 12.0, 4.0


@counts(
    "aten::native_batch_norm",
    "aten::_native_batch_norm_legit",
    "aten::_native_batch_norm_legit_functional",
    "aten::_batch_norm_with_update",
    "aten::_batch_norm_with_update_functional",
    "aten::cudnn_batch_norm",
    "aten::miopen_batch_norm",
)
def batch(call: Call) -> Tally:
    """Its input is read twice in training: for its mean and variance, then to normalize it."""
    given = call["input"]
    if not call.values.get("training", True):
        return Tally(vector=FIXED * numel(given))
    return Tally(vector=FORWARD * numel(given), moved=float(moved_by(call) + size(given)))


@counts("aten::_batch_norm_no_update", "aten::_native_batch_norm_legit_no_training")
def batch_fixed(call: Call) -> Tally:
    return Tally(vector=FIXED * numel(call["input"]))


@counts("aten::native_batch_norm_backward", "aten::batch_norm_backward")
@counts("aten::cudnn_batch_norm_backward")
def batch_backward(call: Call) -> Tally:
    given = call["input"]
    grad = call.first("grad_out", "grad_output")
    twice = size(given) + size(grad)
    return Tally(vector=BACKWARD * numel(given), moved=float(moved_by(call) + twice))


@counts("aten::native_layer_norm", "aten::native_group_norm", "aten::_fused_rms_norm")
@counts("aten::rms_norm")
def layer(call: Call) -> Tally:
    return Tally(vector=FORWARD * numel(call["input"]))


@counts(
    "aten::native_layer_norm_backward",
    "aten::native_group_norm_backward",
    "aten::_fused_rms_norm_backward",
)
def layer_backward(call: Call) -> Tally:
    return Tally(vector=BACKWARD * numel(call["input"]))


@counts("aten::_weight_norm_interface", "aten::_weight_norm_interface_backward")
def of_weights(call: Call) -> Tally:
    return Tally(vector=6.0 * numel(call.first("v", "saved_v")))


@counts("aten::_softmax", "aten::_log_softmax", "aten::_safe_softmax", "aten::logsumexp")
def softmax(call: Call) -> Tally:
    return Tally(vector=SOFTMAX * numel(call["self"]))


@counts("aten::_softmax_backward_data", "aten::_log_softmax_backward_data")
def softmax_backward(call: Call) -> Tally:
    return Tally(vector=SOFTMAX_BACKWARD * numel(call["grad_output"]))


@counts("aten::_masked_softmax", "aten::_masked_softmax_backward")
def masked(call: Call) -> Tally:
    given: Any = call.first("self", "grad_output")
    return Tally(vector=(SOFTMAX + 1) * numel(given))
