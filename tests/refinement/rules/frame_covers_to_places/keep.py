import pandas as pd

stays = pd.DataFrame(
    {
        "from": [i * 7 % 40 for i in range(30)],
        "to": [i * 7 % 40 + i % 6 for i in range(30)],
        "price": [i / 4 for i in range(30)],
        "name": ["abc"[i % 3] for i in range(30)],
        "until": ["bcd"[i % 3] for i in range(30)],
    }
)
days = list(range(0, 50, 3))
nan = float("nan")
spans = pd.DataFrame({"low": [0.5, 1.5, nan, 2.0] * 4, "high": [1.5, 1.5, 2.0, nan] * 4})
points = [0.5, 1.0, 1.5, nan, 2.5]
# %% sums of floats
worth = [stays[(stays["from"] <= x) & (stays["to"] > x)]["price"].sum() for x in days]
# %% asked once
n = len(stays[(stays["from"] <= days[3]) & (stays["to"] > days[3])])
# %% two points
counts = [len(stays[(stays["from"] <= x) & (stays["to"] > x + 2)]) for x in days]
# %% rows that are kept
parts = [stays[(stays["from"] <= x) & (stays["to"] > x)] for x in days]
# %% text
counts = [len(stays[(stays["name"] <= x) & (stays["until"] > x)]) for x in "abcd"]
# %% the frame changes meanwhile
counts = []
for x in days:
    counts.append(len(stays[(stays["from"] <= x) & (stays["to"] > x)]))
    stays.loc[0, "to"] = x
# %% rows that are read otherwise too
counts = []
for x in days:
    part = stays[(stays["from"] <= x) & (stays["to"] > x)]
    counts.append((len(part), part["price"].max()))
# %% one column
counts = [len(stays[(stays["from"] <= x) & (stays["from"] > x - 5)]) for x in days]
# %% no end yet, the end counts too
seen = [((spans["low"] < x) & (spans["high"].isna() | (spans["high"] >= x))).sum() for x in points]
