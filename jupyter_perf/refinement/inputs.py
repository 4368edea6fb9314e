"""Inputs other than the user's own, made inside the repetition: samples and variations."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..core.constants import Constant
    from ..sandbox.vary import Variant

SMALL_ROWS, LEAST_ROWS = 200, 40
"""Generated inputs are made from at most so many rows: they look for differences, not for time.
Where each row takes long it may be as few as the second."""
_RUN_SECONDS = 0.05
"""What one run on a generated input may take, as far as the number of rows decides that."""
VARIATIONS = 36
SEED = 20


def sampled(values: dict[str, object], fraction: float, seed: int) -> tuple[dict[str, object], str]:
    """The values cut down to about `fraction` of their rows, joins, groups and order kept."""
    from ..measure.scaling import sample

    return sample(values, fraction, seed)


def counted_sample(
    values: dict[str, object], fraction: float, seed: int
) -> tuple[dict[str, object], str]:
    """The same, said as "500 of 2000 `df`": rows of what is longest, and what was cut alike."""
    smaller, _ = sampled(values, fraction, seed)
    before, after = _lengths(values), _lengths(smaller)
    rows = max(before.values(), default=0)
    names = [name for name, length in before.items() if length == rows]
    if not names or (after.get(names[0], rows) == rows and fraction < 1):
        return smaller, ""
    return smaller, f"{after[names[0]]} of {rows} " + ", ".join(f"`{name}`" for name in names)


def prime(values: dict[str, object], seconds: float, fraction: float) -> None:
    """Work out the variations of `values` once, in the zygote; repetitions inherit them.

    The original takes so many `seconds` on that `fraction` of the rows.
    """
    rows = _few_rows(values, seconds, fraction)
    _primed.clear()
    _primed.append((values, rows, _variations(values, rows)))


def generated(values: dict[str, object], number: int, rows: int) -> tuple[dict[str, object], str]:
    """Variation `number` (from 0) of a sample of so many rows."""
    variation = _variations(values, rows)[number]
    return variation.apply(), variation.label


def labels(namespace: dict[str, object], payload: dict[str, Any]) -> dict[str, Any]:
    """TRUSTED work: which variations there are for the names in `payload["read"]`, and the rows
    that they start from."""
    values = {name: namespace[name] for name in payload["read"] if name in namespace}
    rows = _few_rows(values, payload["seconds"], payload["fraction"])
    return {"rows": rows, "labels": [v.label for v in _variations(values, rows)]}


def _few_rows(values: dict[str, object], seconds: float, fraction: float) -> int:
    per_row = seconds / max(1.0, _rows(values) * fraction)
    return (
        SMALL_ROWS
        if per_row <= 0
        else max(LEAST_ROWS, min(SMALL_ROWS, int(_RUN_SECONDS / per_row)))
    )


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
    """From few rows, but as many as the constants ask for where one stands for a length."""
    from ..sandbox.vary import LONGEST, special_variants

    lengths = [c + 2 for c in constants if isinstance(c, int) and c <= LONGEST]
    few = _small(values, max(SMALL_ROWS, *lengths, 0))
    return special_variants(few, constants, count, SEED)


def redrawn(
    values: dict[str, object], number: int, fraction: float = 1.0, seed: int = 0
) -> tuple[dict[str, object], str]:
    """Other data as large as the user's, or as the sample of it that is looked at."""
    from ..sandbox import vary

    if fraction < 1.0:
        values = sampled(values, fraction, seed)[0]
    return vary.redrawn(values, number, SEED)


_primed: list[tuple[dict[str, object], int, list[Variant]]] = []


def _variations(values: dict[str, object], rows: int) -> list[Variant]:
    from ..sandbox.vary import variants

    for known, its_rows, variations in _primed:
        alike = known.keys() == values.keys() and its_rows == rows
        if alike and all(known[name] is values[name] for name in known):
            return variations
    return variants(_small(values, rows), VARIATIONS, SEED)


def programs(namespace: dict[str, object], payload: dict[str, Any]) -> list[str]:
    """TRUSTED work: variations of a program's standard inputs."""
    from ..sandbox.vary import stdin_variants

    return list(stdin_variants(payload["stdin"], payload["count"], SEED))


def _small(values: dict[str, object], most: int) -> dict[str, object]:
    rows = _rows(values)
    return values if rows <= most else sampled(values, most / rows, SEED)[0]


def _rows(values: dict[str, object]) -> int:
    return max(_lengths(values).values(), default=0)


def _lengths(values: dict[str, object]) -> dict[str, int]:
    # A text's characters are no rows.
    return {
        name: len(value)
        for name, value in values.items()
        if isinstance(value, Sized) and not isinstance(value, str | bytes)
    }
