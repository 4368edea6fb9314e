"""Inputs other than the user's own, made inside the repetition: samples and variations."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..core.constants import Constant
    from ..sandbox.vary import Variant

SMALL_ROWS = 200
"""Generated inputs are made from at most so many rows: they look for differences, not for time."""
VARIATIONS = 36
SEED = 20


def sampled(values: dict[str, object], fraction: float, seed: int) -> tuple[dict[str, object], str]:
    """The values cut down to about `fraction` of their rows, joins, groups and order kept."""
    from ..measure.scaling import sample

    return sample(values, fraction, seed)


def prime(values: dict[str, object]) -> None:
    """Work out the variations of `values` once, in the zygote; repetitions inherit them."""
    _primed.clear()
    _primed.append((values, _variations(values)))


def generated(values: dict[str, object], number: int) -> tuple[dict[str, object], str]:
    """Variation `number` (from 0) of a small sample of the values."""
    variation = _variations(values)[number]
    return variation.apply(), variation.label


def labels(namespace: dict[str, object], payload: dict[str, Any]) -> list[str]:
    """TRUSTED work: which variations there are for the names in `payload["read"]`."""
    values = {name: namespace[name] for name in payload["read"] if name in namespace}
    return [variation.label for variation in _variations(values)]


def special(
    values: dict[str, object], number: int, constants: Sequence[Constant]
) -> tuple[dict[str, object], str]:
    """Input `number` (from 0) of those around the constants of two sources."""
    variation = _special(values, constants, number + 1)[number]
    return variation.apply(), variation.label


def special_labels(namespace: dict[str, object], payload: dict[str, Any]) -> list[str]:
    """TRUSTED work: which inputs there are around `payload["constants"]`."""
    values = {name: namespace[name] for name in payload["read"] if name in namespace}
    return [v.label for v in _special(values, payload["constants"], payload["count"])]


def _special(values: dict[str, object], constants: Sequence[Constant], count: int) -> list[Variant]:
    from ..sandbox.vary import special_variants

    return special_variants(values, constants, count, SEED)


def redrawn(
    values: dict[str, object], number: int, fraction: float = 1.0, seed: int = 0
) -> tuple[dict[str, object], str]:
    """Other data as large as the user's, or as the sample of it that is looked at."""
    from ..sandbox import vary

    if fraction < 1.0:
        values = sampled(values, fraction, seed)[0]
    return vary.redrawn(values, number, SEED)


_primed: list[tuple[dict[str, object], list[Variant]]] = []


def _variations(values: dict[str, object]) -> list[Variant]:
    from ..sandbox.vary import variants

    for known, variations in _primed:
        if known.keys() == values.keys() and all(known[name] is values[name] for name in known):
            return variations
    return variants(_small(values), VARIATIONS, SEED)


def programs(namespace: dict[str, object], payload: dict[str, Any]) -> list[str]:
    """TRUSTED work: variations of a program's standard inputs."""
    from ..sandbox.vary import stdin_variants

    return list(stdin_variants(payload["stdin"], payload["count"], SEED))


def _small(values: dict[str, object]) -> dict[str, object]:
    rows = max((len(v) for v in values.values() if isinstance(v, Sized)), default=0)
    if rows <= SMALL_ROWS:
        return values
    return sampled(values, SMALL_ROWS / rows, SEED)[0]
