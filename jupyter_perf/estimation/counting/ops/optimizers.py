"""Steps of optimizers that are one operation over lists; others are functions of elements."""

from __future__ import annotations

from ..tally import Call, Tally, counts, numel

ADAM = 18.0
"""For each parameter: two averages, root, two divisions, decay."""
SGD = 4.0


@counts("aten::_fused_adam_", "aten::_fused_adamw_", "aten::_fused_adam", "aten::_fused_adamw")
def adam(call: Call) -> Tally:
    return Tally(vector=ADAM * sum(map(numel, call["self"])))


@counts("aten::_fused_sgd_", "aten::_fused_sgd", "aten::_fused_adagrad_", "aten::_fused_adagrad")
def sgd(call: Call) -> Tally:
    return Tally(vector=SGD * sum(map(numel, call["self"])))


@counts("aten::_amp_foreach_non_finite_check_and_unscale_")
def unscaled(call: Call) -> Tally:
    return Tally(vector=2.0 * sum(map(numel, call["self"])))


@counts("aten::_amp_update_scale_")
def scale(call: Call) -> Tally:
    return Tally(vector=4.0)
