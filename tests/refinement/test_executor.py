"""The same search in another process: `executor=`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

import jupyter_perf as jp
from jupyter_perf.core.executor import resolve

SOURCE = "out = [x for x in queries if x in known]\n"
NAMESPACE = {"known": list(range(0, 12_000, 2)), "queries": list(range(0, 3_000, 3))}


@pytest.mark.parametrize("kind", ["threads", pytest.param("processes", marks=pytest.mark.slow)])
def test_a_search_elsewhere_finds_the_same(kind: str) -> None:
    if kind == "processes":
        found = jp.refine(SOURCE, namespace=NAMESPACE, budget=30.0, executor=1)
    else:
        with ThreadPoolExecutor(1) as pool:
            found = jp.refine(SOURCE, namespace=NAMESPACE, budget=30.0, executor=pool)
    assert found.best is not None
    assert "set" in found.code
    assert found.versions


@pytest.mark.parametrize("wrong", [0, -1, True, 1.5, []])
def test_what_is_no_executor_is_refused(wrong: object) -> None:
    with pytest.raises(jp.errors.UsageError, match="number of processes"):
        jp.refine("1\n", namespace={}, executor=wrong)  # type: ignore[arg-type]


def test_an_address_needs_dask() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError:
        with pytest.raises(jp.errors.MissingExtra, match="dask"), resolve("tcp://127.0.0.1:1"):
            pass
    else:
        pytest.skip("dask is installed: the message for its absence can't be seen")
