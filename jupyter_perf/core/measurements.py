"""Where measurements of this machine are kept: a file each, or this process where none can be.

A measurement of a busy machine is used for a while and never written: the next one, on a quieter
machine, is worth more.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from . import folders
from .machine import this_machine
from .measured import Measured, key_here

BUSY_LASTS_SECONDS = 600.0
_kept: dict[str, tuple[Measured, float, str]] = {}
"""Key → what couldn't or mustn't be written, until when (`time.monotonic`) it holds, and why."""
_read: dict[Path, tuple[int, Measured | None]] = {}
"""File → when it was last written, and what it held then."""


def folder() -> Path:
    return folders.data_folder() / "machines"


def latest() -> Measured | None:
    """What was measured here, with these versions and settings; None where nothing was."""
    return find(key_here(this_machine()))


def find(key: str) -> Measured | None:
    """By its key: from the disk, else what this process keeps."""
    found = _from_disk(folder() / f"{key}.json")
    if found is not None and found.key == key:
        return found
    measured, ends, _ = _kept.get(key, (None, 0.0, ""))
    return measured if time.monotonic() < ends else None


def keep(measured: Measured) -> str:
    """Keep it for whoever asks next; returns `where`."""
    if measured.busy:
        why = f"this kernel, for {BUSY_LASTS_SECONDS / 60:.0f} minutes: {measured.busy}"
        _kept[measured.key] = (measured, time.monotonic() + BUSY_LASTS_SECONDS, why)
        return why
    try:
        folders.write_text(folder() / f"{measured.key}.json", measured.to_json())
    except OSError as error:
        why = f"this kernel only: {folder()} can't be written ({error.strerror or error})"
        _kept[measured.key] = (measured, float("inf"), why)
        return why
    _kept.pop(measured.key, None)
    return where(measured)


def where(measured: Measured) -> str:
    """In words, where it is kept: a file's path, or this kernel and why no file."""
    held, _, why = _kept.get(measured.key, (None, 0.0, ""))
    return why if held == measured else str(folder() / f"{measured.key}.json")


def forget(key: str) -> bool:
    """Forget what was measured under `key`; returns whether there was something."""
    had = _kept.pop(key, None) is not None
    with contextlib.suppress(OSError):
        (folder() / f"{key}.json").unlink()
        had = True
    return had


def _from_disk(file: Path) -> Measured | None:
    """None where there is none, or one that can't be understood: it is then measured again."""
    try:
        written = file.stat().st_mtime_ns
        if file not in _read or _read[file][0] != written:
            _read[file] = (written, _parsed(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError):
        return None
    return _read[file][1]


def _parsed(text: str) -> Measured | None:
    try:
        return Measured.from_json(text)
    except ValueError:
        return None
