import numpy as np
import pandas as pd

prices = pd.Series([1.5, 2.5, 3.5], index=["a", "b", "c"])
visits = ["a", "c", "a", "b"]
parts = [["a", "b"], ["c"]]
some = {"a": 1.5, "b": 2.5, "c": 3.5}
# %% only once
one = prices["a"]
# %% the Series changes
for x in visits:
    prices[x] = prices[x] + 1
# %% several labels at once
for x in range(2):
    total = prices[["a", "b"]].sum()
# %% a dictionary
for x in visits:
    value = some[x]
# %% places
for i in range(3):
    value = prices.iloc[i]
# %% a test of all elements
for x in [1.0, 2.0]:
    many = prices[prices > x]
# %% a new Series in each round
for x in visits:
    doubled = prices * 2
    value = doubled[x]
# %% not known to be a Series
def summed(series, labels):
    return sum(series[label] for label in labels)
