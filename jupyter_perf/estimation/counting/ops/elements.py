"""Functions of each element that PyTorch doesn't tag as such."""

from __future__ import annotations

from ..kinds import per_element
from ..tally import Call, Tally, counts, first_out, numel


@counts(
    "aten::threshold_backward",
    "aten::hardswish",
    "aten::hardswish_",
    "aten::log_sigmoid",
    "aten::relu6",
    "aten::selu",
    "aten::hardtanh_backward",
    "aten::hardswish_backward",
    "aten::hardsigmoid_backward",
    "aten::leaky_relu_backward",
    "aten::gelu_backward",
    "aten::silu_backward",
    "aten::elu_backward",
    "aten::mish_backward",
    "aten::softplus_backward",
    "aten::tanh_backward",
    "aten::sigmoid_backward",
    "aten::glu",
    "aten::glu_backward",
    "aten::glu_jvp",
    "aten::log_sigmoid_forward",
    "aten::log_sigmoid_backward",
    "aten::_prelu_kernel",
    "aten::_prelu_kernel_backward",
    "aten::prelu",
    "aten::rrelu_with_noise_backward",
    "aten::hardshrink_backward",
    "aten::softshrink_backward",
    "aten::logit_backward",
    "aten::rsub",
    "aten::masked_fill",
    "aten::masked_fill_",
    "aten::where",
    "aten::lerp",
    "aten::lerp_",
    "aten::addcmul",
    "aten::addcmul_",
    "aten::addcdiv",
    "aten::addcdiv_",
    "aten::float_power",
    "aten::view_as_complex_copy",
    "aten::conj_physical",
    "aten::polar",
    "aten::complex",
    "aten::isin",
    "aten::isclose",
    "aten::nan_to_num",
    "aten::special_entr",
    "aten::_conj_physical",
)
def each(call: Call) -> Tally:
    name = call.func.name().split(".")[0].split("::")[-1]
    return Tally(vector=per_element(name) * numel(first_out(call)))
