import numpy as np
import pandas as pd

df = pd.DataFrame(
    {
        "price": [10.0, 20.5, 3.25, 8.0, 40.0, 1.5],
        "rate": [0.1, 0.2, 0.3, 0.25, 0.05, 0.4],
        "qty": [1, 2, 3, 4, 5, 6],
        "name": ["a", "b", "c", "a", "b", "d"],
    }
)
num = df[["price", "rate", "qty"]].copy()
parts = [df.iloc[:2], df.iloc[2:5], df.iloc[5:]]
# %% read in the loop
whole = pd.DataFrame()
for part in parts:
    whole = pd.concat([whole, part])
    print(len(whole))
# %% changed after it was added
whole = pd.DataFrame()
piece = df.copy()
for k in range(3):
    piece["price"] = float(k)
    whole = pd.concat([whole, piece])
# %% beside each other
whole = pd.DataFrame()
for part in parts:
    whole = pd.concat([whole, part], axis=1)
# %% put in front
whole = pd.DataFrame()
for part in parts:
    whole = pd.concat([part, whole])
# %% not pandas's concat
class pd_:
    concat = staticmethod(lambda frames: frames[0])


whole = df
for part in parts:
    whole = pd_.concat([whole, part])
# %% another frame as the start
whole = pd.DataFrame()
for part in parts:
    whole = pd.concat([df, part])
# %% left by return
def first(frames):
    whole = pd.DataFrame()
    for frame in frames:
        whole = pd.concat([whole, frame])
        if len(whole) > 3:
            return whole
    return whole
# %% once
whole = pd.concat([df, parts[0]])
# %% a frame that changes later in the round
whole = pd.DataFrame()
for part in parts:
    piece = part.copy()
    whole = pd.concat([whole, piece])
    piece["price"] = 0.0
# %% a frame that changes behind the inner loop
whole = pd.DataFrame()
for name in ["a", "b"]:
    for part in parts:
        piece = part.copy()
        whole = pd.concat([whole, piece])
    piece["price"] = 0.0
# %% doubles of which none is kept
whole = pd.DataFrame()
for part in parts:
    whole = pd.concat([whole, part])
    whole = whole.drop_duplicates(subset=["name"], keep=False)
# %% doubles by what changes
whole = pd.DataFrame()
by = ["name"]
for part in parts:
    whole = pd.concat([whole, part])
    whole = whole.drop_duplicates(subset=by)
    by = by + ["price"]
# %% rows that are counted in each round
whole = pd.DataFrame()
for part in parts:
    whole = pd.concat([whole, part])
    whole = whole.drop_duplicates(subset=["name"])
    print(len(whole))
# %% rows numbered before doubles are dropped
whole = pd.DataFrame()
for part in parts:
    whole = pd.concat([whole, part]).reset_index(drop=True).drop_duplicates()
