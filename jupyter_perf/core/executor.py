"""Where long work runs: here, in a local process pool, on a Dask cluster, or where you say."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import Any

from ..errors import MissingExtra, UsageError


@contextlib.contextmanager
def resolve(executor: Executor | int | str | None) -> Iterator[Executor | None]:
    """The executor that an `executor=` argument means; None means in this process.

    An int is a local pool of so many processes and a string the address of a Dask scheduler, both
    closed at the end; a `concurrent.futures.Executor` is used as it is and stays open. Raises
    UsageError for anything else and where no scheduler answers, MissingExtra without Dask.
    """
    if executor is None or isinstance(executor, Executor):
        yield executor
    elif isinstance(executor, int) and not isinstance(executor, bool) and executor > 0:
        # Forking a kernel with its threads and sockets isn't safe; a fresh start is.
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(executor, mp_context=context) as pool:
            yield pool
    elif isinstance(executor, str):
        with _dask(executor) as pool:
            yield pool
    else:
        raise UsageError(
            f"`executor` is {executor!r}: give None, a number of processes, the address of a Dask"
            " scheduler, or a concurrent.futures.Executor"
        )


@contextlib.contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingExtra("distributed", "dask") from error
    made: Any = Client  # of some versions without types
    try:
        client = made(address)
    except (OSError, ValueError) as error:
        raise UsageError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        # Tasks start sandboxes of their own: a result is never a pure function of the arguments.
        pool: Executor = client.get_executor(pure=False)
        yield pool
