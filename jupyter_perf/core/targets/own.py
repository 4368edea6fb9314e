"""Targets of a user's own: rows in a file of theirs, or of the project, and machines measured.

    # jupyter-perf.toml beside the notebook, or targets.toml in the user's own folder
    [targets.lab-box]
    title = "Threadripper in the lab"
    kind = "cpu"
    cores = 32
    memory_gb = 128
    usd_per_hour = 0.4

Columns are those of `catalogue.csv`. What is shipped keeps its name; then the project's file wins,
the user's own comes next. Machines that were measured (`%perf calibrate --save`) lie in the folder
`targets` beside the user's file, and times can be carried over to them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import UsageError
from .. import folders
from ..measured import Measured
from ..project import project_folder
from .machines import target_of
from .rows import name_of, target_of_row
from .target import Target

PROJECT_FILE = "jupyter-perf.toml"
MOST_BYTES = 1_000_000
_parsed: dict[Path, tuple[tuple[int, int], object]] = {}
"""File → what it was when it was read (time, size), and what it held or why not."""


@dataclass(frozen=True)
class Own:
    """One of them, and where it comes from."""

    target: Target
    file: Path
    measured: Measured | None = None


def user_file() -> Path:
    return folders.data_folder() / "targets.toml"


def machines_folder() -> Path:
    return folders.data_folder() / "targets"


def found(folder: Path | None = None) -> tuple[dict[str, Own], dict[str, str]]:
    """By name, and what is left out with its reason. `folder` is the project's, by default the one
    of `core.project`.

    Files that aren't there are none; one that can't be understood is left out and named.
    """
    project = project_folder() if folder is None else folder
    kept: dict[str, Own] = {}
    wrong: dict[str, str] = {}
    for file in (project / PROJECT_FILE, user_file()):
        for name, thing in _rows(file):
            _keep(kept, wrong, name, thing, file)
    for file in sorted(machines_folder().glob("*.json")):
        thing = _read(file, _machine)
        _keep(kept, wrong, file.stem, thing, file)
    return kept, wrong


def _keep(
    kept: dict[str, Own], wrong: dict[str, str], name: str, thing: object, file: Path
) -> None:
    if isinstance(thing, Target):
        kept.setdefault(name, Own(thing, file))
    elif isinstance(thing, Measured):
        kept.setdefault(name, Own(target_of(thing, name), file, thing))
    elif thing is not None:
        wrong[name] = f"{file}: {thing}"


def _rows(file: Path) -> Iterator[tuple[str, object]]:
    """Name → target, or what is wrong with it, in words."""
    tables = _read(file, _tables)
    if isinstance(tables, str):
        yield file.name, tables
    elif isinstance(tables, dict):
        yield from tables.items()


def _read(file: Path, parse: Callable[[str], object]) -> object:
    """What `parse` makes of the file, read again where it changed; None where there is none."""
    try:
        status = file.stat()
        stamp = (status.st_mtime_ns, status.st_size)
        if file not in _parsed or _parsed[file][0] != stamp:
            _parsed[file] = (stamp, _parse(file, status.st_size, parse))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return f"can't be read ({error.strerror})"
    return _parsed[file][1]


def _parse(file: Path, size: int, parse: Callable[[str], object]) -> object:
    if size > MOST_BYTES:
        return f"is larger than {MOST_BYTES / 1e6:g} MB"
    try:
        return parse(file.read_text(encoding="utf-8"))
    except (ValueError, UsageError, RecursionError) as error:
        return f"can't be understood: {error}"


def _tables(text: str) -> dict[str, object]:
    """The rows below `[targets.…]`: targets, or what is wrong with one."""
    data = tomllib.loads(text).get("targets", {})
    if not isinstance(data, dict):
        raise ValueError("`targets` must hold tables: `[targets.my-box]`")
    return dict(_row(name, row) for name, row in data.items())


def _row(given: str, row: Any) -> tuple[str, object]:
    try:
        name = name_of(given)
        if not isinstance(row, Mapping):
            return name, f"`targets.{given}` must be a table: `[targets.{given}]`"
        return name, target_of_row({**row, "name": name})
    except UsageError as error:
        return given[:60], str(error)


def _machine(text: str) -> Measured:
    return Measured.from_json(text)
