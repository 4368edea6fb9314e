"""Runs of one instance, at whatever sizes, as its throughput for each bucket."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ....core.units import counted
from ..terms import Requests, Slo, Throughput
from . import filling, runs, sizes
from .runs import Run

ALIKE = math.log(1.1)
"""Runs whose sizes differ by less are of one size: random prompts never come out equal."""
Place = tuple[int, int]


@dataclass(frozen=True)
class Measured:
    """What a profile says of one instance, as runs."""

    runs: tuple[Run, ...]
    notes: tuple[str, ...] = ()


def throughput(found: Measured, requests: Requests, slo: Slo) -> Throughput:
    """The largest load that meets `slo` in each bucket that was measured, interpolated between
    these; 0 with the reason `not measured` elsewhere."""
    chosen, beyond = _by_bucket(found.runs, requests)
    measured = np.full((3, *requests.buckets.shape), np.nan)
    words: dict[Place, str] = {}
    for place, same in chosen.items():
        load = runs.largest(same, slo)
        measured[:, *place] = load.value, load.low, load.high
        if load.reason:
            words[place] = load.reason
    filled = filling.fill(measured, *_positions(chosen, requests))
    for row, column in np.argwhere(np.isnan(filled[0])):
        words[int(row), int(column)] = sizes.NOT_MEASURED
    value, low, high = np.nan_to_num(filled)
    reasons = sizes.reasons(requests.buckets, words)
    notes = list(found.notes)
    if beyond:
        notes.append(f"{counted(beyond, 'run')} with sizes beyond the last bucket")
    if notes:
        reasons["left out"] = "; ".join(notes)
    return Throughput(value, low, high, "profile", reasons)


def _by_bucket(all_runs: Sequence[Run], requests: Requests) -> tuple[dict[Place, list[Run]], int]:
    """For each bucket the runs of the size that is nearest to its mean one, and how many runs are
    outside of all buckets."""
    inside: dict[Place, list[Run]] = defaultdict(list)
    buckets = requests.buckets
    for run in all_runs:
        row = int(np.searchsorted(buckets.inputs, run.input))
        column = int(np.searchsorted(buckets.outputs, run.output))
        inside[row, column].append(run)
    within = {
        place: same
        for place, same in inside.items()
        if place[0] < buckets.shape[0] and place[1] < buckets.shape[1]
    }
    chosen = {place: _one_size(same, requests, place) for place, same in within.items()}
    return chosen, len(all_runs) - sum(len(same) for same in within.values())


def _one_size(same: Sequence[Run], requests: Requests, place: Place) -> list[Run]:
    wanted = (float(requests.mean_input[place]), float(requests.mean_output[place]))
    nearest = min(same, key=lambda run: sum(_apart(run, wanted)))
    size = (nearest.input, nearest.output)
    return [run for run in same if max(_apart(run, size)) <= ALIKE]


def _apart(run: Run, size: tuple[float, float]) -> tuple[float, float]:
    return abs(math.log(run.input / size[0])), abs(math.log(run.output / size[1]))


def _positions(
    chosen: Mapping[Place, Sequence[Run]], requests: Requests
) -> tuple[np.ndarray, np.ndarray]:
    """Tokens of each row and column: as measured where they were, else of the requests."""
    share = np.maximum(requests.shares, 1e-12)
    rows = (share * requests.mean_input).sum(axis=1) / share.sum(axis=1)
    columns = (share * requests.mean_output).sum(axis=0) / share.sum(axis=0)
    logs: dict[tuple[int, int], list[float]] = defaultdict(list)
    for place, same in chosen.items():
        logs[0, place[0]].append(math.log(same[0].input))
        logs[1, place[1]].append(math.log(same[0].output))
    for (axis, at), values in logs.items():
        (rows, columns)[axis][at] = math.exp(math.fsum(values) / len(values))
    return rows, columns
