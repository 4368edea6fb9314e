"""Sports statistician wants each player's share of the team's points.

expect: faster
about: groupby.transform with a python lambda where built-ins exist
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(64)
games = pd.DataFrame({"team": rng.integers(0, 5000, 60000), "player": rng.integers(0, 40000, 60000), "points": rng.integers(0, 45, 60000)})
# %% cell
games["team_total"] = games.groupby("team")["points"].transform(lambda s: s.sum())
games["rank"] = games.groupby("team")["points"].transform(lambda s: s.rank(method="min", ascending=False))
games["share"] = games["points"] / games["team_total"]
games.nlargest(5, ["share", "points"])
