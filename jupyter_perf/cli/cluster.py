"""Where searches run: `--on ADDRESS`, a Dask scheduler, or `--jobs N` processes of this machine."""

from __future__ import annotations

import argparse
from concurrent.futures import Executor
from contextlib import ExitStack

from ..errors import UsageError
from .console import Console

_AUTHENTICATED = ("tls://", "wss://")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on", metavar="ADDRESS", help="search on a Dask cluster, such as tls://host:8786"
    )
    parser.add_argument(
        "--jobs",
        type=int,
        default=1,
        metavar="N",
        help="so many programs at a time (1); timings take turns all the same",
    )


def opened(options: argparse.Namespace, console: Console, stack: ExitStack) -> Executor | None:
    """The executor that was asked for, closed by `stack`; None is one search at a time, here.

    Raises UsageError where no scheduler answers, MissingExtra without Dask.
    """
    if options.jobs < 1:
        raise UsageError(f"--jobs is 1 or more, not {options.jobs}")
    if options.on is not None and options.jobs > 1:
        raise UsageError("--on ADDRESS has workers of its own: leave --jobs out")
    if options.on is None and options.jobs == 1:
        return None
    from ..core import executor as executors

    if options.on is not None and not options.on.startswith(_AUTHENTICATED):
        console.remark(
            f"warning: {options.on} is not authenticated: whoever reaches it can run code there,"
            " and read what is sent; tls:// is"
        )
    return stack.enter_context(executors.resolve(options.on or options.jobs))
