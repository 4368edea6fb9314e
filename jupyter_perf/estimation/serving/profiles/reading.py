"""Whatever holds a profile → what it says of each instance."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from ....errors import UsageError
from . import benchmarks, matrices, tables
from .matrices import Matrix
from .measured import Measured

Entry = Matrix | Measured
_TABLES = (".csv", ".tsv", ".txt", ".parquet", ".pq", ".gz", ".bz2")
_NOT_INSTANCES = ("buckets", "workload_distribution", "total_request_rate", "slice_factor")


def read(profile: object) -> dict[str | None, Entry]:
    """By the instance's name; None where the profile doesn't say what it is of.

    `profile` is Mélange's form (`{name: {"cost": …, "tputs": [[…]]}}`, also inside `gpu_info`), a
    long table (DataFrame, Arrow table, mapping of columns, CSV, Parquet), a result or a folder of
    results of vLLM's or SGLang's benchmark, the path of any of these, or `{name: any of these}`.
    Raises UsageError where it is none of them.
    """
    if isinstance(profile, str | Path):
        return _of_path(Path(profile))
    if isinstance(profile, Mapping):
        return _of_mapping(profile)
    if isinstance(profile, list) and profile and all(map(benchmarks.is_result, profile)):
        return dict(benchmarks.of_records([(each, None) for each in profile], "the profile"))
    frame = _frame(profile)
    if frame is None:
        raise UsageError(
            "a profile is a path, a DataFrame with a row for each size, or {name: {'cost': …, "
            f"'tputs': [[…]]}}}}; not a {type(profile).__name__}"
        )
    return dict(tables.of_frame(frame))


def _of_path(path: Path) -> dict[str | None, Entry]:
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError):
        is_folder = is_file = False
    if is_folder:
        return dict(benchmarks.of_folder(path))
    if not is_file:
        raise UsageError(f"there is no profile {str(path)[:200]!r}")
    if path.suffix.lower() in _TABLES:
        return dict(tables.of_file(path))
    found = benchmarks.objects(path)
    if found and all(map(benchmarks.is_result, found)):
        return dict(benchmarks.of_records([(each, None) for each in found], path.name))
    if len(found) == 1 and isinstance(found[0], Mapping):
        return _of_mapping(found[0])
    raise UsageError(f"{path.name} is neither Mélange's form nor a result of a serving benchmark")


def _of_mapping(profile: Mapping[Any, Any]) -> dict[str | None, Entry]:
    if benchmarks.is_result(profile):
        return dict(benchmarks.of_records([(profile, None)], "the profile"))
    if tables.is_table([str(name) for name in profile]):
        frame = _frame(profile)
        if frame is not None:
            return dict(tables.of_frame(frame))
    buckets = matrices.own_buckets(profile)
    inner = profile.get("gpu_info", profile)
    if not isinstance(inner, Mapping):
        raise UsageError("`gpu_info` of a profile is {name: {'cost': …, 'tputs': [[…]]}}")
    found: dict[str | None, Entry] = {}
    for name, given in inner.items():
        if name in _NOT_INSTANCES:
            continue
        if isinstance(given, str | Path) or _frame_like(given) or benchmarks.is_result(given):
            found[str(name)] = _only(str(name), given)
        else:
            found[str(name)] = matrices.matrix(str(name), given, buckets)
    if not found:
        raise UsageError("the profile names no instance")
    return found


def _only(name: str, given: object) -> Entry:
    """The one entry of a profile that was given for `name`, or the one of that name; of results of
    benchmarks all, however they are labelled."""
    found = read(given)
    if isinstance(given, str | Path) and Path(given).is_dir():
        parts = [each for each in found.values() if isinstance(each, Measured)]
        runs = [run for each in parts for run in each.runs]
        return Measured(tuple(runs), parts[0].notes)
    if len(found) == 1:
        return next(iter(found.values()))
    if name in found:
        return found[name]
    others = ", ".join(str(other) for other in found)
    raise UsageError(f"the profile given for {name} is of several instances: {others}")


def _frame_like(given: object) -> bool:
    records = isinstance(given, list) and bool(given) and isinstance(given[0], Mapping)
    return records or hasattr(given, "__arrow_c_stream__")


def _frame(given: object) -> Any:
    """As a DataFrame; None where it can't be one."""
    import pandas

    if isinstance(given, pandas.DataFrame):
        return given
    if hasattr(given, "__arrow_c_stream__"):
        import pyarrow

        return pyarrow.table(given).to_pandas()
    if isinstance(given, Mapping | list) and len(given) and not isinstance(given, np.ndarray):
        try:
            return pandas.DataFrame(given)
        except (ValueError, TypeError, AttributeError):
            return None
    return None
