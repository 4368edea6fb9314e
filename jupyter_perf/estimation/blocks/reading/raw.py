"""Bytes of a file (or in memory), read in pieces that are checked against its size first."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from ....core import units
from ....errors import UsageError


@dataclass(frozen=True)
class Raw:
    """Something with bytes: a regular file, a part of one, or what is in memory."""

    name: str
    """As messages show it."""
    size: int
    """Bytes."""
    where: Path | bytes
    start: int = 0
    """Where it begins in `where`."""

    def read(self, offset: int, size: int, what: str) -> bytes:
        """`size` bytes from `offset`. Raises UsageError where they aren't all inside."""
        if offset < 0 or size < 0 or offset + size > self.size:
            raise UsageError(
                f"{self.name} is cut short or damaged: {what} would end at byte "
                f"{units.count(offset + size)} of {units.count(self.size)}"
            )
        begin = self.start + offset
        if isinstance(self.where, bytes):
            return self.where[begin : begin + size]
        try:
            with self.where.open("rb") as file:
                file.seek(begin)
                data = file.read(size)
        except OSError as error:
            raise UsageError(f"can't read {self.name}: {error.strerror or error}") from error
        if len(data) < size:
            raise UsageError(f"{self.name} became shorter while it was read: try again")
        return data

    def part(self, offset: int, size: int, name: str) -> Raw:
        """A file within it, such as a member of an archive."""
        if offset < 0 or size < 0 or offset + size > self.size:
            raise UsageError(f"{self.name} is cut short or damaged: {name} ends beyond it")
        return Raw(name, size, self.where, self.start + offset)


def raw(source: str | os.PathLike[str] | bytes, name: str = "") -> Raw:
    """What `source` names, or holds. Raises UsageError where that is no regular file."""
    if isinstance(source, bytes):
        return Raw(name or "the object code", len(source), source)
    path = Path(source)
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"can't read {str(path)[:200]}: {why}") from error
    # Pipes and devices would block, or never end.
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
        raise UsageError(f"{str(path)[:200]} is {kind}: name a library, program or object file")
    return Raw(name or path.name[:200], status.st_size, path)
