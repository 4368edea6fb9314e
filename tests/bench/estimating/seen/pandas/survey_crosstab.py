"""Sociologist crosses answers by region and age group.

family: pandas
small: n = 2000
"""
# %% setup
import numpy as np
import pandas as pd

n = 11_000_000
rng = np.random.default_rng(110)
survey = pd.DataFrame({
    "region": rng.choice(["north", "south", "east", "west", "centre"], n),
    "age": rng.integers(16, 95, n),
    "answer": rng.choice(["agree", "neutral", "disagree"], n, p=[0.4, 0.25, 0.35]),
    "weight": rng.random(n) + 0.5,
})
# %% cell
survey["group"] = pd.cut(survey["age"], [15, 29, 44, 59, 99], labels=["16-29", "30-44", "45-59", "60+"])
raw = pd.crosstab([survey["region"], survey["group"]], survey["answer"], normalize="index")
weighted = pd.crosstab(survey["region"], survey["answer"], values=survey["weight"], aggfunc="sum")
weighted = weighted.div(weighted.sum(axis=1), axis=0)
tables = {}
for band in ["age", "region", "group"]:
    tables[band] = pd.crosstab(survey[band], survey["answer"], margins=True)
