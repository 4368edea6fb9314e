"""`%perf history`: what was found before, in this notebook and others."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NoReturn

from .. import errors

_SHOWN = 20
_ARGUMENTS = (
    ("--kind", {"help": "such as refinement"}),
    ("--notebook", {"help": "a path, or the end of one"}),
    ("--outcome", {"help": "such as faster"}),
    ("--search", {"default": "", "help": "words of the source, the title or the path"}),
    ("--sort", {"default": "created"}),
    ("--limit", {"type": int, "default": None}),
    ("--csv", {"metavar": "FILE", "help": "write all that match there"}),
)
USAGE = "history [--kind K] [--notebook N] [--outcome O] [--search WORDS] [--limit N] [--csv FILE]"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise errors.UsageError(f"{message}. Usage: %perf {USAGE}")


def history(words: list[str]) -> dict[str, Any] | str:
    """A MIME bundle to show, or a sentence. Raises UsageError and PolicyError."""
    from ..records.store import Query, store

    options = vars(_parser().parse_args(words))
    file, limit = options.pop("csv"), options.pop("limit")
    if file is not None:
        return _exported(Path(file).expanduser(), Query(limit=limit, **options))
    from ..views.history import run_table

    total, runs = store().page(Query(limit=_SHOWN if limit is None else limit, **options))
    return run_table(runs, total, store().note)


def _exported(file: Path, wanted: Any) -> str:
    from ..core import units
    from ..records.export import csv_parts
    from ..records.store import store

    lines = -1  # the heading
    try:
        with file.open("w", encoding="utf-8", newline="") as out:
            for part in csv_parts(store(), wanted):
                out.write(part)
                lines += 1
    except OSError as error:
        raise errors.UsageError(f"{file} can't be written: {error}") from None
    return f"{units.counted(lines, 'run')} written to {file}"


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="%perf history", add_help=False, allow_abbrev=False)
    for name, settings in _ARGUMENTS:
        parser.add_argument(name, **settings)
    return parser
