"""Editor counts the tags of articles, of which each has several.

family: pandas
small: n = 500
"""
# %% setup
import random
import pandas as pd

n = 2_200_000
r = random.Random(111)
tags = [f"tag{i}" for i in range(4000)]
articles = pd.DataFrame({
    "author": [r.randrange(5000) for _ in range(n)],
    "tags": [r.choices(tags, k=r.randrange(1, 6)) for _ in range(n)],
})
# %% cell
long = articles.explode("tags")
top = long["tags"].value_counts().head(50)
per_author = long[long["tags"].isin(top.index)].groupby("author")["tags"].nunique()
per_author.mean()
