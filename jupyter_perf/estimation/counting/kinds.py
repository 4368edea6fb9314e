"""Operations that PyTorch itself says the kind of: by each element, in place, over a list."""

from __future__ import annotations

import math

from .tally import Call, Tally, first_out, numel

COSTS = {
    "exp": 8.0, "exp2": 8.0, "expm1": 10.0, "log": 8.0, "log2": 8.0, "log10": 8.0, "log1p": 10.0,
    "sin": 10.0, "cos": 10.0, "tan": 14.0, "tanh": 12.0, "sinh": 14.0, "cosh": 14.0, "erf": 12.0,
    "erfc": 14.0, "erfinv": 20.0, "atan": 14.0, "atan2": 20.0, "acos": 14.0, "asin": 14.0,
    "sigmoid": 10.0, "log_sigmoid_forward": 16.0, "silu": 11.0, "gelu": 16.0, "mish": 24.0,
    "softplus": 18.0, "elu": 10.0, "celu": 10.0, "selu": 10.0, "logit": 12.0, "logaddexp": 20.0,
    "pow": 16.0, "sqrt": 4.0, "rsqrt": 5.0, "reciprocal": 4.0, "div": 4.0, "true_divide": 4.0,
    "remainder": 6.0, "fmod": 6.0, "floor_divide": 5.0, "lgamma": 40.0, "digamma": 40.0,
    "silu_backward": 16.0, "gelu_backward": 24.0, "tanh_backward": 3.0, "sigmoid_backward": 3.0,
    "elu_backward": 10.0, "mish_backward": 30.0, "softplus_backward": 12.0, "addcmul": 3.0,
    "addcdiv": 6.0, "lerp": 3.0, "hardswish": 5.0, "hardswish_backward": 6.0, "glu": 12.0,
    "glu_backward": 16.0, "mse_loss": 2.0, "binary_cross_entropy": 20.0,
}  # fmt: skip
"""Additions that take as long as one of these on a processor's vector units, about; 1 if absent."""


def known_by_kind(name: str, call: Call) -> Tally | None:
    """By the operation's tags; None where they don't say what it does."""
    import torch

    base = name.split("::")[-1]
    if base.startswith("_foreach_"):
        return _over_list(base, call)
    if torch.Tag.pointwise in call.func.tags:
        return Tally(vector=per_element(base) * _elements(call))
    if torch.Tag.reduction in call.func.tags:
        return Tally(vector=float(max(_input_elements(call), _elements(call))))
    return None


def per_element(base: str) -> float:
    """`exp_` and `exp` are alike."""
    return COSTS.get(base.removesuffix("_"), 1.0)


def _over_list(base: str, call: Call) -> Tally | None:
    """`_foreach_add_`: `add_` of each tensor in the first list."""
    each = next((value for value in call.values.values() if isinstance(value, list | tuple)), ())
    if base in ("_foreach_copy_", "_foreach_zero_"):
        written = sum(numel(tensor) * tensor.element_size() for tensor in each)
        return Tally(moved=2.0 * written if "copy" in base else written)
    if base == "_foreach_norm" or base == "_foreach_max":
        return Tally(vector=2.0 * sum(map(numel, each)))
    return Tally(vector=per_element(base.removeprefix("_foreach_")) * sum(map(numel, each)))


def _elements(call: Call) -> int:
    out = first_out(call)
    return numel(out) if hasattr(out, "numel") else 0


def _input_elements(call: Call) -> int:
    shapes = (value.shape for value in call.values.values() if hasattr(value, "shape"))
    return max((math.prod(shape) for shape in shapes), default=0)
