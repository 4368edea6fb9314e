"""The clean environment of supervisor and zygote: locale, time zone, one thread, nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping

_KEPT = ("LANG", "LANGUAGE", "TZ", "PATH", "HOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "CONDA_PREFIX")
_KEPT_PREFIX = "LC_"

ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "BLIS_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "ARROW_IO_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    # The allocator built into pyarrow otherwise starts a thread, and a process with threads is
    # neither safe to fork nor able to enter a namespace.
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "POLARS_MAX_THREADS": "1",
}
"""Numeric libraries use one thread in the sandbox, for the original and its rewrites alike."""


def clean_environment(source: Mapping[str, str] | None = None) -> dict[str, str]:
    """Locale, search path and the like of `source` (default: this process), and nothing else."""
    source = os.environ if source is None else source
    return {
        name: value
        for name, value in source.items()
        if name in _KEPT or name.startswith(_KEPT_PREFIX)
    }


def sandbox_environment(source: Mapping[str, str] | None = None) -> dict[str, str]:
    """The zygote's: as `clean_environment`, with one thread for every numeric library."""
    return {
        **clean_environment(source),
        **ONE_THREAD,
        "MPLBACKEND": "Agg",
        "PYTHONDONTWRITEBYTECODE": "1",
        "JUPYTER_PERF_SANDBOX": "1",
    }
