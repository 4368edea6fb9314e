"""Products of matrices and vectors, which `einsum`, `linear` and `matmul` come down to as well."""

from __future__ import annotations

import math

from ..precisions import weight
from ..tally import Call, Tally, counts, first_out, numel


@counts("aten::mm", "aten::bmm", "aten::_int_mm", "aten::_scaled_mm", "aten::_grouped_mm")
def product(call: Call) -> Tally:
    """(…, m, k) × (…, k, n)."""
    left = call.first("self", "mat1", "input")
    return Tally(2.0 * numel(call.out) * left.shape[-1] * weight(left))


@counts("aten::addmm", "aten::addmm_", "aten::baddbmm", "aten::baddbmm_", "aten::_addmm_activation")
def product_and_sum(call: Call) -> Tally:
    left = call.first("mat1", "batch1")
    out = numel(call.out)
    return Tally(2.0 * out * left.shape[-1] * weight(left), vector=float(out))


@counts("aten::addbmm", "aten::addbmm_")
def summed_products(call: Call) -> Tally:
    batches, _, inner = call["batch1"].shape
    out = numel(call.out)
    return Tally(2.0 * out * inner * batches * weight(call["batch1"]), vector=float(out))


@counts("aten::mv")
def matrix_times_vector(call: Call) -> Tally:
    return Tally(2.0 * numel(call["self"]) * weight(call["self"]))


@counts("aten::addmv", "aten::addmv_")
def matrix_times_vector_and_sum(call: Call) -> Tally:
    return Tally(2.0 * numel(call["mat"]) * weight(call["mat"]), vector=float(numel(call.out)))


@counts("aten::dot", "aten::vdot")
def inner_product(call: Call) -> Tally:
    return Tally(2.0 * numel(call["self"]) * weight(call["self"]))


@counts("aten::addr", "aten::addr_", "aten::outer", "aten::ger")
def outer_product(call: Call) -> Tally:
    return Tally(vector=2.0 * numel(call.out))


@counts("aten::linear", "aten::mkldnn_linear", "mkldnn::_linear_pointwise")
def linear(call: Call) -> Tally:
    given = call.first("input", "self", "X")
    return Tally(2.0 * numel(first_out(call)) * given.shape[-1] * weight(given))


@counts("aten::_trilinear")
def trilinear(call: Call) -> Tally:
    """A sum over `sumdim` of products of three tensors, with dimensions put in between."""
    shapes = []
    for number in ("1", "2", "3"):
        shape = list(call[f"i{number}"].shape)
        for dim in call[f"expand{number}"]:
            shape.insert(dim, 1)
        shapes.append(shape)
    elements = math.prod(max(each) for each in zip(*shapes, strict=True))
    return Tally(3.0 * elements * weight(call["i1"]))
