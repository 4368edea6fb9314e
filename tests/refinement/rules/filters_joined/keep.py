import pandas as pd

games = pd.DataFrame(
    {
        "home": ["Köln", "Ulm", "Aue", "Köln", "Ulm"],
        "day": [1, 8, 5, 30, 29],
        "place": [2, None, "x", 1, None],
        "goals": [2, 0, 3, 1, 4],
    }
)
teams = ["Köln", "Aue", "none"]
# %% what the first filter leaves is used itself
rows = []
for team in teams:
    part = games[games["day"] < 20]
    rows.append((len(part), len(part[part["home"] == team])))
# %% a test by size that rows left out might not stand
rows = []
for team in teams:
    part = games[games["place"].notna()]
    rows.append(len(part[(part["home"] == team) & (part["place"] < 3)]))
# %% the limit changes in between
rows, limit = [], 3
for team in teams:
    part = games[games["day"] < limit]
    limit = limit + 10
    rows.append(len(part[part["home"] == team]))
# %% a name that outlives the cell
part = games[games["day"] < 20]
rows = [len(part[part["home"] == team]) for team in teams]
# %% it is changed
rows = []
for team in teams:
    part = games[games["day"] < 20]
    part = part[part["home"] == team]
    rows.append(len(part))
# %% no key to find rows by
rows = []
for goals in range(3):
    part = games[games["day"] < 20]
    rows.append(len(part[part["goals"] > goals]))
