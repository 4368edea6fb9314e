"""Which arrays overlap in memory: a view and a copy behave differently once written to."""

from __future__ import annotations

import sys
from typing import Any

from .form import Node

_MOST_PAIRS = 2000
_MOST_WORK = 1000
"""Bound on the exact test of two strided arrays; beyond it, overlapping bounds count."""


class Extents:
    """Arrays in the order in which they were written, with the memory that each spans."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int, int, Any]] = []

    def add(self, number: int, x: Any) -> None:
        """Remember `x`, the object of node `number`, if it is an array or a tensor."""
        numpy = sys.modules.get("numpy")
        if numpy is None:
            return
        if isinstance(type(x), type) and issubclass(type(x), numpy.ndarray):
            low, high = numpy.lib.array_utils.byte_bounds(numpy.ndarray.view(x, numpy.ndarray))
            exact = x
        else:
            span = _tensor_span(x)
            if span is None:
                return
            (low, high), exact = span, None
        if high > low and (exact is None or exact.size):
            self._spans.append((low, high, number, exact))

    def mark(self, nodes: list[Node]) -> None:
        """Give the arrays of each overlapping family a group, and each its place in it."""
        for group, family in enumerate(self._families()):
            start = min(low for low, _, _, _ in family)
            for low, _, number, exact in family:
                first = low if exact is None else exact.__array_interface__["data"][0]
                nodes[number][5] = [group, first - start]

    def _families(self) -> list[list[tuple[int, int, int, Any]]]:
        families: list[list[tuple[int, int, int, Any]]] = []
        current: list[tuple[int, int, int, Any]] = []
        end = 0
        for span in sorted(self._spans, key=lambda span: span[:3]):
            if current and span[0] >= end:
                families += _exactly(current)
                current = []
            end = max(end, span[1]) if current else span[1]
            current.append(span)
        families += _exactly(current)
        return families


def _exactly(spans: list[Any]) -> list[list[Any]]:
    """Split spans that overlap by their bounds into families that share an element."""
    if len(spans) < 2:
        return []
    if len(spans) ** 2 > _MOST_PAIRS:
        return [spans]
    families: list[list[Any]] = []
    for span in spans:
        related = [family for family in families if any(_share(span, other) for other in family)]
        families = [family for family in families if family not in related]
        families.append([span, *(other for family in related for other in family)])
    return [sorted(family, key=lambda span: span[2]) for family in families if len(family) > 1]


def _share(a: Any, b: Any) -> bool:
    if a[0] >= b[1] or b[0] >= a[1]:
        return False
    if a[3] is None or b[3] is None:
        return True
    numpy = sys.modules["numpy"]
    try:
        return bool(numpy.shares_memory(a[3], b[3], max_work=_MOST_WORK))
    except numpy.exceptions.TooHardError:
        return True


def _tensor_span(x: Any) -> tuple[int, int] | None:
    torch: Any = sys.modules.get("torch")
    if torch is None or not issubclass(type(x), torch.Tensor):
        return None
    if x.layout is not torch.strided or x.device.type == "meta":
        return None
    storage = x.untyped_storage()
    low = storage.data_ptr()
    return low, low + storage.nbytes()
