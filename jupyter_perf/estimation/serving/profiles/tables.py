"""Profiles as a long table: a row for each instance, size and load.

| column | |
|---|---|
| `gpu` | the instance's name, or its target's |
| `input`, `output` | tokens |
| `requests_per_s` | that it finished; `low`, `high`: an interval of it, where known |
| `rate` | requests a second that came, where several loads were tried |
| `tpot`, `ttft`, `latency` | mean seconds at that load (names that end in `_ms`: thousandths) |
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ....core.units import counted
from ....errors import UsageError
from ..requests import columns, files
from ..requests.tables import numbers
from . import benchmarks
from .measured import Measured
from .runs import METRICS, Run

if TYPE_CHECKING:
    import pandas

# Without case and signs, as `columns.recognised` compares them.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "gpu": ("gpu", "instance", "device", "machine", "accelerator", "hardware", "target", "name"),
    "input": columns.KNOWN["input"],
    "output": columns.KNOWN["output"],
    "load": (
        "requestspers", "requestspersecond", "requestthroughput", "throughput", "tput", "rps",
        "reqpers", "reqs",
    ),
    "low": ("low",),
    "high": ("high",),
    "offered": ("rate", "requestrate", "offered", "qps"),
    "tpot": ("tpot", "meantpot", "tpots", "tpotms", "meantpotms"),
    "ttft": ("ttft", "meanttft", "ttfts", "ttftms", "meanttftms"),
    "latency": ("latency", "e2el", "meane2el", "latencys", "latencyms", "e2elms", "meane2elms"),
}  # fmt: skip
_NEEDED = ("input", "output", "load")


def is_table(names: Sequence[str]) -> bool:
    """Whether columns of these names are a long profile."""
    return columns.recognised(names, _NAMES["load"]) is not None and len(names) > 1


def of_file(path: Path) -> dict[str | None, Measured]:
    """A CSV or Parquet file. Raises UsageError where it can't be read."""
    import pyarrow

    file = files.opened(path)
    everything = list(range(len(file.names)))
    try:
        part = file.read(everything, everything)
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path.name} can't be read: {error}") from error
    return of_frame(part.frame, path.name, part.notes)


def of_frame(
    frame: pandas.DataFrame, where: str = "the profile", notes: tuple[str, ...] = ()
) -> dict[str | None, Measured]:
    """Runs by instance; None where no column names it.

    Rows without a size or a load are left out. Raises UsageError where no row is left, or numbers
    make no sense.
    """
    names = [str(name) for name in frame.columns]
    if benchmarks.is_result(dict.fromkeys(names)):
        return benchmarks.of_frame(frame, where)
    found = {
        role: place
        for role, known in _NAMES.items()
        if (place := columns.recognised(names, known)) is not None
    }
    if lacking := [role for role in _NEEDED if role not in found]:
        wanted = ["requests_per_s" if role == "load" else role for role in lacking]
        raise columns.missing(wanted, names, where)
    values = {role: _values(frame, found[role], names) for role in found if role != "gpu"}
    whole = np.all([np.isfinite(values[role]) for role in _NEEDED], axis=0)
    _sensible(values, whole, where)
    if left_out := int((~whole).sum()):
        notes = (*notes, f"{counted(left_out, 'row')} of {where} without a size or a load")
    who = frame.iloc[:, found["gpu"]].astype(str).to_list() if "gpu" in found else None
    grouped: dict[str | None, list[Run]] = defaultdict(list)
    for row, run in _runs(values, whole):
        grouped[who[row].strip() if who else None].append(run)
    if not grouped:
        raise UsageError(f"{where} has no row with `input`, `output` and `requests_per_s`")
    return {name: Measured(tuple(runs), notes) for name, runs in grouped.items()}


def _values(frame: pandas.DataFrame, place: int, names: Sequence[str]) -> np.ndarray:
    found = numbers(frame.iloc[:, place])
    return found / 1e3 if columns.plain(names[place]).endswith("ms") else found


def _sensible(values: Mapping[str, np.ndarray], whole: np.ndarray, where: str) -> None:
    wrong = whole & ((values["input"] <= 0) | (values["output"] <= 0) | (values["load"] < 0))
    for metric in METRICS:
        wrong |= values.get(metric, np.zeros(len(whole))) < 0
    for end, sign in (("low", 1), ("high", -1)):
        wrong |= sign * (values.get(end, values["load"]) - values["load"]) > 0
    if wrong.any():
        raise UsageError(
            f"row {int(np.argmax(wrong)) + 1:,} of {where} makes no sense: sizes are above 0, "
            "loads and latencies at least 0, and low ≤ requests_per_s ≤ high"
        )


def _runs(values: Mapping[str, np.ndarray], whole: np.ndarray) -> Iterator[tuple[int, Run]]:
    def optional(role: str, row: int) -> float | None:
        value = values[role][row] if role in values else np.nan
        return None if np.isnan(value) else float(value)

    for row in np.flatnonzero(whole).tolist():
        measured: dict[str, Any] = {name: optional(name, row) for name in METRICS}
        yield (
            row,
            Run(
                float(values["input"][row]),
                float(values["output"][row]),
                float(values["load"][row]),
                optional("offered", row),
                {name: value for name, value in measured.items() if value is not None},
                optional("low", row),
                optional("high", row),
            ),
        )
