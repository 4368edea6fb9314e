"""Inputs too large to copy, and cells too long to repeat: samples, and labels that say so."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from judged import judge

import jupyter_perf as jp
from jupyter_perf.measure.race import ELSEWHERE, OUT_OF_TIME
from jupyter_perf.refinement import engine, large
from jupyter_perf.refinement.verdict import Faster, NotFaster
from jupyter_perf.sandbox import snapshot

COLUMNS = "out = []\nfor i, row in df.iterrows():\n    out.append(row['a'] * row['b'])\n"


def frame(rows: int) -> pd.DataFrame:
    generator = np.random.default_rng(0)
    return pd.DataFrame({"a": generator.normal(size=rows), "b": generator.normal(size=rows)})


def test_a_frame_above_the_limit_is_sampled_and_the_result_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshot, "ASK_ABOVE_BYTES", 200_000)
    monkeypatch.setattr(large, "SAMPLE_BYTES", 40_000)
    namespace = {"df": frame(20_000)}
    source = "total = 0.0\nfor x in df['a'].tolist():\n    total += x\n"
    prepared = engine.prepare(source, namespace=namespace)
    assert prepared.copied is not None
    assert prepared.copied.nbytes < 200_000
    assert "of `df`" in prepared.request.sampled
    prepared.close()
    assert len(namespace["df"]) == 20_000
    whole = engine.prepare(source, namespace=namespace, big=True)
    assert whole.request.sampled == ""
    whole.close()


def test_what_does_not_fit_into_memory_is_refused_with_both_sizes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshot, "free_memory", lambda: 100_000)
    found = jp.refine("n = len(xs)\n", namespace={"xs": np.zeros(1_000_000)}, budget=5.0)
    assert found.reason is not None
    assert "`xs`" in found.reason
    assert "are free" in found.reason


@pytest.mark.slow
def test_a_cell_that_takes_longer_than_the_budget_is_measured_on_a_sample() -> None:
    columns = "out = list((df['a'] * df['b']).to_numpy())\n"
    found = judge(COLUMNS, [columns], namespace={"df": frame(400_000)}, budget=20.0)
    assert "of `df`" in found.sampled
    (verdict,) = found.verdicts
    assert isinstance(verdict, Faster | NotFaster)
    assert verdict.evidence.sampled == found.sampled
    if isinstance(verdict, NotFaster):
        # So short a budget may pass while another search on this machine has its turns.
        assert verdict.timing.why in (ELSEWHERE, OUT_OF_TIME)
    elif verdict.evidence.general:
        assert f"same answer on {found.sampled}" in str(found)
    else:
        # On a busy machine there may be no time for enough generated inputs.
        assert "too few other inputs" in str(found)
