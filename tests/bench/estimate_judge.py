"""What was estimated against what it came to, for one row of `bench_estimate.py`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from baselines import METHODS, naive, one_term
from estimating_cases import MEASURED, NUMBER, TOO_LARGE

Row = dict[str, Any]
QUANTITIES = {"time": "seconds", "memory": "peak_bytes"}
LEAST_PEAK_BYTES = 8 << 20
"""Of the full run: below it there is nothing to predict."""
LEAST_SHARE, MOST_SHARE = 10, 100
"""Of the full run over the samples: what is judged as an extrapolation."""
_BUSY_LOAD, _BUSY_OTHERS = 1.5, 0.5
_LEAST_SAMPLES = 2


@dataclass(frozen=True)
class Judged:
    """`ratio` is predicted over actual; None where it was refused."""

    name: str
    family: str
    half: str
    quantity: str
    method: str
    ratio: float | None
    inside: bool | None = None
    note: str = ""


def busy(row: Row) -> bool:
    """Whether others used the machine while the whole was run.

    The load average also holds this bench's own last minute, on one processor.
    """
    full = row.get("full")
    return bool(full and (max(full["load"]) > _BUSY_LOAD or full["others"] > _BUSY_OTHERS))


def actual(row: Row, quantity: str) -> float:
    """What the whole came to. Estimates are for an unloaded machine: where others used this one,
    the wall time is theirs too, and CPU time says more."""
    full = row["full"]
    if quantity == "time" and busy(row):
        return float(full["cpu_seconds"])
    return float(full[QUANTITIES[quantity]])


def sampled_seconds(row: Row) -> float:
    """What the samples took together; all that they were allowed where none was measured.

    Short ones are repeated, so it's somewhat more. Starting a sandbox and fitting are no samples.
    """
    curves = (row.get("estimate") or {"curves": ()})["curves"]
    seen = [each for curve in curves if curve["quantity"] == "seconds" for each in curve["samples"]]
    each_once = {repr(sample["sizes"]): float(sample["measured"]) for sample in seen}
    return sum(each_once.values()) or float(row["budget"])


def times(row: Row) -> float:
    """How often the full run could have paid for the samples."""
    return actual(row, "time") / sampled_seconds(row)


def in_range(row: Row) -> bool:
    """Whether the full run cost 10 times the samples at least, and 100 times the budget at most.

    Samples that used little of the budget are the estimate's own doing: those rows are judged.
    """
    most = MOST_SHARE * float(row["budget"])
    return times(row) >= LEAST_SHARE and actual(row, "time") <= most


def judge(row: Row) -> list[Judged]:
    """Ours and the baselines on time and memory; nothing for rows that have no number to give."""
    if row["expect"] != NUMBER or "full" not in row or row.get("estimate") is None:
        return []
    judged = []
    for quantity, name in QUANTITIES.items():
        came_to = actual(row, quantity)
        if quantity == "memory" and came_to < LEAST_PEAK_BYTES:
            continue
        about = (row["name"], row["family"], row["half"], quantity)
        judged.append(_ours(about, row["estimate"], name, came_to))
        samples = _samples(row["estimate"], name)
        at = _sizes(row["estimate"], samples)
        if len(samples) >= _LEAST_SAMPLES and at:
            sizes = [{key: each[key] for key in at} for each, _ in samples]
            values = [value for _, value in samples]
            for method, predict in zip(METHODS, (naive, one_term), strict=True):
                judged.append(Judged(*about, method, predict(sizes, values, at) / came_to))
    return judged


def outcome(row: Row) -> str:
    """What came of a row where no number is the right answer: `as expected`, or what instead."""
    found = row.get("estimate")
    if found is None:
        return "failed"
    got = "refused" if found["seconds"] is None else "a number"
    if found["measured"]:
        got = MEASURED
    fits = found.get("fits")
    beyond = fits is not None and fits["needed"]["low"] > fits["available_bytes"]
    too_large = got == "refused" or beyond
    if row["expect"] == got or (row["expect"] == TOO_LARGE and too_large):
        return "as expected"
    return got


def reason(row: Row, quantity: str = "seconds") -> str:
    found = row.get("estimate") or {}
    return str((found.get("reasons") or {}).get(quantity, ""))


def _ours(
    about: tuple[str, str, str, str], found: Mapping[str, Any], name: str, came_to: float
) -> Judged:
    expected = found[name]
    if expected is None:
        return Judged(*about, "estimate", None, note=str(found["reasons"].get(name, "")))
    width = math.sqrt(expected["high"] / max(expected["low"], 1e-9))
    inside = expected["low"] <= came_to <= expected["high"]
    words = next((each["words"] for each in found["curves"] if each["quantity"] == name), "")
    note = f"{words}; {width:.2f}×"
    return Judged(*about, "estimate", expected["value"] / came_to, inside, note)


def _samples(found: Mapping[str, Any], name: str) -> list[tuple[dict[str, float], float]]:
    """All that was measured of a quantity, each once, over all curves."""
    seen: dict[str, tuple[dict[str, float], float]] = {}
    for curve in found["curves"]:
        if curve["quantity"] == name:
            for each in curve["samples"]:
                if each["used"] and each["measured"] > 0:
                    key = repr((sorted(each["sizes"].items()), each["measured"]))
                    seen[key] = (each["sizes"], each["measured"])
    return list(seen.values())


def _sizes(
    found: Mapping[str, Any], samples: Sequence[tuple[dict[str, float], float]]
) -> dict[str, float]:
    """The user's own sizes, of those that the samples name."""
    named = {name for sizes, _ in samples for name in sizes}
    common = [name for name in named if all(name in sizes for sizes, _ in samples)]
    own = {each["name"]: float(each["value"]) for each in found["sizes"]}
    return {name: own[name] for name in sorted(common) if own.get(name, 0) > 0}
