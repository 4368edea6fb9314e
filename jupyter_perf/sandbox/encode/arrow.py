"""pyarrow arrays and tables, and polars through them; both can't be changed in place."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .form import ARRAY, LEAF, RECORD, SEQ, Node, node

Handler = Callable[[Any, Any], Node]


def table() -> dict[Any, Handler]:
    """Array types, chunked or not, tables, batches, scalars, schemas and types."""
    arrow = sys.modules["pyarrow"]
    told = (arrow.DataType, arrow.Schema, arrow.Field)
    return {
        arrow.Array: _array,
        arrow.ChunkedArray: _chunked,
        arrow.Table: _table,
        arrow.RecordBatch: lambda encoder, x: _table(encoder, arrow.Table.from_batches([x])),
        arrow.Scalar: _scalar,
        **dict.fromkeys(told, lambda encoder, x: node(LEAF, "pyarrow type", False, str(x))),
    }


def _scalar(encoder: Any, x: Any) -> Node:
    return _record(encoder, "pyarrow.Scalar", str(x.type), {"": x.as_py()})


def _record(encoder: Any, name: str, meta: Any, parts: dict[str, Any]) -> Node:
    names = ["*", [encoder.name(part) for part in parts]]
    return node(
        RECORD, name, False, meta, [names, ["*", [encoder.part(x) for x in parts.values()]]]
    )


def _chunked(encoder: Any, x: Any) -> Node:
    arrow = sys.modules["pyarrow"]
    whole = arrow.concat_arrays(x.chunks) if x.num_chunks else arrow.array([], x.type)
    return _array(encoder, whole)


def _table(encoder: Any, x: Any) -> Node:
    # Two columns may have one name, so the place is part of it.
    parts = {f"{at} {name}": x.column(at) for at, name in enumerate(x.column_names)}
    meta = f"{x.num_rows} rows: {x.schema.to_string(show_schema_metadata=True)}"
    return _record(encoder, "pyarrow.Table", meta, parts)


def _array(encoder: Any, x: Any) -> Node:
    arrow = sys.modules["pyarrow"]
    types = arrow.types
    kind = x.type
    numeric = types.is_integer(kind) or types.is_floating(kind) or types.is_boolean(kind)
    if numeric and not types.is_float16(kind):
        missing = x.is_null().to_numpy(zero_copy_only=False)
        values = x.fill_null(False if types.is_boolean(kind) else 0)
        parts = {"missing": missing, "": values.to_numpy(zero_copy_only=False)}
        return _record(encoder, "pyarrow.Array", str(kind), parts)
    if types.is_temporal(kind) and not types.is_interval(kind):
        width = arrow.int32() if kind.bit_width == 32 else arrow.int64()
        return _record(encoder, "pyarrow.Array", str(kind), {"": x.view(width)})
    if types.is_string(kind) or types.is_large_string(kind):
        meta = [str(kind), "", [len(x)], False]
        return node(ARRAY, "pyarrow.Array", False, meta, [encoder.column(x.to_pylist())])
    return node(SEQ, f"pyarrow.Array {kind}", False, None, [encoder.column(x.to_pylist())])


def polars_table() -> dict[Any, Handler]:
    """polars' tables and columns; lazy ones are compared by their plan's own serialisation."""
    polars = sys.modules["polars"]
    return {polars.DataFrame: _polars_frame, polars.Series: _polars_series}


def _polars_frame(encoder: Any, x: Any) -> Node:
    parts = {str(name): x[name] for name in x.columns}
    written = _record(encoder, "polars.DataFrame", f"{x.height} rows of {x.columns}", parts)
    written[2] = True
    return written


def _polars_series(encoder: Any, x: Any) -> Node:
    parts: dict[str, Any] = {"name": x.name}
    if x.dtype.is_numeric() and not x.dtype.is_decimal():
        parts["missing"] = x.is_null().to_numpy()
        parts[""] = x.fill_null(0).to_numpy()
    else:
        parts[""] = x.to_list()
    written = _record(encoder, "polars.Series", str(x.dtype), parts)
    written[2] = True
    return written
