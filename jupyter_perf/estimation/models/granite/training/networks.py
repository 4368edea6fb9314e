"""The networks that can be trained, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .....errors import UsageError
from .loop import Trainable

EXTENSIONS = {
    "lean": ("loop-carried", "alike", "chains"),
    "granite": ("loop-carried", "full-registers"),
}
"""Network → what an ablation can leave out of it."""
SIZES = {"lean": (64, 3), "granite": (256, 8)}
"""Network → (width, rounds): what was found to do, and the paper's."""


def fresh(
    name: str,
    codes: Sequence[bytes],
    targets: Sequence[str],
    *,
    width: int | None = None,
    rounds: int | None = None,
    without: Sequence[str] = (),
) -> Trainable:
    """An untrained network for `codes`, of SIZES where nothing is said. Raises UsageError."""
    if name not in EXTENSIONS:
        raise UsageError(f"no network is named {name}: {', '.join(EXTENSIONS)}")
    unknown = set(without) - set(EXTENSIONS[name])
    if unknown:
        names = ", ".join(EXTENSIONS[name])
        raise UsageError(f"{name} has no extension named {min(unknown)}: {names}")
    width, rounds = width or SIZES[name][0], rounds or SIZES[name][1]
    if name == "lean":
        from ..lean import trainable

        return trainable.fresh(
            codes, targets, width=width, rounds=rounds, carried="loop-carried" not in without,
            alike="alike" not in without, chains="chains" not in without,
        )  # fmt: skip
    from ..published import trainable as published

    return published.fresh(codes, targets, width=width, rounds=rounds, without=without)


def again(settings: dict[str, Any]) -> Trainable:
    """As it was, untrained. Raises UsageError."""
    if settings.get("network") == "granite":
        from ..published import trainable as published

        return published.TrainableGranite(settings)
    from ..lean.trainable import TrainableLean

    return TrainableLean(settings)
