"""What the user named: a dictionary, a file, a folder, or a well-known model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import UsageError
from ..models import llm
from ..models.llm import Architecture
from .known import find


@dataclass(frozen=True)
class Located:
    """An architecture, and where it is from."""

    model: Architecture
    name: str
    """As results show it: `llama-3.1-8b`, `models/mine/config.json`, `a llama configuration`."""
    notes: tuple[str, ...] = ()


def locate(config: Mapping[str, Any] | str | Path) -> Located:
    """The architecture that `config` describes; a string is a file where there is one, else a name.

    Raises UsageError where it is neither, or the configuration can't be understood.
    """
    if isinstance(config, Mapping):
        model = llm.read(config)
        given = config.get("_name_or_path")
        named = given if isinstance(given, str) and given else f"a {model.family} configuration"
        return Located(model, named[:100])
    if not isinstance(config, str | Path):
        raise UsageError(
            f"a configuration is a dictionary, a file, its folder, or a name; not a "
            f"{type(config).__name__}"
        )
    if _is_there(config):
        return Located(llm.read(config), str(config))
    if isinstance(config, Path) or str(config).endswith(".json"):
        raise UsageError(f"can't read {str(config)[:200]}: there is no such file")
    known = find(config)
    return Located(llm.read(known.config), known.name, (f"configuration from {known.source}",))


def _is_there(place: str | Path) -> bool:
    # An empty name is the current folder to `Path`, and long ones or ones with NUL are refused.
    if not str(place).strip():
        return False
    try:
        return Path(place).exists()
    except (OSError, ValueError):
        return False
