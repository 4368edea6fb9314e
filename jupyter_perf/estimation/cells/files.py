"""Files that a cell reads line by line: found in its text, and cut short inside of the sandbox.

Only what is opened through Python's `open` is cut (`open`, `Path`, `pandas.read_csv`, `csv`); a
library that opens files by itself reads all of it, whatever the sample.
"""

from __future__ import annotations

import ast
import builtins
import io
import os
from collections.abc import Iterator, Mapping
from typing import Any

from .sizes import Group

LEAST_BYTES = 1 << 20
"""Smaller files are read in a moment."""
_BY_LINES = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".log", ".tab", ".psv", ".dat")
_MOST_LINE = 1 << 20


def files_of(tree: ast.Module, namespace: Mapping[str, object]) -> list[Group]:
    """Long files of lines that the text names, or a name that it reads; the largest first."""
    found: dict[str, Group] = {}
    for name, path in _paths(tree, namespace):
        real = os.path.realpath(path)
        size = _size(real)
        if size >= LEAST_BYTES and real not in found:
            found[real] = Group(name, size, "bytes", file=real)
    return sorted(found.values(), key=lambda group: -group.value)


def _paths(tree: ast.Module, namespace: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            name, value = os.path.basename(node.value), node.value
        elif isinstance(node, ast.Name):
            name, value = node.id, _path(namespace.get(node.id))
        else:
            continue
        if len(value) < 1000 and "\0" not in value and value.lower().endswith(_BY_LINES):
            yield name, os.path.expanduser(value)


def _path(value: object) -> str:
    """The path that a value of a name is; empty where it is something else."""
    if isinstance(value, os.PathLike):
        value = os.fspath(value)
    return value if isinstance(value, str) else ""


def _size(path: str) -> int:
    try:
        return os.path.getsize(path) if os.path.isfile(path) else 0
    except OSError:
        return 0


def shorten(limits: Mapping[str, int]) -> dict[str, int]:
    """From now on `open` gives the first lines only of these files, by their real paths, up to so
    many bytes. Returns where they end. Inside of the sandbox, in a process of its own."""
    if not limits:
        return {}
    ends = {path: _end_of_line(path, limit) for path, limit in limits.items()}
    whole = io.open

    def shortened(file: Any, mode: str = "r", *args: Any, **options: Any) -> Any:
        end = _end_for(file, mode, ends)
        if end is None:
            return whole(file, mode, *args, **options)
        return _reader(_Beginning(os.fsdecode(file), end), mode, *args, **options)

    builtins.open = io.open = shortened
    return ends


def _end_for(file: Any, mode: str, ends: Mapping[str, int]) -> int | None:
    """Where a file is to end; None for one that isn't cut."""
    if set(mode) - set("rbt") or not isinstance(file, str | bytes | os.PathLike):
        return None
    return ends.get(os.path.realpath(os.fsdecode(file)))


def _end_of_line(path: str, limit: int) -> int:
    with open(path, "rb") as file:
        file.seek(limit)
        return limit + len(file.readline(_MOST_LINE))


class _Beginning(io.FileIO):
    """The first bytes of a file, over its real descriptor: libraries ask for one."""

    def __init__(self, path: str, end: int) -> None:
        super().__init__(path)
        self.end = end

    def readinto(self, buffer: Any) -> int:
        left = max(0, self.end - self.tell())
        with memoryview(buffer).cast("B") as view:
            return super().readinto(view[: min(left, len(view))]) or 0

    def read(self, size: int | None = -1, /) -> bytes:
        left = max(0, self.end - self.tell())
        return super().read(left if size is None or size < 0 else min(size, left)) or b""

    def readall(self) -> bytes:
        return self.read()

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        if whence == os.SEEK_END:
            offset, whence = self.end + offset, os.SEEK_SET
        return super().seek(offset, whence)


def _reader(
    file: _Beginning,
    mode: str,
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    **_options: Any,
) -> Any:
    """As `open` would give it, over the beginning of a file."""
    reader = io.BufferedReader(file, buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE)
    return reader if "b" in mode else io.TextIOWrapper(reader, encoding, errors, newline)
