"""Web analyst cuts clicks into sessions after half an hour of silence.

family: pandas
small: n = 1000
"""
# %% setup
import numpy as np
import pandas as pd

n = 7_000_000
rng = np.random.default_rng(115)
clicks = pd.DataFrame({
    "visitor": rng.integers(0, n // 30, n),
    "second": rng.integers(0, 604_800, n),
}).sort_values(["visitor", "second"], ignore_index=True)
# %% cell
sessions = []
last_visitor, last_second, number = None, 0, 0
for click in clicks.itertuples(index=False):
    if click.visitor != last_visitor or click.second - last_second > 1800:
        number += 1
    sessions.append(number)
    last_visitor, last_second = click.visitor, click.second
clicks["session"] = sessions
pages = clicks.groupby("session").size()
bounce = (pages == 1).mean()
