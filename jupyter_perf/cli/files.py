"""Files that are read and written back: whole or not at all, and never over what others wrote."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError

_NOT_LOOKED_INTO = ("__pycache__", "node_modules", "site-packages")
_WRITABLE = 0o222


@dataclass(frozen=True)
class Original:
    """What a file held when it was read."""

    path: Path
    data: bytes


def read(path: Path) -> Original:
    """Raises UsageError where it can't be read."""
    try:
        return Original(path, path.read_bytes())
    except FileNotFoundError:
        raise UsageError(f"{path}: there is no such file") from None
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror or error}") from None


def replace(original: Original, data: bytes) -> None:
    """Put `data` in the place of what was read.

    Raises UsageError where the file is read-only, or has changed since it was read.
    """
    path = original.path
    require_writable(path)
    if read(path).data != original.data:
        raise UsageError(f"{path} was changed while this ran: nothing was written")
    write(path, data)


def require_writable(path: Path) -> None:
    """Raises UsageError where `path` is there and read-only, also for those who may do all."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return
    if not mode & _WRITABLE or not os.access(path, os.W_OK):
        raise UsageError(f"{path} is read-only: nothing was written")


def write(path: Path, data: bytes) -> None:
    """Whole or not at all: a notebook is not lost because a disk is full. Raises UsageError."""
    target = path.resolve()  # a link stays one
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.write_bytes(data)
        if target.exists():
            partial.chmod(target.stat().st_mode)
        partial.replace(target)
    except OSError as error:
        raise UsageError(f"{path} can't be written: {error.strerror or error}") from None
    finally:
        partial.unlink(missing_ok=True)


def found(places: Sequence[Path], endings: Sequence[str]) -> list[Path]:
    """The files that `places` name, each once: a file itself, of a folder all its notebooks.

    Raises UsageError for what is missing, has another ending, or is a folder without notebooks.
    """
    files: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = sorted(_notebooks(place))
            if not inside:
                raise UsageError(f"{place} holds no notebook; name programs one by one")
            files += inside
        elif not place.exists():
            raise UsageError(f"{place}: there is no such file")
        elif place.suffix.lower() not in endings:
            raise UsageError(f"{place}: a file ending in {' or '.join(endings)} was expected")
        else:
            files.append(place)
    first: dict[Path, Path] = {}
    for file in files:
        first.setdefault(file.resolve(), file)
    return list(first.values())


def _notebooks(folder: Path) -> Iterator[Path]:
    for name, folders, files in os.walk(folder):
        folders[:] = [
            each for each in folders if not each.startswith(".") and each not in _NOT_LOOKED_INTO
        ]
        yield from (
            Path(name, each)
            for each in files
            if each.lower().endswith(".ipynb") and not each.startswith(".")
        )
