"""pandas: tables, indexes, extension arrays and scalars.

What pandas shares between two objects is left out: copy-on-write makes it invisible.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from .form import ARRAY, FRAME, LEAF, RECORD, Node, node

Handler = Callable[[Any, Any], Node]


def table() -> dict[Any, Handler]:
    """How to write each type of pandas; types derived from them add their own state."""
    pandas = sys.modules["pandas"]
    arrays, offsets = pandas.arrays, pandas.tseries.offsets
    kinds: dict[Any, Handler] = {
        pandas.DataFrame: _frame,
        pandas.Series: _series,
        pandas.Index: _index,
        pandas.RangeIndex: _range_index,
        pandas.MultiIndex: _multi_index,
        pandas.Timestamp: _stamp,
        pandas.Timedelta: lambda encoder, x: _told(x, f"{x._value} {x.unit}"),
        pandas.Period: lambda encoder, x: _told(x, f"{x.ordinal} {x.freqstr}"),
        pandas.Interval: _interval_scalar,
        type(pandas.NaT): lambda encoder, x: _told(x, "NaT"),
        type(pandas.NA): lambda encoder, x: _told(x, "<NA>"),
        offsets.BaseOffset: lambda encoder, x: _told(x, repr(x)),
        pandas.api.extensions.ExtensionDtype: lambda encoder, x: _told(x, repr(x)),
        arrays.NumpyExtensionArray: lambda encoder, x: _record(
            encoder, "pandas.NumpyExtensionArray", None, data=x.to_numpy()
        ),
        pandas.Categorical: _categorical,
        arrays.DatetimeArray: _moments,
        arrays.TimedeltaArray: _moments,
        arrays.PeriodArray: _moments,
        arrays.IntervalArray: _interval,
        arrays.SparseArray: _sparse,
        arrays.StringArray: _text,
        arrays.ArrowStringArray: _text,
        arrays.ArrowExtensionArray: _arrow,
    }
    indexes: tuple[Any, ...] = (
        pandas.CategoricalIndex,
        pandas.DatetimeIndex,
        pandas.TimedeltaIndex,
    )
    indexes += (pandas.PeriodIndex, pandas.IntervalIndex)
    kinds |= dict.fromkeys(indexes, _index)
    masked = (arrays.IntegerArray, arrays.FloatingArray, arrays.BooleanArray)
    return kinds | dict.fromkeys(masked, _masked)


def _told(x: Any, words: str) -> Node:
    return node(LEAF, f"pandas.{type(x).__name__}", False, words)


def _stamp(encoder: Any, x: Any) -> Node:
    fold = " (fold)" if x.fold else ""
    return _told(x, f"{x._value} {x.unit}{fold} {x.tz!r} = {x}")


def _interval_scalar(encoder: Any, x: Any) -> Node:
    return _record(encoder, "pandas.Interval", x.closed, left=x.left, right=x.right)


def _record(encoder: Any, name: str, meta: Any, identity: bool = True, **parts: Any) -> Node:
    names = ["*", [encoder.name("" if part == "data" else part) for part in parts]]
    values = ["*", [encoder.part(part) for part in parts.values()]]
    return node(RECORD, name, identity, meta, [names, values])


def _dtype_words(dtype: Any) -> str:
    """A dtype as users write it; strings add how they are kept where it isn't the default."""
    if type(dtype).__name__ != "StringDtype":
        return str(dtype)
    pandas = sys.modules["pandas"]
    # Before pandas 2.3 the missing value can't be named, and is NA.
    named = {} if dtype.na_value is pandas.NA else {"na_value": dtype.na_value}
    default = pandas.StringDtype(**named)
    return str(dtype) if dtype.storage == default.storage else f"{dtype} ({dtype.storage})"


def _frame(encoder: Any, x: Any) -> Node:
    count = len(x.columns)
    values = [x.iloc[:, at]._values for at in range(count)]
    dtypes = [_dtype_words(column.dtype) for column in values]
    facts = [_rows(x), f"duplicate labels: {x.flags.allows_duplicate_labels}"]
    rest = [encoder.part(x.index), encoder.part(x.attrs), encoder.part(x.columns)]
    data = [encoder.part(column) for column in values]
    columns = [encoder.column(_labels(x.columns)), ["*", rest], ["*", data]]
    return node(FRAME, "pandas.DataFrame", True, [facts, dtypes], columns)


def _rows(x: Any) -> str:
    return "1 row" if len(x.index) == 1 else f"{len(x.index)} rows"


def _labels(index: Any) -> list[Any]:
    return list(index.tolist())


def _series(encoder: Any, x: Any) -> Node:
    values = x._values
    facts = [_rows(x), f"duplicate labels: {x.flags.allows_duplicate_labels}"]
    rest = [encoder.part(x.index), encoder.part(x.attrs), encoder.part(x.name)]
    columns = [["*", []], ["*", rest], ["*", [encoder.part(values)]]]
    return node(FRAME, "pandas.Series", True, [facts, [_dtype_words(values.dtype)]], columns)


def _index(encoder: Any, x: Any) -> Node:
    freq = getattr(x, "freqstr", None)
    meta = f"{_dtype_words(x.dtype)}, freq {freq}" if freq else _dtype_words(x.dtype)
    names = ["*", [encoder.name("name"), encoder.name("")]]
    values = ["*", [encoder.part(x.name), encoder.part(x._values)]]
    return node(RECORD, "pandas.Index", False, meta, [names, values])


def _range_index(encoder: Any, x: Any) -> Node:
    """The same as an index of the integers, which pandas calls equivalent."""
    column = ["range", len(x), x.start, x.step]
    integers = node(ARRAY, "numpy.ndarray", False, ["int64", "<i8", [len(x)], False], [column])
    names = ["*", [encoder.name("name"), encoder.name("")]]
    values = ["*", [encoder.part(x.name), encoder.made(integers)]]
    return node(RECORD, "pandas.Index", False, "int64", [names, values])


def _multi_index(encoder: Any, x: Any) -> Node:
    levels = {f"level {at}": x.get_level_values(at) for at in range(x.nlevels)}
    return _record(encoder, "pandas.MultiIndex", None, False, names=list(x.names), **levels)


def _categorical(encoder: Any, x: Any) -> Node:
    meta = "ordered" if x.ordered else "unordered"
    codes = x.codes
    return _record(encoder, "pandas.Categorical", meta, categories=x.categories, codes=codes)


def _moments(encoder: Any, x: Any) -> Node:
    """Times, spans and periods: NaT is the least integer, the dtype has unit and zone."""
    freq = getattr(x, "freqstr", None)
    if x.dtype.kind in "mM" and getattr(x.dtype, "tz", None) is None:
        inner = x.to_numpy()
    else:
        inner = x.asi8
    name = f"pandas.{type(x).__name__}"
    return _record(encoder, name, f"{x.dtype}, freq {freq}", data=inner)


def _interval(encoder: Any, x: Any) -> Node:
    return _record(encoder, "pandas.IntervalArray", x.closed, left=x.left, right=x.right)


def _sparse(encoder: Any, x: Any) -> Node:
    parts = {"data": x.sp_values, "fill": x.fill_value, "places": x.sp_index.indices}
    return _record(encoder, "pandas.SparseArray", f"{x.dtype} of {len(x)}", **parts)


def _text(encoder: Any, x: Any) -> Node:
    missing = x.isna()
    values = x.astype(object)
    texts = [None if gone else str(v) for gone, v in zip(missing, values, strict=True)]
    meta = [_dtype_words(x.dtype), "", [len(texts)], True]
    return node(ARRAY, "pandas.StringArray", True, meta, [encoder.column(texts)])


def _arrow(encoder: Any, x: Any) -> Node:
    return _record(encoder, "pandas.ArrowExtensionArray", None, data=x.__arrow_array__())


def _masked(encoder: Any, x: Any) -> Node:
    numpy = sys.modules["numpy"]
    data, mask = numpy.array(x._data), x._mask
    # What lies under the mask isn't part of the value.
    data[mask] = numpy.zeros((), data.dtype)[()]
    return _record(encoder, f"pandas.{type(x).__name__}", None, missing=mask, data=data)
