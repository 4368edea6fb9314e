"""Profiles as Mélange has them: for each instance a matrix of requests a second over buckets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ....errors import UsageError
from ..terms import Buckets, Instance, Requests, Throughput
from . import sizes


@dataclass(frozen=True)
class Matrix:
    """Requests a second (inputs, outputs); `buckets` where the profile names its own."""

    values: np.ndarray
    buckets: Buckets | None = None
    cost: float | None = None
    """US dollars an hour."""


def matrix(name: str, given: object, buckets: Buckets | None = None) -> Matrix:
    """`{"cost": …, "tputs": [[…]]}`, or the matrix alone. Raises UsageError for anything else."""
    cost = None
    if isinstance(given, Mapping):
        if "tputs" not in given:
            raise UsageError(f"the profile of {name} needs `tputs`: requests a second per bucket")
        cost, given = given.get("cost"), given["tputs"]
    try:
        values = np.array(given, dtype=float)
        dollars = None if cost is None else float(cost)
    except (TypeError, ValueError) as error:
        raise UsageError(
            f"the profile of {name} is rows of numbers, all as long: {error}"
        ) from error
    if values.ndim != 2 or not values.size:
        raise UsageError(f"`tputs` of {name} are rows of numbers: inputs × outputs")
    if not (np.isfinite(values) & (values >= 0)).all():
        raise UsageError(f"`tputs` of {name} must be requests a second of at least 0")
    return Matrix(values, buckets, dollars)


def own_buckets(given: Mapping[str, Any]) -> Buckets | None:
    """The profile's `buckets`: `{"inputs": […], "outputs": […]}`, upper ends in tokens."""
    ends = given.get("buckets")
    if ends is None or isinstance(ends, Buckets):
        return ends
    try:
        return Buckets(tuple(map(int, ends["inputs"])), tuple(map(int, ends["outputs"])))
    except (KeyError, TypeError, ValueError) as error:
        raise UsageError(
            "`buckets` of a profile are {'inputs': […], 'outputs': […]}, upper ends in tokens"
        ) from error


def throughput(name: str, found: Matrix, requests: Requests) -> Throughput:
    """For the buckets of `requests`. Its numbers are taken as they are, so the interval is empty.

    Raises UsageError where the matrix is of other buckets, and doesn't name them.
    """
    own = found.buckets or requests.buckets
    if found.values.shape != own.shape:
        ends = f"inputs up to {own.inputs}, outputs up to {own.outputs}"
        hint = "" if found.buckets else "; name the profile's own as `buckets` beside its instances"
        raise UsageError(
            f"the profile of {name} has {found.values.shape[0]} × {found.values.shape[1]} sizes, "
            f"and there are {own.shape[0]} × {own.shape[1]} buckets ({ends}){hint}"
        )
    rows = _inside(own.inputs, requests.buckets.inputs)
    columns = _inside(own.outputs, requests.buckets.outputs)
    wider = np.pad(found.values, ((0, 1), (0, 1)), constant_values=np.nan)
    value = wider[np.ix_(rows, columns)]
    words = {
        (int(row), int(column)): sizes.NOT_MEASURED for row, column in np.argwhere(np.isnan(value))
    }
    value = np.nan_to_num(value)
    reasons = sizes.reasons(requests.buckets, words)
    return Throughput(value, value.copy(), value.copy(), "profile", reasons)


def instances(found: Mapping[str, Matrix]) -> list[Instance]:
    """What the profile prices, as machines to rent. Raises UsageError where a price is missing."""
    if lacking := [name for name, each in found.items() if each.cost is None]:
        raise UsageError(f"the profile of {lacking[0]} needs `cost`: US dollars an hour")
    return [
        Instance(name, name, each.cost) for name, each in found.items() if each.cost is not None
    ]


def _inside(own: tuple[int, ...], wanted: tuple[int, ...]) -> list[int]:
    """For each wanted range the one of `own` that it lies in; the one past the last where none."""
    found = []
    for low, high in zip((0, *wanted), wanted, strict=False):
        at = int(np.searchsorted(own, high))
        begins = own[at - 1] if at else 0
        found.append(at if at < len(own) and begins <= low else len(own))
    return found
