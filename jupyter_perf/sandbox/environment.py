"""The clean environment of supervisor and zygote: locale, time zone, one thread, and in the zygote
the choices of libraries that times hang on; nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping

_KEPT = ("LANG", "LANGUAGE", "TZ", "PATH", "HOME", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "CONDA_PREFIX")
_KEPT_PREFIX = "LC_"
_CHOICES = (
    "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "NVPL_BLAS_DEBUG_CPU_TYPE",
    "MKL_DEBUG_CPU_TYPE", "MKL_ENABLE_INSTRUCTIONS", "MKL_CBWR", "BLIS_ARCH_TYPE",
    "NPY_DISABLE_CPU_FEATURES", "NPY_ENABLE_CPU_FEATURES", "ARROW_USER_SIMD_LEVEL",
    "ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY", "NUMBA_CPU_NAME",
    "NUMBA_CPU_FEATURES", "GLIBC_TUNABLES", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_",
    "MALLOC_TOP_PAD_", "MALLOC_ARENA_MAX",
)  # fmt: skip
"""By which libraries choose their code, and allocators where memory comes from: without them, the
same cell would take another time here than it does for the user."""

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
    """The zygote's: as `clean_environment`, with one thread for every numeric library, which choose
    their code as they do for the user."""
    source = os.environ if source is None else source
    return {
        **clean_environment(source),
        **{name: source[name] for name in _CHOICES if name in source},
        **ONE_THREAD,
        "MPLBACKEND": "Agg",
        "PYTHONDONTWRITEBYTECODE": "1",
        "JUPYTER_PERF_SANDBOX": "1",
    }
