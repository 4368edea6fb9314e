"""Windows over an image or a series: pooled, resized, cut out."""

from __future__ import annotations

import math
from typing import Any

from ..tally import Call, Tally, counts, first_out, numel


@counts(
    "aten::max_pool2d_with_indices",
    "aten::max_pool3d_with_indices",
    "aten::avg_pool1d",
    "aten::avg_pool2d",
    "aten::avg_pool3d",
    "aten::mkldnn_max_pool2d",
)
def windows(call: Call) -> Tally:
    out = first_out(call)
    dims = 3 if "3d" in call.func.name() else 1 if "1d" in call.func.name() else 2
    return Tally(vector=float(numel(out)) * _window(call["kernel_size"], dims))


@counts(
    "aten::max_pool2d_with_indices_backward",
    "aten::max_pool3d_with_indices_backward",
    "aten::adaptive_max_pool2d_backward",
    "aten::adaptive_max_pool3d_backward",
    "aten::max_unpool2d",
    "aten::max_unpool3d",
)
def to_largest(call: Call) -> Tally:
    return Tally(vector=float(numel(call.first("grad_output", "self"))))


@counts("aten::avg_pool2d_backward", "aten::avg_pool3d_backward")
def spread(call: Call) -> Tally:
    dims = 3 if "3d" in call.func.name() else 2
    return Tally(vector=float(numel(call["grad_output"])) * _window(call["kernel_size"], dims))


@counts(
    "aten::adaptive_max_pool2d",
    "aten::adaptive_max_pool3d",
    "aten::_adaptive_avg_pool2d",
    "aten::_adaptive_avg_pool3d",
)
def adaptive(call: Call) -> Tally:
    return Tally(vector=float(numel(call["self"])))


@counts("aten::_adaptive_avg_pool2d_backward", "aten::_adaptive_avg_pool3d_backward")
def adaptive_backward(call: Call) -> Tally:
    return Tally(vector=float(numel(call["self"])))


@counts(
    "aten::upsample_nearest1d",
    "aten::upsample_nearest2d",
    "aten::upsample_nearest3d",
    "aten::_upsample_nearest_exact1d",
    "aten::_upsample_nearest_exact2d",
    "aten::_upsample_nearest_exact3d",
    "aten::upsample_nearest2d_backward",
    "aten::upsample_nearest1d_backward",
    "aten::im2col",
    "aten::col2im",
    "aten::pixel_shuffle",
    "aten::pixel_unshuffle",
    "aten::channel_shuffle",
)
def rearranged(call: Call) -> Tally:
    return Tally()


@counts("aten::upsample_linear1d", "aten::upsample_bilinear2d", "aten::_upsample_bilinear2d_aa")
@counts("aten::upsample_linear1d_backward", "aten::upsample_bilinear2d_backward")
@counts("aten::upsample_trilinear3d", "aten::grid_sampler_2d", "aten::affine_grid_generator")
def interpolated(call: Call) -> Tally:
    return Tally(vector=8.0 * numel(first_out(call)))


@counts("aten::upsample_bicubic2d", "aten::_upsample_bicubic2d_aa")
def interpolated_cubic(call: Call) -> Tally:
    return Tally(vector=40.0 * numel(call.out))


def _window(size: Any, dims: int) -> int:
    sizes = [size] if isinstance(size, int) else list(size)
    return math.prod(sizes) if len(sizes) == dims else int(sizes[0]) ** dims
