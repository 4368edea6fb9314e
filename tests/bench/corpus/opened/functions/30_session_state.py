"""Web analyst assigns session numbers where a login event can pin a session open.

expect: nothing
about: the state depends on what was decided for the row before, plain itertuples over the needed columns is fair enough
"""
# %% function
import pandas as pd


def assign_sessions(events, gap_s, budget):
    ids = []
    session, last, spent, pinned = 0, None, 0, False
    for t, kind in zip(events["t"].tolist(), events["kind"].tolist()):
        delta = 0 if last is None else t - last
        spent += delta if delta < gap_s else gap_s
        if (delta > gap_s and not pinned) or spent > budget:
            session += 1
            spent = 0
            pinned = False
        if kind == "login":
            pinned = True
        elif kind == "logout":
            pinned = False
        ids.append(session)
        last = t
    return pd.Series(ids, index=events.index, name="session", dtype="int64")

# %% calls
import numpy as np
import pandas as pd
_g = np.random.default_rng(30)


def _ev(n):
    return pd.DataFrame({"t": np.cumsum(_g.integers(0, 90, n)), "kind": _g.choice(["view", "login", "logout", "buy"], n, p=[.8, .05, .05, .1])})


ENTRY = "assign_sessions"
CALLS = [(_ev(500), 60, 3000), (_ev(10000), 80, 1000), (_ev(25000), 30, 500), (_ev(0), 10, 10)]
