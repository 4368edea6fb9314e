"""Where corrections are kept: beside the measurement of the machine that they were learnt on."""

from __future__ import annotations

from pathlib import Path

from ...core import folders, measurements
from ...errors import UsageError
from .calibration import Correction


def _file(key: str) -> Path:
    return measurements.folder() / f"{key}.correction.json"


_in_memory: dict[str, Correction] = {}


def keep(correction: Correction, key: str) -> str:
    """Keep it beside the measurement `key`; returns why in this kernel only, "" where on disk."""
    _in_memory[key] = correction
    try:
        folders.write_text(_file(key), correction.to_json())
    except OSError as error:
        return f"kept in this kernel only: {_file(key)} can't be written ({error.strerror})"
    return ""


def kept(key: str) -> Correction:
    """What was kept for the machine `key`; one that changes nothing where nothing was."""
    try:
        return Correction.from_json(_file(key).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return _in_memory.get(key, Correction())


def reset(key: str) -> bool:
    """Forget it; returns whether there was something. Raises UsageError where it can't be."""
    had = _in_memory.pop(key, None) is not None
    try:
        _file(key).unlink()
    except FileNotFoundError:
        return had
    except OSError as error:
        raise UsageError(f"{_file(key)} can't be deleted: {error.strerror}") from None
    return True
