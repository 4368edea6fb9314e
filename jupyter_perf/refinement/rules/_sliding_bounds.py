"""Where a loop over sliding windows begins and ends, and what has to hold to make them at once."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from ..facts import Facts
from ..source import Decline
from ._known_frames import frame_at
from ._sliding import Ends, Sum, added, written
from ._sliding_asked import Ask, Asks

_MOST = "50_000_000"
"""Up to so many elements windows are laid out side by side: 400 MB."""


@dataclass(frozen=True)
class Place:
    """The loop's variable, and where it begins and ends."""

    index: str
    start: ast.expr | None
    stop: ast.expr
    counted: bool
    """True where `stop` is what is enumerated, not a number."""

    @classmethod
    def of(cls, node: ast.For | ast.ListComp, facts: Facts) -> Place | None:
        part: Any = node
        if isinstance(node, ast.ListComp):
            if len(node.generators) != 1 or node.generators[0].is_async:
                return None
            part = node.generators[0]
        call, target = part.iter, part.target
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)) or call.keywords:
            return None
        name, given = call.func.id, call.args
        if name not in ("range", "enumerate") or not facts.is_builtin(name, at=call):
            return None
        if isinstance(node, ast.For) and node.orelse:
            return None
        if name == "enumerate":
            pair = target.elts if isinstance(target, ast.Tuple) else []
            if len(given) != 1 or len(pair) != 2 or not isinstance(pair[0], ast.Name):
                return None
            if not isinstance(given[0], ast.Name):
                return None
            return cls(pair[0].id, None, given[0], True)
        if not isinstance(target, ast.Name) or not 1 <= len(given) <= 2:
            return None
        start, stop = (None, given[0]) if len(given) == 1 else (given[0], given[1])
        return cls(target.id, start, stop, False)


class Bounds:
    """What is known of the windows' ends before the loop runs."""

    def __init__(
        self, node: ast.For | ast.ListComp, place: Place, asks: Asks, stmt: ast.stmt, facts: Facts
    ) -> None:
        self._node = node
        self._place = place
        self._asks = asks
        self._facts = facts
        self._stmt = stmt
        self._windows = asks.found[0].window
        self._values = facts.source.segment(self._windows.values)
        self._np, _ = facts.module("numpy", "np")

    @property
    def size(self) -> str:
        """The text of how many elements there are."""
        values = self._windows.values
        if isinstance(values, ast.Subscript | ast.Attribute):
            return f"len({self._facts.source.segment(values.value)})"
        return f"len({self._values})"

    @property
    def width(self) -> str:
        return written(added(self._windows.left, self._windows.right))

    def guards(self) -> list[str]:
        window, size = self._windows, self.size
        width = self.width
        held = width if width.isidentifier() or width.isdigit() else f"({width})"
        found = [size, *self._typed()]
        found += _at_least(window.left, 0) + _at_least(window.right, 1)
        start, stop = self._ends()
        if not self._place.counted or stop != {size: 1}:
            room = added({size: 1}, stop, -1)
            found += _at_least(start, 0)
            if all(many > 0 for many in room.values()):
                found += _at_least(room, 0)
            elif room:
                found.append(f"{written(stop)} <= {size}")
        for limit in dict.fromkeys(ask.window.limit for ask in self._asks.found):
            if limit and limit == written(stop) and f"{limit} <= {size}" in found:
                found[found.index(f"{limit} <= {size}")] = f"{limit} == {size}"
            elif limit and limit != size:
                found.append(f"{limit} >= {size}")
        if not all(ask.window.cut or self._begins(ask) for ask in self._asks.found):
            found.append(f"{written(start)} >= {written(window.left)}")
        if not all(ask.filled for ask in self._asks.found):
            found.append(f"{size} >= {width}")
        found.append(f"{size} * {held} < {_MOST}")
        return list(dict.fromkeys(found))

    def _typed(self) -> list[str]:
        """Tests that it is an array of floats, where that isn't known."""
        values, facts = self._windows.values, self._facts
        if self._windows.pandas:
            if isinstance(values, ast.Name):
                known = facts.samples(values)
                if known and all(_is_float_series(one) for one in known):
                    return []
                raise Decline("a column that isn't known")
            label = values.slice if isinstance(values, ast.Subscript) else None
            if isinstance(label, ast.Name):
                found = facts.outside_samples(values.value)  # type: ignore[attr-defined]
                if not found or any(type(one).__name__ != "DataFrame" for one in found):
                    raise Decline("a frame that isn't known")
                return [f"{self._values}.dtype == float"]
            frame = frame_at(values.value, self._stmt, facts)  # type: ignore[attr-defined]
            if frame is None:
                raise Decline("a frame that isn't known")
            column = values.attr if isinstance(values, ast.Attribute) else label.value  # type: ignore[union-attr]
            if frame.columns.get(column) != "float":
                raise Decline("a column that isn't known")
            return []
        if not isinstance(values, ast.Name):
            raise Decline("values that aren't known")
        known = facts.samples(values)
        if known and all(_is_float_array(one) for one in known):
            return []
        if known or not facts.is_builtin("isinstance", at=self._node):
            raise Decline("values that aren't known")
        name = values.id
        return [f"isinstance({name}, {self._np}.ndarray)", f"{name}.dtype == float",
                f"{name}.ndim == 1"]  # fmt: skip

    def _ends(self) -> tuple[Sum, Sum]:
        """Where the loop's variable begins and ends."""
        place, ends = self._place, Ends(self._place.index, self._node, self._facts)
        if place.counted:
            return {}, {f"len({ast.unparse(place.stop)})": 1}
        start = ends.sum(place.start) if place.start is not None else {}
        return start, ends.sum(place.stop)

    def whole(self) -> bool:
        """True where no window that is asked for reaches beyond the border."""
        if any(ask.window.cut or ask.window.limit for ask in self._asks.found):
            return False
        _, stop = self._ends()
        beyond = added(added({self.size: 1}, stop, -1), added(self._windows.right, {"": -1}), -1)
        return _is_sure(beyond, 0) and all(self._begins(ask) for ask in self._asks.found)

    def _begins(self, ask: Ask) -> bool:
        """True where the window surely begins within the values when it is asked."""
        ends = Ends(self._place.index, self._node, self._facts)
        least = [self._ends()[0], *ends.beginnings(ask.node)]
        return any(_is_sure(added(one, ask.window.left, -1), 0) for one in least)


def _at_least(terms: Sum, least: int) -> list[str]:
    """A test of a sum; none where it is sure to hold."""
    if _is_sure(terms, least):
        return []
    fixed = terms.get("", 0)
    rest = {key: many for key, many in terms.items() if key}
    if not rest:
        raise Decline("windows beside the place")
    return [f"{written(rest)} >= {least - fixed}"]


def _is_sure(terms: Sum, least: int) -> bool:
    return not set(terms) - {""} and terms.get("", 0) >= least


def _is_float_array(value: Any) -> bool:
    kind = type(value).__name__ == "ndarray"
    return kind and value.ndim == 1 and value.dtype.kind == "f" and value.dtype.itemsize == 8


def _is_float_series(value: Any) -> bool:
    return type(value).__name__ == "Series" and str(value.dtype) == "float64"
