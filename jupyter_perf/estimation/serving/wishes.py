"""What a workload's `own` says of serving, checked field by field."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from ...errors import UsageError
from .packing.checking import amount, whole
from .terms import Buckets

KINDS = ("on-demand", "spot")
HOURS = 24
MOST_DEVICES = 64
SIZES = (1, 2, 4, 8)
"""Devices that share each layer, where nothing else is said."""


@dataclass(frozen=True)
class Wishes:
    """Raises UsageError for what makes no sense."""

    profile: Any = None
    """What was measured: a path, a frame, Mélange's form."""
    columns: Mapping[str, str] | None = None
    """Of the log: `input`, `output`, `count`, `time` → the name of its column."""
    buckets: Buckets | None = None
    """Upper ends of the ranges of tokens, for a matrix of shares: (inputs, outputs)."""
    tensor_parallel: tuple[int, ...] | None = None
    """Devices that share each layer, each a kind of instance; None: `SIZES`, or 1 of a profile."""
    kinds: tuple[str, ...] = KINDS[:1]
    most: Mapping[str, int] = field(default_factory=dict)
    """Instance or target → how many are to be had, of a target in devices."""
    least: Mapping[str, int] = field(default_factory=dict)
    """Instance → how many are kept whatever the load."""
    slices: int = 4
    min_replicas: int = 0
    spare: float = 0.0
    survive: int = 0
    day: tuple[float, ...] | bool | None = None
    """Requests a second in each hour from midnight on; True: those of the log."""
    acceptance: tuple[float, ...] = ()
    """Of drafted tokens, the first for the plan; empty: usual ones."""
    draft_cost: float | None = None
    """Seconds of the draft model's pass, as a share of the model's."""
    prices: Mapping[str, float] = field(default_factory=dict)
    """Target (or instance) → US dollars an hour of one device (or instance)."""


def wishes_of(own: Iterable[tuple[str, Any]]) -> Wishes:
    """Raises UsageError for a field that isn't known, with those that are."""
    given = dict(own)
    known = [each.name for each in fields(Wishes)]
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(str(name), known, n=1)
            hint = f"did you mean `{near[0]}`? There" if near else "there"
            raise UsageError(
                f"what is served has no field {str(name)[:40]!r}: {hint} are {', '.join(known)}"
            )
    read = {name: _READ[name](name, value) for name, value in given.items() if value is not None}
    return Wishes(**read)


def _as_it_is(_name: str, value: Any) -> Any:
    return value


def _columns(name: str, value: Any) -> Mapping[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
        raise UsageError(f"`{name}` names columns: {{'input': 'prompt_len', …}}, not {value!r:.60}")
    return value


def _buckets(name: str, value: Any) -> Buckets:
    if isinstance(value, Buckets):
        return value
    try:
        ends = (value["inputs"], value["outputs"]) if isinstance(value, Mapping) else value
        inputs, outputs = (tuple(int(end) for end in each) for each in ends)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise UsageError(
            f"`{name}` are upper ends of ranges of tokens, of prompts and of answers, such as"
            f" ((25, 100), (25, 100)), not {value!r:.60}"
        ) from None
    return Buckets(inputs, outputs)


def _sizes(name: str, value: Any) -> tuple[int, ...]:
    given = _listed(name, value, "numbers of devices, such as (1, 2, 4)")
    found = tuple(dict.fromkeys(whole(name, each, 1) for each in given))
    if max(found) > MOST_DEVICES:
        raise UsageError(f"`{name}`: at most {MOST_DEVICES} devices share a model here")
    return found


def _kinds(name: str, value: Any) -> tuple[str, ...]:
    given = value.split(",") if isinstance(value, str) else _listed(name, value, "kinds of offers")
    found = tuple(dict.fromkeys(str(each).strip().lower() for each in given))
    for each in found:
        if each not in KINDS:
            raise UsageError(f"`{name}` are {' and '.join(KINDS)}, not {each[:40]!r}")
    return found


def _counts(name: str, value: Any) -> Mapping[str, int]:
    if not isinstance(value, Mapping):
        raise UsageError(f"`{name}` maps instances to numbers: {{'h100': 2}}, not {value!r:.60}")
    return {str(key): whole(f"{name} of {key}", number) for key, number in value.items()}


def _prices(name: str, value: Any) -> Mapping[str, float]:
    if not isinstance(value, Mapping):
        raise UsageError(
            f"`{name}` maps targets to US dollars an hour: {{'h100': 2.1}}, not {value!r:.60}"
        )
    return {str(key): amount(f"price of {key}", each, "US dollars an hour")
            for key, each in value.items()}  # fmt: skip


def _whole_from(least: int) -> Any:
    return lambda name, value: whole(name, value, least)


def _spare(name: str, value: Any) -> float:
    return amount(name, value, "a share of the load, such as 0.2")


def _day(name: str, value: Any) -> tuple[float, ...] | bool | None:
    if isinstance(value, bool):
        return value or None
    given = _listed(name, value, f"{HOURS} rates, or True for those of the log")
    if len(given) != HOURS:
        raise UsageError(f"`{name}` are {HOURS} rates, from midnight on, not {len(given)}")
    return tuple(amount(f"{name}, hour {at}", each, "requests a second")
                 for at, each in enumerate(given))  # fmt: skip


def _acceptance(name: str, value: Any) -> tuple[float, ...]:
    given = [value] if _is_number(value) else _listed(name, value, "shares, such as 0.7")
    numbers = [float(each) for each in given if _is_number(each)]
    found = tuple(dict.fromkeys(numbers))
    if len(numbers) < len(given) or not all(0 <= each <= 1 for each in found):
        raise UsageError(f"`{name}` is a share of drafted tokens from 0 to 1, not {value!r:.60}")
    return found


def _draft_cost(name: str, value: Any) -> float:
    return amount(name, value, "a share of a pass of the model, such as 0.05")


def _listed(name: str, value: Any, what: str) -> Sequence[Any]:
    rows = value.tolist() if hasattr(value, "tolist") else value
    if _is_number(rows):
        rows = [rows]
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        raise UsageError(f"`{name}` must be {what}, not {value!r:.60}")
    found = list(rows)
    if not found:
        raise UsageError(f"`{name}` must be {what}: it is empty")
    return found


def _is_number(value: object) -> bool:
    is_plain = isinstance(value, int | float) and not isinstance(value, bool)
    return is_plain and not math.isnan(value)  # type: ignore[arg-type]


_READ: Mapping[str, Any] = {
    "profile": _as_it_is,
    "columns": _columns,
    "buckets": _buckets,
    "tensor_parallel": _sizes,
    "kinds": _kinds,
    "most": _counts,
    "least": _counts,
    "slices": _whole_from(1),
    "min_replicas": _whole_from(0),
    "spare": _spare,
    "survive": _whole_from(0),
    "day": _day,
    "acceptance": _acceptance,
    "draft_cost": _draft_cost,
    "prices": _prices,
}
