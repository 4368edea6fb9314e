"""Threads of linear algebra."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from jupyter_perf.core.threads import one_thread


def test_blas_has_one_thread_meanwhile_and_its_own_again_after() -> None:
    threadpoolctl = pytest.importorskip("threadpoolctl")
    np.ones((2, 2)) @ np.ones((2, 2))

    def counts() -> list[int]:
        found = threadpoolctl.threadpool_info()
        return [each["num_threads"] for each in found if each["user_api"] == "blas"]

    before = counts()
    with one_thread():
        assert set(counts()) <= {1}
    assert counts() == before


def test_nothing_is_limited_where_nobody_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "threadpoolctl", None)
    with one_thread():
        assert np.ones(2).sum() == 2
