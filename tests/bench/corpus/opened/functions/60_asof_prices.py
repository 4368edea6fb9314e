"""Quant helper: joins trades to the last quote.

expect: nothing
about: dominated by one merge_asof and two sorts that are needed because the inputs come unsorted
"""
# %% function
import pandas as pd


def attach_quotes(trades, quotes, tolerance):
    t = trades.sort_values("ts", kind="stable")
    q = quotes.sort_values("ts", kind="stable")
    m = pd.merge_asof(t, q, on="ts", by="sym", tolerance=pd.Timedelta(tolerance))
    m["spread"] = m["ask"] - m["bid"]
    return m

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(60)


def _ts(n):
    return pd.Timestamp("2024-05-02 09:00") + pd.to_timedelta(_g.integers(0, 28_800_000, n), unit="ms")


def _t(n):
    return pd.DataFrame({"ts": _ts(n), "sym": _g.choice(["AAA", "BBB", "CCC"], n), "qty": _g.integers(1, 500, n)})


def _q(n):
    b = _g.normal(50, 1, n).round(2)
    return pd.DataFrame({"ts": _ts(n), "sym": _g.choice(["AAA", "BBB", "CCC"], n), "bid": b, "ask": b + .01 * _g.integers(1, 5, n)})


ENTRY = "attach_quotes"
CALLS = [(_t(100), _q(300), "1min"), (_t(10000), _q(30000), "5s"), (_t(20000), _q(60000), "1s")]
