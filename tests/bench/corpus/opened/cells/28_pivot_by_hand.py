"""Sales manager wants products by month as a table.

expect: faster
about: pivot table filled by nested filters over the frame
"""
# %% setup
import numpy as np
import pandas as pd

rng = np.random.default_rng(28)
sales = pd.DataFrame({
    "product": rng.choice(["Äpfel", "Birnen", "Kohl", "Lauch", "Mais", "Nüsse", "Rüben"] + [f"art{i}" for i in range(18)], 200000),
    "month": rng.integers(1, 13, 200000),
    "pieces": rng.integers(1, 40, 200000),
})
# %% cell
months = sorted(sales["month"].unique())
products = sorted(sales["product"].unique())
table = pd.DataFrame(0, index=products, columns=months)
for p in products:
    for m in months:
        mask = (sales["product"] == p) & (sales["month"] == m)
        value = 0
        for v in sales[mask]["pieces"]:
            value += v
        table.loc[p, m] = value
print(table.loc["Äpfel"].tolist())
table["year"] = table.sum(axis=1)
table.sort_values("year", ascending=False).head()
