"""Survey researcher builds indicator columns by hand.

expect: faster
about: one-hot encoding with a python loop per category and per row
"""
# %% setup
import pandas as pd
import numpy as np

rng = np.random.default_rng(19)
survey = pd.DataFrame({
    "person": np.arange(12000),
    "hobby": rng.choice(["chess", "fútbol", "Jazz", "knitting", "none", "sailing", "ski"], 12000),
    "age": rng.integers(16, 90, 12000),
})
survey = survey.sample(frac=1, random_state=3)
# %% cell
cats = sorted(set(survey["hobby"].tolist()))
encoded = survey[["person", "age"]].copy()
for c in cats:
    col = []
    for idx in survey.index:
        if survey.loc[idx, "hobby"] == c:
            col.append(1)
        else:
            col.append(0)
    encoded["hobby_" + c] = col

# check: every person has exactly one
total = 0
for c in cats:
    total += encoded["hobby_" + c].sum()
assert total == len(survey)
print(list(encoded.columns))
encoded.tail()
