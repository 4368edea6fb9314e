"""Editor counts the tags of articles, of which each has several.

family: pandas
small: n = 500
"""
# %% setup
import random
import pandas as pd

n = 2_500_000
r = random.Random(111)
tags = [f"tag{i}" for i in range(4000)]
articles = pd.DataFrame({
    "author": [r.randrange(5000) for _ in range(n)],
    "tags": [r.choices(tags, k=r.randrange(1, 6)) for _ in range(n)],
})
# %% cell
long = articles.explode("tags").reset_index(names="article")
top = long["tags"].value_counts().head(2000)
used = long[long["tags"].isin(top.index)]
per_author = used.groupby("author")["tags"].nunique()
pairs = used.merge(used, on="article")
together = pairs[pairs["tags_x"] < pairs["tags_y"]].groupby(["tags_x", "tags_y"]).size()
together.nlargest(20)
