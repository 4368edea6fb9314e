"""A Hypothesis strategy for values like the observed ones.

`Shape.of` walks observed values of one argument together: their types decide the strategy,
their scalars its range. Order, distinctness and relations between arguments aren't its business:
`repair` restores them afterwards, which is far cheaper than drawing until they happen to hold.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ...core.kinds import is_array, is_frame, is_series
from .columns import RECORD_FIELDS, integer_limits
from .elements import EXTREME_FLOATS, INT64
from .texts import STRANGE_TEXT

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    Strategy = SearchStrategy[Any]
else:
    Strategy = Any

SCALARS_READ = 500
MOST_INNER = 30
WILD_INTEGERS = (
    0,
    1,
    -1,
    2**31,
    -(2**31) - 1,
    2**53 + 1,
    2**62 - 1,
    2**62,
    2**63 - 1,
    -(2**63),
    2**63,
)


@dataclass(frozen=True)
class Shape:
    """How to generate; `wild` leaves the observed range of the scalars behind."""

    wild: bool = False

    def of(self, values: Sequence[Any], length: int | None = None) -> Strategy:
        """Return a strategy for values like `values`; sized ones get `length` if it is given."""
        from hypothesis import strategies as st

        kinds = sorted({type(v) for v in values}, key=lambda kind: kind.__qualname__)
        if not kinds:
            return st.nothing()
        return st.one_of([
            self._of_kind(kind, [v for v in values if type(v) is kind], length) for kind in kinds
        ])  # fmt: skip

    def _of_kind(self, kind: type, values: list[Any], length: int | None) -> Strategy:
        from hypothesis import strategies as st

        first = values[0]
        if kind in _SCALARS:
            return _SCALARS[kind](self, values, length)
        if kind in {list, set, frozenset} or (kind is tuple and not _record(values)):
            return self._collection(kind, values, length)
        if isinstance(first, tuple):
            parts = [self.of(part) for part in zip(*values, strict=True)]
            make = kind._make if hasattr(kind, "_make") else kind
            return st.tuples(*parts).map(cast("Callable[[Any], Any]", make))
        if kind is dict:
            return self._dictionary(values, length)
        if is_array(first):
            return self._array(values, length)
        if is_frame(first) or is_series(first):
            return self._table(values, length)
        if dataclasses.is_dataclass(kind):
            names = [f.name for f in dataclasses.fields(kind) if f.init]
            fields = {name: self.of([getattr(v, name) for v in values]) for name in names}
            return st.fixed_dictionaries(fields).map(
                lambda found: dataclasses.replace(first, **found)
            )
        return st.sampled_from(values)

    def integers(self, values: list[int], length: int | None) -> Strategy:
        from hypothesis import strategies as st

        low, high = min(values), max(values)
        if self.wild:
            return st.one_of(st.sampled_from(WILD_INTEGERS), st.integers(low - 2, high + 2))
        return st.integers(0 if 0 < low <= high else low, max(high, 1))

    def floats(self, values: list[float], length: int | None) -> Strategy:
        from hypothesis import strategies as st

        finite = [v for v in values if abs(v) < float("inf")]
        if self.wild or not finite:
            return st.one_of(st.floats(), st.sampled_from(EXTREME_FLOATS))
        low, high = min(finite), max(finite)
        among = st.floats(low, high, allow_subnormal=False) if low < high else st.just(low)
        return st.one_of(among, st.sampled_from(finite))

    def strings(self, values: list[str], length: int | None) -> Strategy:
        from hypothesis import strategies as st

        most = length if length is not None else max(map(len, values))
        least = length or 0
        if self.wild:
            letters = sorted(set("".join((*values, *STRANGE_TEXT))))
            return st.text(alphabet=letters, min_size=least, max_size=max(most, 2))
        letters = sorted(set("".join(values))) or ["a"]
        return st.text(alphabet=letters, min_size=least, max_size=most)

    def booleans(self, values: list[bool], length: int | None) -> Strategy:
        from hypothesis import strategies as st

        return st.booleans()

    def _collection(self, kind: type, values: list[Any], length: int | None) -> Strategy:
        from hypothesis import strategies as st

        every = (x for value in values for x in (sorted(value, key=repr) if kind in
                 {set, frozenset} else value))  # fmt: skip
        inner = list(itertools.islice(every, SCALARS_READ))
        if not inner:
            return st.builds(kind)
        least, most = _sizes(values, length)
        if kind in {set, frozenset}:
            return st.sets(self.of(inner), min_size=min(least, 1), max_size=most).map(kind)
        rows = [row for value in values for row in value]
        if all(type(row) is list for row in rows):
            return self._rows(values, inner, least, most)
        return st.lists(self.of(inner), min_size=least, max_size=most).map(kind)

    def _rows(self, values: list[Any], inner: list[Any], least: int, most: int) -> Strategy:
        """Lists of lists: square and rectangular ones stay so."""
        from hypothesis import strategies as st

        def lists(width: int | None, rows: tuple[int, int]) -> Strategy:
            return st.lists(self.of(inner, width), min_size=rows[0], max_size=rows[1])

        if all(len({len(row) for row in value}) <= 1 for value in values):
            square = all(not value or len(value) == len(value[0]) for value in values)
            if square:
                return st.integers(least, most).flatmap(lambda n: lists(n, (n, n)))
            widths = [len(value[0]) for value in values if value]
            return st.integers(min(widths), max(widths)).flatmap(lambda w: lists(w, (least, most)))
        return lists(None, (least, most))

    def _dictionary(self, values: list[dict[Any, Any]], length: int | None) -> Strategy:
        from hypothesis import strategies as st

        names = set(values[0])
        if _record(values) and all(set(value) == names for value in values):
            return st.fixed_dictionaries({k: self.of([v[k] for v in values]) for k in values[0]})
        keys = [k for value in values for k in value][:SCALARS_READ]
        inner = [x for value in values for x in value.values()][:SCALARS_READ]
        if not keys:
            return st.just({}).map(dict)
        least, most = _sizes(values, length)
        return st.dictionaries(self.of(keys), self.of(inner), min_size=min(least, 1), max_size=most)

    def _array(self, values: list[Any], length: int | None) -> Strategy:
        from hypothesis.extra import numpy as of_numpy

        first = values[0]
        shape = list(first.shape)
        if length is not None:
            square = first.ndim == 2 and shape[0] == shape[1]
            shape[: 2 if square else 1] = [length] * (2 if square else 1)
        scalars = [x for v in values for x in v.ravel()[:SCALARS_READ].tolist()]
        return of_numpy.arrays(first.dtype, tuple(shape), elements=self._fitting(first, scalars))

    def _fitting(self, array: Any, scalars: list[Any]) -> Strategy | None:
        """Elements for an array or a column: within what its dtype can hold."""
        from hypothesis import strategies as st

        kind = getattr(array.dtype, "kind", "O")
        if not scalars:
            return None
        if kind in "iu":
            low, high = integer_limits(array.dtype) or INT64
            edges = st.sampled_from([low, low + 1, 0, 1, high - 1, high])
            return edges if self.wild else self.of(scalars)
        if kind == "f" and array.dtype != "float64":
            return st.sampled_from(scalars)
        if kind in "fb":
            return self.of(scalars)
        return st.sampled_from(scalars)

    def _table(self, values: list[Any], length: int | None) -> Strategy:
        from hypothesis import strategies as st

        first = values[0]
        rows = len(first) if length is None else length
        if is_series(first):
            return self._column(values, rows)
        alike = [v for v in values if list(v.columns) == list(first.columns)]
        columns = [self._column([v.iloc[:, at] for v in alike], rows)
                   for at in range(first.shape[1])]  # fmt: skip
        return st.tuples(*columns).map(lambda found: _frame(first, found, rows))

    def _column(self, values: list[Any], rows: int) -> Strategy:
        import pandas as pd
        from hypothesis import strategies as st

        first = values[0]
        scalars = [x for v in values for x in v.head(SCALARS_READ).tolist()]
        elements = self._fitting(first, scalars)
        if elements is None:
            return st.just(first)
        lists = st.lists(elements, min_size=rows, max_size=rows)
        return lists.map(lambda new: pd.Series(new, dtype=first.dtype, name=first.name))


_SCALARS: dict[type, Callable[[Shape, list[Any], int | None], Strategy]] = {
    bool: Shape.booleans,
    int: Shape.integers,
    float: Shape.floats,
    str: Shape.strings,
}


def _record(values: Sequence[Any]) -> bool:
    return len({len(v) for v in values}) == 1 and len(values[0]) <= RECORD_FIELDS


def _sizes(values: Sequence[Any], length: int | None) -> tuple[int, int]:
    if length is not None:
        return length, length
    return 0 if any(not v for v in values) else 1, min(MOST_INNER, max(map(len, values)) + 1)


def _frame(like: Any, columns: Sequence[Any], rows: int) -> Any:
    import pandas as pd

    if not columns:
        return like.iloc[:rows]
    frame = pd.concat(columns, axis=1)
    frame.columns = like.columns
    return frame
