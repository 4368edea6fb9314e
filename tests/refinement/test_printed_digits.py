"""Sums in another order, rounded and printed: right on the user's data only by luck."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from judged import judge

from jupyter_perf.refinement.verdict import Faster

LOOP = """\
for k in sorted(df["k"].unique()):
    total = float(df["cost"][df["k"] == k].sum())
    print(k, round(total, {decimals}))
"""
SUMS = """\
sums = df.groupby("k")["cost"].sum()
for k in sorted(df["k"].unique()):
    total = float(sums[k])
    print(k, round(total, {decimals}))
"""


def frame(seed: int) -> pd.DataFrame:
    """Costs in cents, as in most shops: one sum in ten lies between two tenths."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame({"k": rng.integers(0, 60, 9_000), "cost": rng.gamma(2, 50, 9_000).round(2)})


def agrees(df: pd.DataFrame) -> bool:
    sums = df.groupby("k")["cost"].sum()
    plain = {k: df["cost"][df["k"] == k].sum() for k in sums.index}
    return all(round(float(plain[k]), 1) == round(float(sums[k]), 1) for k in plain)


@pytest.mark.parametrize(
    ("decimals", "general"), [(1, False), pytest.param(2, True, marks=pytest.mark.slow)]
)
def test_digits_that_hang_on_the_order_of_additions(decimals: int, general: bool) -> None:
    df = next(df for df in map(frame, range(500)) if agrees(df))
    source, candidate = (text.format(decimals=decimals) for text in (LOOP, SUMS))
    (verdict,) = judge(source, [candidate], namespace={"df": df}, budget=60.0).verdicts
    assert isinstance(verdict, Faster)
    assert verdict.evidence.within_tolerance > 0
    assert verdict.evidence.general is general
    assert general or "rows" in verdict.evidence.only_this_data
