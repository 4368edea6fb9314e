"""Shop analyst scores customers by recency, frequency and money.

family: pandas
small: n = 3000
"""
# %% setup
import numpy as np
import pandas as pd

n = 20_000_000
rng = np.random.default_rng(101)
orders = pd.DataFrame({
    "customer": rng.integers(0, n // 6, n),
    "day": rng.integers(0, 730, n),
    "amount": rng.gamma(2.0, 30.0, n).round(2),
})
# %% cell
rfm = orders.groupby("customer").agg(
    recency=("day", "max"),
    frequency=("amount", "count"),
    money=("amount", "sum"),
)
rfm["recency"] = orders["day"].max() - rfm["recency"]
for col in ["recency", "frequency", "money"]:
    rfm[col + "_score"] = pd.qcut(rfm[col].rank(method="first"), 5, labels=[1, 2, 3, 4, 5])
rfm["segment"] = (
    rfm["recency_score"].astype(str) + rfm["frequency_score"].astype(str) + rfm["money_score"].astype(str)
)
rfm["segment"].value_counts()
