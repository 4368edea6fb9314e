"""A handball statistician rates teams over a season and stores the forecast of every match.

expect: faster
about: iterrows and writing single cells by df.loc; loop over the columns' lists, assign once
"""

# %% function
import pandas as pd

START = 1500.0
K = 22.0
HOME = 65.0


def rate_season(matches):
    df = matches.sort_values("day", kind="stable").reset_index(drop=True)
    df["p_home"] = 0.0
    df["elo_home"] = 0.0
    df["elo_away"] = 0.0
    elo = {}
    for idx, row in df.iterrows():
        home = row["home"]
        away = row["away"]
        if home not in elo:
            elo[home] = START
        if away not in elo:
            elo[away] = START
        expected = 1 / (1 + 10 ** ((elo[away] - elo[home] - HOME) / 400))
        df.loc[idx, "p_home"] = expected
        df.loc[idx, "elo_home"] = elo[home]
        df.loc[idx, "elo_away"] = elo[away]
        if row["goals_home"] > row["goals_away"]:
            actual = 1.0
        elif row["goals_home"] == row["goals_away"]:
            actual = 0.5
        else:
            actual = 0.0
        margin = abs(row["goals_home"] - row["goals_away"])
        step = K * (1 + min(margin, 10) / 20) * (actual - expected)
        elo[home] = elo[home] + step
        elo[away] = elo[away] - step
    table = pd.Series(elo, dtype=float, name="elo").sort_values(ascending=False, kind="stable")
    return df, table


# %% calls
import numpy as np
import pandas as pd

rng = np.random.default_rng(23)
TEAMS = ["Kiel", "Göppingen", "Lemgo", "Füchse", "Melsungen", "Wetzlar", "Gummersbach", "Erlangen"]


def season(n):
    home = rng.integers(0, len(TEAMS), n)
    away = (home + rng.integers(1, len(TEAMS), n)) % len(TEAMS)
    return pd.DataFrame(
        {
            "day": pd.Timestamp("2021-08-20") + pd.to_timedelta(rng.integers(0, 280, n), unit="D"),
            "home": np.array(TEAMS)[home],
            "away": np.array(TEAMS)[away],
            "goals_home": rng.poisson(29, n),
            "goals_away": rng.poisson(27, n),
        }
    )


ENTRY = "rate_season"
CALLS = [(season(900),), (season(400),), (season(0),), (season(1),), (season(30),)]
