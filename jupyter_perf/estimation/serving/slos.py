"""Latency targets as users write them: `{"tpot": 0.1}`, `0.1`, `"tpot=120ms,ttft=2"`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from numbers import Real

from ...core import units
from ...errors import UsageError
from .terms import Slo

NAMES = ("tpot", "ttft", "latency")
_SCALES = {"": 1.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6}
_TIME = re.compile(r"\s*(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(?P<unit>[a-zµ]*)\s*")
_MEANING = {
    "tpot": "{} for each further token",
    "ttft": "{} to the first token",
    "latency": "{} for the whole answer",
}
SAY_ONE = (
    "which latency must be met? Say `slo`: {'tpot': 0.1} is 0.1 s for each further token, 'ttft' is"
    " of the first one, 'latency' of the whole answer (in a magic: --slo tpot=100ms,ttft=2); with"
    " throughputs that were measured under one, say that one"
)


def slo_of(given: object) -> Slo:
    """A number or time (of each further token), text, or a mapping of them. Raises UsageError."""
    if given is None:
        raise UsageError(SAY_ONE)
    if isinstance(given, Slo):
        return given
    if isinstance(given, str):
        return _of_text(given)
    if not isinstance(given, Mapping):
        return Slo(tpot=_seconds("tpot", given))
    return _of_items([(str(name), value) for name, value in given.items()])


def in_words(slo: Slo) -> str:
    """`100 ms for each further token, 2 s to the first token`."""
    said = {name: getattr(slo, name) for name in NAMES}
    return ", ".join(
        _MEANING[name].format(units.trimmed(units.seconds(value)))
        for name, value in said.items()
        if value is not None
    )


def scaled(slo: Slo, factor: float) -> Slo:
    """The same proportions, `factor` times as long."""
    return Slo(**{n: None if v is None else v * factor for n, v in vars(slo).items()})


def _of_text(text: str) -> Slo:
    parts = [part for part in text.split(",") if part.strip()]
    if not parts:
        raise UsageError(SAY_ONE)
    named = [part.partition("=") for part in parts]
    return _of_items([(n.strip(), v) if eq else ("tpot", n) for n, eq, v in named])


def _of_items(items: list[tuple[str, object]]) -> Slo:
    found: dict[str, float] = {}
    for name, value in items:
        key = name.strip().lower()
        if key not in NAMES:
            raise UsageError(
                f"a latency target is {', '.join(NAMES)}, not {name[:40]!r} (each is of the mean"
                " over requests of a size)"
            )
        if key in found:
            raise UsageError(f"the latency target `{key}` is said twice")
        if value is not None:
            found[key] = _seconds(key, value)
    if not found:
        raise UsageError(SAY_ONE)
    return Slo(**found)


def _seconds(name: str, value: object) -> float:
    if isinstance(value, str):
        match = _TIME.fullmatch(value.lower())
        if match is None or match["unit"] not in _SCALES:
            raise UsageError(f"`{name}` must be a time, such as 0.1, 0.1s or 100ms, not {value!r}")
        value = float(match["number"]) * _SCALES[match["unit"]]
    if isinstance(value, bool) or not isinstance(value, Real):
        raise UsageError(f"`{name}` must be seconds above 0, not {value!r}")
    return float(value)
