"""Rows looked up in a table: only those are read, and nothing is computed."""

from __future__ import annotations

from ..tally import Call, Tally, counts, first_out, numel, size


@counts("aten::embedding")
def forward(call: Call) -> Tally:
    return Tally(moved=float(size(call["indices"]) + 2 * size(call.out)))


@counts("aten::embedding_dense_backward")
def backward(call: Call) -> Tally:
    """A gradient as large as the table is written, then rows are added to it."""
    grad = call["grad_output"]
    moved = size(call["indices"]) + size(call.out) + 3 * size(grad)
    return Tally(vector=float(numel(grad)), moved=float(moved))


@counts("aten::_embedding_bag", "aten::_embedding_bag_forward_only")
def bags(call: Call) -> Tally:
    table, rows = call["weight"], numel(call["indices"])
    read = rows * table.shape[-1]
    moved = read * table.element_size() + size(call["indices"]) + size(first_out(call))
    return Tally(vector=float(read), moved=float(moved))


@counts("aten::_embedding_bag_dense_backward", "aten::_embedding_bag_backward")
def bags_backward(call: Call) -> Tally:
    rows = numel(call["indices"]) * call["grad"].shape[-1]
    moved = size(call["grad"]) + size(call.out) + 2 * rows * call["grad"].element_size()
    return Tally(vector=float(rows), moved=float(moved))


@counts("aten::_embedding_bag_per_sample_weights_backward")
def bag_weights_backward(call: Call) -> Tally:
    return Tally(vector=2.0 * numel(call["indices"]) * call["grad"].shape[-1])
