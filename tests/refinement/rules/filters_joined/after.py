import pandas as pd

games = pd.DataFrame(
    {
        "home": ["Köln", "Ulm", "Aue", "Köln", "Ulm"],
        "away": ["Ulm", "Aue", "Köln", "Aue", "Köln"],
        "day": pd.to_datetime(["2024-01-01", "2024-01-08", "2024-01-05", "2024-02-01", "2024-01-29"]),
        "goals": [2, 0, 3, 1, 4],
        "share": [0.5, None, 0.25, 1.0, 0.75],
    }
)
asked = pd.DataFrame(
    {"team": ["Köln", "Aue", "none"], "when": pd.to_datetime(["2024-01-30", "2024-01-06", "2024-03-01"])}
)
# %% earlier rows, then those of a key
means = []
for team, when in zip(asked["team"], asked["when"]):
    own = games[(games["home"] == team) & (games["day"] < when)]
    means.append(own["share"].mean())
# %% two filters of what is left, one of a column
sizes = []
for team, when in zip(asked["team"], asked["when"]):
    sizes.append(len(games[((games.home == team) | (games.away == team)) & (games.day <= when) & games.share.notna()]))
    sizes.append(games.loc[(games["home"] == team) & (games.day <= when) & games.share.notna(), "goals"].sum())
# %% in a function
def scored(team, when):
    return games[(games["home"] == team) & (games["day"] < when)]["goals"].sum()

totals = [scored(team, when) for team, when in zip(asked["team"], asked["when"])]
