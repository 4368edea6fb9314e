"""`%perf targets`: hardware to estimate for, and rows of one's own."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NoReturn

from ..core import targets
from ..core.targets import adding
from ..core.targets.rows import name_of, target_of_row
from ..errors import UsageError
from .config import notebook_folder

USAGE = """Usage:
  %perf targets                                  all of them, yours too
  %perf targets --add NAME key=value …           one of your own: cores=32 memory_gb=128 …
  %perf targets --add FILE [NAME]                rows as .csv, .json or .toml, or a machine that
                                                 was measured there (%perf calibrate --save FILE)
  %perf targets --add … --project                into jupyter-perf.toml beside the notebook
  %perf targets --remove NAME                    one of your own"""


class _Options(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"%perf targets: {message}.\n{USAGE}")


def show(options: list[str]) -> dict[str, Any] | str:
    """The table to display, or what was done. Raises UsageError."""
    asked = _parser().parse_args(options)
    if asked.remove:
        return f"{asked.remove} is no longer in {adding.remove(asked.remove)}"
    if asked.add:
        return _add(asked.add, project=asked.project)
    if asked.project:
        raise UsageError(f"%perf targets: --project says where --add writes.\n{USAGE}")
    from ..views.tables import target_table

    return target_table(targets.table())


def _parser() -> argparse.ArgumentParser:
    parser = _Options(prog="%perf targets", add_help=False, allow_abbrev=False)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--add", nargs="+", metavar=("NAME|FILE", "key=value"))
    which.add_argument("--remove", metavar="NAME")
    parser.add_argument("--project", action="store_true")
    return parser


def _add(words: list[str], *, project: bool) -> str:
    first, *rest = words
    pairs = [word for word in rest if "=" in word]
    file = notebook_folder() / Path(first).expanduser()
    if pairs or not file.suffix:
        return _add_row(first, rest, project)
    if len(rest) > 1:
        raise UsageError(f"%perf targets: --add FILE takes one name at most.\n{USAGE}")
    held = adding.read_file(file)
    if isinstance(held, list):
        if rest:
            raise UsageError(f"{first} has names of its own: leave {rest[0]!r} out")
        return _added(held, project)
    if project:
        raise UsageError("a machine that was measured is kept in your own folder: no --project")
    name = name_of(rest[0] if rest else file.stem)
    adding.add_machine(held, name)
    return f"{name} is added: {held.machine}, measured on {held.created[:10]}"


def _add_row(name: str, pairs: list[str], project: bool) -> str:
    row: dict[str, str] = {"name": name}
    for word in pairs:
        key, equals, value = word.partition("=")
        if not equals:
            raise UsageError(f"{word!r} is no figure: write key=value, as cores=32")
        if key in row:
            raise UsageError(f"`{key}` is given twice")
        row[key] = value
    if len(row) == 1:
        raise UsageError(f"{name} has no figures.\n{USAGE}")
    return _added([target_of_row({"kind": "cpu" if "cores" in row else "gpu", **row})], project)


def _added(held: list[targets.Target], project: bool) -> str:
    where = notebook_folder() if project else None
    adding.check(held, project=where)
    for target in held:
        file = adding.add(target, project=where)
    names = ", ".join(target.name for target in held)
    return f"{names} {'is' if len(held) == 1 else 'are'} added to {file}"
