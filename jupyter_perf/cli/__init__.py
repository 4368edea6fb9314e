"""`jupyter perf …`: what can be done with notebooks and programs from a shell.

Each command is a module with `DESCRIPTION`, `add_arguments(parser)` and `run(options) -> int`; only
that of the command that was chosen is imported, so that `--help` is quick. Exit codes: 0 where all
is well, 1 where something was found or failed (each command's help says which), 2 for a wrong use,
130 after an interrupt.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys

from ..errors import PerfError, UsageError

FINE, FOUND, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

COMMANDS = {
    "refine": "look for faster versions of notebooks' cells and of programs",
    "estimate": "say what each cell of a notebook, or a program, will cost",
    "verify": "check that what was accepted still gives the same answer, and faster, on today's"
    " data",
    "strip": "take this package's magics and outputs out of notebooks",
    "fallback": "print a line that lets a notebook run where this package is missing",
    "doctor": "say what works here, what is missing and how to get it",
    "bench": "score an engine or a model on a folder of problems (for developers)",
}


def main(arguments: list[str] | None = None) -> int:
    """The entry point; returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        options = _parser(words[0] if words else "").parse_args(words)
        code: int = options.run(options)
        sys.stdout.flush()
    except UsageError as error:
        return _failed(error, WRONG_USE)
    except PerfError as error:
        return _failed(error, FOUND)
    except KeyboardInterrupt:
        print("jupyter perf: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # whoever read the output has seen enough
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    return code


def _failed(error: PerfError, code: int) -> int:
    print(f"jupyter perf: {error}", file=sys.stderr)
    return code


def _parser(chosen: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jupyter perf", description="Faster notebooks and programs, from a shell."
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, said in COMMANDS.items():
        if name != chosen:
            commands.add_parser(name, help=said)
            continue
        module = importlib.import_module(f".{name}", __name__)
        command = commands.add_parser(
            name,
            help=said,
            description=module.DESCRIPTION,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser
