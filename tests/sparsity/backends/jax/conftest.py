"""Compiling is what takes the time here: without most optimizations it takes half of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

OPTION = "jax_disable_most_optimizations"


@pytest.fixture(autouse=True, scope="module")
def compiled_quickly() -> Iterator[None]:
    jax = pytest.importorskip("jax")
    before = jax.config.values[OPTION]
    jax.config.update(OPTION, True)
    yield
    jax.config.update(OPTION, before)
