"""What is served: sizes of requests, and how many come.

from jupyter_perf.estimation.serving import requests
requests.read("trace.csv")                      # a log: CSV, Parquet, JSON lines, a DataFrame
requests.read({(512, 128): 0.7, (4000, 300): 0.3})         # a histogram
requests.read([[0.2, 0.1], [0.5, 0.2]], buckets=Buckets((25, 100), (25, 100)))
requests.read("chat")                           # a usual mix: `requests.names()`
requests.rate("trace.csv").peak                 # requests a second in the busiest hour
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from ....core import units
from ....errors import UsageError
from ..terms import Buckets, Requests
from . import counting, histograms, named, rates, tables
from .counting import Sizes
from .named import names
from .rates import Rates

__all__ = ["Rates", "names", "once", "rate", "read"]

_SIZES = ("input", "output", "count")


def read(
    source: object,
    *,
    buckets: Buckets | None = None,
    columns: Mapping[str, str] | None = None,
) -> Requests:
    """How the requests of `source` are spread over sizes.

    `source` is a log (a DataFrame, an Arrow table, a mapping of columns, a list of records, the
    path of a CSV, Parquet or JSON-lines file; with a column of shares or counts it is a histogram),
    a mapping of (input, output) to shares or counts, a matrix of shares over `buckets`, one of
    `names()`, or already `Requests`. `columns` names the columns `input`, `output`, `count` where
    they aren't recognised. Requests longer than the last bucket add buckets, rows without sizes
    are left out, and `notes` say so. Raises UsageError where nothing can be counted.
    """
    if isinstance(source, Requests):
        return source
    if isinstance(source, str) and source.strip().lower() in named.MIXES:
        return named.requests(source.strip().lower(), buckets)
    if histograms.is_pairs(source):
        assert isinstance(source, Mapping)
        return histograms.of_pairs(source, buckets or Buckets())
    if isinstance(source, Mapping) and "workload_distribution" in source:
        return histograms.of_matrix(source["workload_distribution"], buckets)
    if _is_matrix(source):
        return histograms.of_matrix(source, buckets)
    found = once(source, columns=columns, timed=False)
    assert isinstance(found, tables.Table)
    sizes = _sizes(found)
    what = "a log" if sizes.weight is None else "a histogram"
    rows = units.counted(len(sizes.input), "row")
    used = f"{found.named['input']!r} and {found.named['output']!r}"
    source_words = f"{what} of {rows} in {found.where}, columns {used}"
    return counting.counted(sizes, buckets or Buckets(), source_words, notes=found.notes)


def once(source: object, *, columns: Mapping[str, str] | None = None, timed: bool = True) -> object:
    """A log with its columns read, those of times where they are wanted (`timed`), so that `read`
    and `rate` needn't read them each; any other source as it is. Raises UsageError as `read`."""
    is_named = isinstance(source, str) and source.strip().lower() in named.MIXES
    is_shares = isinstance(source, Mapping) and "workload_distribution" in source
    is_made = isinstance(source, Requests | tables.Table)
    if is_made or is_named or is_shares or histograms.is_pairs(source) or _is_matrix(source):
        return source
    _exists(source)
    return tables.table(source, (*_SIZES, "time") if timed else _SIZES, columns)


def rate(source: object, *, columns: Mapping[str, str] | None = None) -> Rates | None:
    """How many requests a second come, by the timestamps of a log, as `read` takes it.

    None where there are no timestamps, or all are the same, or rows stand for shares of requests.
    `columns` may also name `time`. Rows that `read` leaves out don't count. Raises
    UsageError as `read`.
    """
    found = once(source, columns=columns)
    if not isinstance(found, tables.Table) or found.times is None:
        return None
    sizes = _sizes(found)
    good, _ = counting.usable(sizes)
    weight = None if sizes.weight is None else sizes.weight[good]
    if weight is not None and not (weight == np.rint(weight)).all():
        return None
    known = rates.rates(found.times.seconds[good], weight, dated=found.times.dated)
    return known and dataclasses.replace(known, notes=(*found.times.notes, *known.notes))


def _sizes(found: tables.Table) -> Sizes:
    return Sizes(found.numbers["input"], found.numbers["output"], found.numbers.get("count"))


def _is_matrix(source: object) -> bool:
    """Whether it is rows of numbers: an array, or a list of lists."""
    if isinstance(source, np.ndarray):
        return source.dtype.names is None
    return (
        isinstance(source, list | tuple)
        and bool(source)
        and all(isinstance(row, list | tuple | np.ndarray) for row in source)
    )


def _exists(source: object) -> None:
    if not isinstance(source, str | Path):
        return
    try:
        there = bool(str(source).strip()) and Path(source).exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise UsageError(f"{str(source)[:200]!r} is neither a file nor one of {', '.join(names())}")
