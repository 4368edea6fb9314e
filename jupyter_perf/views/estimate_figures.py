"""Further figures of an estimate, whose names end in their unit, ready to be shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..core import units
from ..core.ranges import Range
from .quantities import said

_Say = Callable[[float], str]
_ENDINGS: tuple[tuple[str, _Say], ...] = (
    ("_bytes_per_s", lambda value: f"{units.size(value)}/s"),
    ("_flops_per_s", lambda value: f"{units.flops(value)}/s"),
    ("_per_s", lambda value: f"{_number(value)}/s"),
    ("_bytes", units.size),
    ("_flops", units.flops),
    ("_seconds", units.seconds),
    ("_s", units.seconds),
    ("_days", lambda value: f"{_number(value)} days"),
    ("_joules", units.energy),
    ("_usd", units.usd),
    ("_share", units.percent),
)
"""Longest ending first."""
_WHOLE: dict[str, _Say] = {
    "bytes": units.size,
    "flops": units.flops,
    "seconds": units.seconds,
    "days": lambda value: f"{_number(value)} days",
    "usd": units.usd,
    "mfu": units.percent,
    "share": units.percent,
}
_BEFORE_PER: tuple[tuple[str, _Say, str], ...] = (
    ("usd", units.usd, "price"),
    ("s", units.seconds, "time"),
)
"""What stands before `_per_` is a unit too: `usd_per_million_tokens`, `s_per_token`."""
_CAPITALS = {
    "kv": "KV", "mfu": "MFU", "api": "API", "gpu": "GPU", "cpu": "CPU", "usd": "US$",
}  # fmt: skip


def rows(figures: Mapping[str, Range | float | str]) -> list[tuple[str, str, str]]:
    """(name, label, text) of each."""
    return [(name, *_shown(name, value)) for name, value in figures.items()]


def _shown(name: str, value: Range | float | str) -> tuple[str, str]:
    label, say = _kind_of(name)
    if isinstance(value, str):
        return _label(name), value
    text = said(value, say) if isinstance(value, Range) else units.trimmed(say(float(value)))
    return label, text


def _kind_of(name: str) -> tuple[str, _Say]:
    if name in _WHOLE:
        return _label(name), _WHOLE[name]
    for begin, say, words in _BEFORE_PER:
        before, per, after = name.partition(f"{begin}_per_")
        if per and (not before or before.endswith("_")) and after != "s":
            return _label(f"{before}{words}_per_{after}"), say
    if name.endswith("_mfu"):
        return _label(name), units.percent
    for ending, say in _ENDINGS:
        if name.endswith(ending):
            return _label(name.removesuffix(ending)), say
    return _label(name), _number


def _label(name: str) -> str:
    words = [_CAPITALS.get(word, word) for word in name.split("_") if word]
    text = " ".join(words)
    return text[:1].upper() + text[1:]


def _number(value: float) -> str:
    """Whole numbers as they are, others with three digits."""
    is_whole = value == round(value) if abs(value) < 1e15 else True
    return units.count(value) if is_whole or abs(value) >= 1000 else f"{value:.3g}"
