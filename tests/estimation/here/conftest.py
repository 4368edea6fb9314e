"""Machines that nobody measured, for tests of what is done with measurements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jupyter_perf.core.measured import Measured, Probed
from jupyter_perf.core.ranges import Range

AMOUNTS = {
    "interpreter": (1e-3, 6e4, "operations"),
    "objects": (2e-3, 2e4, "operations"),
    "strings": (3e-3, 1e4, "operations"),
    "groupby": (4e-3, 1e5, "operations"),
    "stream-ram": (5e-3, 1e8, "bytes"),
    "stream-all": (4e-3, 1e8, "bytes"),
    "stream-new": (9e-3, 1e8, "bytes"),
    "matmul-fp32": (1e-2, 1e9, "flop"),
    "matmul-fp64-1": (3e-2, 1e9, "flop"),
    "matmul-flat": (2e-3, 1.2e8, "flop"),
    "matmul-small": (1e-3, 4e7, "flop"),
}


@pytest.fixture(scope="session")
def machine() -> Callable[..., Measured]:
    """Makes one: see `made`."""
    return made


@pytest.fixture(scope="session")
def kernels() -> set[str]:
    """Names of the kernels that it has."""
    return set(AMOUNTS)


def made(noise: float = 0.03, busy: str = "", key: str = "key", **slower: float) -> Measured:
    """`slower` are factors on the times of kernels, by name with `_` for `-`; `all` is any's."""

    def probed(name: str) -> Probed:
        seconds, amount, unit = AMOUNTS[name]
        seconds *= slower.get(name.replace("-", "_"), slower.get("all", 1.0))
        around = Range(seconds, seconds / (1 + noise), seconds * (1 + noise))
        return Probed(around, amount, unit, (seconds,))

    return Measured(
        key=key,
        machine="A processor",
        system="Linux 6.1 x86_64",
        cores=2.0,
        memory_bytes=8 << 30,
        cache_bytes=(32 << 10, 1 << 20, 32 << 20),
        probes={name: probed(name) for name in AMOUNTS},
        created="2026-11-03T10:00:00+00:00",
        versions={"python": "CPython 3.11.14"},
        busy=busy,
    )
