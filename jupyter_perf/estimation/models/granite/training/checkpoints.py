"""Checkpoints of a training: a folder with weights, averages, optimizer and settings."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import torch

from .....errors import UsageError
from .loop import State, Trainable

_FILE = "checkpoint.pt"


def save(folder: Path, network: Trainable, state: State, optimizer: torch.optim.Optimizer) -> None:
    """Replaces the last one at once: a stop while it is written loses nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = {
        "settings": json.dumps(network.settings()),
        "weights": network.module.state_dict(),
        "average": state.average,
        "optimizer": optimizer.state_dict(),
        "spent": state.spent,
        "blocks": state.blocks,
        "epochs": state.epochs,
    }
    partial = folder / f"{_FILE}.partial"
    torch.save(whole, partial)
    os.replace(partial, folder / _FILE)


def load(folder: Path) -> dict[str, Any] | None:
    """The last one, None where there is none; raises UsageError where it can't be read."""
    path = folder / _FILE
    if not path.exists():
        return None
    try:
        found: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
        found["settings"] = json.loads(found["settings"])
    except (RuntimeError, KeyError, ValueError) as error:
        raise UsageError(f"{path} can't be read ({error}): remove it to start anew") from None
    return found
