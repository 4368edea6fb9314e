"""Where blocks' cycles, and the head fitted to them, are kept: beside the machine's measurement.

A file each, by the make of the processor; or this process, where none can be written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ....core import folders, measurements
from ....errors import UsageError
from . import layout
from .head import Head

FORMAT = 1
MOST_BLOCKS = 50_000
_MOST_BYTES = 64 << 20
_MOST_CYCLES = 1e9
Cycles = dict[bytes, float]
"""A block's bytes → what an iteration took here."""

_in_memory: dict[Path, str] = {}
_read: dict[Path, tuple[int, Head | None]] = {}
"""File → when it was last written, and the head that it held then."""


def cycles_of(key: str) -> Cycles:
    """What was measured on the processor `key`; nothing where that is missing or damaged."""
    try:
        return _parsed(_text(_blocks_file(key)))
    except (OSError, ValueError):
        return {}


def keep_cycles(key: str, cycles: Mapping[bytes, float]) -> str:
    """Replace what was measured on `key`; returns where it is, in words."""
    rows = [[block.hex(), round(value, 4)] for block, value in list(cycles.items())[-MOST_BLOCKS:]]
    plain = {"format": FORMAT, "is": "Blocks", "blocks": rows}
    return _write(_blocks_file(key), json.dumps(plain))


def keep_head(key: str, head: Head, busy: str = "") -> str:
    """Replace the head of `key`; returns where it is, in words. `busy` says why it is for this
    process only."""
    if busy:
        _in_memory[_head_file(key)] = head.to_json()
        return f"this kernel only: {busy}"
    return _write(_head_file(key), head.to_json())


def is_on_disk(key: str) -> bool:
    """Whether the head of `key` is one that lasts."""
    return _head_file(key).exists()


def head_of(key: str) -> Head | None:
    """The head that was fitted on `key`; None where there is none, or it is damaged."""
    file = _head_file(key)
    try:
        written = file.stat().st_mtime_ns
    except OSError:
        written = 0
    if written and file not in _in_memory and file in _read and _read[file][0] == written:
        return _read[file][1]
    try:
        found = Head.from_json(_text(file))
    except (OSError, ValueError):
        found = None
    _read[file] = (written, found)
    return found


def forget(key: str) -> bool:
    """Forget both; returns whether there was something. Raises UsageError where it can't be."""
    had = False
    for file in (_blocks_file(key), _head_file(key)):
        _read.pop(file, None)
        had |= _in_memory.pop(file, None) is not None
        try:
            file.unlink()
            had = True
        except FileNotFoundError:
            continue
        except OSError as error:
            raise UsageError(f"{file} can't be deleted: {error.strerror}") from None
    return had


def _blocks_file(key: str) -> Path:
    return measurements.folder() / f"{key}.blocks.json"


def _head_file(key: str) -> Path:
    return measurements.folder() / f"{key}.head.json"


def _write(file: Path, text: str) -> str:
    _in_memory.pop(file, None)
    try:
        folders.write_text(file, text)
    except OSError as error:
        _in_memory[file] = text
        return f"this kernel only: {file.parent} can't be written ({error.strerror or error})"
    return str(file)


def _text(file: Path) -> str:
    """Raises OSError where there is none, ValueError where it can't be one of ours."""
    if file in _in_memory:
        return _in_memory[file]
    if file.stat().st_size > _MOST_BYTES:
        raise ValueError("too large")
    return file.read_text(encoding="utf-8")


def _parsed(text: str) -> Cycles:
    """Raises ValueError where `text` isn't what `keep_cycles` writes."""
    try:
        data = json.loads(text)
        if data["is"] != "Blocks" or data["format"] != FORMAT:
            raise ValueError("not cycles of blocks")
        return dict(_row(each) for each in data["blocks"][:MOST_BLOCKS])
    except (TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"not cycles of blocks: {error}") from None


def _row(row: Any) -> tuple[bytes, float]:
    digits, value = row
    block = bytes.fromhex(digits)
    if not 0 < len(block) <= layout.LONGEST or isinstance(value, bool):
        raise ValueError("not a block with its cycles")
    if not isinstance(value, int | float) or not 0 < value < _MOST_CYCLES:
        raise ValueError("not a number of cycles")
    return block, float(value)
