"""Convolutions in any number of dimensions, grouped and transposed, forward and backward."""

from __future__ import annotations

import math
from typing import Any

from ..precisions import weight as of_type
from ..tally import Call, Tally, counts, first_out, numel


@counts(
    "aten::convolution",
    "aten::_convolution",
    "aten::convolution_overrideable",
    "aten::mkldnn_convolution",
    "aten::cudnn_convolution",
    "aten::slow_conv3d_forward",
    "aten::_slow_conv2d_forward",
    "aten::_conv_depthwise2d",
    "aten::conv_depthwise3d",
    "aten::slow_conv_dilated2d",
    "aten::slow_conv_dilated3d",
    "mkldnn::_convolution_pointwise",
)
def forward(call: Call) -> Tally:
    given, kernel = call.first("input", "self", "X"), call.first("weight", "W")
    out = first_out(call)
    bias = float(numel(out)) if call.values.get("bias") is not None else 0.0
    transposed = bool(call.values.get("transposed", False))
    return Tally(_products(given if transposed else out, kernel), bias)


@counts("aten::cudnn_convolution_transpose", "aten::slow_conv_transpose2d")
@counts("aten::slow_conv_transpose3d")
def transposed(call: Call) -> Tally:
    return Tally(_products(call["self"], call["weight"]))


@counts("aten::convolution_backward", "aten::convolution_backward_overrideable")
def backward(call: Call) -> Tally:
    """The gradients of input and weights, where asked for, cost a forward pass each."""
    outer, kernel = call["input"] if call["transposed"] else call["grad_output"], call["weight"]
    of_input, of_weight, of_bias = call["output_mask"]
    once = _products(outer, kernel)
    bias = float(numel(call["grad_output"])) if of_bias else 0.0
    return Tally(once * (bool(of_input) + bool(of_weight)), bias)


def _products(outer: Any, kernel: Any) -> float:
    """A kernel (…, channels of a group, width, …) at each element of `outer`, which is the result,
    or the input of a transposed convolution."""
    each = math.prod(int(length) for length in kernel.shape[1:])
    return 2.0 * numel(outer) * each * of_type(outer)
