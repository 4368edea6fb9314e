"""Sums, means, extremes and the like: an operation for each element of the input."""

from __future__ import annotations

from ..tally import Call, Tally, counts, numel


@counts(
    "aten::sum",
    "aten::nansum",
    "aten::mean",
    "aten::prod",
    "aten::max",
    "aten::min",
    "aten::amax",
    "aten::amin",
    "aten::aminmax",
    "aten::argmax",
    "aten::argmin",
    "aten::any",
    "aten::all",
    "aten::count_nonzero",
    "aten::trace",
    "aten::cumsum",
    "aten::cumsum_",
    "aten::cumprod",
    "aten::cummax",
    "aten::cummin",
    "aten::equal",
    "aten::_is_all_true",
    "aten::_is_any_true",
    "aten::segment_reduce",
)
def once(call: Call) -> Tally:
    return Tally(vector=float(numel(call.first("self", "data"))))


@counts("aten::linalg_vector_norm", "aten::norm")
def norm(call: Call) -> Tally:
    return Tally(vector=2.0 * numel(call["self"]))


@counts("aten::var", "aten::std", "aten::var_mean", "aten::std_mean")
def variance(call: Call) -> Tally:
    return Tally(vector=4.0 * numel(call["self"]))


@counts("aten::logcumsumexp")
def log_sum(call: Call) -> Tally:
    return Tally(vector=18.0 * numel(call["self"]))


@counts("aten::_cdist_forward", "aten::_euclidean_dist")
def distances(call: Call) -> Tally:
    return Tally(vector=3.0 * numel(call.out) * call.first("x1").shape[-1])


@counts("aten::_cdist_backward")
def distances_backward(call: Call) -> Tally:
    return Tally(vector=5.0 * numel(call["grad"]) * call["x1"].shape[-1])
