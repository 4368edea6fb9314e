"""What a run keeps of a trained model: its words, its weights in a file."""

from __future__ import annotations

import dataclasses
import uuid
from pathlib import Path
from typing import Any

from ...core.units import short


@dataclasses.dataclass(frozen=True)
class Model:
    """A model that the cell trained."""

    name: str
    """In the cell."""
    module: Any
    parameters: int

    @property
    def words(self) -> str:
        return f"{type(self.module).__name__} ({short(self.parameters)} parameters)"


def model_of(name: str, module: Any) -> Model:
    return Model(name, module, sum(each.numel() for each in module.parameters()))


def save(module: Any, folder: Path) -> str:
    """Write the model's state to a new file in `folder` and return its name; empty where the disk
    doesn't take it. Keys are those of `state_dict`; tensors that share memory are written each."""
    from safetensors.torch import save_file

    state = {
        name: each.detach().cpu().contiguous().clone()
        for name, each in module.state_dict().items()
        if hasattr(each, "detach")
    }
    name = f"{uuid.uuid4().hex}.safetensors"
    try:
        save_file(state, folder / name)
    except OSError:
        return ""
    return name
