"""Data that is made, copied, put together, gathered or scattered, and what costs nothing at all."""

from __future__ import annotations

from typing import Any

from ..tally import Call, Tally, counts, first_out, numel, size


@counts(
    "aten::empty",
    "aten::empty_like",
    "aten::empty_strided",
    "aten::new_empty",
    "aten::new_empty_strided",
    "aten::empty_permuted",
    "aten::detach",
    "aten::detach_",
    "aten::lift",
    "aten::lift_fresh",
    "aten::_local_scalar_dense",
    "aten::item",
    "aten::is_same_size",
    "aten::is_nonzero",
    "aten::set_",
    "aten::resize_",
    "aten::_unsafe_view",
    "aten::_reshape_alias",
    "aten::record_stream",
    "aten::is_pinned",
    "aten::_nested_tensor_size",
    "aten::squeeze_",
    "aten::unsqueeze_",
    "aten::transpose_",
    "aten::t_",
    "aten::as_strided_",
    "aten::sym_size",
    "aten::sym_numel",
    "aten::sym_stride",
    "aten::_assert_async",
    "aten::_linalg_check_errors",
    "aten::_assert_scalar",
    "aten::_assert_tensor_metadata",
    "aten::result_type",
    "aten::requires_grad_",
    "aten::_has_compatible_shallow_copy_type",
    "aten::_version",
    "aten::unsafe_split",
    "aten::unsafe_split_with_sizes",
    "aten::unsafe_chunk",
)
def nothing(call: Call) -> Tally:
    return Tally(moved=0.0)


@counts(
    "aten::zeros",
    "aten::ones",
    "aten::full",
    "aten::zeros_like",
    "aten::ones_like",
    "aten::full_like",
    "aten::new_zeros",
    "aten::new_ones",
    "aten::new_full",
    "aten::zero_",
    "aten::fill_",
    "aten::arange",
    "aten::linspace",
    "aten::logspace",
    "aten::eye",
    "aten::scalar_tensor",
    "aten::tril_indices",
    "aten::triu_indices",
    "aten::one_hot",
    "aten::_efficientzerotensor",
)
def made(call: Call) -> Tally:
    return Tally(moved=float(_out_size(call)))


@counts(
    "aten::clone",
    "aten::_to_copy",
    "aten::copy",
    "aten::contiguous",
    "aten::cat",
    "aten::stack",
    "aten::constant_pad_nd",
    "aten::reflection_pad1d",
    "aten::reflection_pad2d",
    "aten::reflection_pad3d",
    "aten::replication_pad1d",
    "aten::replication_pad2d",
    "aten::replication_pad3d",
    "aten::reflection_pad2d_backward",
    "aten::replication_pad2d_backward",
    "aten::roll",
    "aten::flip",
    "aten::rot90",
    "aten::repeat",
    "aten::repeat_interleave",
    "aten::tril",
    "aten::triu",
    "aten::tril_",
    "aten::triu_",
    "aten::gather",
    "aten::index",
    "aten::_unsafe_index",
    "aten::index_select",
    "aten::take",
    "aten::take_along_dim",
    "aten::masked_select",
    "aten::nonzero",
    "aten::bucketize",
    "aten::searchsorted",
    "aten::block_diag",
    "aten::_pack_padded_sequence",
    "aten::_pad_packed_sequence",
    "aten::split_copy",
    "aten::view_copy",
    "aten::expand_copy",
    "aten::diag_embed",
)
def copied(call: Call) -> Tally:
    """What is written was read somewhere: of a table only that."""
    return Tally(moved=2.0 * _out_size(call))


@counts("aten::copy_")
def copied_into(call: Call) -> Tally:
    return Tally(moved=float(size(call["src"]) + size(call["self"])))


@counts("aten::fill_diagonal_")
def diagonal(call: Call) -> Tally:
    return Tally(moved=float(min(call["self"].shape) * call["self"].element_size()))


@counts(
    "aten::slice_backward",
    "aten::select_backward",
    "aten::diagonal_backward",
    "aten::unfold_backward",
    "aten::as_strided_scatter",
    "aten::slice_scatter",
    "aten::select_scatter",
)
def put_back(call: Call) -> Tally:
    """Zeros as large as the result, and the gradient written into them."""
    given = call.first("grad_output", "grad_in", "grad", "src")
    return Tally(moved=float(size(call.out) + 2 * size(given)))


@counts(
    "aten::index_put",
    "aten::index_put_",
    "aten::_index_put_impl_",
    "aten::_unsafe_index_put",
    "aten::put_",
    "aten::scatter",
    "aten::scatter_",
    "aten::scatter_add",
    "aten::scatter_add_",
    "aten::scatter_reduce",
    "aten::scatter_reduce_",
    "aten::index_add",
    "aten::index_add_",
    "aten::index_copy",
    "aten::index_copy_",
    "aten::index_fill",
    "aten::index_fill_",
    "aten::masked_scatter",
    "aten::masked_scatter_",
)
def scattered(call: Call) -> Tally:
    """What is put is read, its place read and written; and all is copied unless it's in place."""
    put = next(
        (call.values[each] for each in _PUT if hasattr(call.values.get(each), "shape")), None
    )
    whole = 0 if call.func.name().split(".")[0].endswith("_") else 2 * size(call["self"])
    return Tally(vector=float(numel(put)), moved=float(whole + 3 * size(put)))


_PUT = ("values", "src", "source", "value", "index")


def _out_size(call: Call) -> int:
    out: Any = first_out(call)
    return size(out) if hasattr(out, "element_size") else 0
