"""Samples of a cell's inputs, made inside of the sandbox: what is run instead of the whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...core.kinds import is_array, is_frame, is_series
from ...measure.sampling.plan import Block, Plan, plan
from ...measure.sampling.units import FLOOR, length
from .allocator import scale_down
from .files import shorten
from .held import take_hold
from .indexes import moved
from .parts import parts, replaced

CUT = f"{__name__}:cut"
PRIME = f"{__name__}:prime"
_MOST_WORDS = 600
_LEAST_ROWS = 1
"""Each may take a minute: then even a few tell how long all of them will."""


def prime(values: dict[str, object], preferred: Iterable[str] = ()) -> None:
    """Look at `values` once, in the process from which all runs are forked."""
    found = _plan(values, tuple(preferred))
    found.remember()
    _primed[:] = [(values, found)]


def cut(
    values: dict[str, object],
    fractions: Mapping[str, float],
    numbers: Mapping[str, int],
    seed: int,
    preferred: Iterable[str] = (),
    files: Mapping[str, int] | None = None,
    indexes: Iterable[Sequence[str]] = (),
    share: float = 1.0,
) -> tuple[dict[str, object], str]:
    """Values cut to `fractions` (by their number of rows, as text), `numbers` put in, and `files`
    ended after so many bytes; `share` is that of the sizes that are scaled.

    The words are JSON: `rows` before → after, `files` likewise, `said` of how, and the `bytes` that
    are left.
    """
    scale_down(share)
    wanted = {int(rows): fraction for rows, fraction in fractions.items()}
    found = _known(values, tuple(preferred))
    thinned = max(wanted.values(), default=1.0)
    sampled, said, left = found.sample_each(wanted, seed, thinned, _LEAST_ROWS, steady=True)
    smaller = {**replaced(values, {k: _own(v) for k, v in sampled.items()}), **numbers}
    move_positions(values, smaller, indexes)
    take_hold(smaller.values())
    rows = {str(before): after for before, after in left.items()}
    told = {
        "rows": rows,
        "files": shorten(files or {}),
        "said": said[:_MOST_WORDS],
        "bytes": _bytes(smaller),
    }
    return smaller, json.dumps(told)


def move_positions(
    values: Mapping[str, object], smaller: dict[str, object], indexes: Iterable[Sequence[str]]
) -> None:
    """Positions in what was cut point into what is left of it."""
    for indexed, holder in indexes:
        if indexed not in values or holder not in values:
            continue
        rows, left = length(values[indexed]), length(smaller[indexed])
        if rows and left and left < rows:
            smaller[holder] = moved(smaller[holder], rows, left)


_primed: list[tuple[dict[str, object], Plan]] = []


def _known(values: dict[str, object], preferred: tuple[str, ...]) -> Plan:
    for known, found in _primed:
        if all(known.get(name) is value for name, value in values.items()):
            return found
    return _plan(values, preferred)


def _plan(values: dict[str, object], preferred: tuple[str, ...]) -> Plan:
    """With a block for each longer axis of an array that isn't its first."""
    found = plan(parts(values), preferred)
    known = {block.rows: block for block in found.blocks}
    for name, value in found.values.items():
        for size in value.shape[1:] if is_array(value) else ():
            if size >= FLOOR and size not in known:
                known[size] = Block(int(size), [name])
                found.blocks.append(known[size])
    found.blocks.sort(key=lambda block: -block.rows)
    return found


def _own(value: Any) -> Any:
    """A copy, so that its memory is there before the clock starts, as it is in the kernel.

    What was mapped from the snapshot is fetched page by page where it's first read.
    """
    if is_frame(value) or is_series(value) or is_array(value):
        return value.copy()
    return value


def _bytes(values: Mapping[str, object]) -> int:
    from ...sandbox.snapshot import estimated_bytes

    return sum(estimated_bytes(value) for value in parts(values).values())
