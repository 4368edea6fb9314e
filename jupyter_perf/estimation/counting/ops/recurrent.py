"""Recurrent layers that run as one operation; others are products and functions of elements."""

from __future__ import annotations

from typing import Any

from ..precisions import weight as of_type
from ..tally import Call, Tally, counts, numel

GATES = 60.0
"""For each hidden element: three sigmoids, two `tanh`, products and sums (an LSTM's)."""


@counts("aten::mkldnn_rnn_layer")
def layer(call: Call) -> Tally:
    """One direction of one layer: input (time, batch, features)."""
    steps = _steps(call["input"])
    once = numel(call["weight0"]) + numel(call["weight1"])
    return Tally(
        2.0 * steps * once * of_type(call["input"]), GATES * steps * int(call["hidden_size"])
    )


@counts("aten::mkldnn_rnn_layer_backward")
def layer_backward(call: Call) -> Tally:
    """Gradients of inputs and of weights."""
    steps = _steps(call["input"])
    once = numel(call["weight1"]) + numel(call["weight2"])
    return Tally(
        4.0 * steps * once * of_type(call["input"]), GATES * steps * int(call["hidden_size"])
    )


@counts("aten::_cudnn_rnn")
def layers(call: Call) -> Tally:
    """All layers and directions: each matrix meets each step once."""
    steps = _steps(call["input"])
    matrices = sum(numel(each) for each in call["weight"] if each.dim() > 1)
    return Tally(
        2.0 * steps * matrices * of_type(call["input"]), GATES * steps * int(call["hidden_size"])
    )


@counts("aten::_cudnn_rnn_backward")
def layers_backward(call: Call) -> Tally:
    forward = layers(call)
    return Tally(2.0 * forward.matrix, forward.vector)


@counts("aten::_thnn_fused_lstm_cell", "aten::_thnn_fused_gru_cell")
def cell(call: Call) -> Tally:
    return Tally(vector=GATES * numel(call.first("cx", "hx")))


@counts("aten::_thnn_fused_lstm_cell_backward_impl", "aten::_thnn_fused_gru_cell_backward")
def cell_backward(call: Call) -> Tally:
    return Tally(vector=GATES * numel(call.first("grad_hy")))


def _steps(given: Any) -> float:
    return float(numel(given) / max(1, given.shape[-1]))
