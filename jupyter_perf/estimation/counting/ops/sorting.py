"""Sorts and the largest of many: comparisons, n log₂ n of them."""

from __future__ import annotations

import math

from ..tally import Call, Tally, counts, numel


@counts(
    "aten::sort",
    "aten::argsort",
    "aten::msort",
    "aten::unique_dim",
    "aten::_unique2",
    "aten::unique_consecutive",
    "aten::median",
    "aten::nanmedian",
    "aten::kthvalue",
    "aten::mode",
    "aten::histc",
)
def all_of_them(call: Call) -> Tally:
    given = call["self"]
    dim = call.values.get("dim")
    length = numel(given) if dim is None or given.dim() == 0 else given.shape[dim]
    return Tally(vector=numel(given) * math.log2(max(2, length)))


@counts("aten::topk")
def largest(call: Call) -> Tally:
    return Tally(vector=numel(call["self"]) * math.log2(max(2, int(call["k"]))))


@counts("aten::value_selecting_reduction_backward")
def back(call: Call) -> Tally:
    return Tally()
