"""`jupyter perf …`: what can be done with notebooks from a shell, without a kernel."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..errors import PerfError, UsageError
from .fallback import FALLBACK
from .strip import strip_file

_STDOUT = "-"


def main(arguments: list[str] | None = None) -> int:
    """The entry point; 0 where all went well."""
    options = _parser().parse_args(arguments)
    try:
        run: int = options.run(options)
    except PerfError as error:
        print(f"jupyter perf: {error}", file=sys.stderr)
        return 1
    return run


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jupyter perf", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    strip = commands.add_parser(
        "strip", help="take this package's magics and outputs out of notebooks", description=_STRIP
    )
    strip.add_argument("notebooks", metavar="NOTEBOOK", nargs="+", type=Path)
    strip.add_argument(
        "-o", "--output", help="write here (`-` is standard output) and leave NOTEBOOK as it is"
    )
    strip.set_defaults(run=_strip)
    fallback = commands.add_parser(
        "fallback", help="print a line that lets a notebook run where this package is missing"
    )
    fallback.set_defaults(run=_fallback)
    return parser


_STRIP = (
    "Removes the lines of %%refine, %%estimate, %%sparsify, %papaya, %perf and of loading them, and"
    " the outputs that they left. All else stays as it is: code, other magics, other outputs."
)


def _strip(options: argparse.Namespace) -> int:
    if options.output is not None and len(options.notebooks) > 1:
        raise UsageError("-o takes one notebook")
    for notebook in options.notebooks:
        text, report = strip_file(notebook)
        if options.output == _STDOUT:
            sys.stdout.write(text)
            continue
        target = Path(options.output) if options.output else notebook
        if report.changed or target != notebook:
            _write(target, text)
        print(f"{notebook}: {report}")
    return 0


def _fallback(_options: argparse.Namespace) -> int:
    print(FALLBACK)
    return 0


def _write(target: Path, text: str) -> None:
    """Whole or not at all: a notebook is not lost because a disk is full."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        if target.exists():
            partial.chmod(target.stat().st_mode)
        partial.replace(target)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UsageError(f"{target} can't be written: {error}") from None
