"""How many threads libraries of linear algebra use."""

from __future__ import annotations

import contextlib
from contextlib import AbstractContextManager


def one_thread() -> AbstractContextManager[object]:
    """One thread for BLAS meanwhile, where `threadpoolctl` is there to tell it: handing products of
    small matrices to several takes many times as long as working them out."""
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        return contextlib.nullcontext()
    limits: AbstractContextManager[object] = threadpool_limits(1, user_api="blas")
    return limits
