import numpy as np
import pandas as pd

df = pd.DataFrame({"temp": [20.5, 18.0, np.nan, 30.25], "wind": [3.0, np.nan, 5.5, 1.0], "word": list("abcd")})
cols = ["temp", "wind"]
given = {"temp": 1.5, "wind": None}
texts = ["1", "2", "3", "4"]
# %% a value that may be anything
for c in cols:
    for i in range(len(df)):
        df.loc[i, c] = given[c]
# %% texts
for c in cols:
    for i in range(len(df)):
        df.loc[i, c] = texts[i]
# %% another row
for c in cols:
    for i in range(1, len(df)):
        df.loc[i, c] = df.loc[i - 1, c]
# %% the frame is used as a whole
for c in cols:
    for i in range(len(df)):
        df.loc[i, c] = df[c].mean()
# %% rows that the frame may not have
for c in cols:
    for i in [1, 2, 9]:
        df.loc[i, c] = 1.5
# %% left early by an exception
for c in cols:
    for i in range(len(df)):
        if i > 2:
            raise ValueError(c)
        df.loc[i, c] = 0.5
# %% a frame that another name stands for
z = df
for c in cols:
    for i in range(len(df)):
        z.loc[i, c] = df.loc[i, c] + 1
# %% the column changes with the rows
for i in range(len(df)):
    for c in cols:
        df.loc[i, c] = 0.5
