"""Inputs that don't fit, or take too long to copy: a sample taken in the kernel stands for all
that is sampled further."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from ...core.kinds import is_array, is_frame, is_series
from ...errors import TooLarge
from ...measure.sampling.plan import plan
from ...sandbox.snapshot import estimated_bytes
from .cutting import move_positions
from .lookups import looks_up
from .parts import parts, replaced
from .request import Request
from .sizes import Group

SAMPLE_BYTES = 200 << 20
_COPYING_SHARE = 0.1
"""Of the budget, for copying Python objects and making them again."""
_LOOKUPS_SHARE = 0.35
"""The same, to have all of what is looked up."""
_SECONDS_PER_BYTE = 4e-9
"""For that, of their size in memory: 2.6e-9 to 1.1e-8 for lists and dictionaries of numbers and
texts (CPython 3.11)."""


def copied_share(request: Request, namespace: Mapping[str, object]) -> float:
    """The share of Python objects that can be copied without using up the budget.

    All of them where some are looked up and not too long: a sample may lack what is asked for.
    """
    values = {name: namespace[name] for name in request.read}
    slow = sum(_object_bytes(value) for value in parts(values).values())
    at_once = request.budget / _SECONDS_PER_BYTE
    if slow <= _LOOKUPS_SHARE * at_once and looks_up(request.source, values):
        return 1.0
    return min(1.0, _COPYING_SHARE * at_once / max(1, slow))


def _object_bytes(value: Any) -> int:
    """Bytes of what is copied object by object; the buffers of arrays and columns aren't."""
    if is_array(value):
        return estimated_bytes(value) if value.dtype.hasobject else 0
    if is_frame(value):
        return estimated_bytes(value.select_dtypes(include=["object"]))
    if is_series(value):
        return estimated_bytes(value) if str(value.dtype) == "object" else 0
    if type(value) not in (list, tuple, dict, set, frozenset):
        return 0
    first = next(iter(value.values() if type(value) is dict else value), None)
    return 0 if is_array(first) or is_frame(first) or is_series(first) else estimated_bytes(value)


def smaller(
    request: Request, namespace: Mapping[str, object], kept: float | None = None
) -> tuple[Request, dict[str, object]]:
    """The request over a sample that can be copied, and the sample; `kept` is its share.

    Raises TooLarge where nothing could be cut down.
    """
    values = {name: namespace[name] for name in request.read}
    total = sum(estimated_bytes(value) for value in values.values())
    if kept is None:
        kept = SAMPLE_BYTES / max(total, SAMPLE_BYTES)
    rows = {g.rows: kept for g in request.groups if g.rows is not None and g.large}
    found = plan(parts(values), request.preferred)
    sampled, words, left = found.sample_each(rows, 0, kept, steady=True)
    if not left:
        raise TooLarge(f"the inputs take {total >> 20} MB and can't be sampled")
    groups = tuple(_kept(group, left) for group in request.groups)
    largest = max((g for g in groups if g.rows), key=lambda g: g.value)
    share = (largest.rows or largest.value) / largest.value
    taken = replaced(values, sampled)
    move_positions(values, taken, request.indexes)
    return dataclasses.replace(request, groups=groups, kept=share, kept_said=words), taken


def _kept(group: Group, left: Mapping[int, int]) -> Group:
    """Its values have fewer rows now; it still stands for all of them."""
    if group.rows is None or group.rows not in left:
        return group
    return dataclasses.replace(group, rows=left[group.rows])
