"""What is kept beside a result: where it belongs, what it says in short, what made it."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .._version import __version__
from ..core.units import short, trimmed
from ..core.units import usd as money

_TITLE_CHARS = 120


@dataclass(frozen=True)
class About:
    """What a result can't know of itself: handed in by who asked for it."""

    notebook: str = ""
    """Path of the notebook, absolute where it is known."""
    cell: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    """JSON-able, as the user gave them."""
    tokens: int | None = None
    """Tokens that models read and wrote for it."""
    usd: float | None = None


@dataclass(frozen=True)
class Facts:
    """What a result says in short."""

    source: str = ""
    outcome: str = ""
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    seconds: float | None = None
    """Wall seconds that it took to find out."""
    versions: Mapping[str, str] = field(default_factory=dict)
    predicted: float | None = None
    """Wall seconds of the whole that an estimate gives, with the ends of its interval."""
    predicted_low: float | None = None
    predicted_high: float | None = None
    actual: float | None = None
    """Wall seconds that the run afterwards took, if it came to its end."""


def facts_of(kind: str, data: Any) -> Facts:
    """The facts of a result of `kind` from its JSON; what isn't there is left empty."""
    if not isinstance(data, dict):
        return Facts()
    read = _READERS.get(kind, _any_kind)
    return read(data)


def _any_kind(data: Mapping[str, Any]) -> Facts:
    return Facts(
        source=_text(data.get("source")),
        outcome=_text(data.get("outcome")),
        seconds=_number(data.get("searched_seconds")),
        versions=_texts(data.get("versions")),
    )


def _refinement(data: Mapping[str, Any]) -> Facts:
    plain = _any_kind(data)
    timing = _at(data, "best", "timing")
    low, high = _pair(timing.get("interval"))
    return Facts(
        plain.source,
        _refinement_outcome(data),
        _number(timing.get("ratio")),
        low,
        high,
        plain.seconds,
        plain.versions,
    )


def _refinement_outcome(data: Mapping[str, Any]) -> str:
    if data.get("best"):
        return "faster"
    if data.get("reason"):
        return "can't be verified"
    verdicts = data.get("verdicts")
    decisions = [_at(each, "timing").get("decision") for each in verdicts or ()]
    if "inconclusive" in decisions:
        return "inconclusive"
    return "stopped" if data.get("stopped") else "nothing faster"


def _estimate(data: Mapping[str, Any]) -> Facts:
    predicted = _at(data, "seconds")
    value, low, high = (_number(predicted.get(name)) for name in ("value", "low", "high"))
    run = _at(data, "actual")
    actual = _number(run.get("seconds")) if run.get("ended", "done") == "done" else None
    return replace(
        _any_kind(data),
        outcome=_estimate_outcome(data, actual),
        predicted=value,
        predicted_low=low,
        predicted_high=high,
        actual=actual,
    )


def _estimate_outcome(data: Mapping[str, Any], actual: float | None) -> str:
    predicted = _at(data, "seconds")
    low, high = predicted.get("low"), predicted.get("high")
    if actual is not None:  # others' work isn't predicted
        actual -= _number(_at(data, "actual").get("waited_seconds")) or 0.0
    if actual is not None and isinstance(low, int | float) and isinstance(high, int | float):
        return "right" if low <= actual <= high else "off"
    if predicted or (data.get("kind") == "api" and data.get("usd")):
        return "measured" if data.get("measured") is True else "estimated"
    return "stopped" if data.get("stopped") else "refused"


def _comparison(data: Mapping[str, Any]) -> Facts:
    """Of the target that was run on, else of the fastest."""
    found = data.get("estimates")
    listed = found if isinstance(found, list) else []
    all_ = [_estimate(each) for each in listed if isinstance(each, dict)]
    timed = [facts for facts in all_ if facts.predicted is not None]
    if not timed:
        return all_[0] if all_ else Facts()
    run = [facts for facts in timed if facts.actual is not None]
    return min(run or timed, key=lambda facts: facts.predicted or 0.0)


def _frontier(data: Mapping[str, Any]) -> Facts:
    """Of the first target: what to use there, and what it brings against the plain step."""
    devices, chosen = data.get("devices"), _at(data, "chosen")
    first = devices[0] if isinstance(devices, list) and devices else {}
    target = _text(first.get("name")) if isinstance(first, dict) else ""
    at, points = chosen.get(target), data.get("points")
    known = points if isinstance(points, list) else []
    plain = _any_kind(data)
    if not isinstance(at, int) or not 0 <= at < len(known) or not isinstance(known[at], dict):
        outcome = "stopped" if data.get("stopped") else "nothing fits" if known else "refused"
        return replace(plain, outcome=outcome)
    method = _text(known[at].get("method"))
    gain = _gain(data.get("scores"), method, target)
    return replace(
        plain,
        outcome="none needed" if method == "none" else method,
        ratio=_number(gain.get("value")),
        low=_number(gain.get("low")),
        high=_number(gain.get("high")),
    )


def _gain(scores: Any, method: str, target: str) -> Mapping[str, Any]:
    """The ratio of throughput that a method brings; empty where it is unknown."""
    for each in scores if isinstance(scores, list) else ():
        if isinstance(each, dict) and (each.get("method"), each.get("target")) == (method, target):
            return _at(each, "ratio")
    return {}


def _sparsity(data: Mapping[str, Any]) -> Facts:
    """The best sparse recipe, and how many times as fast as dense it serves where that is known."""
    plain = replace(_any_kind(data), seconds=_number(data.get("seconds")))
    best = _best_recipe(data)
    if best is None:
        runs = data.get("runs")
        known = [
            each for each in (runs if isinstance(runs, list) else []) if isinstance(each, dict)
        ]
        ended = any(not each.get("failed") for each in known)
        outcome = "stopped" if data.get("stopped") else "trained" if ended else "refused"
        return replace(plain, outcome=outcome)
    recipe, pattern = _text(best.get("recipe")), _text(best.get("pattern"))
    ratio = _fastest(data.get("latency"), recipe, pattern)
    return replace(
        plain,
        outcome=f"{recipe} {pattern}".strip(),
        ratio=_number(ratio.get("value")),
        low=_number(ratio.get("low")),
        high=_number(ratio.get("high")),
    )


def _best_recipe(data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    found = data.get("summaries")
    known = [
        each
        for each in (found if isinstance(found, list) else [])
        if isinstance(each, dict)
        and each.get("pattern") != "dense"
        and _number(each.get("mean")) is not None
    ]
    sign = -1.0 if data.get("direction") == "min" else 1.0
    return max(known, key=lambda each: sign * (_number(each.get("mean")) or 0.0), default=None)


def _fastest(latency: Any, recipe: str, pattern: str) -> Mapping[str, Any]:
    """The highest ratio at the smallest batch, of forms that serve the trained weights as they are;
    empty where none was timed."""
    own = [
        each
        for each in (latency if isinstance(latency, list) else [])
        if isinstance(each, dict)
        and (each.get("recipe"), each.get("pattern")) == (recipe, pattern)
        and each.get("form") in ("packed", "semi-structured")
        and _at(each, "ratio")
    ]
    smallest = min((_number(each.get("batch")) or 0.0 for each in own), default=0.0)
    ratios = [_at(each, "ratio") for each in own if (_number(each.get("batch")) or 0.0) == smallest]
    return max(ratios, key=lambda each: _number(each.get("value")) or 0.0, default={})


def _blocks(data: Mapping[str, Any]) -> Facts:
    """Of the first block on the first target: `4.2 cycles on zen4`, and how long an iteration takes
    where the clock is known."""
    found = _first(_first(data, "blocks"), "predictions")
    cycles, target = _at(found, "cycles"), _text(found.get("target"))
    value = _number(cycles.get("value"))
    plain = _any_kind(data)
    if value is None:
        return plain
    said = trimmed(short(value))
    hertz = _number(found.get("clock_hz"))
    if not hertz:
        return replace(plain, outcome=f"{said} cycles on {target}")
    ends = [_number(cycles.get(name)) for name in ("value", "low", "high")]
    seconds = [None if end is None else end / hertz for end in ends]
    return replace(
        plain,
        outcome=f"{said} cycles on {target}",
        predicted=seconds[0],
        predicted_low=seconds[1],
        predicted_high=seconds[2],
    )


def _serving(data: Mapping[str, Any]) -> Facts:
    """What to rent, at which price an hour: `3 × a10g: $3.03 an hour`; or how it ended."""
    plain = _any_kind(data)
    plan = _at(data, "plan")
    usd, rented = _number(plan.get("usd_per_hour")), plan.get("rented")
    if _number(data.get("rate")) == 0:
        return replace(plain, outcome="no requests")
    if usd is None:
        return replace(plain, outcome="stopped" if data.get("stopped") else "no plan")
    named = [
        each for each in (rented if isinstance(rented, list) else []) if isinstance(each, dict)
    ]
    mix = " + ".join(f"{each.get('count')} × {_text(each.get('name'))}" for each in named)
    return replace(plain, outcome=f"{mix}: {money(usd)} an hour")


def _first(data: Any, name: str) -> Mapping[str, Any]:
    """The first of the dictionaries listed under `name`; empty where there is none."""
    found = data.get(name) if isinstance(data, dict) else None
    first = found[0] if isinstance(found, list) and found else None
    return first if isinstance(first, dict) else {}


_READERS: dict[str, Callable[[Mapping[str, Any]], Facts]] = {
    "refinement": _refinement,
    "estimate": _estimate,
    "comparison": _comparison,
    "frontier": _frontier,
    "sparsity": _sparsity,
    "blocks": _blocks,
    "serving": _serving,
}


def title_of(source: str) -> str:
    """The first line that is code, shortened: what a list shows."""
    lines = (line.strip() for line in source.splitlines())
    code = next((line for line in lines if line and not line.startswith(("#", "%"))), "")
    return code if len(code) <= _TITLE_CHARS else code[: _TITLE_CHARS - 1] + "…"


def sha256_of(source: str) -> str:
    """In hex, of the UTF-8 text as it stands in a cell: a magic gets it with a line end more."""
    return hashlib.sha256(source.rstrip("\n").encode("utf-8", "surrogatepass")).hexdigest()


def machine() -> str:
    """Operating system, processor kind and number of cores."""
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def version_of(facts: Facts) -> str:
    """The version of this package that made the result."""
    return facts.versions.get("jupyter-perf", __version__)


def options_text(options: Mapping[str, Any]) -> str:
    return json.dumps(dict(options), sort_keys=True, default=str)


def _at(data: Any, *names: str) -> Mapping[str, Any]:
    """The dictionary at `data[name][name]…`; empty where there is none."""
    for name in names:
        data = data.get(name) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> dict[str, str]:
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}


def _number(value: Any) -> float | None:
    """A finite number: SQLite would keep NaN as NULL, and JSON has no word for infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < float("inf") else None


def _pair(value: Any) -> tuple[float | None, float | None]:
    if isinstance(value, list) and len(value) == 2:
        return _number(value[0]), _number(value[1])
    return None, None
