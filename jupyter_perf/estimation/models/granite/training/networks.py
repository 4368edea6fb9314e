"""The networks that can be trained, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .....errors import UsageError
from .loop import Trainable

NAMES = ("lean", "granite")
WITHOUT = ("loop-carried", "full-registers", "alike", "chains")
"""Extensions that an ablation leaves out; not each network has each."""


def fresh(
    name: str,
    codes: Sequence[bytes],
    targets: Sequence[str],
    *,
    width: int,
    rounds: int,
    without: Sequence[str] = (),
) -> Trainable:
    """An untrained network for `codes`. Raises UsageError."""
    unknown = set(without) - set(WITHOUT)
    if unknown:
        raise UsageError(f"no extension is named {min(unknown)}: {', '.join(WITHOUT)}")
    if name == "lean":
        from ..lean import trainable

        return trainable.fresh(
            codes, targets, width=width, rounds=rounds, carried="loop-carried" not in without,
            alike="alike" not in without, chains="chains" not in without,
        )  # fmt: skip
    if name == "granite":
        from ..published import trainable as published

        return published.fresh(codes, targets, width=width, rounds=rounds, without=without)
    raise UsageError(f"no network is named {name}: {', '.join(NAMES)}")


def again(settings: dict[str, Any]) -> Trainable:
    """As it was, untrained. Raises UsageError."""
    if settings.get("network") == "granite":
        from ..published import trainable as published

        return published.TrainableGranite(settings)
    from ..lean.trainable import TrainableLean

    return TrainableLean(settings)
