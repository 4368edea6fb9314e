from __future__ import annotations

import pytest

from jupyter_perf.core import latest


class SparsityReport(str):
    """Stands for a result of that name."""


def test_the_latest_result_is_the_last_one_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latest, "_latest", {})
    assert latest.last() is None
    latest.remember("first")
    latest.remember("second")
    assert latest.last() == "second"


def test_the_latest_of_a_kind_stays_when_another_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latest, "_latest", {})
    old, new = SparsityReport("old"), SparsityReport("new")
    for each in (old, new, 1.0):
        latest.remember(each)
    assert latest.last() == 1.0
    assert latest.last("sparsity") is latest.last("SparsityReport") is new
    assert latest.last("frontier") is None
    latest.remember(new)
    assert latest.last() is new
